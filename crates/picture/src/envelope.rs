use crate::marks::{limit, today};
use crate::scale::{Scale, known, number_or_missing};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// One row of the strip: what today asks, what is allowed, what is known.
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeRow<'a> {
    /// What is limited ("Single run").
    pub name: &'a str,
    /// The limit in words, at the right ("limit 5.2 km").
    pub limit_words: &'a str,
    /// Value at the right end of the strip. The left end is 0.
    pub most: f64,
    /// The hard limit, in the same unit.
    pub limit: Option<f64>,
    /// What today asks, in the same unit.
    pub today: Option<f64>,
    /// Chance, 0 to 1, that this knee bears a value: pairs of value and chance,
    /// rising in value. Empty: nothing has been learned, and no band is drawn.
    pub bears: &'a [(f64, f64)],
}

/// Rows of what this knee bears today.
///
/// The band's opacity is the chance, so its edge dissolves; the limit is an ink
/// tick that nothing softens; today is a ring.
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeStrip<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// Rows from above.
    pub rows: &'a [EnvelopeRow<'a>],
    /// Heads of the table: what, today, limit.
    pub table_head: [&'a str; 3],
}

const LEFT: f64 = 8.0;
const RIGHT: f64 = 350.0;
const ROW: f64 = 52.0;
/// Stops of a band: enough for an edge that dissolves, few enough to print.
const STOPS: u32 = 24;

impl EnvelopeStrip<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let height = 8.0 + ROW * f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let mut pen = Pen::drawing("chart", (358.0, height), self.label);
        for (i, row) in (0_u32..).zip(self.rows) {
            let id = self.label.id(&format!("bears-{i}"));
            draw_row(&mut pen, row, ROW * f64::from(i), &id);
        }
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for row in self.rows {
            table.row([
                row.name.to_owned(),
                number_or_missing(row.today, 1),
                number_or_missing(row.limit, 1),
            ]);
        }
        table
    }
}

fn draw_row(pen: &mut Pen, row: &EnvelopeRow<'_>, y: f64, id: &str) {
    pen.text((LEFT, y + 18.0), Anchor::Start, "strong", row.name);
    pen.text((RIGHT, y + 18.0), Anchor::End, "", row.limit_words);
    let (top, height) = (y + 28.0, 14.0);
    let strip = pen.element("rect").set("class", "strip").at("rx", 4.0);
    strip
        .at("x", LEFT)
        .at("y", top)
        .at("width", RIGHT - LEFT)
        .at("height", height)
        .leaf();
    let most = known(row.most).unwrap_or(1.0).max(1e-3);
    if !row.bears.is_empty() {
        let chance = (0..=STOPS).map(|i| {
            let share = f64::from(i) / f64::from(STOPS);
            (share, chance_at(row.bears, share * most))
        });
        pen.smear(id, "tol-stop", chance);
        let band = pen
            .element("rect")
            .set("fill", &format!("url(#{id})"))
            .at("rx", 4.0);
        band.at("x", LEFT)
            .at("y", top)
            .at("width", RIGHT - LEFT)
            .at("height", height)
            .leaf();
    }
    let x = Scale::new((0.0, most), (LEFT, RIGHT));
    // The strip's ends are round: marks stay a little inside.
    let inside = |at: f64| at.clamp(LEFT + 1.0, RIGHT - 1.0);
    let beyond = row.limit.is_some_and(|l| l > most);
    if let Some(at) = row.limit.filter(|_| !beyond).and_then(|l| x.at(l)) {
        limit(pen, inside(at), (top - 5.0, top + height + 5.0));
    }
    if let Some(at) = row.today.and_then(|t| x.at(t)) {
        today(pen, (inside(at), top + height / 2.0), 7.0);
    }
    if beyond {
        // The limit lies beyond the strip: say so with an arrowhead, not a tick.
        let tip = (RIGHT + 5.0, top + height / 2.0);
        pen.path(
            "limit",
            &Path::default()
                .to((tip.0 - 4.0, tip.1 - 4.0))
                .line(tip)
                .line((tip.0 - 4.0, tip.1 + 4.0)),
        );
    }
}

/// The chance at a value, straight between the known pairs, held beyond them.
fn chance_at(bears: &[(f64, f64)], value: f64) -> f64 {
    let pairs = bears
        .iter()
        .filter_map(|(v, c)| Some((known(*v)?, known(*c)?.clamp(0.0, 1.0))));
    let mut before: Option<(f64, f64)> = None;
    for (v, c) in pairs {
        if v >= value {
            return match before {
                Some((v0, c0)) if v > v0 => c0 + (c - c0) * (value - v0) / (v - v0),
                _ => c,
            };
        }
        before = Some((v, c));
    }
    before.map_or(0.0, |(_, chance)| chance)
}
