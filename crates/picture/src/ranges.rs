use crate::cost::Range;
use crate::marks::lying_whisker;
use crate::scale::{Scale, extent, number, places, round_step, widened};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// One value with its interval.
#[derive(Clone, Copy, Debug)]
pub struct RangeRow<'a> {
    /// What it is.
    pub name: &'a str,
    /// The value in the unit of the axis.
    pub value: Range,
    /// The same in words, interval included.
    pub words: &'a str,
}

/// Values with their intervals, one below the other on one axis.
#[derive(Clone, Copy, Debug)]
pub struct RangeRows<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// From above.
    pub rows: &'a [RangeRow<'a>],
    /// A value to compare with, as a dashed upright line.
    pub reference: Option<f64>,
    /// Its name, at the foot of the line.
    pub reference_words: &'a str,
    /// Unit of the axis; a space in front if it needs one (" %").
    pub unit: &'a str,
    /// Heads of the table: what, value with interval.
    pub table_head: [&'a str; 2],
}

const LEFT: f64 = 10.0;
const RIGHT: f64 = 348.0;
const ROW: f64 = 44.0;

impl RangeRows<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let rows = f64::from(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let foot = 6.0 + ROW * rows;
        let named = self.reference.is_some() && !self.reference_words.is_empty();
        let height = foot + if named { 40.0 } else { 24.0 };
        let mut pen = Pen::drawing("chart", (358.0, height), self.label);
        let values = self
            .rows
            .iter()
            .flat_map(|row| [row.value.low, row.value.high]);
        let (low, high) = extent(values.chain(self.reference)).unwrap_or((0.0, 1.0));
        let range = widened((low, high), 5);
        let x = Scale::new(range, (LEFT + 8.0, RIGHT - 8.0));
        if let Some(at) = self.reference.and_then(|it| x.at(it)) {
            pen.path("limit-line", &Path::default().to((at, 4.0)).v(foot + 4.0));
            let y = foot + 35.0;
            pen.text(
                (at.clamp(50.0, 308.0), y),
                Anchor::Middle,
                "",
                self.reference_words,
            );
        }
        for (i, row) in (0_u32..).zip(self.rows) {
            draw_row(&mut pen, row, 4.0 + ROW * f64::from(i), &x);
        }
        pen.path("axis", &Path::default().to((LEFT, foot)).h(RIGHT));
        let step = places(round_step(range.1 - range.0, 5));
        for tick in x.ticks(5) {
            let Some(at) = x.at(tick) else { continue };
            pen.path("axis", &Path::default().to((at, foot)).v(foot + 4.0));
            let words = format!("{}{}", number(tick, step), self.unit);
            let half = 3.7 * f64::from(u16::try_from(words.chars().count()).unwrap_or(u16::MAX));
            let (at, anchor) = if at + half > 356.0 {
                (356.0, Anchor::End)
            } else if at - half < 2.0 {
                (2.0, Anchor::Start)
            } else {
                (at, Anchor::Middle)
            };
            pen.text((at, foot + 18.0), anchor, "", &words);
        }
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for row in self.rows {
            table.row([row.name.to_owned(), row.words.to_owned()]);
        }
        table
    }
}

fn draw_row(pen: &mut Pen, row: &RangeRow<'_>, y: f64, x: &Scale) {
    pen.text((LEFT - 8.0, y + 14.0), Anchor::Start, "halo", row.name);
    pen.text(
        (RIGHT + 8.0, y + 14.0),
        Anchor::End,
        "strong halo",
        row.words,
    );
    let Range { mid, low, high } = row.value;
    let (Some(mid), Some(low), Some(high)) = (x.at(mid), x.at(low), x.at(high)) else {
        return;
    };
    lying_whisker(pen, y + 28.0, (low, high), 5.0);
    pen.circle("ramp-step load-4", (mid, y + 28.0), 5.0);
}
