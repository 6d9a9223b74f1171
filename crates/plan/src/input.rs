use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::Protocol;
use trochlea_ledger::{History, Run};
use trochlea_quantity::{Length, Side};
use trochlea_symptom::{Diary, Measure, PainScore};

/// Everything a plan is made from. What is dated after `today` is left out.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The day that is planned.
    pub today: Date,
    /// Every pattern that is still possible on each knee and has a way back of its own.
    pub complaints: &'a [Complaint],
    /// All runs.
    pub runs: &'a [Run],
    /// The same runs added up, without those of [`crate::provoking_runs`] in any base; `None`
    /// counts as no run at all.
    pub history: Option<&'a History>,
    /// The diary.
    pub diary: &'a Diary,
    /// Measures taken.
    pub measures: &'a [Measure],
    /// The days of the week on which the runner can run; empty when any.
    pub run_days: &'a [RunDay],
    /// When the way back began; `None` when it begins today.
    pub started_on: Option<Date>,
    /// What the runner said about themselves.
    pub stated: Stated,
}

impl Input<'_> {
    /// Days with a run: recorded, or told in the diary although no watch was there.
    pub(crate) fn ran_on(&self) -> BTreeSet<Date> {
        let told = self.diary.days.iter().filter(|day| {
            day.pain_during.is_some() || day.pain_after.is_some() || day.onset.is_some()
        });
        self.runs
            .iter()
            .map(|run| run.day)
            .chain(told.map(|day| day.day))
            .collect()
    }
}

/// A pattern that is possible on a knee.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Complaint {
    /// Which knee.
    pub side: Side,
    /// Which pattern.
    pub condition: Protocol,
}

/// What the runner said, where recordings may say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Distance of a usual week before the trouble began.
    #[serde(default, rename = "usual_week_m")]
    pub usual_week: Option<Length>,
    /// Distance into a run at which the pain at the outer knee begins.
    #[serde(default, rename = "onset_distance_m")]
    pub onset_distance: Option<Length>,
    /// Pain on a usual morning without a run the day before, asked once at the start.
    #[serde(default)]
    pub usual_morning: Option<PainScore>,
    /// The day the pain began. Causes count back from it; no plan does.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub pain_since: Option<Date>,
    /// Height of the hill that is at hand for downhill repetitions.
    #[serde(default, rename = "hill_height_m")]
    pub hill_height: Option<Length>,
}

/// A day of the week.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum RunDay {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl RunDay {
    /// The day of the week of a date.
    pub fn of(date: Date) -> Self {
        match date.weekday() {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}
