use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::ActivityRules;

use crate::motion::Motion;
use crate::track::Track;

/// What was done, as far as a knee is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// A run, with or without walk breaks.
    Run,
    /// A walk.
    Walk,
    /// Any other sport.
    Other,
    /// The file does not say, and the samples do not tell.
    Unknown,
}

/// What the file says was done; `None` when it says nothing.
pub(crate) fn named(sport: Option<&str>, rules: &ActivityRules) -> Option<Activity> {
    let word = plain(sport.unwrap_or_default());
    let is_one_of = |words: &[String]| words.contains(&word);
    if is_one_of(&rules.run_words) {
        Some(Activity::Run)
    } else if is_one_of(&rules.walk_words) {
        Some(Activity::Walk)
    } else if is_one_of(&rules.unknown_words) {
        None
    } else {
        Some(Activity::Other)
    }
}

/// Whether a belt moved under the runner.
pub(crate) fn is_treadmill(
    sport: Option<&str>,
    sub_sport: Option<&str>,
    rules: &ActivityRules,
) -> bool {
    [sport, sub_sport]
        .into_iter()
        .flatten()
        .any(|word| rules.treadmill_words.contains(&plain(word)))
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Time and way by motion.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ByMotion {
    pub running_s: f64,
    pub walking_s: f64,
    pub standing_s: f64,
    pub running_m: f64,
    pub walking_m: f64,
}

impl ByMotion {
    pub fn of(track: &Track, motion: &[Motion]) -> Self {
        let mut sums = Self::default();
        for ((seconds, metres), motion) in track.intervals().zip(motion) {
            match motion {
                Motion::Running => {
                    sums.running_s += seconds;
                    sums.running_m += metres;
                }
                Motion::Walking => {
                    sums.walking_s += seconds;
                    sums.walking_m += metres;
                }
                Motion::Standing => sums.standing_s += seconds,
                Motion::Unknown => {}
            }
        }
        sums
    }

    pub fn moving_s(&self) -> f64 {
        self.running_s + self.walking_s
    }

    fn moving_speed(&self) -> Option<f64> {
        let seconds = self.moving_s();
        (seconds > 0.0).then(|| (self.running_m + self.walking_m) / seconds)
    }

    fn running_fraction(&self) -> f64 {
        let seconds = self.moving_s();
        if seconds > 0.0 {
            self.running_s / seconds
        } else {
            0.0
        }
    }
}

/// What was done by name and by motion; the second is whether the name was not believed.
pub(crate) fn activity(
    named: Option<Activity>,
    sums: &ByMotion,
    rules: &ActivityRules,
) -> (Activity, bool) {
    let Some(speed) = sums.moving_speed() else {
        return (named.unwrap_or(Activity::Unknown), false);
    };
    let is_long_enough = sums.moving_s() >= rules.least_moving_s;
    match named {
        Some(named) if !is_long_enough => (named, false),
        Some(Activity::Run | Activity::Walk) if speed >= rules.ridden_from_m_per_s => {
            (Activity::Other, true)
        }
        Some(Activity::Run) if sums.running_fraction() < rules.least_running_fraction => {
            (Activity::Walk, true)
        }
        Some(named) => (named, false),
        None if speed >= rules.unnamed_run_below_m_per_s => (Activity::Unknown, false),
        None if sums.running_fraction() >= rules.unnamed_least_running_fraction => {
            (Activity::Run, false)
        }
        None => (Activity::Walk, false),
    }
}
