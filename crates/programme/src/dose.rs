use trochlea_knowledge::{Dose, Exercise, Message, ProtocolTable};

use crate::Input;

/// The dose for now: a third set comes with further painless weeks.
pub(crate) fn dose_now(exercise: &Exercise, input: &Input<'_>, protocols: &ProtocolTable) -> Dose {
    let mut dose = exercise.dose.clone();
    if let Some(later) = dose.sets_later
        && input.pain_free_days >= protocols.third_set_weeks.whole() * 7
    {
        dose.sets = Some(later);
    }
    dose
}

/// A dose in words.
pub(crate) fn dose_text(dose: &Dose) -> Message {
    let id = match (dose.sets, dose.reps, dose.hold_s, dose.minutes) {
        (Some(_), Some(_), Some(_), _) => "programme-dose-sets-reps-hold",
        (Some(_), Some(_), None, _) => "programme-dose-sets-reps",
        (Some(_), None, Some(_), _) => "programme-dose-sets-hold",
        (_, _, _, Some(_)) => "programme-dose-minutes",
        _ => "programme-dose-hold",
    };
    let mut text = Message::new(id);
    let numbers = [
        ("sets", dose.sets.map(f64::from)),
        ("reps", dose.reps.map(f64::from)),
        ("hold_from_s", dose.hold_s.map(|[from, _]| f64::from(from))),
        ("hold_to_s", dose.hold_s.map(|[_, to]| f64::from(to))),
        ("from_min", dose.minutes.map(|[from, _]| f64::from(from))),
        ("to_min", dose.minutes.map(|[_, to]| f64::from(to))),
    ];
    for (name, value) in numbers {
        if let Some(value) = value {
            text = text.number(name, value);
        }
    }
    text
}
