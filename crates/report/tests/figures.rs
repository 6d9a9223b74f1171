//! Every exercise has its figure, and every figure is a body on the floor that does what the dose says.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test a panic is the message"
)]

use std::collections::BTreeSet;

use trochlea_knowledge::{FigureAngle, Knowledge, Status};
use trochlea_quantity::Side;
use trochlea_report::{Words, exercise_figure, measured_figure};

/// So much of the height a sole may be in the floor or over it: half a pixel on a phone.
const SLACK_PCT: f64 = 0.5;

#[test]
fn every_exercise_has_a_figure_a_cue_a_dose_and_a_source() {
    let knowledge = Knowledge::shipped().unwrap();
    let words = Words::english().unwrap();
    assert!(knowledge.exercises.exercise.len() >= 39);
    for exercise in &knowledge.exercises.exercise {
        let id = &exercise.id;
        let row = knowledge.figures.get(id);
        let row = row.unwrap_or_else(|| panic!("{id} has no figure"));
        for side in Side::BOTH {
            let figure = exercise_figure(exercise, row, &knowledge.figures.tempo, side, id)
                .unwrap_or_else(|error| panic!("{id}: {error}"));
            assert!(!figure.drawing.rules.is_empty(), "{id} does not move");
            assert!(!figure.tempo.is_empty(), "{id} has no tempo");
            for part in &figure.tempo {
                assert!(words.has(&part.what.id), "{id}: {:?}", part.what);
                assert!(part.seconds > 0.0 && part.shown_s > 0.0, "{id}");
            }
        }
        let text = format!("exercise-{}", id.replace('_', "-"));
        assert!(words.has(&text), "{id} has no name");
        assert!(exercise.n_cues >= 1, "{id} has no cue");
        for n in 1..=exercise.n_cues {
            assert!(words.has(&format!("{text}-cue-{n}")), "{id}, cue {n}");
        }
        let dose = &exercise.dose;
        assert!(
            dose.sets.is_some() || dose.hold_s.is_some() || dose.minutes.is_some(),
            "{id} has no dose"
        );
        let provenance = &exercise.provenance;
        assert!(
            !provenance.requirements.is_empty() || provenance.status == Status::House,
            "{id} answers no requirement and is not marked as ours"
        );
        assert!(!provenance.source.is_empty(), "{id} has no source");
    }
}

#[test]
fn no_figure_is_of_an_exercise_that_is_not_there() {
    let knowledge = Knowledge::shipped().unwrap();
    let ids = knowledge.exercises.exercise.iter();
    let ids: BTreeSet<&str> = ids.map(|exercise| exercise.id.as_str()).collect();
    for row in &knowledge.figures.figure {
        assert!(ids.contains(row.exercise.as_str()), "{}", row.exercise);
    }
}

/// Requirements: S2-039, S2-048, S2-054.
#[test]
fn a_drawn_angle_is_the_angle_of_the_dose() {
    let knowledge = Knowledge::shipped().unwrap();
    let mut checked = Vec::new();
    for exercise in &knowledge.exercises.exercise {
        let Some([from, to]) = exercise.dose.angle_deg else {
            continue;
        };
        let row = knowledge.figures.get(&exercise.id).unwrap();
        let angle = measured_figure(row).unwrap().angle_deg;
        let angle = angle.unwrap_or_else(|| panic!("{} shows no angle", exercise.id));
        assert!(
            (f64::from(from) - 0.01..=f64::from(to) + 0.01).contains(&angle),
            "{}: {angle} degrees drawn, {from} to {to} told",
            exercise.id
        );
        checked.push((exercise.id.as_str(), row.angle, from, to));
    }
    // What the documents say, by hand: both raises 45 degrees, the squat on a step 45 to 60.
    let told = [
        ("side_lying_leg_raise", FigureAngle::ThighSweep, 45, 45),
        ("straight_leg_raise", FigureAngle::ThighSweep, 45, 45),
        ("step_squat", FigureAngle::KneeBend, 45, 60),
    ];
    for (id, of, from, to) in told {
        assert!(
            checked.contains(&(id, Some(of), from, to)),
            "{id}: {checked:?}"
        );
    }
}

#[test]
fn nobody_sinks_into_the_floor_or_floats_above_it() {
    let knowledge = Knowledge::shipped().unwrap();
    for row in &knowledge.figures.figure {
        let lowest = measured_figure(row).unwrap().lowest_pct;
        for (idx, lowest) in lowest.iter().enumerate() {
            assert!(
                *lowest >= -SLACK_PCT,
                "{}, pose {idx}: {lowest} percent under the floor",
                row.exercise
            );
            // What stands on a step, a cushion or a seat may have both feet off the floor.
            let on_the_floor = row.anchor.height_pct <= 0.0;
            assert!(
                !on_the_floor || *lowest <= SLACK_PCT,
                "{}, pose {idx}: {lowest} percent above the floor",
                row.exercise
            );
        }
    }
}

#[test]
fn the_figure_for_the_other_knee_is_the_same_the_other_way_round() {
    let knowledge = Knowledge::shipped().unwrap();
    let draw = |id: &str, side: Side| {
        let exercise = knowledge.exercises.get(id).unwrap();
        let row = knowledge.figures.get(id).unwrap();
        let figure = exercise_figure(exercise, row, &knowledge.figures.tempo, side, id);
        figure.unwrap().drawing.svg
    };
    // The right leg works in the drawing; both legs work in a bridge.
    assert_ne!(
        draw("step_squat", Side::Left),
        draw("step_squat", Side::Right)
    );
    assert_eq!(
        draw("glute_bridge", Side::Left),
        draw("glute_bridge", Side::Right)
    );
}
