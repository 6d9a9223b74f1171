//! A drawing of a page as a file of its own: with the rules of the style sheet that it needs, its
//! title written out, and as pixels.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context, bail};
use resvg::{tiny_skia, usvg};
use trochlea_picture::Svg;

const SHEET: &str = include_str!("../../assets/trochlea.css");

/// Units of one line of the title, and of one of its letters.
const LINE: f64 = 20.0;
const LETTER: f64 = 7.0;
const MARGIN: f64 = 12.0;
/// A drawing unit is about a point; so many pixels make it sharp on today's screens.
const PIXELS_PER_UNIT: f32 = 2.0;

/// The drawing in the light colours of the pages, on their paper, under its title.
pub(super) fn svg(drawing: &Svg, title: &str) -> anyhow::Result<String> {
    let markup = drawing.as_str();
    let (head, body) = markup.split_once('>').context("a drawing is one element")?;
    // Readers look for a picture's name in its first element.
    let (name, body) = body
        .split_once("</title>")
        .context("a drawing has a name")?;
    let frame = attribute(head, "viewBox").context("a drawing has a frame")?;
    let sides: Vec<f64> = frame.split(' ').filter_map(|it| it.parse().ok()).collect();
    let [x, y, width, height] = sides.as_slice() else {
        bail!("a frame has four numbers: {frame}");
    };
    let lines = wrapped(title, (width / LETTER) as usize);
    let above = LINE * lines.len() as f64 + MARGIN;
    let (left, top) = (x - MARGIN, y - above);
    let (wide, tall) = (width + 2.0 * MARGIN, height + above + MARGIN);
    let head = head.replacen(
        &format!("viewBox=\"{frame}\""),
        &format!(
            "xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{tall}\" viewBox=\"{left} {top} {wide} {tall}\""
        ),
        1,
    );
    let style = rules_for(markup);
    let mut out = format!("{head}>{name}</title>\n<style>{style}</style>\n");
    let _ = write!(
        out,
        "<rect class=\"paper\" x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\"/>"
    );
    for (idx, line) in lines.iter().enumerate() {
        let base = top + LINE * (idx as f64 + 1.0);
        let _ = write!(
            out,
            "<text class=\"strong\" x=\"{x}\" y=\"{base}\">{}</text>",
            escaped(line)
        );
    }
    out.push_str(body);
    out.push('\n');
    Ok(out)
}

/// A drawing with the rules that move it, standing still for whoever asked for less motion.
pub(super) fn moving(svg: &str, rules: &str) -> String {
    let still = "@media (prefers-reduced-motion:reduce){*{animation:none!important}}";
    svg.replacen("</style>", &format!("\n{rules}{still}</style>"), 1)
}

/// The same as pixels.
///
/// # Errors
/// When the machine has no font: a picture without its words would say nothing.
pub(super) fn png(svg: &str) -> anyhow::Result<Vec<u8>> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    let Some(family) = plain_family(fonts) else {
        bail!(
            "this machine has no font, so a PNG would have no words: name a file that ends in .svg, or install fonts (on Debian: fonts-dejavu-core)"
        );
    };
    let svg = in_family(svg, &family);
    options.font_family = family;
    let tree = usvg::Tree::from_str(&svg, &options).context("the drawing cannot be read")?;
    let size = tree.size().to_int_size().scale_by(PIXELS_PER_UNIT);
    let size = size.context("the drawing has no size")?;
    let mut pixels =
        tiny_skia::Pixmap::new(size.width(), size.height()).context("the drawing has no size")?;
    let scale = tiny_skia::Transform::from_scale(PIXELS_PER_UNIT, PIXELS_PER_UNIT);
    resvg::render(&tree, scale, &mut pixels.as_mut());
    Ok(pixels.encode_png()?)
}

/// With one family for all words: the pages' list may begin with one that lacks a minus here.
fn in_family(svg: &str, family: &str) -> String {
    let mut parts = svg.split("font-family:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find([';', '}']).unwrap_or(part.len());
        let rest = part.get(end..).unwrap_or_default();
        let _ = write!(out, "font-family:'{family}'{rest}");
    }
    out
}

/// A family for words: a well known one, else any that is not for code.
fn plain_family(fonts: &usvg::fontdb::Database) -> Option<String> {
    const KNOWN: [&str; 6] = [
        "DejaVu Sans",
        "Liberation Sans",
        "Arial",
        "Helvetica",
        "Roboto",
        "Noto Sans",
    ];
    let has = |family: &str| {
        fonts
            .faces()
            .any(|face| face.families.iter().any(|(name, _)| name == family))
    };
    let known = KNOWN.into_iter().find(|family| has(family));
    known.map(str::to_owned).or_else(|| {
        let face = fonts.faces().find(|face| !face.monospaced)?;
        face.families.first().map(|(name, _)| name.clone())
    })
}

/// The rules of the pages' style sheet for the classes of a drawing, with the colours written in:
/// outside a page nothing else knows them.
fn rules_for(markup: &str) -> String {
    let mut classes: BTreeSet<&str> = markup
        .split("class=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .flat_map(str::split_whitespace)
        .collect();
    // Of the title.
    classes.insert("strong");
    let sheet = without_comments(SHEET);
    let blocks = blocks(&sheet);
    let named = blocks.iter().filter(|(selector, _)| *selector == ":root");
    let values: BTreeMap<&str, &str> = named.flat_map(|(_, body)| declarations(body)).collect();
    let mut out = String::new();
    for (selectors, body) in &blocks {
        let used: Vec<&str> = selectors
            .split(',')
            .map(str::trim)
            .filter(|selector| concerns(selector, &classes))
            .collect();
        let painted: Vec<String> = declarations(body)
            .filter(|(name, _)| paints(name))
            .map(|(name, value)| format!("{name}:{}", written_in(value, &values)))
            .collect();
        if !used.is_empty() && !painted.is_empty() {
            let _ = write!(out, "{}{{{}}}", used.join(","), painted.join(";"));
        }
    }
    let paper = written_in("var(--paper)", &values);
    let _ = write!(out, ".paper{{fill:{paper}}}");
    out
}

fn without_comments(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

/// Selectors and declarations, in order; blocks in blocks (other screens, print) are left out.
fn blocks(sheet: &str) -> Vec<(&str, &str)> {
    let mut blocks = Vec::new();
    let mut rest = sheet;
    while let Some((selector, after)) = rest.split_once('{') {
        let mut depth = 1_usize;
        let end = after.find(|letter| {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let Some((body, after)) = end.and_then(|end| after.split_at_checked(end)) else {
            break;
        };
        if !selector.trim_start().starts_with('@') {
            blocks.push((selector.trim(), body));
        }
        rest = after.get(1..).unwrap_or_default();
    }
    blocks
}

fn declarations(body: &str) -> impl Iterator<Item = (&str, &str)> {
    body.split(';')
        .filter_map(|it| it.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
}

/// Whether a selector is of classes that the drawing has, and of nothing a picture cannot know.
fn concerns(selector: &str, classes: &BTreeSet<&str>) -> bool {
    let mut named = selector
        .split(|letter: char| letter.is_whitespace() || letter == '.' || letter == '>')
        .filter(|part| !part.is_empty());
    let is_plain = !selector.contains([':', '[', '#', '*', '+', '~']);
    let has_class = selector.contains('.');
    is_plain
        && has_class
        && named.all(|part| {
            classes.contains(part) || (!selector.contains(&format!(".{part}")) && part != "html")
        })
}

fn paints(property: &str) -> bool {
    [
        "fill",
        "stroke",
        "font",
        "opacity",
        "paint-order",
        "text-anchor",
        "stop",
    ]
    .iter()
    .any(|start| property.starts_with(start))
        && property != "font-variant-numeric"
}

fn written_in(value: &str, values: &BTreeMap<&str, &str>) -> String {
    let mut value = value.to_owned();
    // A colour may be named after another one.
    for _ in 0..4 {
        let Some((before, rest)) = value.split_once("var(") else {
            break;
        };
        let Some((name, after)) = rest.split_once(')') else {
            break;
        };
        let is = values.get(name.trim()).copied().unwrap_or("none");
        value = format!("{before}{is}{after}");
    }
    value
}

fn attribute<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = head.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

fn wrapped(title: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
