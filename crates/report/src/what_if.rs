use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::Message;
use trochlea_load::{Change, Interval, RunLoad, WhatIf};
use trochlea_quantity::Shares;

/// The format of [`WhatIfDocument`].
pub const WHAT_IF_SCHEMA: &str = "trochlea.what-if/1";

/// A run as it could have been: ratios of its load to what it was.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WhatIfDocument {
    /// Always `trochlea.what-if/1`.
    pub schema: &'static str,
    /// What the kilometres are relative to.
    pub baseline: String,
    /// The run as it was.
    pub was: RunCost,
    /// One for each change.
    pub what_if: Vec<WhatIf>,
    /// What was found strange.
    pub flags: Vec<Message>,
}

/// What a run cost one knee, in short.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RunCost {
    /// Way that was covered.
    pub distance_m: f64,
    /// Kilometres on the level, at the reference speed and step rate, of the same impulse.
    pub flat_equivalent_km: Interval,
    /// The larger of that and of the load that weighs high peaks more.
    pub flat_equivalent_km_guard: Interval,
    /// Share of the impulse from speeds, grades or step rates that no study measured.
    pub share_outside_range: f64,
    /// How step rate and ground came to be, by contacts.
    pub origin: Shares,
}

impl RunCost {
    /// From the load of a whole run.
    pub const fn of(load: &RunLoad) -> Self {
        Self {
            distance_m: load.distance_m,
            flat_equivalent_km: load.flat_equivalent_km,
            flat_equivalent_km_guard: load.flat_equivalent_km_guard,
            share_outside_range: load.share_outside_range,
            origin: load.origin,
        }
    }
}

impl WhatIfDocument {
    /// From a run's load and the ratios of its changes.
    pub fn of(load: &RunLoad, what_if: Vec<WhatIf>) -> Self {
        Self {
            schema: WHAT_IF_SCHEMA,
            baseline: load.baseline.clone(),
            was: RunCost::of(load),
            what_if,
            flags: load.flags.clone(),
        }
    }
}

/// What would have been otherwise, to be put into words.
pub fn change_message(change: Change) -> Message {
    match change {
        Change::StepRatePercent(percent) => {
            Message::new("load-what-if-step-rate").number("percent", percent)
        }
        Change::SpeedPercent(percent) if percent < 0.0 => {
            Message::new("load-what-if-slower").number("percent", -percent)
        }
        Change::SpeedPercent(percent) => {
            Message::new("load-what-if-faster").number("percent", percent)
        }
        Change::Level => Message::new("load-what-if-level"),
        Change::RunWalk { run_min, walk_min } => Message::new("load-what-if-run-walk")
            .number("run_min", run_min)
            .number("walk_min", walk_min),
    }
}
