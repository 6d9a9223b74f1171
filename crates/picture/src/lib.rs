//! Charts, maps and the knee as SVG, from numbers.
//!
//! Each chart is a plain struct of numbers (the unit ends the field's name) and
//! of words, with one `draw`, which returns a [`Drawing`]: the picture and the
//! [`Table`] behind it. The same values give the same bytes on every machine.
//!
//! Colours are classes of `trochlea.css`, so a drawing follows the page into
//! the dark scheme and onto paper. More is always further from the ground.
//!
//! # What it does not do
//! It knows no runner, no rule and no language: thresholds, findings and every
//! word come in. It draws no value that is missing: a line has a gap there, a
//! bar is absent. It smooths nothing. It writes no script, no style element
//! and no style attribute.

mod belief;
pub mod body;
mod calendar;
mod cost;
mod cumulative;
mod diary;
mod envelope;
mod expected;
mod gates;
mod icon;
mod kilometre;
pub mod knee;
mod line;
mod load_bars;
mod marks;
mod pace;
mod profile;
mod ramp;
mod ranges;
mod scale;
mod step_rate;
mod svg;
mod table;
mod terrain;
mod track;
mod weeks;

pub use belief::Belief;
pub use calendar::{Day, DayKind};
pub use cost::{CostRow, CostStrip, Range};
pub use cumulative::{CumulativeChart, CumulativePoint};
pub use diary::{DiaryChart, DiaryDay};
pub use envelope::{EnvelopeRow, EnvelopeStrip};
pub use expected::{DateTick, ExpectedDate};
pub use gates::{Gate, GatePath, GateState};
pub use icon::Icon;
pub use kilometre::{KilometreChart, KilometreCost};
pub use load_bars::{LoadBar, LoadBars, LoadPart};
pub use marks::{Pain, Width};
pub use pace::{PaceChart, PaceSample};
pub use profile::{AltitudeSample, Profile};
pub use ramp::Ramp;
pub use ranges::{RangeRow, RangeRows};
pub use step_rate::{Drift, StepRateChart, StepRateSample};
pub use svg::{Label, Svg};
pub use table::{Drawing, Table};
pub use terrain::{TerrainRow, TerrainSplit};
pub use track::{Track, TrackPoint, TrackWords};
pub use weeks::{Week, WeekKind, WeeksChart};
