//! A workout file of a watch: steps without a day.

use trochlea_knowledge::Message;
use trochlea_quantity::{Duration, Length};
use trochlea_recording::{DecodeError, Workout, WorkoutStep, decode_workout};

use crate::title::kind;
use crate::{Kind, Problem, Session, Source, TrainingPlan, Unreadable};

/// FIT's kinds of duration that are read: time in ms, distance in cm, repeat until so many times.
const BY_TIME: u8 = 0;
const BY_DISTANCE: u8 = 1;
const REPEAT: u8 = 6;
/// FIT's intensities that are no running.
const REST: u8 = 1;

/// Repeats of repeats in a hostile file may not run for ever.
const MOST_STEPS: usize = 10_000;

pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<TrainingPlan, Unreadable> {
    let (workout, _) = decode_workout(bytes).map_err(|error| Unreadable {
        file: file.to_owned(),
        reason: match error {
            DecodeError::NoWorkout { what } => {
                format!("{what} without a workout in it; recordings are added with trochlea import")
            }
            other => other.to_string(),
        },
    })?;
    let source = Source {
        file: file.to_owned(),
        line: None,
    };
    let amount = Amount::of(&workout);
    let mut plan = TrainingPlan::default();
    if amount.open {
        plan.problems.push(Problem {
            source: source.clone(),
            reason: Message::plain("schedule-workout-open"),
        });
    }
    plan.sessions.push(Session {
        day: None,
        title: workout.name.clone().unwrap_or_default(),
        distance: amount.way.filter(|_| !amount.open),
        duration: amount.time.filter(|_| !amount.open),
        in_parts: !amount.open && amount.way.is_some() && amount.time.is_some(),
        kind: kind_of(&workout, amount.repeats),
        source,
    });
    Ok(plan)
}

/// The words of the name; without any, repeats are intervals. Another sport is another sport
/// whatever the name says.
fn kind_of(workout: &Workout, repeats: bool) -> Kind {
    match workout.sport.as_deref() {
        Some("running") | None => {}
        Some("training" | "fitness_equipment") => return Kind::Strength,
        Some(_) => return Kind::Cross,
    }
    let named = workout.name.as_deref().and_then(kind);
    let named = named.filter(|kind| kind.may_be_a_run() && *kind != Kind::Unknown);
    match named {
        Some(kind) => kind.max(if repeats { Kind::Speed } else { kind }),
        None if repeats => Kind::Speed,
        None => Kind::Unknown,
    }
}

#[derive(Default)]
struct Amount {
    way: Option<Length>,
    time: Option<Duration>,
    /// A step ends when the runner presses a button, or in a way that is not read.
    open: bool,
    repeats: bool,
}

impl Amount {
    /// Unrolls the repeats. A step of rest is time on foot too, but only as far as it says so.
    fn of(workout: &Workout) -> Self {
        let mut amount = Self::default();
        let mut unrolled: Vec<WorkoutStep> = Vec::new();
        // Where each step of the file begins in what is unrolled.
        let mut begins = Vec::new();
        for step in &workout.steps {
            begins.push(unrolled.len());
            if step.duration_type != Some(REPEAT) {
                unrolled.push(step.clone());
                continue;
            }
            amount.repeats = true;
            let from = step
                .duration_value
                .and_then(|idx| usize::try_from(idx).ok());
            let from = from.and_then(|idx| begins.get(idx).copied());
            let (Some(from), Some(times)) = (from, step.target_value) else {
                amount.open = true;
                continue;
            };
            let block = unrolled.get(from..).unwrap_or_default().to_vec();
            for _ in 1..times {
                if unrolled.len() + block.len() > MOST_STEPS || block.is_empty() {
                    amount.open = true;
                    break;
                }
                unrolled.extend(block.iter().cloned());
            }
        }
        for step in &unrolled {
            amount.add(step);
        }
        amount
    }

    fn add(&mut self, step: &WorkoutStep) {
        match (step.duration_type, step.duration_value) {
            // Standing or walking between repeats is no running.
            _ if step.intensity == Some(REST) => {}
            (Some(BY_TIME), Some(ms)) => {
                let time = self.time.unwrap_or_default() + Duration::from_ms(f64::from(ms));
                self.time = Some(time);
            }
            (Some(BY_DISTANCE), Some(cm)) => {
                let way = self.way.unwrap_or_default() + Length::from_m(f64::from(cm) / 100.0);
                self.way = Some(way);
            }
            _ => self.open = true,
        }
    }
}
