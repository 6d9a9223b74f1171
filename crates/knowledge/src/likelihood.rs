use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ConditionId, Message, Provenance};

/// Who comes with a sore knee: base rates differ.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// A runner, at home.
    #[default]
    SelfReferral,
    /// A physiotherapist's practice.
    Physio,
    /// A sports clinic.
    SportsClinic,
}

/// How common a condition is: its share of running injuries, from 0 to 1, with 80 % between the
/// two ends. Renormalised within the place that hurts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prior {
    /// The share that is used.
    pub share: f64,
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A prior of another setting or age. What is not named fits any.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorRow {
    /// The condition.
    pub condition: ConditionId,
    /// The setting.
    #[serde(default)]
    pub setting: Option<Setting>,
    /// From this age in whole years; an age that was not said does not fit.
    #[serde(default)]
    pub age_from: Option<u8>,
    /// Below this age in whole years; an age that was not said does not fit.
    #[serde(default)]
    pub age_below: Option<u8>,
    /// How common it is there.
    pub prior: Prior,
}

impl PriorRow {
    /// Whether it is about this setting and age.
    pub fn fits(&self, setting: Setting, age_years: Option<u8>) -> bool {
        let old = self
            .age_from
            .is_none_or(|from| age_years.is_some_and(|age| age >= from));
        let young = self
            .age_below
            .is_none_or(|below| age_years.is_some_and(|age| age < below));
        old && young && self.setting.is_none_or(|own| own == setting)
    }
}

/// Something dangerous that is kept outside every sum: a rule of the safety questions decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideRow {
    /// Its id.
    pub id: String,
    /// Where it can hurt; anywhere when empty.
    pub spots: Vec<String>,
    /// The flags that look after it.
    pub flags: Vec<String>,
    /// Of interest only below this age in whole years, and when no age was said.
    #[serde(default)]
    pub age_below: Option<u8>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl OutsideRow {
    /// Its name.
    pub fn name(&self) -> Message {
        Message::new(format!("outside-{}", self.id))
    }
}

/// What an answer does to one condition. "Don't know" does nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The condition.
    pub condition: ConditionId,
    /// Steps of the house for "yes": positive speaks for it, negative against.
    #[serde(default)]
    pub yes: i32,
    /// Steps of the house for "no".
    #[serde(default)]
    pub no: i32,
    /// Published ratios, which stand instead of steps.
    #[serde(default)]
    pub likelihood: Option<Likelihood>,
}

/// Published likelihood ratios, as they are printed; caps come when they are used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likelihood {
    /// When the sign is there.
    #[serde(default)]
    pub positive: Option<f64>,
    /// Its 95 % interval, where one is printed.
    #[serde(default)]
    pub positive_interval: Option<[f64; 2]>,
    /// When the sign is not there.
    #[serde(default)]
    pub negative: Option<f64>,
    /// Its 95 % interval, where one is printed.
    #[serde(default)]
    pub negative_interval: Option<[f64; 2]>,
    /// Whether it comes from one small or surgical sample.
    #[serde(default)]
    pub small_sample: bool,
}

/// Items that were studied together: the cluster counts instead of its members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClusterRow {
    /// Its id.
    pub id: String,
    /// The group of correlated items it belongs to.
    pub group: String,
    /// Its members.
    pub members: Vec<Member>,
    /// So many members make it.
    pub at_least: usize,
    /// What it does to each condition.
    pub effects: Vec<Effect>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A member of a cluster: an answered feature, or a finding that reaches a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Member {
    /// Answered with yes.
    Feature {
        /// Id of the feature.
        feature: String,
    },
    /// Measured at least so high.
    Measure {
        /// Id of the finding.
        measure: String,
        /// In its unit.
        at_least: f64,
    },
}

impl ClusterRow {
    /// What it says.
    pub fn text(&self) -> Message {
        Message::new(format!("cluster-{}", self.id))
    }

    /// Whether a feature is a member.
    pub fn has_feature(&self, id: &str) -> bool {
        let mut members = self.members.iter();
        members.any(|member| matches!(member, Member::Feature { feature } if feature == id))
    }
}
