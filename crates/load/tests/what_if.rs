//! Runs as they could have been, and what costs as much.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use made::{Asked, hilly, near, steady};
use trochlea_load::Change;

#[test]
fn what_if_nothing_changed_is_one() {
    let asked = Asked::new();
    let folded = asked
        .model
        .fold_steps(&asked.steps(&hilly(6000.0, 3.0, 1.0)), &asked.population)
        .unwrap();
    let same = asked.model.what_if_each(
        &folded,
        [Change::StepRatePercent(0.0), Change::SpeedPercent(0.0)],
    );
    for it in same {
        near(it.impulse_ratio.low, 1.0, 1e-9);
        near(it.guard_ratio.high, 1.0, 1e-9);
    }
}

#[test]
fn what_if_agrees_with_a_run_that_was_so() {
    let asked = Asked::new();
    let was = steady(|it| it.grade = -0.05);
    let folded = asked
        .model
        .fold_steps(&asked.steps(&was), &asked.population)
        .unwrap();
    let load = asked.model.run_load(&folded);
    let answers = asked.model.what_if(&folded);
    let of = |change: Change| answers.iter().find(|it| it.change == change).unwrap();
    let real = [
        (
            Change::StepRatePercent(5.0),
            steady(|it| {
                it.grade = -0.05;
                it.step_rate = Some(164.9 * 1.05);
            }),
        ),
        (Change::Level, steady(|_| {})),
        (
            // 2.502 m/s: 167.1 - 10 * 0.498 = 162.12 steps per minute.
            Change::SpeedPercent(-10.0),
            steady(|it| {
                it.grade = -0.05;
                it.speed = 2.502;
                it.step_rate = Some(162.12);
            }),
        ),
    ];
    for (change, run) in real {
        let now = asked.load(&run);
        let ratio = now.flat_equivalent_km.mid / load.flat_equivalent_km.mid;
        near(of(change).impulse_ratio.mid, ratio, 0.01);
        let guard = now.flat_equivalent_km_guard.mid / load.flat_equivalent_km_guard.mid;
        near(of(change).guard_ratio.mid, guard, 0.03);
    }
    let run_walk = of(Change::RunWalk {
        run_min: 4.0,
        walk_min: 1.0,
    });
    // The share that is still run, by hand: 4 * 2.78 / (4 * 2.78 + 1.4) = 0.888; walking costs less.
    assert!((0.888..1.0).contains(&run_walk.impulse_ratio.mid));
}

#[test]
fn tasks_cost_in_the_order_of_their_peaks() {
    let asked = Asked::new();
    let equal = asked.model.equal_cost(&asked.population);
    let of = |id: &str| equal.iter().find(|it| it.id == id).unwrap().per_flat_km;
    assert!(of("squat").mid > of("deep_squat").mid);
    assert!(of("deep_squat").mid > of("single_leg_decline_squat").mid);
    // Costigan 2002, Hart 2022: stairs are far above walking.
    assert!(of("stairs_up").mid > 1.0);
    for it in &equal {
        let each = it.per_flat_km;
        assert!(
            0.0 < each.low && each.low < each.mid && each.mid < each.high,
            "{}: {each:?}",
            it.id
        );
    }
}

/// By hand: a squat of 2.5 BW over 3 s * 0.45 is 3.375 BW·s. Weighted by (2.5 / 4.689)^2 = 0.2843 that
/// is 0.9594; a flat kilometre is 494.3 * 0.4783 = 236.4: 246 squats.
#[test]
fn squats_by_hand() {
    let asked = Asked::new();
    let equal = asked.model.equal_cost(&asked.population);
    let squat = equal.iter().find(|it| it.id == "squat").unwrap();
    near(squat.per_flat_km.mid, 246.0, 0.05);
    let one = asked.model.task_load("squat", &asked.population).unwrap();
    near(one.weighted_equivalent_km().mid, 0.9594 / 236.4, 0.05);
    assert!(
        asked
            .model
            .task_load("clamshell", &asked.population)
            .is_none()
    );
    assert_eq!(asked.model.task_of_exercise("lunge").unwrap().id, "lunge");
}

#[test]
fn what_is_known_by_tier_has_the_whole_tier() {
    let asked = Asked::new();
    let hop = asked
        .model
        .task_load("fast_forward_hop", &asked.population)
        .unwrap();
    let plain = hop.flat_equivalent_km();
    // First and second tier: an index of 0.05 to 2/3, so the ends are 13.3 apart.
    near(plain.high / plain.low, (2.0 / 3.0) / 0.05, 0.02);
}

/// Every text that the room can ask for stands in its file.
#[test]
fn every_message_has_its_words() {
    let words = include_str!("../../../knowledge/words/en/load.ftl");
    let asked = Asked::new();
    let equal = asked.model.equal_cost(&asked.population);
    let mut ids: Vec<String> = equal.iter().map(|it| it.label.id.to_string()).collect();
    let flags = [
        "load-speed-outside-range",
        "load-step-rate-outside-range",
        "load-steeper-downhill",
        "load-steeper-uphill",
        "load-outside-range",
        "load-step-rate-assumed",
        "load-ground-unknown",
    ];
    ids.extend(flags.map(str::to_owned));
    for id in ids {
        let begins = format!("{id} = ");
        assert!(words.lines().any(|line| line.starts_with(&begins)), "{id}");
    }
}
