use trochlea_knowledge::{Message, Status};
use trochlea_symptom::PainScore;

use super::*;
use crate::retraining::of;

#[derive(Clone)]
struct Steps {
    asked: Asked,
    may_run: bool,
    since_days_ago: Option<i64>,
}

impl Steps {
    /// Three measured runs at one rate in the last weeks, before any start.
    fn at(spm: f64) -> Self {
        let mut asked = Asked::with(&[Protocol::Itbs]);
        for days_ago in [20, 18, 16] {
            asked = asked.ran(days_ago, Some(spm));
        }
        Self {
            asked,
            may_run: true,
            since_days_ago: None,
        }
    }

    fn since(mut self, days_ago: i64) -> Self {
        self.since_days_ago = Some(days_ago);
        self
    }

    fn ran(mut self, days_ago: i64, spm: Option<f64>) -> Self {
        self.asked = self.asked.ran(days_ago, spm);
        self
    }

    /// Pain in the n-th run.
    fn hurt(mut self, n: usize, pain: u8) -> Self {
        let day = self.asked.runs[n].day;
        let days_ago = i64::from((TODAY - day).get_days());
        self.asked = self.asked.told(days_ago, |entry| {
            entry.run = Some(format!("r{n}"));
            entry.pain_during = PainScore::new(pain);
        });
        self
    }

    fn ask(&self) -> Retraining {
        let diary = Diary::read(&self.asked.entries);
        let input = RetrainingInput {
            today: TODAY,
            conditions: &self.asked.conditions,
            may_run: self.may_run,
            since: self.since_days_ago.map(|n| TODAY - n.days()),
            runs: &self.asked.runs,
            diary: &diary,
            measures: &self.asked.measures,
        };
        of(&input, shipped())
    }
}

#[track_caller]
fn check_target(own: f64, low: f64, high: f64, place: BandPlace) {
    let retraining = Steps::at(own).ask();
    let target = retraining.target.unwrap();
    assert!((target.low.as_spm() - low).abs() < 1e-6);
    assert!((target.high.as_spm() - high).abs() < 1e-6);
    assert_eq!(retraining.band.own, Some(place));
    assert_eq!(retraining.status, RetrainingStatus::Offered);
}

/// A twentieth to a tenth above the runner's own, wherever the band of 170 to 180 lies (C10).
///
/// Requirements: S2-125, S2-145, S1-028.
#[test]
fn the_target_is_5_to_10_percent_above_the_runners_own() {
    // 150 * 1.05 = 157.5, 150 * 1.10 = 165: below the band.
    check_target(150.0, 157.5, 165.0, BandPlace::Below);
    check_target(160.0, 168.0, 176.0, BandPlace::Below);
    check_target(170.0, 178.5, 187.0, BandPlace::Within);
    // 178 * 1.05 = 186.9: above it.
    check_target(178.0, 186.9, 195.8, BandPlace::Within);
    check_target(182.0, 191.1, 200.2, BandPlace::Above);
}

/// Requirements: S1-028, S2-145.
#[test]
fn the_band_is_170_to_180_contested_and_only_as_long_as_it_is_comfortable() {
    let band = Steps::at(160.0).ask().band;
    assert_eq!((band.low.as_spm(), band.high.as_spm()), (170.0, 180.0));
    assert_eq!(band.provenance.status, Status::Contested);
    let words = include_str!("../../../../knowledge/words/en/retraining.ftl");
    let lines = words
        .lines()
        .filter(|line| line.starts_with("retraining-band"));
    for line in lines {
        assert!(
            line.contains("comfortable") && line.contains("sets no target"),
            "{line}"
        );
    }
}

/// Requirements: S2-125, S2-146.
#[test]
fn without_a_measured_rate_there_is_no_target() {
    let mut two = Steps::at(160.0);
    two.asked.runs.pop();
    two.asked = two.asked.ran(3, None);
    let retraining = two.ask();
    assert_eq!(retraining.status, RetrainingStatus::NoOwnRate);
    assert_eq!((retraining.own, retraining.target), (None, None));
    assert_eq!(retraining.text.id, "retraining-no-own-rate");
    // A third measured run, and there is one.
    assert!(two.ran(2, Some(160.0)).ask().target.is_some());
}

#[test]
fn quicker_runs_since_the_start_do_not_raise_the_own_rate() {
    let mut steps = Steps::at(160.0).since(10);
    for days_ago in [9, 7, 5] {
        steps = steps.ran(days_ago, Some(172.0));
    }
    let own = steps.ask().own.unwrap();
    assert_eq!((own.step_rate.as_spm(), own.n_runs), (160.0, 3));
}

/// Requirements: S1-024, S1-025, S1-026, S1-027.
#[test]
fn four_cues_are_given_and_the_midfoot_is_only_named() {
    let cues = Steps::at(160.0).ask().cues;
    let given: Vec<&str> = cues
        .iter()
        .filter(|it| it.given)
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(given, ["posture", "core", "overstride", "step_rate"]);
    let overstride = cues.iter().find(|it| it.id == "overstride").unwrap();
    assert_eq!(
        overstride.measure.as_deref(),
        Some("observed_overstride_grade")
    );
    let midfoot = cues.iter().find(|it| it.id == "midfoot").unwrap();
    assert!(!midfoot.given);
    assert_eq!(midfoot.provenance.status, Status::Contested);
    assert_eq!(
        midfoot.caution,
        Some(Message::new("retraining-cue-contested"))
    );
    let words = include_str!("../../../../knowledge/words/en/retraining.ftl");
    let line = words
        .lines()
        .find(|line| line.starts_with("retraining-cue-contested"));
    assert!(line.unwrap().contains("calf"));
}

/// Requirements: S1-026.
#[test]
fn an_overstride_that_was_seen_stands_with_its_cue() {
    let mut steps = Steps::at(160.0);
    steps.asked = steps
        .asked
        .found("observed_overstride_grade", Side::Right, 2.0);
    let cues = steps.ask().cues;
    let overstride = cues.iter().find(|it| it.id == "overstride").unwrap();
    assert_eq!(overstride.found, Some(2.0));
}

/// Requirements: S2-126.
#[test]
fn strength_is_the_structural_fix_and_the_step_the_mechanical_one() {
    let fixes = Steps::at(160.0).ask().fixes;
    let ids: Vec<&str> = fixes.iter().map(|it| it.id.as_ref()).collect();
    assert_eq!(
        ids,
        ["retraining-fix-structural", "retraining-fix-mechanical"]
    );
}

/// Davis 2020: 8 to 18 sessions over 2 to 6 weeks, the feedback fading.
#[test]
fn the_beat_fades_over_the_sessions() {
    let retraining = Steps::at(160.0).since(0).ask();
    let n = retraining.sessions.len();
    assert!((8..=18).contains(&n));
    let shares: Vec<f64> = retraining
        .sessions
        .iter()
        .map(|it| it.feedback_fraction)
        .collect();
    assert!(shares.is_sorted_by(|one, next| one >= next));
    // A third each of twelve: four with all of it, four with half, four with a fifth.
    assert_eq!(shares[..4], [1.0; 4]);
    assert_eq!(shares[4..8], [0.5; 4]);
    assert_eq!(shares[8..], [0.2; 4]);
    assert_eq!(retraining.next_session, Some(1));
}

#[test]
fn the_course_ends_with_its_sessions_or_its_weeks() {
    let mut steps = Steps::at(160.0).since(14);
    for n in 0..11 {
        steps = steps.ran(13 - n, Some(170.0));
    }
    assert_eq!(steps.ask().status, RetrainingStatus::UnderWay);
    assert_eq!(steps.ask().next_session, Some(12));
    assert_eq!(
        steps.ran(1, Some(170.0)).ask().status,
        RetrainingStatus::Done
    );
    let mut late = Steps::at(160.0).since(42);
    for days_ago in [50, 48, 46] {
        late = late.ran(days_ago, Some(160.0));
    }
    assert_eq!(late.ask().status, RetrainingStatus::Done);
}

/// Requirements: S2-146.
#[test]
fn what_was_kept_is_read_from_the_recordings() {
    // Target 168 to 176. Two of three measured runs lie within, and so do two thirds of the time;
    // the fourth run has no step rate and counts as a session only.
    let steps = Steps::at(160.0)
        .since(10)
        .ran(9, Some(168.0))
        .ran(7, Some(176.0))
        .ran(5, Some(178.0))
        .ran(3, None);
    let kept = steps.ask().kept.unwrap();
    assert_eq!((kept.n_sessions, kept.n_measured, kept.n_within), (4, 3, 2));
    let two_thirds = |share: Option<f64>| (share.unwrap() - 2.0 / 3.0).abs() < 1e-9;
    assert!(two_thirds(kept.share_of_sessions_fraction));
    assert!(two_thirds(kept.share_of_time_fraction));
    assert!(kept.is_kept);
    assert_eq!(Steps::at(160.0).ask().kept, None);
}

/// Requirements: S2-125.
#[test]
fn a_run_that_hurts_more_than_before_stops_it() {
    let steps = Steps::at(160.0)
        .since(10)
        .hurt(0, 1)
        .hurt(1, 2)
        .ran(8, Some(170.0));
    assert_eq!(
        steps.clone().hurt(3, 2).ask().status,
        RetrainingStatus::UnderWay
    );
    let stopped = steps.hurt(3, 3).ask();
    assert_eq!(stopped.status, RetrainingStatus::Stopped);
    assert_eq!(stopped.next_session, None);
    // Nothing was told before: at the outer knee any pain is more.
    let unsaid = Steps::at(160.0).since(10).ran(8, Some(170.0));
    assert_eq!(
        unsaid.clone().hurt(3, 0).ask().status,
        RetrainingStatus::UnderWay
    );
    assert_eq!(unsaid.hurt(3, 1).ask().status, RetrainingStatus::Stopped);
}

#[test]
fn before_any_run_is_allowed_there_is_nothing_to_begin() {
    let mut steps = Steps::at(160.0);
    steps.may_run = false;
    assert_eq!(steps.ask().status, RetrainingStatus::NotRunning);
}

/// The effect is told as what it is: not settled, with the findings on both sides.
#[test]
fn the_effect_is_called_unsettled_and_each_finding_has_a_source() {
    let retraining = Steps::at(160.0).ask();
    assert_eq!(retraining.effect.id, "retraining-effect");
    assert!(retraining.evidence.len() >= 3);
    for one in &retraining.evidence {
        assert!(one.provenance.source.contains("doi"), "{:?}", one.text.id);
    }
}
