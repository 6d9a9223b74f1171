use crate::marks::Width;
use crate::scale::number;
use crate::svg::{Anchor, Label, Path, Pen, Svg};
use crate::table::{Drawing, Table};

/// Where the runner stands with a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateState {
    /// It is open and lies behind.
    Passed,
    /// It is the one being worked at.
    Here,
    /// It comes later.
    Ahead,
}

impl GateState {
    const fn class(self) -> &'static str {
        match self {
            Self::Passed => "gate-passed",
            Self::Here => "gate-here",
            Self::Ahead => "gate-ahead",
        }
    }

    /// The gate alone, 36 wide, for a list that names it.
    #[must_use]
    pub fn mark(self) -> Svg {
        let mut pen = Pen::silent("gate-mark", 36.0);
        gate(&mut pen, (18.0, 31.0), self);
        pen.finish()
    }
}

/// One gate.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    /// What it permits ("may build").
    pub name: &'a str,
    /// Where the runner stands with it.
    pub state: GateState,
    /// Criteria met and asked, if they can be counted.
    pub criteria: Option<(u32, u32)>,
    /// The state in words, for the table ("open since 11 May").
    pub state_words: &'a str,
}

/// The way back: gates in a row, a solid path behind, a dotted one ahead.
#[derive(Clone, Copy, Debug)]
pub struct GatePath<'a> {
    /// What the drawing is called.
    pub label: Label<'a>,
    /// How wide to draw.
    pub width: Width,
    /// In the order in which they open.
    pub gates: &'a [Gate<'a>],
    /// Between the two counts ("of", as in 3 of 5).
    pub of_words: &'a str,
    /// Heads of the table: gate, state, criteria met.
    pub table_head: [&'a str; 3],
}

const GROUND: f64 = 40.0;

impl GatePath<'_> {
    /// Draws it.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let width = self.width.units();
        let slot = width / f64::from(u32::try_from(self.gates.len()).unwrap_or(u32::MAX).max(1));
        let mut pen = Pen::drawing(self.width.class(), (width, 82.0), self.label);
        let behind = self
            .gates
            .iter()
            .take_while(|g| g.state == GateState::Passed)
            .count();
        let here = (f64::from(u32::try_from(behind).unwrap_or(u32::MAX)) + 0.5) * slot;
        let here = here.min(width);
        // The runner stands just before the first gate that is not open.
        let feet = if behind < self.gates.len() {
            (here - 34.0).max(8.0)
        } else {
            width - 8.0
        };
        pen.path("way", &Path::default().to((4.0, GROUND)).h(feet));
        pen.path(
            "way-ahead",
            &Path::default().to((feet, GROUND)).h(width - 4.0),
        );
        for (i, item) in (0_u32..).zip(self.gates) {
            let x = (f64::from(i) + 0.5) * slot;
            gate(&mut pen, (x, GROUND), item.state);
            let class = if item.state == GateState::Here {
                "strong"
            } else {
                ""
            };
            pen.text((x, GROUND + 20.0), Anchor::Middle, class, item.name);
            if let Some(words) = self.count(item) {
                pen.text((x, GROUND + 37.0), Anchor::Middle, class, &words);
            }
        }
        if behind < self.gates.len() {
            pen.circle("today-ring", (feet, GROUND), 6.5);
        }
        Drawing {
            svg: pen.finish(),
            table: self.table(),
        }
    }

    fn count(&self, gate: &Gate<'_>) -> Option<String> {
        let (met, all) = gate.criteria?;
        Some(format!(
            "{} {} {}",
            number(f64::from(met), 0),
            self.of_words,
            number(f64::from(all), 0)
        ))
    }

    fn table(&self) -> Table {
        let mut table = Table::new(&self.table_head);
        for gate in self.gates {
            let count = self
                .count(gate)
                .unwrap_or_else(|| crate::scale::MISSING.to_owned());
            table.row([gate.name.to_owned(), gate.state_words.to_owned(), count]);
        }
        table
    }
}

/// Two posts with a lintel; the bar between them is gone when it is open.
fn gate(pen: &mut Pen, (x, ground): (f64, f64), state: GateState) {
    let class = format!("gate-post {}", state.class());
    let frame = Path::default()
        .to((x - 15.0, ground))
        .v(ground - 26.0)
        .h(x + 15.0)
        .v(ground);
    pen.path(&class, &frame);
    if state != GateState::Passed {
        pen.path(
            &class,
            &Path::default().to((x - 15.0, ground - 14.0)).h(x + 15.0),
        );
    }
}
