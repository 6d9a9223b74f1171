use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_quantity::{Length, Side};

/// An answer to a yes-or-no question. Only "no" excludes; only "yes" confirms.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Asked, and not known. Never counts as "no".
    Unknown,
}

/// Who found something out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Reporter {
    /// The runner, about themselves.
    Runner,
    /// A professional who examined them.
    Clinician,
}

/// Pain on the numeric rating scale (NPRS): 0 none, 10 the worst imaginable.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(with = "u8", extend("minimum" = 0, "maximum" = 10))]
pub struct PainScore(u8);

impl PainScore {
    /// No pain.
    pub const NONE: Self = Self(0);

    /// From a whole number between 0 and 10.
    pub const fn new(score: u8) -> Option<Self> {
        if score <= 10 { Some(Self(score)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for PainScore {
    type Error = String;
    fn try_from(score: u8) -> Result<Self, String> {
        Self::new(score).ok_or_else(|| format!("pain is 0 to 10, not {score}"))
    }
}

impl From<PainScore> for u8 {
    fn from(score: PainScore) -> Self {
        score.0
    }
}

/// What the runner says about themselves. All civil times are in the runner's own zone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Runner {
    /// Age in whole years; `None` when not said, which is not the same as adult.
    pub age_years: Option<u8>,
    /// Whether pregnant.
    pub pregnant: Answer,
    /// Sex, as the runner states it. Nothing reads it: it is kept so that a test can show that.
    #[serde(default)]
    pub sex: Option<String>,
    /// Body mass in kilograms.
    #[serde(default)]
    pub mass_kg: Option<f64>,
}

/// An answer to one named question, red flag or feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemAnswer {
    /// Id of the question in the tables.
    pub item: String,
    /// The answer.
    pub answer: Answer,
    /// When it was given.
    #[schemars(with = "String")]
    pub at: DateTime,
    /// Who gave it.
    pub by: Reporter,
    /// Which knee, where the question is about one.
    #[serde(default)]
    pub side: Option<Side>,
}

/// A raised flag was looked at and taken down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// Id of the flag.
    pub flag: String,
    /// In which role.
    pub by: Reporter,
    /// Their name, as the runner wrote it; empty for a self-check.
    #[serde(default)]
    pub who: String,
    /// When.
    #[schemars(with = "String")]
    pub at: DateTime,
}

/// A place that hurts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Id of the spot on the knee map, such as `patella` or `itb`.
    pub spot: String,
    /// Which knee.
    pub side: Side,
}

/// A measure taken by oneself or by a clinician, such as calf raises or squat depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Id of the measure in the tables; the id ends in its unit.
    pub measure: String,
    /// Which knee.
    pub side: Side,
    /// The value in the unit of the measure; yes-or-no measures are 1 or 0.
    pub value: f64,
    /// Pain while it was taken.
    #[serde(default)]
    pub pain: Option<PainScore>,
    /// When.
    #[schemars(with = "String")]
    pub at: DateTime,
    /// By whom.
    pub by: Reporter,
}

/// Strength work that was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrengthDone {
    /// Id of the exercise in the tables.
    pub exercise: String,
    /// Sets done.
    pub sets: u8,
    /// Repetitions in each set.
    pub reps: u16,
    /// Worst pain while doing it.
    #[serde(default)]
    pub pain: Option<PainScore>,
}

/// Something else that loads a knee: stairs, a walk, another sport.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivityDone {
    /// Its id in the tables of load.
    pub activity: String,
    /// How much of it, in the unit of the tables: flights, kilometres or minutes.
    pub amount: f64,
    /// Worst pain while doing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain: Option<PainScore>,
}

/// How soon the knee was back to where it was before the run.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// Within an hour.
    WithinHour,
    /// Within a day.
    WithinDay,
    /// Not within a day.
    Later,
}

/// One entry of the diary, about one knee. Entries are never changed: a correction is a new
/// entry that names the one it replaces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiaryEntry {
    /// Its own id.
    pub id: String,
    /// When it was written.
    #[schemars(with = "String")]
    pub at: DateTime,
    /// The day it is about, if not the day it was written.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub about: Option<Date>,
    /// Which knee.
    pub side: Side,
    /// The run it is about, by id.
    #[serde(default)]
    pub run: Option<String>,
    /// Worst pain during the run, or during the day's activity when no run is named.
    #[serde(default)]
    pub pain_during: Option<PainScore>,
    /// Pain in the hours after.
    #[serde(default)]
    pub pain_after: Option<PainScore>,
    /// Pain on the morning it was written, which answers to the day before.
    #[serde(default)]
    pub pain_next_morning: Option<PainScore>,
    /// Pain on stairs that day.
    #[serde(default)]
    pub pain_stairs: Option<PainScore>,
    /// Pain in other daily life (sitting, squatting) that day.
    #[serde(default)]
    pub pain_daily: Option<PainScore>,
    /// Distance into the run at which pain began.
    #[serde(default, rename = "onset_m")]
    pub onset: Option<Length>,
    /// Flights of stairs, down or up, after which pain began that day.
    #[serde(default)]
    pub onset_flights: Option<u16>,
    /// Whether pain came only when the steps were quicker than usual.
    #[serde(default)]
    pub onset_on_faster_steps: Option<Answer>,
    /// How soon it settled after the run.
    #[serde(default)]
    pub settled: Option<Settled>,
    /// Whether the knee is swollen.
    #[serde(default)]
    pub swelling: Option<Answer>,
    /// Strength work done.
    #[serde(default)]
    pub strength: Vec<StrengthDone>,
    /// Stairs and other sports done.
    #[serde(default)]
    pub activities: Vec<ActivityDone>,
    /// The red-flag questions that are asked again with every entry, by item id.
    #[serde(default)]
    pub flags: BTreeMap<String, Answer>,
    /// The entry that this one corrects.
    #[serde(default)]
    pub replaces: Option<String>,
    /// The runner's own words. Kept, and never read by any rule.
    #[serde(default)]
    pub note: Option<String>,
}

impl DiaryEntry {
    /// An entry that says nothing yet.
    pub fn silent(id: impl Into<String>, at: DateTime, side: Side) -> Self {
        Self {
            id: id.into(),
            at,
            about: None,
            side,
            run: None,
            pain_during: None,
            pain_after: None,
            pain_next_morning: None,
            pain_stairs: None,
            pain_daily: None,
            onset: None,
            onset_flights: None,
            onset_on_faster_steps: None,
            settled: None,
            swelling: None,
            strength: Vec::new(),
            activities: Vec::new(),
            flags: BTreeMap::new(),
            replaces: None,
            note: None,
        }
    }

    /// The day the entry is about.
    pub fn day(&self) -> Date {
        self.about.unwrap_or_else(|| self.at.date())
    }
}
