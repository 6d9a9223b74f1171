use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::IliotibialRule;

use crate::surface::Condition;

/// Exposure of the iliotibial band: **ordinal**. It counts what predisposes, downhill and slow
/// running and long steps, and says whether that was little or much. It is no force and no
/// strain; the width of the steps, which matters too, no watch knows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IliotibialExposure {
    /// Low, raised or high, by the minutes downhill or slow.
    pub ordinal: Ordinal,
    /// Running downhill.
    pub minutes_downhill: f64,
    /// Contacts of one knee downhill.
    pub contacts_downhill: f64,
    /// Slow running, on any ground.
    pub minutes_slow: f64,
    /// Contacts of one knee in slow running.
    pub contacts_slow: f64,
    /// Running that was downhill or slow, counted once.
    pub minutes_either: f64,
    /// Steps longer than usual at that speed; `None` when the step rate was not known.
    pub minutes_long_steps: Option<f64>,
}

/// A rank, not an amount: twice as many minutes are not twice the strain.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Ordinal {
    /// Little of it.
    Low,
    /// More.
    Raised,
    /// Much.
    High,
}

/// Seconds and contacts while a run is folded.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Exposure {
    downhill_s: f64,
    downhill_contacts: f64,
    slow_s: f64,
    slow_contacts: f64,
    either_s: f64,
    long_step_s: f64,
    known_s: f64,
}

impl Exposure {
    pub fn add(
        &mut self,
        at: &Condition,
        is_downhill: bool,
        seconds: f64,
        contacts: f64,
        knows_step_rate: bool,
        rule: &IliotibialRule,
    ) {
        let is_slow = at.speed_m_per_s < rule.slow_below_m_per_s;
        if is_downhill {
            self.downhill_s += seconds;
            self.downhill_contacts += contacts;
        }
        if is_slow {
            self.slow_s += seconds;
            self.slow_contacts += contacts;
        }
        if is_downhill || is_slow {
            self.either_s += seconds;
        }
        if knows_step_rate {
            self.known_s += seconds;
            // At one speed a step is as much longer as there are fewer of them.
            if at.step_rate_ratio * rule.long_step_ratio < 1.0 {
                self.long_step_s += seconds;
            }
        }
    }

    pub fn ordinal(&self, rule: &IliotibialRule) -> IliotibialExposure {
        let minutes_either = self.either_s / 60.0;
        IliotibialExposure {
            ordinal: if minutes_either >= rule.high_from_min {
                Ordinal::High
            } else if minutes_either >= rule.raised_from_min {
                Ordinal::Raised
            } else {
                Ordinal::Low
            },
            minutes_downhill: self.downhill_s / 60.0,
            contacts_downhill: self.downhill_contacts,
            minutes_slow: self.slow_s / 60.0,
            contacts_slow: self.slow_contacts,
            minutes_either,
            minutes_long_steps: (self.known_s > 0.0).then_some(self.long_step_s / 60.0),
        }
    }
}
