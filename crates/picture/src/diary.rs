use crate::marks::{Width, diamond, diamond_path, small_diamond, whisker};
use crate::scale::{MISSING, Scale, extent, known, number, number_or_missing};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// One day of the diary.
#[derive(Clone, Copy, Debug)]
pub struct DiaryDay<'a> {
    /// Its name ("4 Jun").
    pub name: &'a str,
    /// What was run, in the unit of the chart; `None` or 0 draws no bar.
    pub load: Option<f64>,
    /// The interval of a modelled load; nothing for measured kilometres.
    pub interval: Option<(f64, f64)>,
    /// Pain, 0 to 10. `None` is silence, which is not 0: nothing is drawn.
    pub pain: Option<u8>,
}

/// Days of a diary: load up, pain down, from one zero line.
#[derive(Clone, Copy, Debug)]
pub struct DiaryChart<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// Oldest first; the last is today.
    pub days: &'a [DiaryDay<'a>],
    /// Written above the bars ("run, km").
    pub load_words: &'a str,
    /// Written below the diamonds ("next-morning pain, 0 to 10").
    pub pain_words: &'a str,
    /// Heads of the table: day, load, pain.
    pub table_head: [&'a str; 3],
}

const TOP: f64 = 34.0;
const ZERO: f64 = 102.0;
/// The depth of a pain of `LEAST_WORST` and of anything worse.
const DEEPEST: f64 = 48.0;
/// A quiet fortnight shall look quiet: pain up to this is not stretched to the full depth.
const LEAST_WORST: u8 = 5;

impl DiaryChart<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let (left, right) = (8.0, self.width.units() - 8.0);
        let tops = self
            .days
            .iter()
            .flat_map(|d| [d.load, d.interval.map(|i| i.1)])
            .flatten();
        let (_, most) = extent(tops).unwrap_or((0.0, 1.0));
        let up = Scale::new((0.0, most.max(1.0)), (ZERO, TOP));
        let worst = self
            .days
            .iter()
            .filter_map(|d| d.pain)
            .max()
            .unwrap_or(0)
            .clamp(LEAST_WORST, 10);
        let down = Scale::new((0.0, f64::from(worst)), (ZERO, ZERO + DEEPEST));
        // Below the zero line only as much room as there was pain.
        let deepest = self.days.iter().filter_map(|d| d.pain).max();
        let deepest = down.at(f64::from(deepest.unwrap_or(0).min(10)));
        let foot = deepest.unwrap_or(ZERO) + 27.0;
        let size = (self.width.units(), foot + 5.0);
        let mut pen = Pen::drawing(self.width.class(), size, self.label);
        let slot =
            (right - left) / f64::from(u32::try_from(self.days.len()).unwrap_or(u32::MAX).max(1));
        let best = self
            .days
            .iter()
            .filter_map(|d| known(d.load?))
            .fold(0.0, f64::max);
        let mut told = false;
        for (i, day) in (0_u32..).zip(self.days) {
            let x = left + (f64::from(i) + 0.5) * slot;
            // The longest is told as a number, once: it gives the scale.
            let tell = !told && best > 0.0 && day.load.is_some_and(|l| l >= best);
            told |= tell;
            load(&mut pen, day, (x, slot), &up, tell);
            pain(&mut pen, day, (x, slot), &down);
        }
        pen.path("axis", &Path::default().to((left, ZERO)).h(right));
        pen.text((left, 14.0), Anchor::Start, "", self.load_words);
        pen.text((left, foot), Anchor::Start, "", self.pain_words);
        if let Some(today) = self.days.last() {
            pen.text((right, foot), Anchor::End, "strong", today.name);
        }
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for day in self.days {
            let pain = day
                .pain
                .map_or_else(|| MISSING.to_owned(), |p| p.min(10).to_string());
            table.row([day.name.to_owned(), number_or_missing(day.load, 1), pain]);
        }
        table
    }
}

fn load(pen: &mut Pen, day: &DiaryDay<'_>, (x, slot): (f64, f64), up: &Scale, tell: bool) {
    let Some(value) = day.load.and_then(known).filter(|l| *l > 0.0) else {
        return;
    };
    let Some(top) = up.at(value) else { return };
    let width = (slot * 0.66).clamp(2.0, 22.0);
    pen.rect("bar", (x - width / 2.0, top), (width, ZERO - top));
    let mut above = top;
    if let Some((Some(low), Some(high))) = day.interval.map(|i| (up.at(i.0), up.at(i.1))) {
        whisker(pen, x, (low, high), (width / 4.0).min(4.0));
        above = above.min(low).min(high);
    }
    if tell {
        pen.text(
            (x, above - 5.0),
            Anchor::Middle,
            "strong",
            &number(value, 1),
        );
    }
}

/// A stem from the zero line; a mark on the line itself says "0, and said so".
fn pain(pen: &mut Pen, day: &DiaryDay<'_>, (x, slot): (f64, f64), down: &Scale) {
    let Some(score) = day.pain.map(|p| p.min(10)) else {
        return;
    };
    let Some(y) = down.at(f64::from(score)) else {
        return;
    };
    if score == 0 {
        pen.path("pain-none", &diamond_path((x, ZERO), 4.0));
        return;
    }
    pen.path("pain-stem", &Path::default().to((x, ZERO)).v(y));
    if slot >= 17.0 {
        diamond(pen, (x, y + 2.0), 9.0, score);
    } else {
        small_diamond(pen, (x, y), (slot / 2.0).clamp(3.0, 6.0), score);
    }
}
