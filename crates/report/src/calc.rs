use schemars::JsonSchema;
use serde::Serialize;
use trochlea_gait::Stepping;
use trochlea_load::PlannedWeek;
use trochlea_plan::{Compound, RestartTable};
use trochlea_quantity::{Outing, Speed};
use trochlea_schedule::Problem;

use crate::SpeedFrom;

/// The format of [`CalcDocument`].
pub const CALC_SCHEMA: &str = "trochlea.calc/1";

/// What a calculator says.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CalcDocument {
    /// Always `trochlea.calc/1`.
    pub schema: &'static str,
    /// Which calculator, and its result.
    #[serde(flatten)]
    pub result: Calculated,
    /// Ids of the rows of the tables that the numbers come from.
    pub rules: Vec<&'static str>,
}

/// The calculators with their results.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "calculator", rename_all = "snake_case")]
pub enum Calculated {
    /// Distance, time and pace.
    Pace(Outing),
    /// Step rate, step length and speed.
    Steps(Stepping),
    /// The way back from an onset distance.
    Restart(RestartTable),
    /// What a growth comes to.
    Growth(Compound),
    /// What a training plan costs one knee, week by week.
    PlanLoad(PlanLoad),
}

/// What a training plan costs one knee.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlanLoad {
    /// What flat kilometres are relative to.
    pub baseline: String,
    /// The speed of all its runs.
    #[serde(rename = "speed_m_per_s")]
    pub speed: Speed,
    /// Where that speed comes from.
    pub speed_from: SpeedFrom,
    /// Week by week.
    pub weeks: Vec<PlannedWeek>,
    /// What of the files could not be read.
    pub problems: Vec<Problem>,
}

impl CalcDocument {
    /// A result with the rows it rests on.
    pub fn of(result: Calculated) -> Self {
        let rules = match &result {
            Calculated::Pace(_) | Calculated::Steps(_) | Calculated::PlanLoad(_) => Vec::new(),
            Calculated::Restart(_) => vec![
                "itbs.restart_share",
                "itbs.session_growth",
                "itbs.onset_stay_below_share",
            ],
            Calculated::Growth(_) => vec!["pfps.weekly_growth", "itbs.session_growth_most"],
        };
        Self {
            schema: CALC_SCHEMA,
            result,
            rules,
        }
    }
}
