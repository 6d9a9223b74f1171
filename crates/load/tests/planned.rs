//! Plans that nobody has run, against arithmetic by hand from `docs/load-model.md`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests stand outside test functions; a failed unwrap is the message"
)]

mod made;

use jiff::civil::{Date, date};
use made::{Asked, near};
use trochlea_gait::StepRateLine;
use trochlea_load::Baseline;
use trochlea_quantity::{Duration, Length, Speed};
use trochlea_schedule::{Kind, Session, Source, TrainingPlan};

fn own() -> Baseline {
    Baseline {
        id: "own".to_owned(),
        reference_speed_m_per_s: 2.78,
        line: StepRateLine {
            reference_speed_m_per_s: 3.0,
            at_reference_spm: 167.1,
            slope_spm_per_m_per_s: 10.0,
        },
        n_runs: 10,
    }
}

fn session(day: Date, km: Option<f64>, kind: Kind) -> Session {
    Session {
        day: Some(day),
        title: String::new(),
        distance: km.map(Length::from_km),
        duration: None,
        in_parts: false,
        kind,
        source: Source {
            file: "made-up.csv".to_owned(),
            line: None,
        },
    }
}

/// At the reference speed on the level a kilometre costs a flat kilometre; at 4 m/s
/// (4 / 2.78)^-0.712 = 0.7718 of one.
///
/// Requirements: S2-011.
#[test]
fn the_weeks_of_a_plan_cost_their_kilometres_at_the_reference() {
    let asked = Asked::new();
    let mut by_time = session(date(2026, 3, 8), None, Kind::Easy);
    by_time.duration = Some(Duration::from_s(1000.0));
    let mut undated = session(date(2026, 3, 2), Some(3.0), Kind::Easy);
    undated.day = None;
    let plan = TrainingPlan {
        sessions: vec![
            session(date(2026, 3, 2), Some(5.5), Kind::Easy),
            session(date(2026, 3, 4), Some(2.0), Kind::Speed),
            session(date(2026, 3, 5), None, Kind::Long),
            session(date(2026, 3, 6), Some(40.0), Kind::Cross),
            by_time,
            session(date(2026, 3, 9), Some(10.0), Kind::Easy),
            undated,
        ],
        problems: Vec::new(),
    };
    let weeks = asked
        .model
        .planned_weeks(&plan, Speed::from_m_per_s(2.78), &own());
    assert_eq!(weeks.len(), 3);
    // 5.5 + 2 + 1000 s at 2.78 m/s.
    near(weeks[0].distance_m, 10_280.0, 1e-6);
    near(weeks[0].flat_equivalent_km.mid, 10.28, 0.01);
    assert_eq!((weeks[0].n_unknown, weeks[0].n_understated), (1, 1));
    near(weeks[1].flat_equivalent_km.mid, 10.0, 0.01);
    // Nobody knows the ground, so the interval is wide and nothing is measured.
    assert!(weeks[1].flat_equivalent_km.high - weeks[1].flat_equivalent_km.low > 0.01);
    near(weeks[1].origin.assumed, 1.0, 1e-9);
    assert_eq!(weeks[2].monday, None);
    let fast = asked
        .model
        .planned_weeks(&plan, Speed::from_m_per_s(4.0), &own());
    near(fast[1].flat_equivalent_km.mid, 7.718, 0.02);
}

#[test]
fn a_plan_without_runs_has_no_weeks() {
    let asked = Asked::new();
    let weeks =
        asked
            .model
            .planned_weeks(&TrainingPlan::default(), Speed::from_m_per_s(2.78), &own());
    assert_eq!(weeks, []);
}
