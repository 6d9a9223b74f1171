use serde::{Deserialize, Serialize};

use crate::rule_rows::RuleRows;
use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance, Rule};

/// Routines, sets, other sports, and what stays once everything may be trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "File")]
pub struct RoutineTable {
    /// Days whose runs tell how steady a routine is.
    pub window_days: Rule,
    /// From this share of the better leg on the legs count as even.
    pub even_from: Rule,
    /// Pain up to which another sport provoked nothing.
    pub cross_training_pain_at_most: Rule,
    /// Days for which a sport that hurt is left out.
    pub cross_training_dropped_days: Rule,
    /// Days of the week without a run, for good.
    pub rest_days: Rule,
    /// What is done before and after a run.
    pub routine: Vec<RoutineRow>,
    /// Sets of exercises to choose from.
    pub set: Vec<ExerciseSet>,
    /// Other sports.
    pub activity: Vec<OtherSport>,
    /// Groups of exercises that stay.
    pub group: Vec<MaintenanceGroupRow>,
    /// Parts of what keeps a knee well.
    pub part: Vec<MaintenancePart>,
    /// In what the legs are compared.
    pub sides: SidesRow,
}

/// What is done before or after a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutineRow {
    /// Its name; the text `programme-routine-<id>` carries it with hyphens.
    pub id: String,
    /// When it is done.
    pub when: RoutineTime,
    /// The activity by which the diary tells that it was done; `None` where that is not followed.
    #[serde(default)]
    pub activity: Option<String>,
    /// Minutes, from and to.
    pub minutes: [u8; 2],
    /// Ids of its exercises, in order.
    pub exercises: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// When a routine is done.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RoutineTime {
    /// Before each run.
    BeforeRun,
    /// After each run.
    AfterRun,
}

/// Exercises that go together and can be chosen together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExerciseSet {
    /// Its name; the text `programme-set-<id>` carries it with hyphens.
    pub id: String,
    /// Ids of its exercises, in order.
    pub exercises: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A sport that may be done while running is cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherSport {
    /// Its id among the activities of the tables of load.
    pub id: String,
    /// Whether its movement passes the bend at which the band is irritated.
    pub bends_through: bool,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Exercises that stay once everything may be trained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaintenanceGroupRow {
    /// Its name; the text `programme-group-<id>` carries it with hyphens.
    pub id: String,
    /// Ids of its exercises.
    pub exercises: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// A part of what keeps a knee well.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaintenancePart {
    /// Its name; the text `programme-part-<id>` carries it with hyphens.
    pub id: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// In what the legs are compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SidesRow {
    /// Ids of findings in which more is better.
    pub measures: Vec<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl RoutineRow {
    /// Its name.
    pub fn name(&self) -> Message {
        Message::new(format!("programme-routine-{}", hyphens(&self.id)))
    }
}

impl ExerciseSet {
    /// Its name.
    pub fn name(&self) -> Message {
        Message::new(format!("programme-set-{}", hyphens(&self.id)))
    }
}

impl MaintenanceGroupRow {
    /// Its name.
    pub fn name(&self) -> Message {
        Message::new(format!("programme-group-{}", hyphens(&self.id)))
    }
}

impl MaintenancePart {
    /// What it says.
    pub fn text(&self) -> Message {
        Message::new(format!("programme-part-{}", hyphens(&self.id)))
    }
}

fn hyphens(id: &str) -> String {
    id.replace('_', "-")
}

impl RoutineTable {
    /// A set by its id.
    pub fn set(&self, id: &str) -> Option<&ExerciseSet> {
        self.set.iter().find(|set| set.id == id)
    }

    /// Whether an exercise stays once everything may be trained.
    pub fn is_kept_for_good(&self, exercise_id: &str) -> bool {
        let mut all = self.group.iter().flat_map(|group| &group.exercises);
        all.any(|id| id == exercise_id)
    }

    /// Every number.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        [
            &self.window_days,
            &self.even_from,
            &self.cross_training_pain_at_most,
            &self.cross_training_dropped_days,
            &self.rest_days,
        ]
        .into_iter()
    }

    /// Where a row comes from, by its id.
    pub fn provenance(&self, id: &str) -> Option<&Provenance> {
        let rules = self.rules().map(|row| (&row.id, &row.provenance));
        let routines = self.routine.iter().map(|row| (&row.id, &row.provenance));
        let sets = self.set.iter().map(|row| (&row.id, &row.provenance));
        let sports = self.activity.iter().map(|row| (&row.id, &row.provenance));
        let groups = self.group.iter().map(|row| (&row.id, &row.provenance));
        let parts = self.part.iter().map(|row| (&row.id, &row.provenance));
        let mut all = rules
            .chain(routines)
            .chain(sets)
            .chain(sports)
            .chain(groups)
            .chain(parts);
        all.find(|(row, _)| *row == id).map(|(_, found)| found)
    }

    /// Every exercise that it names, with the row that does.
    pub fn named_exercises(&self) -> impl Iterator<Item = (&str, &str)> {
        let routines = self.routine.iter().map(|row| (&row.id, &row.exercises));
        let sets = self.set.iter().map(|row| (&row.id, &row.exercises));
        let groups = self.group.iter().map(|row| (&row.id, &row.exercises));
        routines
            .chain(sets)
            .chain(groups)
            .flat_map(|(row, ids)| ids.iter().map(move |id| (row.as_str(), id.as_str())))
    }
}

impl Table for RoutineTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        for rule in self.rules() {
            rule.provenance.validate(&rule.id)?;
        }
        unique(self.routine.iter().map(|row| row.id.as_str()))?;
        unique(self.set.iter().map(|row| row.id.as_str()))?;
        unique(self.activity.iter().map(|row| row.id.as_str()))?;
        unique(self.group.iter().map(|row| row.id.as_str()))?;
        unique(self.part.iter().map(|row| row.id.as_str()))?;
        for routine in &self.routine {
            let [from, to] = routine.minutes;
            if from > to {
                return Err(KnowledgeError::row(
                    &routine.id,
                    "has minutes from more to less",
                ));
            }
        }
        let with_provenance = self
            .routine
            .iter()
            .map(|row| (&row.id, &row.provenance))
            .chain(self.set.iter().map(|row| (&row.id, &row.provenance)))
            .chain(self.activity.iter().map(|row| (&row.id, &row.provenance)))
            .chain(self.group.iter().map(|row| (&row.id, &row.provenance)))
            .chain(self.part.iter().map(|row| (&row.id, &row.provenance)));
        for (id, provenance) in with_provenance {
            provenance.validate(id)?;
        }
        self.sides.provenance.validate("sides")
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
    routine: Vec<RoutineRow>,
    set: Vec<ExerciseSet>,
    activity: Vec<OtherSport>,
    group: Vec<MaintenanceGroupRow>,
    part: Vec<MaintenancePart>,
    sides: SidesRow,
}

impl TryFrom<File> for RoutineTable {
    type Error = KnowledgeError;
    fn try_from(file: File) -> Result<Self, KnowledgeError> {
        let mut rows = RuleRows::new(file.rule)?;
        let table = Self {
            window_days: rows.take("routine.window_days", "days", 7.0..=91.0)?,
            even_from: rows.take("sides.even_from", "fraction", 0.7..=1.0)?,
            cross_training_pain_at_most: rows.take(
                "cross_training.pain_at_most",
                "NPRS",
                0.0..=2.0,
            )?,
            cross_training_dropped_days: rows.take(
                "cross_training.dropped_days",
                "days",
                7.0..=56.0,
            )?,
            rest_days: rows.take("maintenance.rest_days", "days", 1.0..=4.0)?,
            routine: file.routine,
            set: file.set,
            activity: file.activity,
            group: file.group,
            part: file.part,
            sides: file.sides,
        };
        rows.all_read()?;
        Ok(table)
    }
}
