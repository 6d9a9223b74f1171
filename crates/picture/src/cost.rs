use crate::marks::lying_whisker;
use crate::scale::{
    MISSING, Scale, extent, known, number, number_or_missing, places, round_step, widened,
};
use crate::svg::{Anchor, Label, Path, Pen, decimals};
use crate::table::{Drawing, Table};

/// A value with its 80 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// Most likely.
    pub mid: f64,
    /// The value that one in ten lies below.
    pub low: f64,
    /// The value that one in ten lies above.
    pub high: f64,
}

impl Range {
    /// Its ends as a cell of a table.
    pub(crate) fn ends(self, places: usize, to: &str) -> String {
        match (known(self.low), known(self.high)) {
            (Some(low), Some(high)) => {
                format!("{} {to} {}", number(low, places), number(high, places))
            }
            _ => MISSING.to_owned(),
        }
    }
}

/// One way to count what a run cost.
#[derive(Clone, Copy, Debug)]
pub struct CostRow<'a> {
    /// Written over the mark ("cost 6.7").
    pub words: &'a str,
    /// Its name in the table.
    pub name: &'a str,
    /// In the unit of the axis.
    pub value: Range,
}

/// What was run and what it cost, on one axis: the distance between is the message.
#[derive(Clone, Copy, Debug)]
pub struct CostStrip<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// Kilometres that were run.
    pub ran_km: f64,
    /// Written over their tick ("ran 5.9").
    pub ran_words: &'a str,
    /// Ways to count the cost, from above.
    pub rows: &'a [CostRow<'a>],
    /// Unit of the axis ("flat km").
    pub unit: &'a str,
    /// Heads of the table: how it was counted, most likely, from, to.
    pub table_head: [&'a str; 4],
}

const LEFT: f64 = 14.0;
const RIGHT: f64 = 344.0;
const FIRST: f64 = 24.0;
const ROW: f64 = 48.0;
/// Standard deviations from the middle to an end of an 80 % interval.
const SCORE: f64 = 1.281_551_6;
/// Standard deviations from the middle to where nothing is left of the smear.
const SMEARED: f64 = 2.2;

impl CostStrip<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let values = self.rows.iter().flat_map(|row| {
            let (low, high) = smeared(row.value, 1.0);
            [low, high]
        });
        let (low, high) = extent(values.chain([self.ran_km])).unwrap_or((0.0, 1.0));
        let range = widened((low.max(0.0), high), 6);
        let x = Scale::new(range, (LEFT, RIGHT));
        let rows = f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let foot = FIRST + ROW * rows + 6.0;
        let mut pen = Pen::drawing("chart", (358.0, foot + 24.0), self.label);
        for (i, row) in (0_u32..).zip(self.rows) {
            let top = FIRST + ROW * f64::from(i) + 18.0;
            smear(&mut pen, &x, row.value, (top, 24.0));
        }
        if let Some(at) = x.at(self.ran_km) {
            // Through the bands, but not through the words over them.
            let mut tick = Path::default().to((at, 19.0)).v(FIRST);
            for i in (0_u32..).take(self.rows.len()) {
                let top = FIRST + ROW * f64::from(i) + 18.0;
                tick = tick.to((at, top)).v(top + 24.0);
            }
            pen.path("limit", &tick.to((at, foot - 6.0)).v(foot));
            pen.text(
                beside(at, self.ran_words, 14.0),
                Anchor::Middle,
                "",
                self.ran_words,
            );
        }
        for (i, row) in (0_u32..).zip(self.rows) {
            let top = FIRST + ROW * f64::from(i) + 18.0;
            mark(&mut pen, &x, row, top);
        }
        self.axis(&mut pen, &x, range, foot);
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn axis(&self, pen: &mut Pen, x: &Scale, range: (f64, f64), foot: f64) {
        pen.path("axis", &Path::default().to((LEFT, foot)).h(RIGHT));
        let step = places(round_step(range.1 - range.0, 6));
        let unit = 7.0 * f64::from(u16::try_from(self.unit.chars().count()).unwrap_or(u16::MAX));
        for tick in x.ticks(6) {
            let Some(at) = x.at(tick) else { continue };
            pen.path("axis", &Path::default().to((at, foot)).v(foot + 4.0));
            if at < RIGHT - unit - 10.0 {
                pen.text((at, foot + 19.0), Anchor::Middle, "", &number(tick, step));
            }
        }
        pen.text((RIGHT + 8.0, foot + 19.0), Anchor::End, "", self.unit);
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for row in self.rows {
            let Range { mid, low, high } = row.value;
            let cell = |value| number_or_missing(Some(value), 1);
            table.row([row.name.to_owned(), cell(mid), cell(low), cell(high)]);
        }
        table
    }
}

/// Doubt is drawn: layer on layer, so that the edge dissolves where the value is unlikely.
fn smear(pen: &mut Pen, x: &Scale, value: Range, (top, height): (f64, f64)) {
    const LAYERS: u32 = 14;
    for layer in 0..LAYERS {
        let (low, high) = smeared(value, f64::from(LAYERS - layer) / f64::from(LAYERS));
        let (Some(from), Some(to)) = (x.at(low), x.at(high)) else {
            return;
        };
        let rect = pen.element("rect").set("class", "bar");
        rect.set("fill-opacity", &decimals(0.075, 3))
            .at("x", from)
            .at("y", top)
            .at("width", (to - from).max(0.5))
            .at("height", height)
            .leaf();
    }
}

/// Ends of a layer of the smear, as a share of its whole width.
fn smeared(value: Range, share: f64) -> (f64, f64) {
    let z = SMEARED * share / SCORE;
    (
        value.mid - z * (value.mid - value.low),
        value.mid + z * (value.high - value.mid),
    )
}

fn mark(pen: &mut Pen, x: &Scale, row: &CostRow<'_>, top: f64) {
    let Range { mid, low, high } = row.value;
    let (Some(mid), Some(low), Some(high)) = (x.at(mid), x.at(low), x.at(high)) else {
        return;
    };
    lying_whisker(pen, top + 12.0, (low, high), 6.0);
    pen.circle("end", (mid, top + 12.0), 5.0);
    pen.text(
        beside(mid, row.words, top - 6.0),
        Anchor::Middle,
        "strong halo",
        row.words,
    );
}

/// Over a place, but within the frame.
fn beside(x: f64, words: &str, y: f64) -> (f64, f64) {
    let half = 3.7 * f64::from(u16::try_from(words.chars().count()).unwrap_or(u16::MAX));
    let x = known(x).unwrap_or(LEFT);
    (x.max(half + 4.0).min((354.0 - half).max(half + 4.0)), y)
}
