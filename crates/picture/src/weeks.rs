use crate::marks::{Width, diamond, hatched};
use crate::scale::{Scale, extent, known, number, number_or_missing, places, round_step, widened};
use crate::svg::{Anchor, Label, Path, Pen};
use crate::table::{Drawing, Table};

/// Whether a week has been run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekKind {
    /// It has been run.
    Past,
    /// The week of today.
    Current,
    /// It is planned.
    Planned,
    /// It is planned, and holds only if a gate opens: hatched.
    Conditional,
}

/// One week.
#[derive(Clone, Copy, Debug)]
pub struct Week<'a> {
    /// Its name under the bar ("1 Jun").
    pub name: &'a str,
    /// Kilometres run or planned; `None` draws no bar.
    pub distance_km: Option<f64>,
    /// The hard limit of that week, dashed over time.
    pub limit_km: Option<f64>,
    /// The worst pain of the week, 0 to 10.
    pub worst_pain: Option<u8>,
    /// Whether it has been run.
    pub kind: WeekKind,
}

/// Kilometres by week with their hard limit.
#[derive(Clone, Copy, Debug)]
pub struct WeeksChart<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// Oldest first.
    pub weeks: &'a [Week<'a>],
    /// Written at the upper right ("km a week").
    pub unit: &'a str,
    /// Written at the dashed line ("limit").
    pub limit_words: &'a str,
    /// Heads of the table: week, kilometres, limit, worst pain.
    pub table_head: [&'a str; 4],
}

const TOP: f64 = 30.0;
const BASE: f64 = 136.0;
const LEFT: f64 = 34.0;

impl WeeksChart<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let right = self.width.units() - 8.0;
        let hurts = self
            .weeks
            .iter()
            .any(|w| w.worst_pain.is_some_and(|p| p > 0));
        let names = if hurts { BASE + 44.0 } else { BASE + 18.0 };
        let mut pen = Pen::drawing(
            self.width.class(),
            (self.width.units(), names + 6.0),
            self.label,
        );
        let values = self
            .weeks
            .iter()
            .flat_map(|w| [w.distance_km, w.limit_km])
            .flatten();
        let (_, most) = extent(values).unwrap_or((0.0, 1.0));
        let range = widened((0.0, most.max(1.0)), 3);
        let y = Scale::new(range, (BASE, TOP));
        let step = round_step(range.1, 3);
        for tick in y.ticks(3).into_iter().filter(|t| *t > 0.0) {
            if let Some(at) = y.at(tick) {
                pen.path("grid", &Path::default().to((LEFT, at)).h(right));
                pen.text(
                    (LEFT - 6.0, at + 4.5),
                    Anchor::End,
                    "",
                    &number(tick, places(step)),
                );
            }
        }
        pen.text((right, 14.0), Anchor::End, "", self.unit);
        let slot = (right - LEFT) / count(self.weeks.len());
        for (i, week) in (0_u32..).zip(self.weeks) {
            let x = LEFT + (f64::from(i) + 0.5) * slot;
            bar(&mut pen, week, (x, slot), &y);
            self.below(&mut pen, week, (i, x, slot), names);
        }
        pen.path("axis", &Path::default().to((LEFT, BASE)).h(right));
        self.limit(&mut pen, slot, &y);
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    /// Pain below the zero line, and the name where there is room for it.
    fn below(&self, pen: &mut Pen, week: &Week<'_>, (i, x, slot): (u32, f64, f64), names: f64) {
        if let Some(score) = week.worst_pain.filter(|p| *p > 0) {
            diamond(
                pen,
                (x, BASE + 16.0),
                (slot / 2.0 - 1.0).clamp(6.5, 10.0),
                score,
            );
        }
        let letters = self
            .weeks
            .iter()
            .map(|w| w.name.chars().count())
            .max()
            .unwrap_or(1);
        let wanted = 7.2 * f64::from(u16::try_from(letters).unwrap_or(u16::MAX)) + 8.0;
        let every = libm::ceil(wanted / slot).clamp(1.0, 1000.0);
        if libm::fmod(f64::from(i), every) < 0.5 {
            let class = if week.kind == WeekKind::Current {
                "strong"
            } else {
                ""
            };
            pen.text((x, names), Anchor::Middle, class, week.name);
        }
    }

    /// The dashed line: one step a week, broken where no limit is known.
    fn limit(&self, pen: &mut Pen, slot: f64, y: &Scale) {
        let mut path = Path::default();
        let mut last = None;
        let mut joined = false;
        for (i, week) in (0_u32..).zip(self.weeks) {
            let x = LEFT + f64::from(i) * slot;
            match week.limit_km.and_then(|l| y.at(l)) {
                Some(at) => {
                    path = if joined {
                        path.line((x, at))
                    } else {
                        path.to((x, at))
                    }
                    .h(x + slot);
                    last = Some((x + slot, at));
                    joined = true;
                }
                None => joined = false,
            }
        }
        pen.path("limit-line", &path);
        if let Some((x, at)) = last {
            pen.text((x, at - 6.0), Anchor::End, "strong halo", self.limit_words);
        }
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for week in self.weeks {
            let pain = week.worst_pain.map_or_else(
                || crate::scale::MISSING.to_owned(),
                |p| p.min(10).to_string(),
            );
            table.row([
                week.name.to_owned(),
                number_or_missing(week.distance_km, 1),
                number_or_missing(week.limit_km, 1),
                pain,
            ]);
        }
        table
    }
}

fn bar(pen: &mut Pen, week: &Week<'_>, (x, slot): (f64, f64), y: &Scale) {
    let Some(top) = week
        .distance_km
        .and_then(known)
        .filter(|d| *d > 0.0)
        .and_then(|d| y.at(d))
    else {
        return;
    };
    let width = (slot * 0.62).clamp(2.0, 28.0);
    let (at, size) = ((x - width / 2.0, top), (width, BASE - top));
    match week.kind {
        WeekKind::Past => pen.rect("bar", at, size),
        WeekKind::Current => {
            pen.rect("bar", at, size);
            pen.rect(
                "bar-today",
                (at.0 - 3.0, TOP - 4.0),
                (width + 6.0, BASE - TOP + 4.0),
            );
        }
        WeekKind::Planned => pen.rect("bar bar-planned", at, size),
        WeekKind::Conditional => hatched(pen, at, size),
    }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX).max(1))
}
