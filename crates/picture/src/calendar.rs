use crate::marks::hatched;
use crate::scale::known;
use crate::svg::{Path, Pen, Svg};

/// What a day of the calendar holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// A run that was done.
    Done,
    /// A run that is planned.
    Planned,
    /// A run that is planned and holds only if a gate opens.
    Conditional,
    /// Strength work.
    Strength,
    /// A day without either.
    Rest,
    /// A day on which a gate's criteria are measured.
    GateCheck,
}

/// The mark of one day in the calendar table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    /// What the day holds.
    pub kind: DayKind,
    /// Length of the run as a share of the longest shown, 0 to 1. Ignored for other kinds.
    pub share: f64,
}

const SIZE: f64 = 46.0;

impl Day {
    /// The mark, 46 by 46, hidden from screen readers: the cell says it in words.
    #[must_use]
    pub fn mark(&self) -> Svg {
        let mut pen = Pen::silent("day-mark", SIZE);
        let height = 4.0 + 42.0 * known(self.share).unwrap_or(0.0).clamp(0.0, 1.0);
        let (at, size) = ((15.0, SIZE - height), (16.0, height));
        match self.kind {
            DayKind::Done => pen.rect("bar bar-done", at, size),
            DayKind::Planned => pen.rect("bar", at, size),
            DayKind::Conditional => hatched(&mut pen, at, size),
            DayKind::Strength => strength(&mut pen),
            DayKind::Rest => pen.circle("rest-dot", (23.0, 38.0), 2.5),
            DayKind::GateCheck => gate_check(&mut pen),
        }
        pen.finish()
    }
}

fn strength(pen: &mut Pen) {
    let dumbbell = Path::default()
        .to((16.0, 35.0))
        .v(41.0)
        .to((19.0, 33.0))
        .v(43.0);
    let dumbbell = dumbbell
        .to((27.0, 33.0))
        .v(43.0)
        .to((30.0, 35.0))
        .v(41.0)
        .to((19.0, 38.0))
        .h(27.0);
    pen.path("day-strength", &dumbbell);
}

fn gate_check(pen: &mut Pen) {
    let gate = Path::default()
        .to((17.0, 45.0))
        .v(31.0)
        .h(29.0)
        .v(45.0)
        .to((17.0, 36.0))
        .h(29.0);
    pen.path("day-gate", &gate);
}
