use crate::cost::Range;
use crate::marks::{Width, whisker};
use crate::scale::{Scale, extent, known, number, number_or_missing, places, round_step, widened};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// A part of a bar, such as the running of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LoadPart {
    /// Step of the load ramp it is drawn in, 1 to 6.
    pub step: u8,
    /// How much, in any one unit: parts are drawn as shares of the whole.
    pub amount: f64,
}

/// The load of a day or a week.
#[derive(Clone, Copy, Debug)]
pub struct LoadBar<'a> {
    /// Its name under the bar.
    pub name: &'a str,
    /// All of it; `None` draws no bar.
    pub total: Option<Range>,
    /// What it is made of, from below.
    pub parts: &'a [LoadPart],
    /// Whether it is not over yet: framed.
    pub is_current: bool,
}

/// Loads by day or week, each with the interval of its sum.
#[derive(Clone, Copy, Debug)]
pub struct LoadBars<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// Oldest first.
    pub bars: &'a [LoadBar<'a>],
    /// Written at the upper right ("flat km a day").
    pub unit: &'a str,
    /// Heads of the table: when, most likely, 80 % interval.
    pub table_head: [&'a str; 3],
    /// Between the ends of an interval in the table ("to").
    pub to: &'a str,
}

const TOP: f64 = 30.0;
const BASE: f64 = 146.0;
const LEFT: f64 = 34.0;

impl LoadBars<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let right = self.width.units() - 8.0;
        let size = (self.width.units(), BASE + 24.0);
        let mut pen = Pen::drawing(self.width.class(), size, self.label);
        let tops = self.bars.iter().filter_map(|bar| bar.total);
        let most = extent(tops.flat_map(|it| [it.mid, it.high])).map_or(1.0, |it| it.1);
        let range = widened((0.0, most.max(1.0)), 3);
        let y = Scale::new(range, (BASE, TOP));
        let step = places(round_step(range.1, 3));
        for tick in y.ticks(3).into_iter().filter(|tick| *tick > 0.0) {
            if let Some(at) = y.at(tick) {
                pen.path("grid", &Path::default().to((LEFT, at)).h(right));
                pen.text((LEFT - 6.0, at + 4.5), Anchor::End, "", &number(tick, step));
            }
        }
        pen.text((right, 14.0), Anchor::End, "", self.unit);
        let n = f64::from(u32::try_from(self.bars.len()).unwrap_or(u32::MAX).max(1));
        let slot = (right - LEFT) / n;
        for (i, bar) in (0_u32..).zip(self.bars) {
            let x = LEFT + (f64::from(i) + 0.5) * slot;
            draw_bar(&mut pen, bar, (x, slot), &y);
        }
        self.names(&mut pen, slot);
        pen.path("axis", &Path::default().to((LEFT, BASE)).h(right));
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    /// As many names as find room, the last one always.
    fn names(&self, pen: &mut Pen, slot: f64) {
        let letters = self.bars.iter().map(|bar| bar.name.chars().count()).max();
        let letters = f64::from(u16::try_from(letters.unwrap_or(1)).unwrap_or(u16::MAX));
        let every = libm::ceil((7.2 * letters + 18.0) / slot).clamp(1.0, 1000.0);
        let last = u32::try_from(self.bars.len().saturating_sub(1)).unwrap_or(u32::MAX);
        for (i, bar) in (0_u32..).zip(self.bars) {
            if libm::fmod(f64::from(last.saturating_sub(i)), every) > 0.5 {
                continue;
            }
            let x = LEFT + (f64::from(i) + 0.5) * slot;
            let half = 3.6 * f64::from(u16::try_from(bar.name.chars().count()).unwrap_or(u16::MAX));
            let edge = self.width.units() - 2.0;
            let class = if bar.is_current { "strong" } else { "" };
            if x + half > edge {
                pen.text((edge, BASE + 18.0), Anchor::End, class, bar.name);
            } else {
                pen.text((x, BASE + 18.0), Anchor::Middle, class, bar.name);
            }
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for bar in self.bars {
            let mid = number_or_missing(bar.total.map(|it| it.mid), 1);
            let ends = bar.total.map(|it| it.ends(1, self.to));
            let ends = ends.unwrap_or_else(|| crate::scale::MISSING.to_owned());
            table.row([bar.name.to_owned(), mid, ends]);
        }
        table
    }
}

fn draw_bar(pen: &mut Pen, bar: &LoadBar<'_>, (x, slot): (f64, f64), y: &Scale) {
    let width = (slot * 0.7).clamp(2.0, 26.0);
    if bar.is_current {
        let at = (x - width / 2.0 - 2.5, TOP - 4.0);
        pen.rect("bar-today", at, (width + 5.0, BASE - TOP + 4.0));
    }
    let Some(total) = bar.total.filter(|it| it.mid > 0.0) else {
        return;
    };
    let Some(top) = y.at(total.mid) else { return };
    let amounts = bar.parts.iter().filter_map(|part| known(part.amount));
    let sum: f64 = amounts.filter(|amount| *amount > 0.0).sum();
    let mut foot = BASE;
    for part in bar.parts {
        let share = known(part.amount).filter(|it| *it > 0.0).map(|it| it / sum);
        let height = share.unwrap_or(0.0) * (BASE - top);
        let class = format!("ramp-step load-{}", part.step.clamp(1, 6));
        pen.rect(&class, (x - width / 2.0, foot - height), (width, height));
        foot -= height;
    }
    if width >= 4.0 {
        pen.rect("axis", (x - width / 2.0, top), (width, BASE - top));
    }
    if let (Some(low), Some(high)) = (y.at(total.low), y.at(total.high)) {
        let tick = (width / 4.0).min(4.0);
        whisker(pen, x, (low, high), tick);
    }
}
