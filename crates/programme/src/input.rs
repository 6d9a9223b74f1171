use jiff::civil::Date;
use trochlea_knowledge::{Equipment, Protocol};
use trochlea_ledger::Run;
use trochlea_quantity::Side;
use trochlea_symptom::{Diary, Measure};

/// What the programme is made from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The day of the decision.
    pub today: Date,
    /// Every pattern that is still possible, on either knee.
    pub conditions: &'a [(Side, Protocol)],
    /// The day the way back began; `None` means today.
    pub started_on: Option<Date>,
    /// Days of the painless stretch that reaches today: of both knees the shorter.
    pub pain_free_days: i64,
    /// Whether every complaint may train fully.
    pub may_train_fully: bool,
    /// Exercises that the runner or a clinician calls easy: their progression takes their place.
    pub mastered: &'a [String],
    /// Sets of exercises that the runner chose to add.
    pub chosen_sets: &'a [String],
    /// What the runner has; `None` when not said, and then each exercise says what it needs.
    pub equipment: Option<&'a [Equipment]>,
    /// Tests of both knees, for the form and for comparing the legs.
    pub measures: &'a [Measure],
    /// The runs, for how steady the routines around them are.
    pub runs: &'a [Run],
    /// The diary, for the pain that an exercise caused the last time.
    pub diary: &'a Diary,
}

impl Input<'_> {
    /// Whether a pattern is still possible on either knee.
    pub(crate) fn is_possible(&self, protocol: Protocol) -> bool {
        self.conditions.iter().any(|(_, one)| *one == protocol)
    }

    /// Whether something is there, as far as was said.
    pub(crate) fn lacks(&self, thing: Equipment) -> bool {
        self.equipment.is_some_and(|has| !has.contains(&thing))
    }
}
