//! The history against hand arithmetic, and the laws it must keep.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, date},
    tz::TimeZone,
};
use proptest::prelude::*;
use trochlea_knowledge::LedgerTable;
use trochlea_ledger::{History, LedgerError, NoLimitReason, Run, RunId, Totals, history, validate};
use trochlea_quantity::{Duration, Length};

const TODAY: Date = date(2026, 11, 25); // A Wednesday; its ISO week began on the 23rd.

fn table() -> LedgerTable {
    toml::from_str(include_str!("../../../knowledge/ledger.toml")).unwrap()
}

/// A run of this many kilometres at 6 min/km, this many days before today, at noon UTC.
fn run(id: &str, days_ago: i64, km: f64) -> Run {
    let day = TODAY.checked_sub(days_ago.days()).unwrap();
    Run {
        id: id.into(),
        start: TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).unwrap(),
        day,
        distance: Length::from_km(km),
        timer: Duration::from_min(6.0 * km),
        ascent: None,
        descent: None,
        n_steps: None,
        step_rate_mean: None,
        step_rate_drift_percent: None,
        contact_balance_percent: None,
        treadmill: false,
        share_downhill_fraction: None,
    }
}

fn seen(runs: &[Run], provoking: &[&str]) -> History {
    let provoking: BTreeSet<RunId> = provoking.iter().map(|&id| id.into()).collect();
    history(runs, &provoking, TODAY, &table()).unwrap()
}

/// Runs are given as (days ago, km); the limit in kilometres is what is expected.
#[track_caller]
fn check_limit(runs: &[(i64, f64)], provoking: &[&str], expected_km: Option<f64>) {
    let runs: Vec<Run> = runs
        .iter()
        .enumerate()
        .map(|(n, &(days_ago, km))| run(&n.to_string(), days_ago, km))
        .collect();
    let seen = seen(&runs, provoking);
    let actual = seen
        .single_run_limit
        .as_ref()
        .map(|limit| limit.limit.as_km());
    match (actual, expected_km) {
        (Some(actual), Some(expected)) => assert!((actual - expected).abs() < 1e-9, "{actual}"),
        (actual, expected) => assert_eq!(actual, expected),
    }
    let reason = expected_km.is_none().then_some(NoLimitReason::NoRecentRuns);
    assert_eq!(seen.single_run_limit_reason, reason);
}

#[test]
fn the_limit_is_a_tenth_beyond_the_longest_run() {
    check_limit(&[(3, 5.0), (9, 10.0), (12, 8.0)], &[], Some(11.0));
}

#[test]
fn two_runs_in_thirty_days_give_no_limit() {
    check_limit(&[(3, 5.0), (9, 10.0)], &[], None);
    check_limit(&[], &[], None);
}

#[test]
fn a_run_exactly_thirty_days_ago_counts_and_the_day_before_does_not() {
    check_limit(&[(3, 5.0), (9, 6.0), (30, 10.0)], &[], Some(11.0));
    check_limit(&[(3, 5.0), (9, 6.0), (10, 5.0), (31, 10.0)], &[], Some(6.6));
    check_limit(&[(3, 5.0), (9, 6.0), (31, 10.0)], &[], None);
}

#[test]
fn a_run_of_today_does_not_raise_the_limit_of_today() {
    check_limit(&[(0, 20.0), (3, 5.0), (9, 6.0), (10, 5.0)], &[], Some(6.6));
    check_limit(&[(0, 20.0), (3, 5.0), (9, 6.0)], &[], None);
}

#[test]
fn a_run_that_provoked_a_flare_is_no_base() {
    let runs = [(3, 5.0), (9, 6.0), (10, 5.0), (12, 18.0)];
    check_limit(&runs, &["3"], Some(6.6));
    // Two runs are left that provoked nothing.
    check_limit(&runs, &["3", "1"], None);
}

#[test]
fn two_sessions_of_one_day_are_two_runs() {
    // 6 km and 7 km on one day: the base is 7 km, not 13.
    check_limit(&[(3, 6.0), (3, 7.0), (9, 5.0)], &[], Some(7.7));
}

#[test]
fn bands_are_those_of_the_study_and_in_kilometres() {
    let runs = [run("a", 2, 10.0), run("b", 4, 5.0), run("c", 6, 5.0)];
    let limit = seen(&runs, &[]).single_run_limit.unwrap();
    let hazard_at = |km: f64| {
        limit.band(Length::from_km(km)).map(|band| {
            (
                band.hazard_ratio.mid,
                band.hazard_ratio.low,
                band.hazard_ratio.high,
            )
        })
    };
    // Frandsen 2025: above 10 %: 1.64 (1.31-2.05), above 30 %: 1.52 (1.16-2.00),
    // above 100 %: 2.28 (1.50-3.48).
    assert_eq!(hazard_at(10.99), None);
    assert_eq!(hazard_at(11.01), Some((1.64, 1.31, 2.05)));
    assert_eq!(hazard_at(12.99), Some((1.64, 1.31, 2.05)));
    assert_eq!(hazard_at(13.01), Some((1.52, 1.16, 2.00)));
    assert_eq!(hazard_at(20.01), Some((2.28, 1.50, 3.48)));
    assert_eq!(limit.band(limit.limit), None);
    assert_eq!(limit.bands[0].up_to, Some(Length::from_km(13.0)));
    assert_eq!(limit.bands[2].up_to, None);
}

#[test]
fn weeks_begin_on_monday_and_gaps_are_shown() {
    // Days ago: 0 is Wednesday 25 Nov, 2 Monday 23 Nov, 3 Sunday 22 Nov, 17 Sunday 8 Nov.
    let runs = [
        run("a", 0, 4.0),
        run("b", 2, 5.0),
        run("c", 3, 6.0),
        run("d", 17, 7.0),
    ];
    let weeks: Vec<(Date, f64)> = seen(&runs, &[])
        .weeks
        .iter()
        .map(|week| (week.monday, week.totals.distance.as_km()))
        .collect();
    assert_eq!(
        weeks,
        [
            (date(2026, 11, 2), 7.0),
            (date(2026, 11, 9), 0.0),
            (date(2026, 11, 16), 6.0),
            (date(2026, 11, 23), 9.0),
        ]
    );
}

#[test]
fn the_turn_of_the_year_does_not_split_a_week() {
    // Friday 1 January 2027 lies in the week of Monday 28 December 2026.
    let mut new_year = run("a", 0, 3.0);
    new_year.day = date(2027, 1, 1);
    new_year.start = "2027-01-01T12:00:00Z".parse().unwrap();
    let mut old_year = new_year.clone();
    old_year.id = "b".into();
    old_year.day = date(2026, 12, 28);
    old_year.start = "2026-12-28T12:00:00Z".parse().unwrap();
    let seen = history(
        &[new_year, old_year],
        &BTreeSet::new(),
        date(2027, 1, 2),
        &table(),
    )
    .unwrap();
    assert_eq!(seen.weeks.len(), 1);
    assert_eq!(seen.weeks[0].monday, date(2026, 12, 28));
    assert_eq!(seen.weeks[0].totals.n_runs, 2);
}

#[test]
fn the_last_seven_days_are_today_and_the_six_before() {
    let runs = [run("a", 0, 1.0), run("b", 6, 2.0), run("c", 7, 4.0)];
    assert_eq!(seen(&runs, &[]).last_7_days.distance, Length::from_km(3.0));
}

#[test]
fn the_usual_week_is_the_one_a_quarter_exceed() {
    // Five complete weeks of 10, 20, 30, 40, 50 km: place 0.75 * 4 = 3 of 0..4 is 40 km.
    let runs: Vec<Run> = (0..5)
        .map(|n| run(&n.to_string(), 7 * (n + 1), 10.0 * (n + 1) as f64))
        .collect();
    assert_eq!(seen(&runs, &[]).former_weekly, Some(Length::from_km(40.0)));
    // The 50 km provoked a flare; 0.75 * 3 = 2.25, so place 2 of 10, 20, 30, 40.
    assert_eq!(
        seen(&runs, &["4"]).former_weekly,
        Some(Length::from_km(30.0))
    );
    assert_eq!(seen(&runs[..3], &[]).former_weekly, None);
}

#[test]
fn this_week_is_not_a_usual_week() {
    let mut runs: Vec<Run> = (1..5).map(|n| run(&n.to_string(), 7 * n, 10.0)).collect();
    runs.push(run("now", 1, 80.0));
    assert_eq!(seen(&runs, &[]).former_weekly, Some(Length::from_km(10.0)));
}

#[test]
fn runs_after_today_are_named_and_in_no_figure() {
    let runs = [run("a", 2, 5.0), run("later", -1, 50.0)];
    let seen = seen(&runs, &[]);
    assert_eq!(seen.after_today, [RunId::from("later")]);
    assert_eq!(seen.days.len(), 1);
    assert_eq!(seen.last_7_days.distance, Length::from_km(5.0));
}

#[test]
fn days_since_the_last_run_are_civil_days() {
    assert_eq!(seen(&[run("a", 0, 5.0)], &[]).days_since_last_run, Some(0));
    assert_eq!(
        seen(&[run("a", 40, 5.0)], &[]).days_since_last_run,
        Some(40)
    );
    assert_eq!(seen(&[], &[]).days_since_last_run, None);
}

#[test]
fn unknown_descent_is_counted_not_taken_for_zero() {
    let mut hilly = run("a", 2, 5.0);
    hilly.descent = Some(Length::from_m(120.0));
    let totals = Totals::of(&[hilly, run("b", 2, 5.0)]);
    assert_eq!(totals.descent, Some(Length::from_m(120.0)));
    assert_eq!(totals.n_runs_without_descent, 1);
    assert_eq!(Totals::of(&[run("b", 2, 5.0)]).descent, None);
}

#[track_caller]
fn check_refused(change: impl Fn(&mut Run), expected: &str) {
    let mut second = run("b", 1, 5.0);
    change(&mut second);
    let error = validate(&[run("a", 1, 5.0), second]).unwrap_err();
    assert_eq!(error.run_idx(), 1);
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn the_impossible_is_refused_by_name() {
    check_refused(|run| run.id = "a".into(), "both have the id a");
    check_refused(|run| run.id = " ".into(), "empty id");
    check_refused(|run| run.distance = Length::from_m(-1.0), "distance_m");
    check_refused(|run| run.distance = Length::from_m(f64::NAN), "distance_m");
    check_refused(|run| run.timer = Duration::from_s(f64::INFINITY), "timer_s");
    check_refused(|run| run.descent = Some(Length::from_m(-3.0)), "descent_m");
    check_refused(
        |run| run.share_downhill_fraction = Some(1.1),
        "share_downhill",
    );
    check_refused(|run| run.day = date(2026, 11, 20), "no time zone");
}

#[test]
fn a_date_next_to_that_in_utc_is_possible() {
    let mut kiritimati = run("a", 1, 5.0);
    kiritimati.start = "2026-11-24T11:00:00Z".parse().unwrap();
    kiritimati.day = date(2026, 11, 25);
    assert_eq!(validate(&[kiritimati]), Ok(()));
}

#[test]
fn an_unknown_field_is_refused() {
    let text = r#"{"id":"a","start":"2026-11-24T06:00:00Z","day":"2026-11-24",
        "distance_m":5000,"timer_s":1800,"cadence":170}"#;
    let error = serde_json::from_str::<Run>(text).unwrap_err();
    assert!(error.to_string().contains("cadence"), "{error}");
    let known = text.replace(r#","cadence":170"#, "");
    assert_eq!(
        serde_json::from_str::<Run>(&known).unwrap().distance,
        Length::from_km(5.0)
    );
}

fn any_runs() -> impl Strategy<Value = Vec<Run>> {
    // Whole metres, so that sums do not depend on rounding.
    prop::collection::vec((0..60i64, 0..30_000u32, prop::option::of(0..800u32)), 0..40).prop_map(
        |rows| {
            rows.into_iter()
                .enumerate()
                .map(|(n, (days_ago, distance_m, descent_m))| {
                    let mut run = run(&format!("{n:03}"), days_ago, 0.0);
                    run.distance = Length::from_m(f64::from(distance_m));
                    run.timer = Duration::from_s(f64::from(distance_m / 3));
                    run.descent = descent_m.map(|m| Length::from_m(f64::from(m)));
                    run
                })
                .collect()
        },
    )
}

proptest! {
    #[test]
    fn the_order_of_runs_changes_nothing(
        (runs, shuffled) in any_runs().prop_flat_map(|runs| {
            (Just(runs.clone()), Just(runs).prop_shuffle())
        })
    ) {
        prop_assert_eq!(seen(&runs, &["001"]), seen(&shuffled, &["001"]));
    }

    #[test]
    fn a_provoking_run_never_raises_a_base(runs in any_runs(), which in 0..40usize) {
        let id = format!("{which:03}");
        let with = seen(&runs, &[]);
        let without = seen(&runs, &[&id]);
        let limit = |seen: &History| seen.single_run_limit.as_ref().map(|limit| limit.limit);
        let longest = |seen: &History| {
            seen.longest_run_30_days.as_ref().map(|run| run.distance)
        };
        // `None` is below every `Some`.
        prop_assert!(limit(&without) <= limit(&with));
        prop_assert!(longest(&without) <= longest(&with));
        prop_assert_eq!(&without.days, &with.days);
        for (a, b) in without.weeks.iter().zip(&with.weeks) {
            prop_assert!(a.base_distance <= b.base_distance);
            prop_assert_eq!(&a.totals, &b.totals);
        }
    }

    #[test]
    fn a_run_cut_in_two_adds_up_to_the_same(runs in any_runs(), at in 0.0..1.0f64) {
        let halves: Vec<Run> = runs
            .iter()
            .flat_map(|run| {
                let first_m = (run.distance.as_m() * at).floor();
                let first_s = (run.timer.as_s() * at).floor();
                let mut first = run.clone();
                let mut second = run.clone();
                first.distance = Length::from_m(first_m);
                second.distance = run.distance - first.distance;
                first.timer = Duration::from_s(first_s);
                second.timer = run.timer - first.timer;
                second.descent = run.descent.map(|_| Length::ZERO);
                second.id = RunId(format!("{}b", run.id));
                [first, second]
            })
            .collect();
        let (whole, cut) = (seen(&runs, &[]), seen(&halves, &[]));
        prop_assert_eq!(whole.days.len(), cut.days.len());
        for (a, b) in whole.days.iter().zip(&cut.days) {
            prop_assert_eq!(a.totals.distance, b.totals.distance);
            prop_assert_eq!(a.totals.timer, b.totals.timer);
            prop_assert_eq!(a.totals.descent, b.totals.descent);
        }
    }

    #[test]
    fn days_and_weeks_add_up_to_the_same(runs in any_runs()) {
        let seen = seen(&runs, &[]);
        let by_day: Length = seen.days.iter().map(|day| day.totals.distance).sum();
        let by_week: Length = seen.weeks.iter().map(|week| week.totals.distance).sum();
        prop_assert_eq!(by_day, by_week);
        prop_assert_eq!(by_day, runs.iter().map(|run| run.distance).sum());
    }

    #[test]
    fn any_json_that_parses_is_judged_without_panic(text in ".{0,80}", m in any::<f64>()) {
        let _ = serde_json::from_str::<Run>(&text);
        let mut run = run("a", 1, 5.0);
        run.distance = Length::from_m(m);
        let refused = matches!(validate(&[run]), Err(LedgerError::Impossible { .. }));
        prop_assert_eq!(refused, !m.is_finite() || m < 0.0);
    }
}
