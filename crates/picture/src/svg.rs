use std::fmt;

/// A finished drawing: one `<svg>` element, ready to stand in a page.
///
/// Every text in it is escaped, every number finite, and it holds no script,
/// no style element and no style attribute, so it passes `default-src 'self'`.
/// `Display` prints the markup; hand it to a template as trusted markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    pub(crate) fn new(markup: String) -> Self {
        Self(markup)
    }

    /// The markup.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The markup, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a drawing is called.
#[derive(Clone, Copy, Debug)]
pub struct Label<'a> {
    /// Unique in the page. Letters, digits, `-` and `_`; anything else becomes `-`.
    pub id: &'a str,
    /// The finding in one sentence ("Step rate faded in the last third"), not the kind of chart.
    pub title: &'a str,
    /// The figures behind it in words. May be empty: then there is no `<desc>`.
    pub desc: &'a str,
}

impl Label<'_> {
    /// An id made from this one, safe inside `url(#...)`.
    pub(crate) fn id(&self, part: &str) -> String {
        let clean = |c: char| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        };
        let own: String = self.id.chars().map(clean).collect();
        format!("p-{own}-{part}")
    }
}

/// Escapes a text for element content and for a quoted attribute.
///
/// Characters that XML 1.0 does not allow (most controls) are left out: a note
/// pasted from elsewhere must not make a page unreadable.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c < ' ' || ('\u{7f}'..='\u{9f}').contains(&c) => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

/// A coordinate with one decimal, or with as many as asked, without trailing zeros.
///
/// The last line of defence: a drawing never says NaN. What is not a number is
/// left out by each chart before it comes here.
pub(crate) fn decimals(value: f64, places: usize) -> String {
    let finite = if value.is_nan() {
        0.0
    } else {
        value.clamp(-99_999.0, 99_999.0)
    };
    let mut text = format!("{finite:.places$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

pub(crate) fn unit(value: f64) -> String {
    decimals(value, 1)
}

/// Where a text sits relative to its point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Writes elements into one string.
#[derive(Default)]
pub(crate) struct Pen(String);

impl Pen {
    /// Begins a drawing of this size with its title and description.
    pub fn drawing(class: &str, (width, height): (f64, f64), label: Label<'_>) -> Self {
        Self::framed(class, (0.0, 0.0, width, height), label)
    }

    /// Begins a drawing that shows the part `x, y, width, height` of its plane.
    pub fn framed(
        class: &str,
        (x, y, width, height): (f64, f64, f64, f64),
        label: Label<'_>,
    ) -> Self {
        let mut pen = Self::default();
        let (title, desc) = (label.id("title"), label.id("desc"));
        let frame = format!("{} {} {} {}", unit(x), unit(y), unit(width), unit(height));
        let mut root = pen
            .element("svg")
            .set("class", class)
            .set("viewBox", &frame)
            .set("role", "img");
        root = root.set("aria-labelledby", &title);
        if !label.desc.is_empty() {
            root = root.set("aria-describedby", &desc);
        }
        root.open();
        pen.element("title").set("id", &title).open();
        pen.words(label.title);
        pen.close("title");
        if !label.desc.is_empty() {
            pen.element("desc").set("id", &desc).open();
            pen.words(label.desc);
            pen.close("desc");
        }
        pen
    }

    /// Begins a small picture beside a text that already says it.
    pub fn silent(class: &str, size: f64) -> Self {
        let mut pen = Self::default();
        let frame = format!("0 0 {0} {0}", unit(size));
        let mut root = pen
            .element("svg")
            .set("viewBox", &frame)
            .set("aria-hidden", "true");
        if !class.is_empty() {
            root = root.set("class", class);
        }
        root.at("width", size).at("height", size).open();
        pen
    }

    pub fn element(&mut self, name: &str) -> Element<'_> {
        self.0.push('<');
        self.0.push_str(name);
        Element { pen: self }
    }

    pub fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    pub fn words(&mut self, text: &str) {
        self.0.push_str(&escape(text));
    }

    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, class: &str, text: &str) {
        let mut element = self.element("text").at("x", x).at("y", y);
        element = match anchor {
            Anchor::Start => element,
            Anchor::Middle => element.set("text-anchor", "middle"),
            Anchor::End => element.set("text-anchor", "end"),
        };
        if !class.is_empty() {
            element = element.set("class", class);
        }
        element.open();
        self.words(text);
        self.close("text");
    }

    pub fn path(&mut self, class: &str, path: &Path) {
        if !path.0.is_empty() {
            self.element("path")
                .set("class", class)
                .set("d", &path.0)
                .leaf();
        }
    }

    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        if width > 0.0 && height > 0.0 {
            let element = self.element("rect").set("class", class);
            element
                .at("x", x)
                .at("y", y)
                .at("width", width)
                .at("height", height)
                .leaf();
        }
    }

    pub fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.element("circle")
            .set("class", class)
            .at("cx", x)
            .at("cy", y)
            .at("r", radius)
            .leaf();
    }

    /// A horizontal smear: a gradient whose opacity is given at evenly spaced stops.
    pub fn smear(&mut self, id: &str, colour: &str, opacities: impl Iterator<Item = (f64, f64)>) {
        self.element("defs").open();
        self.element("linearGradient").set("id", id).open();
        for (share, opacity) in opacities {
            let stop = self.element("stop").set("class", colour);
            stop.set("offset", &decimals(share.clamp(0.0, 1.0), 3))
                .set("stop-opacity", &decimals(opacity.clamp(0.0, 1.0), 2))
                .leaf();
        }
        self.close("linearGradient");
        self.close("defs");
    }

    pub fn finish(mut self) -> Svg {
        self.close("svg");
        Svg::new(self.0)
    }

    /// For pieces that go into another drawing.
    pub fn into_markup(self) -> String {
        self.0
    }

    pub fn markup(&mut self, piece: &str) {
        self.0.push_str(piece);
    }
}

/// A start tag under way.
pub(crate) struct Element<'a> {
    pen: &'a mut Pen,
}

impl Element<'_> {
    pub fn set(self, name: &str, value: &str) -> Self {
        let value = escape(value);
        for piece in [" ", name, "=\"", &value, "\""] {
            self.pen.0.push_str(piece);
        }
        self
    }

    pub fn at(self, name: &str, value: f64) -> Self {
        let value = unit(value);
        self.set(name, &value)
    }

    pub fn open(self) {
        self.pen.0.push('>');
    }

    pub fn leaf(self) {
        self.pen.0.push_str("/>");
    }
}

/// The outline of one stroke or shape.
#[derive(Clone, Default)]
pub(crate) struct Path(String);

impl Path {
    fn command(mut self, letter: char, values: &[f64]) -> Self {
        self.0.push(letter);
        for (i, value) in values.iter().enumerate() {
            let text = unit(*value);
            if i > 0 && !text.starts_with('-') {
                self.0.push(' ');
            }
            self.0.push_str(&text);
        }
        self
    }

    pub fn to(self, (x, y): (f64, f64)) -> Self {
        self.command('M', &[x, y])
    }

    pub fn line(self, (x, y): (f64, f64)) -> Self {
        self.command('L', &[x, y])
    }

    pub fn h(self, x: f64) -> Self {
        self.command('H', &[x])
    }

    pub fn v(self, y: f64) -> Self {
        self.command('V', &[y])
    }

    /// A cubic curve, all three points absolute.
    pub fn curve(self, a: (f64, f64), b: (f64, f64), c: (f64, f64)) -> Self {
        self.command('C', &[a.0, a.1, b.0, b.1, c.0, c.1])
    }

    pub fn closed(mut self) -> Self {
        self.0.push('Z');
        self
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
