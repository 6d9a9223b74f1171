//! A training plan that nobody has run yet: what its weeks would cost one knee.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_gait::Motion;
use trochlea_quantity::{Grade, Length, Shares, Speed};
use trochlea_schedule::{Kind, Session, TrainingPlan};

use crate::baseline::Baseline;
use crate::drawn::DrawnLoad;
use crate::interval::Interval;
use crate::model::LoadModel;
use crate::run::RunLoad;
use crate::stretch::GradeErrors;

/// What a week of a plan would cost one knee, all of it run on the level at one speed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedWeek {
    /// Its first day; `None` for sessions without a day.
    #[schemars(with = "Option<String>")]
    pub monday: Option<Date>,
    /// How far, as far as it is known.
    pub distance_m: f64,
    /// Kilometres on the level, at the reference speed and step rate, of the same impulse.
    pub flat_equivalent_km: Interval,
    /// The larger of that and of the load that weighs high peaks more.
    pub flat_equivalent_km_guard: Interval,
    /// How step rate and ground came to be: nobody has seen either.
    pub origin: Shares,
    /// Runs whose length is not known: in no sum.
    pub n_unknown: u32,
    /// Runs with hills, speed or a race, which cost more than the level says.
    pub n_understated: u32,
}

/// The longest piece of a way that is looked at as a whole.
const PIECE: Length = Length::from_km(1.0);

impl LoadModel {
    /// A run that nobody has seen: so far on the level at a speed, with the error of unknown
    /// ground.
    pub fn planned_run(&self, way: Length, speed: Speed, baseline: &Baseline) -> RunLoad {
        let mut left = way;
        let pieces = std::iter::from_fn(|| {
            let piece = left.min(PIECE);
            left = left - piece;
            (piece > Length::ZERO).then_some(piece)
        });
        let ground = (
            Grade::from_fraction(f64::NAN),
            Grade::from_fraction(f64::NAN),
        );
        let stretches =
            pieces.map(|piece| self.planned(piece, ground, (Motion::Running, speed), baseline));
        self.run_load(&self.fold(stretches, GradeErrors::WholeRun, baseline))
    }

    /// The weeks of a plan. Times become distances at the same speed; what is no run costs nothing
    /// here.
    pub fn planned_weeks(
        &self,
        plan: &TrainingPlan,
        speed: Speed,
        baseline: &Baseline,
    ) -> Vec<PlannedWeek> {
        let mut by_monday: BTreeMap<(bool, Option<Date>), Summed> = BTreeMap::new();
        for session in plan.sessions.iter().filter(|one| one.kind.may_be_a_run()) {
            let monday = session.day.map(monday_of);
            let week = by_monday
                .entry((monday.is_none(), monday))
                .or_insert_with(|| Summed::new(baseline));
            match distance_of(session, speed) {
                Some(way) if way > Length::ZERO => {
                    let load = self.planned_run(way, speed, baseline);
                    week.add(&load, session.kind);
                }
                _ => week.n_unknown += 1,
            }
        }
        by_monday
            .into_iter()
            .map(|((_, monday), week)| week.close(monday))
            .collect()
    }
}

fn distance_of(session: &Session, speed: Speed) -> Option<Length> {
    match (session.distance, session.duration) {
        (Some(way), Some(time)) if session.in_parts => Some(way + speed * time),
        (Some(way), _) => Some(way),
        (None, Some(time)) => Some(speed * time),
        (None, None) => None,
    }
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

struct Summed {
    distance_m: f64,
    draws: DrawnLoad,
    measured_m: f64,
    estimated_m: f64,
    assumed_m: f64,
    n_unknown: u32,
    n_understated: u32,
}

impl Summed {
    fn new(baseline: &Baseline) -> Self {
        Self {
            distance_m: 0.0,
            draws: DrawnLoad::zero(&baseline.id),
            measured_m: 0.0,
            estimated_m: 0.0,
            assumed_m: 0.0,
            n_unknown: 0,
            n_understated: 0,
        }
    }

    fn add(&mut self, load: &RunLoad, kind: Kind) {
        // Both are of the one baseline that the whole plan was asked for.
        if self.draws.add(&load.draws).is_err() {
            self.n_unknown += 1;
            return;
        }
        self.distance_m += load.distance_m;
        self.measured_m += load.origin.measured * load.distance_m;
        self.estimated_m += load.origin.estimated * load.distance_m;
        self.assumed_m += load.origin.assumed * load.distance_m;
        let more = matches!(kind, Kind::Hills | Kind::Speed | Kind::Race);
        self.n_understated += u32::from(more);
    }

    fn close(self, monday: Option<Date>) -> PlannedWeek {
        PlannedWeek {
            monday,
            distance_m: self.distance_m,
            flat_equivalent_km: self.draws.flat_equivalent_km(),
            flat_equivalent_km_guard: self.draws.flat_equivalent_km_guard(),
            origin: Shares::from_weights(self.measured_m, self.estimated_m, self.assumed_m),
            n_unknown: self.n_unknown,
            n_understated: self.n_understated,
        }
    }
}
