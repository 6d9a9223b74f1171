//! Everything the runner said, as the store keeps it: one event for each thing said.
//!
//! What stands in the documents: `diary` a [`DiaryEntry`], `answer` and `feature` an
//! [`ItemAnswer`], `spots` all places that hurt as a list of [`Spot`], `clearance` a
//! [`Clearance`], `measure` a [`Measure`], `outcome` an [`OutcomeScore`], `profile` a [`Runner`], `habits`
//! [`Habits`]. Of spots, profiles and habits the newest counts, of the others all.

use trochlea_outcome::OutcomeScore;
use trochlea_store::{Event, EventKind, Store, StoreError};
use trochlea_symptom::{Answer, Clearance, DiaryEntry, ItemAnswer, Measure, Runner, Spot};

use crate::decide::Habits;

/// What was said so far.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// About the runner; nothing known when it was never asked.
    pub(crate) runner: Runner,
    /// All answers, oldest first.
    pub(crate) answers: Vec<ItemAnswer>,
    /// All clearances.
    pub(crate) clearances: Vec<Clearance>,
    /// Where it hurts; `None` while that was never asked.
    pub(crate) spots: Option<Vec<Spot>>,
    /// The diary, with entries that were corrected.
    pub(crate) diary: Vec<DiaryEntry>,
    /// All measures.
    pub(crate) measures: Vec<Measure>,
    /// All scores of outcome measures.
    pub(crate) outcomes: Vec<OutcomeScore>,
    /// How the runner runs.
    pub(crate) habits: Habits,
}

impl Said {
    /// Reads all of it.
    pub(crate) async fn read(store: &Store) -> Result<Self, StoreError> {
        let mut said = Self {
            runner: Runner {
                age_years: None,
                pregnant: Answer::Unknown,
                sex: None,
                mass_kg: None,
            },
            answers: Vec::new(),
            clearances: Vec::new(),
            spots: None,
            diary: Vec::new(),
            measures: Vec::new(),
            outcomes: Vec::new(),
            habits: Habits::default(),
        };
        for event in store.events(None).await? {
            said.add(&event)?;
        }
        Ok(said)
    }

    fn add(&mut self, event: &Event) -> Result<(), StoreError> {
        let document = &event.document;
        match event.kind {
            // Corrected entries too: they name each other, and a flag may outlive a correction.
            EventKind::Diary => self.diary.push(document.read()?),
            _ if event.replaced_by.is_some() => {}
            EventKind::Answer | EventKind::Feature => self.answers.push(document.read()?),
            EventKind::Clearance => self.clearances.push(document.read()?),
            EventKind::Measure => self.measures.push(document.read()?),
            EventKind::Outcome => self.outcomes.push(document.read()?),
            EventKind::Spots => self.spots = Some(document.read()?),
            EventKind::Profile => self.runner = document.read()?,
            EventKind::Habits => self.habits = document.read()?,
            // Not said by the runner, and no part of a decision.
            EventKind::Baseline => {}
        }
        Ok(())
    }
}
