use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{CauseTable, LedgerTable};
use trochlea_symptom::{Diary, PainScore};

/// When the pain began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PainOnset {
    /// The day; `None` when nobody knows.
    #[schemars(with = "Option<String>")]
    pub day: Option<Date>,
    /// Where it was taken from.
    pub from: OnsetFrom,
}

/// Where the beginning of the pain was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnsetFrom {
    /// The runner named the day.
    Stated,
    /// The first pain in the diary, which may be later than the first pain.
    Diary,
    /// Nobody knows.
    NotKnown,
}

impl OnsetFrom {
    /// The word used in JSON and message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Diary => "diary",
            Self::NotKnown => "not_known",
        }
    }
}

/// The day the pain began: as stated, else the first day of the diary with any pain.
pub fn pain_onset(diary: &Diary, stated: Option<Date>, today: Date) -> PainOnset {
    let of = |day: Date, from| PainOnset {
        day: Some(day),
        from,
    };
    if let Some(day) = stated.filter(|day| *day <= today) {
        return of(day, OnsetFrom::Stated);
    }
    match first_pain(diary).filter(|day| *day <= today) {
        Some(day) => of(day, OnsetFrom::Diary),
        None => PainOnset {
            day: None,
            from: OnsetFrom::NotKnown,
        },
    }
}

fn first_pain(diary: &Diary) -> Option<Date> {
    let hurts = |scores: &[Option<PainScore>]| {
        let mut said = scores.iter().flatten();
        said.any(|score| *score > PainScore::NONE)
    };
    let of_days = diary.days.iter().filter(|day| {
        hurts(&[
            day.pain_during,
            day.pain_after,
            day.pain_next_morning,
            day.pain_stairs,
            day.pain_daily,
        ])
    });
    let of_runs = diary
        .runs
        .iter()
        .filter(|run| hurts(&[run.pain_during, run.pain_after]));
    of_days
        .map(|day| day.day)
        .chain(of_runs.map(|run| run.day))
        .min()
}

/// The earliest day whose runs are read for a pain that began on `onset`.
pub fn earliest_day(onset: Date, table: &CauseTable, ledger: &LedgerTable) -> Date {
    let windows = &table.windows;
    let compared = i64::from(windows.recent_days) + i64::from(windows.usual_days);
    let spike = i64::from(windows.recent_days) + i64::from(ledger.single_run.window_days);
    onset.saturating_sub(compared.max(spike).days())
}
