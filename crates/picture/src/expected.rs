use crate::marks::lying_whisker;
use crate::scale::{Scale, extent, known};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// A date on the axis.
#[derive(Clone, Copy, Debug)]
pub struct DateTick<'a> {
    /// Days from today.
    pub day: f64,
    /// Its name ("27 Jul").
    pub name: &'a str,
}

/// When something may be reached: a range with a long tail, not a promise.
#[derive(Clone, Copy, Debug)]
pub struct ExpectedDate<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// Days from today by which a quarter of runners are there.
    pub quarter_day: f64,
    /// By which half are.
    pub median_day: f64,
    /// By which three quarters are.
    pub three_quarter_day: f64,
    /// After which one in ten still is not.
    pub one_in_ten_day: f64,
    /// Dates on the axis, rising.
    pub ticks: &'a [DateTick<'a>],
    /// Over the solid whisker ("half of runners").
    pub half_words: &'a str,
    /// Over the dotted one ("1 in 10 later").
    pub tail_words: &'a str,
    /// The same four days in words, for the table: head and one row.
    pub table_head: [&'a str; 4],
    /// Dates for quarter, median, three quarters, one in ten.
    pub table_row: [&'a str; 4],
}

/// Standard normal quantiles of a quarter and of nine tenths.
const Z_QUARTER: f64 = 0.674_489_8;
const Z_NINE_TENTHS: f64 = 1.281_551_6;
const STOPS: u32 = 40;

impl ExpectedDate<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let mut days = [
            self.quarter_day,
            self.median_day,
            self.three_quarter_day,
            self.one_in_ten_day,
        ]
        .map(|d| known(d).unwrap_or(1.0).max(1.0));
        days.sort_by(f64::total_cmp);
        let [quarter, median, three_quarter, tail] = days;
        let ends = self
            .ticks
            .iter()
            .map(|t| t.day)
            .chain([quarter * 0.3, tail + (tail - median) * 0.8]);
        let (low, high) = extent(ends).unwrap_or((0.0, 1.0));
        let x = Scale::new((low, high), (10.0, 348.0));
        let at = |day: f64| x.at(day).unwrap_or(10.0);
        let mut pen = Pen::drawing("chart", (358.0, 84.0), self.label);
        let id = self.label.id("smear");
        let spread = (
            libm::log(median / quarter) / Z_QUARTER,
            libm::log(tail / median) / Z_NINE_TENTHS,
        );
        pen.smear(
            &id,
            "tol-stop",
            (0..=STOPS).map(|i| {
                let share = f64::from(i) / f64::from(STOPS);
                (
                    share,
                    0.95 * nearness(low + share * (high - low), median, spread),
                )
            }),
        );
        let smear = pen.element("rect").set("fill", &format!("url(#{id})"));
        smear
            .at("x", 10.0)
            .at("y", 26.0)
            .at("width", 338.0)
            .at("height", 26.0)
            .leaf();
        lying_whisker(&mut pen, 39.0, (at(quarter), at(three_quarter)), 6.0);
        pen.path(
            "whisk-tail",
            &Path::default().to((at(three_quarter), 39.0)).h(at(tail)),
        );
        pen.path("limit", &Path::default().to((at(median), 32.0)).v(46.0));
        words(
            &mut pen,
            (at(quarter), at(three_quarter), at(tail)),
            (self.half_words, self.tail_words),
        );
        pen.path("axis", &Path::default().to((10.0, 56.0)).h(348.0));
        for tick in self.ticks {
            if let Some(x) = x.at(tick.day) {
                pen.path("axis", &Path::default().to((x, 56.0)).v(61.0));
                let (x, anchor) = inside(x, tick.name);
                pen.text((x, 77.0), anchor, "", tick.name);
            }
        }
        let mut table = Table::new(&self.table_head);
        table.row(self.table_row.map(str::to_owned));
        Drawing {
            svg: pen.finish(),
            table,
        }
    }
}

/// How near a day is to the middle: a bell over the logarithm of the days,
/// with its own spread to each side. Courses are skewed, and none ends before today.
fn nearness(day: f64, median: f64, (before, after): (f64, f64)) -> f64 {
    if day < 0.5 {
        return 0.0;
    }
    let spread = if day < median { before } else { after };
    let z = libm::log(day / median) / spread.max(0.02);
    // The far ends are let go, so that the smear dissolves instead of ending.
    ((libm::exp(-0.5 * z * z) - 0.15) / 0.85).max(0.0)
}

fn words(
    pen: &mut Pen,
    (quarter, three_quarter, tail): (f64, f64, f64),
    (half, later): (&str, &str),
) {
    let (x, anchor) = inside(f64::midpoint(quarter, three_quarter), half);
    pen.text((x, 17.0), anchor, "strong", half);
    let letters =
        |text: &str| 7.0 * f64::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
    // Both stand on one line: the second begins after the first has ended.
    let first_end = if anchor == Anchor::Middle {
        x + letters(half) / 2.0
    } else {
        x + letters(half)
    };
    let x = tail.max(first_end + 14.0 + letters(later) / 2.0);
    let (x, anchor) = inside(x, later);
    pen.text((x, 17.0), anchor, "", later);
}

/// Keeps a text within the frame by turning its anchor at the edges.
fn inside(x: f64, text: &str) -> (f64, Anchor) {
    let half = 3.6 * f64::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
    if x - half < 4.0 {
        (4.0, Anchor::Start)
    } else if x + half > 354.0 {
        (354.0, Anchor::End)
    } else {
        (x, Anchor::Middle)
    }
}
