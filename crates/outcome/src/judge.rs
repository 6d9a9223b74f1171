use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{
    Better, Instrument, Message, OutcomeDomain, OutcomeTable, SmallestChange,
};
use trochlea_quantity::Side;

use crate::{Input, OutcomeScore};

/// The scores of one measure, in one version and language, of one knee.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoreCourse {
    /// The measure.
    pub instrument: String,
    /// Its name.
    pub name: Message,
    /// What it speaks about.
    pub domain: OutcomeDomain,
    /// The lowest and the highest possible score.
    pub range: [f64; 2],
    /// Which end is good.
    pub better: Better,
    /// Which knee, where it is about one.
    pub side: Option<Side>,
    /// Every score, earliest first.
    pub scores: Vec<OutcomeScore>,
    /// What lies between the first and the newest.
    pub judged: Judged,
    /// Important changes that were read; the largest decides.
    pub mic: Vec<SmallestChange>,
    /// Errors that were read; the largest decides.
    pub mdc: Vec<SmallestChange>,
}

/// What a change means.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Judged {
    /// The verdict.
    pub change: Change,
    /// Points towards the good end; negative is worse. `None` with one score.
    pub towards_better_points: Option<f64>,
    /// The important change it was held against.
    pub mic_points: Option<f64>,
    /// The error it was held against.
    pub mdc_points: Option<f64>,
    /// Why, in words.
    pub reason: Message,
}

/// The verdict on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// At least the important change and at least the error, to the good.
    Improved,
    /// The same, to the bad.
    Worse,
    /// Less than one of them: no difference can be claimed.
    WithinError,
    /// One score only, or no published number to hold it against.
    CannotJudge,
}

/// One course for each measure, version, language and knee. Two versions of a questionnaire are
/// not one scale, so they are never compared.
pub(crate) fn courses(input: &Input<'_>, table: &OutcomeTable) -> Vec<ScoreCourse> {
    let mut courses = Vec::new();
    for row in &table.instruments {
        let mut groups: BTreeMap<(Option<Side>, &str, &str), Vec<&OutcomeScore>> = BTreeMap::new();
        let scores = input
            .scores
            .iter()
            .filter(|score| score.instrument == row.id && score.on <= input.today);
        for score in scores {
            let side = score.side.filter(|_| row.sided);
            let key = (side, score.version.as_str(), score.language.as_str());
            groups.entry(key).or_default().push(score);
        }
        for ((side, ..), mut scores) in groups {
            scores.sort_by_key(|score| score.on);
            courses.push(course(row, side, &scores));
        }
    }
    courses
}

fn course(row: &Instrument, side: Option<Side>, scores: &[&OutcomeScore]) -> ScoreCourse {
    let values: Vec<f64> = scores.iter().map(|score| score.value).collect();
    ScoreCourse {
        instrument: row.id.clone(),
        name: row.name(),
        domain: row.domain,
        range: row.range,
        better: row.better,
        side,
        scores: scores.iter().copied().cloned().collect(),
        judged: judge(row, &values),
        mic: row.mic.clone(),
        mdc: row.mdc.clone(),
    }
}

/// What lies between the first and the last of some scores.
fn judge(row: &Instrument, values: &[f64]) -> Judged {
    if let (Some(success), Some(newest)) = (row.success_at_least, values.last()) {
        return by_answer(success, *newest);
    }
    let (mic, mdc) = (row.largest_mic(), row.largest_mdc());
    let (first, newest) = match values {
        [first, .., newest] => (*first, *newest),
        _ => {
            return verdict(
                Change::CannotJudge,
                None,
                mic,
                mdc,
                "outcome-judged-one-score",
            );
        }
    };
    let towards_better = match row.better {
        Better::High => newest - first,
        Better::Low => first - newest,
    };
    let (change, why) = against(towards_better, mic, mdc);
    verdict(change, Some(towards_better), mic, mdc, why)
}

/// A change counts when it reaches both: what people call important, and what is more than error.
fn against(points: f64, mic: Option<f64>, mdc: Option<f64>) -> (Change, &'static str) {
    // Differences of decimals lose a little; no scale has steps as small as this.
    let reaches = |needed: f64| points.abs() + 1e-9 >= needed;
    match (mic, mdc) {
        (_, Some(mdc)) if !reaches(mdc) => (Change::WithinError, "outcome-judged-within-error"),
        (Some(mic), Some(_)) if !reaches(mic) => {
            (Change::WithinError, "outcome-judged-not-important")
        }
        (Some(_), Some(_)) if points > 0.0 => (Change::Improved, "outcome-judged-improved"),
        (Some(_), Some(_)) => (Change::Worse, "outcome-judged-worse"),
        (None, Some(_)) => (Change::CannotJudge, "outcome-judged-no-mic"),
        (Some(_), None) => (Change::CannotJudge, "outcome-judged-no-mdc"),
        (None, None) => (Change::CannotJudge, "outcome-judged-untested"),
    }
}

/// A measure that asks about change is its own verdict.
fn by_answer(success: f64, newest: f64) -> Judged {
    let (change, why) = if newest >= success {
        (Change::Improved, "outcome-judged-told-better")
    } else if newest <= -success {
        (Change::Worse, "outcome-judged-told-worse")
    } else {
        (Change::WithinError, "outcome-judged-told-same")
    };
    verdict(change, Some(newest), None, None, why)
}

fn verdict(
    change: Change,
    points: Option<f64>,
    mic: Option<f64>,
    mdc: Option<f64>,
    why: &'static str,
) -> Judged {
    let numbers = [
        ("points", points.map(f64::abs)),
        ("mic_points", mic),
        ("mdc_points", mdc),
    ];
    let reason = numbers
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .fold(Message::plain(why), |text, (name, value)| {
            text.number(name, value)
        });
    Judged {
        change,
        towards_better_points: points,
        mic_points: mic,
        mdc_points: mdc,
        reason,
    }
}
