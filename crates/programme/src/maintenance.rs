use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message};

use crate::Input;
use crate::exercise::NamedExercise;
use crate::lock::barrier;

/// What keeps a knee well, the same for both conditions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Maintenance {
    /// Whether it is the time for it.
    pub active: bool,
    /// When it begins, or that it has.
    pub text: Message,
    /// Strength sessions a week.
    pub sessions_per_week: i64,
    /// Days a week without a run.
    pub rest_days_per_week: i64,
    /// Its three parts.
    pub parts: Vec<Message>,
    /// The groups that the sessions work; empty before its time.
    pub groups: Vec<MaintenanceGroup>,
}

/// One group of exercises.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MaintenanceGroup {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Message,
    /// Its exercises.
    pub exercises: Vec<NamedExercise>,
}

pub(crate) fn maintenance(input: &Input<'_>, knowledge: &Knowledge) -> Maintenance {
    let active = input.may_train_fully;
    let groups = knowledge.routines.group.iter().filter(|_| active);
    let sessions = &knowledge.protocols.strength_maintenance;
    let rest_days = &knowledge.routines.rest_days;
    let parts = knowledge.routines.part.iter();
    Maintenance {
        active,
        text: Message::new(if active {
            "programme-maintenance-now"
        } else {
            "programme-maintenance-later"
        }),
        sessions_per_week: sessions.whole(),
        rest_days_per_week: rest_days.whole(),
        parts: parts
            .map(|part| {
                part.text()
                    .number("sessions", sessions.value)
                    .number("days", rest_days.value)
            })
            .collect(),
        groups: groups
            .map(|group| MaintenanceGroup {
                id: group.id.clone(),
                name: group.name(),
                exercises: group
                    .exercises
                    .iter()
                    .filter_map(|id| knowledge.exercises.get(id))
                    .filter(|exercise| barrier(exercise, input, knowledge).is_none())
                    .map(NamedExercise::of)
                    .collect(),
            })
            .collect(),
    }
}
