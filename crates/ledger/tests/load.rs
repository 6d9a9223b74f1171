//! The loads of one knee, added up.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::{ToSpan, civil::Date, civil::date};
use proptest::prelude::*;
use trochlea_knowledge::{Knowledge, N_DRAWS};
use trochlea_ledger::{LoadHistory, LoadItem, LoadKind, RunId, load_history};
use trochlea_load::DrawnLoad;
use trochlea_quantity::Shares;

const TODAY: Date = date(2026, 6, 10);

/// A load whose draws are the wanted one times 0.9, 1.0 and 1.1 in turn: its middle is the
/// wanted one.
fn drawn(km: f64) -> DrawnLoad {
    let factors = [0.9, 1.0, 1.1, 1.0];
    let draws: Vec<f64> = (0..N_DRAWS).map(|idx| km * factors[idx % 4]).collect();
    DrawnLoad {
        impulse_km: draws.clone(),
        weighted_km: draws.iter().map(|it| 1.5 * it).collect(),
        ..DrawnLoad::zero("population")
    }
}

fn item(days_ago: i64, kind: LoadKind, id: &str, km: Option<f64>) -> LoadItem {
    LoadItem {
        day: TODAY.saturating_sub(days_ago.days()),
        kind,
        id: id.to_owned(),
        amount: 1.0,
        unit: "km".to_owned(),
        load: km.map(drawn),
        origin: match kind {
            LoadKind::Run => Shares::from_weights(3.0, 1.0, 0.0),
            _ => Shares::from_weights(0.0, 0.0, 1.0),
        },
    }
}

/// Read once: the law asks some hundred times.
fn knowledge() -> &'static Knowledge {
    static SHIPPED: OnceLock<Knowledge> = OnceLock::new();
    SHIPPED.get_or_init(|| Knowledge::shipped().unwrap())
}

fn seen(items: &[LoadItem], provoking: &[&str]) -> LoadHistory {
    let knowledge = knowledge();
    let provoking: BTreeSet<RunId> = provoking.iter().map(|&id| RunId::from(id)).collect();
    load_history(items, &provoking, TODAY, "population", &knowledge.ledger).unwrap()
}

#[track_caller]
fn close(actual: f64, expected: f64) {
    assert!(
        (actual - expected).abs() < 1e-9,
        "{actual} is not {expected}"
    );
}

#[test]
fn kinds_are_added_in_weighted_kilometres_and_runs_stand_by_the_guard_too() {
    let history = seen(
        &[
            item(0, LoadKind::Run, "a", Some(10.0)),
            item(6, LoadKind::Run, "b", Some(4.0)),
            item(7, LoadKind::Run, "c", Some(2.0)),
            item(1, LoadKind::Exercise, "squat", Some(1.0)),
            item(29, LoadKind::Walk, "d", Some(0.5)),
            item(30, LoadKind::Run, "too old", Some(100.0)),
            item(-1, LoadKind::Run, "tomorrow", Some(100.0)),
        ],
        &[],
    );
    close(history.last_7_days.weighted_km.mid, 1.5 * 15.0);
    close(history.last_7_days.runs_guard_km.mid, 1.5 * 14.0);
    close(history.last_7_days.by_kind[&LoadKind::Exercise].mid, 1.5);
    // 14 of 15 are runs, and of those three quarters were measured.
    close(history.last_7_days.origin.measured, 0.75 * 14.0 / 15.0);
    close(history.last_7_days.origin.assumed, 1.0 / 15.0);
    close(history.last_30_days.weighted_km.mid, 1.5 * 17.5);
    // All of one draw: the ends of a sum are the sums of the ends.
    close(history.last_30_days.weighted_km.low, 1.5 * 17.5 * 0.9);
    close(history.last_30_days.weighted_km.high, 1.5 * 17.5 * 1.1);
    assert_eq!(history.days.len(), 6);
    // 10 June 2026 is a Wednesday: its week holds today and yesterday.
    let this_week = history.weeks.last().unwrap();
    assert_eq!(this_week.day, date(2026, 6, 8));
    close(this_week.totals.weighted_km.mid, 1.5 * 11.0);
}

#[test]
fn what_has_no_figure_is_listed_and_in_no_sum() {
    let history = seen(
        &[
            item(0, LoadKind::Exercise, "clamshell", None),
            item(1, LoadKind::Exercise, "clamshell", None),
            item(1, LoadKind::Exercise, "clamshell", None),
            item(1, LoadKind::OtherSport, "rowing", None),
            item(1, LoadKind::Run, "a", Some(3.0)),
        ],
        &[],
    );
    close(history.last_7_days.weighted_km.mid, 4.5);
    assert_eq!(history.last_7_days.n_without_figure, 4);
    let listed: Vec<(&str, u32)> = history
        .without_figure
        .iter()
        .map(|one| (one.id.as_str(), one.n_days))
        .collect();
    assert_eq!(listed, [("clamshell", 2), ("rowing", 1)]);
}

#[track_caller]
fn check_single_run(items: &[LoadItem], provoking: &[&str], expected: Option<(&str, f64)>) {
    let found = seen(items, provoking).single_run;
    let found = found
        .as_ref()
        .map(|one| (one.id.as_str(), one.limit_guard_km));
    match (found, expected) {
        (Some((id, km)), Some((expected_id, expected_km))) => {
            assert_eq!(id, expected_id);
            close(km, expected_km);
        }
        (found, expected) => assert_eq!(found, expected),
    }
}

#[test]
fn the_dearest_run_of_thirty_days_and_a_tenth() {
    let run = |days, id, km| item(days, LoadKind::Run, id, Some(km));
    let three = [
        run(1, "a", 5.0),
        run(30, "b", 8.0),
        run(31, "c", 20.0),
        run(3, "d", 6.0),
    ];
    // Guard is the weighted load here: 8 x 1.5 x 1.1.
    check_single_run(&three, &[], Some(("b", 13.2)));
    // Two left: no base, as in kilometres.
    check_single_run(&three, &["b"], None);
    // Today's run has no morning after yet.
    check_single_run(
        &[run(0, "a", 9.0), run(1, "b", 5.0), run(2, "c", 5.0)],
        &[],
        None,
    );
    // A walk is no run.
    let walk = item(2, LoadKind::Walk, "w", Some(30.0));
    let with_walk = [run(1, "a", 5.0), run(4, "b", 6.0), run(3, "d", 4.0), walk];
    check_single_run(&with_walk, &[], Some(("b", 9.9)));
}

#[test]
fn loads_of_two_baselines_are_not_added() {
    let knowledge = knowledge();
    let mut other = item(1, LoadKind::Run, "a", Some(3.0));
    other.load.as_mut().unwrap().baseline = "own-1".to_owned();
    let refused = load_history(
        &[other],
        &BTreeSet::new(),
        TODAY,
        "population",
        &knowledge.ledger,
    );
    assert!(refused.is_err());
}

proptest! {
    #[test]
    fn the_order_of_the_items_changes_nothing(
        items in prop::collection::vec((0..40_i64, 0..4_usize, prop::option::of(0.1..30.0_f64)), 1..30)
            .prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle()))
    ) {
        let kinds = [LoadKind::Run, LoadKind::Walk, LoadKind::Exercise, LoadKind::OtherSport];
        let of = |items: &[(i64, usize, Option<f64>)]| -> Vec<LoadItem> {
            items
                .iter()
                .map(|(days, kind, km)| {
                    // Named by what it is: items are sorted by name.
                    item(*days, kinds[*kind], &format!("{days}-{kind}-{km:?}"), *km)
                })
                .collect()
        };
        let (a, b) = (&items.0, &items.1);
        prop_assert_eq!(seen(&of(a), &[]), seen(&of(b), &[]));
    }
}
