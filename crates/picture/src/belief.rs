use crate::scale::{Scale, known};
use crate::svg::{Anchor, Label, Path, Pen, Svg};

/// How much speaks for a condition, on a scale of words. Never a bare percentage.
#[derive(Clone, Copy, Debug)]
pub struct Belief<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// The three words, from less to more ("less", "possible", "more").
    pub words: [&'a str; 3],
    /// Where the pointer stands, 0 to 1; each word holds a third.
    pub pointer: f64,
    /// Ends of the smear, 0 to 1. Wide says "cannot tell".
    pub range: (f64, f64),
}

const STOPS: u32 = 20;

impl Belief<'_> {
    /// Draws it. The page says the same in words beside it, so there is no table.
    #[must_use]
    pub fn draw(&self) -> Svg {
        let x = Scale::new((0.0, 1.0), (4.0, 354.0));
        let at = |share: f64| x.at(share).unwrap_or(179.0);
        let mut pen = Pen::drawing("chart", (358.0, 44.0), self.label);
        pen.path("grid", &Path::default().to((4.0, 11.0)).h(354.0));
        pen.path(
            "axis",
            &Path::default()
                .to((at(1.0 / 3.0), 5.0))
                .v(17.0)
                .to((at(2.0 / 3.0), 5.0))
                .v(17.0),
        );
        let ends = (
            known(self.range.0).unwrap_or(0.0),
            known(self.range.1).unwrap_or(1.0),
        );
        let (low, high) = (at(ends.0.min(ends.1)), at(ends.0.max(ends.1)));
        // A smear is never so narrow that it looks like certainty.
        let reach = ((high - low) / 2.0).max(14.0);
        let pointer = at(self.pointer);
        let middle =
            f64::midpoint(low, high).clamp(4.0 + reach.min(175.0), (354.0 - reach).max(179.0));
        let id = self.label.id("smear");
        pen.smear(
            &id,
            "act-stop",
            (0..=STOPS).map(|i| {
                let share = f64::from(i) / f64::from(STOPS);
                let z = (share - 0.5) * 5.2;
                (share, 0.9 * libm::exp(-0.5 * z * z))
            }),
        );
        let smear = pen
            .element("rect")
            .set("fill", &format!("url(#{id})"))
            .at("rx", 8.0);
        smear
            .at("x", middle - reach)
            .at("y", 3.0)
            .at("width", 2.0 * reach)
            .at("height", 16.0)
            .leaf();
        pen.path("limit", &Path::default().to((pointer, 2.0)).v(20.0));
        for (i, word) in (0_u32..).zip(self.words) {
            let centre = at((f64::from(i) + 0.5) / 3.0);
            let third = libm::floor((known(self.pointer).unwrap_or(0.5) * 3.0).clamp(0.0, 2.9));
            let class = if (third - f64::from(i)).abs() < 0.5 {
                "strong"
            } else {
                ""
            };
            pen.text((centre, 38.0), Anchor::Middle, class, word);
        }
        pen.finish()
    }
}
