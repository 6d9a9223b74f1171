//! Which runs count: none before the earliest day that an assessment reads, and in no base one that
//! provoked a setback.

#![allow(
    clippy::unwrap_used,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use std::path::Path;

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use trochlea_assess::{Case, assess, earliest_day, provoking_runs, read_case};
use trochlea_knowledge::Knowledge;
use trochlea_ledger::{Run, RunId};
use trochlea_quantity::{Duration, Length};
use trochlea_symptom::Diary;

#[test]
fn years_of_older_runs_change_no_assessment() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_cases = 0;
    for sound in whole_cases(&knowledge) {
        let from = first_day(&sound, &knowledge);
        let in_reach = |run: &Run| run.day >= from;
        if !sound.runs.iter().any(in_reach) {
            continue;
        }
        n_cases += 1;
        let short = Case {
            runs: sound
                .runs
                .iter()
                .filter(|run| in_reach(run))
                .cloned()
                .collect(),
            ..sound.clone()
        };
        let mut long = sound;
        // The day before is the one that a wrong comparison would let in.
        long.runs.extend((1..=2000).map(|n| old_run(from, n)));
        assert_eq!(
            assess(&long, &knowledge).unwrap(),
            assess(&short, &knowledge).unwrap(),
            "seen on {}",
            long.now
        );
    }
    assert!(n_cases >= 30, "only {n_cases} cases have runs in reach");
}

#[test]
fn of_a_long_pause_the_newest_run_says_how_long_it_was() {
    let knowledge = Knowledge::shipped().unwrap();
    for sound in whole_cases(&knowledge).into_iter().take(20) {
        let from = first_day(&sound, &knowledge);
        let with = |runs: Vec<Run>| Case {
            runs,
            ..sound.clone()
        };
        let long = with((1..=500).map(|n| old_run(from, n)).collect());
        let short = with(vec![old_run(from, 1)]);
        assert_eq!(
            assess(&long, &knowledge).unwrap(),
            assess(&short, &knowledge).unwrap()
        );
    }
}

#[test]
fn a_run_that_provoked_a_setback_is_no_base_of_a_limit() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut n_provoking = 0;
    for case in whole_cases(&knowledge) {
        let provoking = provoking_runs(&case, &knowledge);
        n_provoking += provoking.len();
        let history = assess(&case, &knowledge).unwrap().history;
        let base = history.longest_run_30_days.map(|longest| longest.id);
        assert!(base.is_none_or(|id| !provoking.contains(&id)));
    }
    assert!(n_provoking > 0, "no case holds a setback after a run");
}

/// A hilly run longer than any of the cases, `n` days before a day.
fn old_run(before: Date, n: i64) -> Run {
    let day = before.checked_sub(n.days()).unwrap();
    Run {
        id: RunId(format!("old-{n}")),
        start: day
            .at(7, 0, 0, 0)
            .to_zoned_datetime(TimeZone::UTC)
            .unwrap()
            .timestamp(),
        day,
        distance: Length::from_m(40_000.0 + n as f64),
        timer: Duration::from_s(15_000.0),
        ascent: Some(Length::from_m(900.0)),
        descent: Some(Length::from_m(900.0)),
        n_steps: Some(40_000),
        step_rate_mean: None,
        step_rate_drift_percent: None,
        contact_balance_percent: None,
        treadmill: false,
        share_downhill_fraction: Some(0.4),
    }
}

/// As the program asks for it.
fn first_day(case: &Case, knowledge: &Knowledge) -> Date {
    let today = case.now.date();
    let diary = Diary::read(&case.diary);
    let onset = trochlea_cause::pain_onset(&diary, case.stated.pain_since, today).day;
    earliest_day(today, case.started_on, onset, &case.shoes, knowledge)
}

fn whole_cases(knowledge: &Knowledge) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut folders: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path.join("input.json")).unwrap();
        read_case(&text, knowledge).unwrap()
    };
    folders.iter().map(read).collect()
}
