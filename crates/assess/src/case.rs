use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_cause::Shoe;
use trochlea_knowledge::{Equipment, FeatureRow, Knowledge, Setting};
use trochlea_ledger::{LedgerError, Run};
use trochlea_outcome::{OutcomeError, OutcomeScore};
use trochlea_plan::{RunDay, Stated};
use trochlea_symptom::{Clearance, DiaryEntry, ItemAnswer, Measure, Reporter, Runner, Spot};

/// The format this build reads.
pub const CASE_SCHEMA: &str = "trochlea.case/1";

/// Everything one decision stands on, the clock included.
///
/// Civil times (`now`, `at`) are in the runner's own zone. A field that is not there was not
/// said: nothing is assumed in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Always `trochlea.case/1`.
    pub schema: String,
    /// The moment of the decision.
    #[schemars(with = "String")]
    pub now: DateTime,
    /// Who runs.
    pub runner: Runner,
    /// Where they come with it: base rates differ.
    #[serde(default)]
    pub setting: Setting,
    /// Answers to red-flag questions and to questions about the pain, by item id.
    #[serde(default)]
    pub answers: Vec<ItemAnswer>,
    /// Flags that were looked at and taken down.
    #[serde(default)]
    pub clearances: Vec<Clearance>,
    /// Where it hurts.
    #[serde(default)]
    pub spots: Vec<Spot>,
    /// The diary.
    #[serde(default)]
    pub diary: Vec<DiaryEntry>,
    /// The running history.
    #[serde(default)]
    pub runs: Vec<Run>,
    /// Tests taken by oneself or by a clinician.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Scores of outcome measures.
    #[serde(default)]
    pub outcomes: Vec<OutcomeScore>,
    /// Days of the week that suit for running; empty means any.
    #[serde(default)]
    pub run_days: Vec<RunDay>,
    /// The day the way back began; not there means today.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub started_on: Option<Date>,
    /// What the runner stated once about running before and since the pain.
    #[serde(default)]
    pub stated: Stated,
    /// Exercises that the runner or a clinician calls easy: their progression takes their place.
    #[serde(default)]
    pub mastered: Vec<String>,
    /// Shoes that are or were run in.
    #[serde(default)]
    pub shoes: Vec<Shoe>,
    /// Sets of exercises that the runner chose to add.
    #[serde(default)]
    pub chosen_sets: Vec<String>,
    /// What the runner has for exercising; not there means not said.
    #[serde(default)]
    pub equipment: Option<Vec<Equipment>>,
    /// The day the runner began to run with shorter, quicker steps; not there means not begun.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub retraining_since: Option<Date>,
}

/// Why a case is refused. Nothing is read from a refused case.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CaseError {
    /// Not JSON, or a value of the wrong kind or outside what is possible.
    #[error("{path}: {reason}")]
    Malformed {
        /// Where in the document, such as `diary[2].pain_during`.
        path: String,
        /// What was wrong, with line and column.
        reason: String,
    },
    /// Another format, or one of a newer version.
    #[error("schema: this is {found}, and {CASE_SCHEMA} is what this version reads")]
    OtherSchema {
        /// What the document says it is.
        found: String,
    },
    /// A value that cannot be true.
    #[error("{path}: {reason}")]
    Impossible {
        /// Where in the document.
        path: String,
        /// Why not.
        reason: String,
    },
    /// An id that no table knows: a misspelt question must not read as "not asked".
    #[error("{path}: `{id}` is not known")]
    UnknownId {
        /// Where in the document.
        path: String,
        /// The id.
        id: String,
    },
    /// A score that cannot be.
    #[error("outcomes[{idx}].{fault}")]
    Outcome {
        /// Its place in the list.
        idx: usize,
        /// What is wrong with it.
        fault: OutcomeError,
    },
    /// A run that cannot be.
    #[error("runs[{}]: {fault}", fault.run_idx())]
    Run {
        /// What is wrong with it.
        fault: LedgerError,
    },
}

impl CaseError {
    fn impossible(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Impossible {
            path: path.into(),
            reason: reason.into(),
        }
    }
}

/// Reads and checks a case.
///
/// # Errors
/// Names the place in the document and what is wrong there; the first fault found.
pub fn read_case(text: &str, knowledge: &Knowledge) -> Result<Case, CaseError> {
    refuse_other_schema(text)?;
    let mut json = serde_json::Deserializer::from_str(text);
    let case: Case =
        serde_path_to_error::deserialize(&mut json).map_err(|error| CaseError::Malformed {
            path: error.path().to_string(),
            reason: error.inner().to_string(),
        })?;
    json.end().map_err(|error| CaseError::Malformed {
        path: ".".to_owned(),
        reason: error.to_string(),
    })?;
    check_case(&case, knowledge)?;
    Ok(case)
}

/// Checks what the types cannot: ids that exist, numbers that are possible.
///
/// # Errors
/// The first fault found.
pub fn check_case(case: &Case, knowledge: &Knowledge) -> Result<(), CaseError> {
    check_runner(&case.runner)?;
    check_ids(case, knowledge)?;
    check_examined(case, knowledge)?;
    check_measures(case, knowledge)?;
    for (idx, score) in case.outcomes.iter().enumerate() {
        trochlea_outcome::check_score(score, &knowledge.outcomes)
            .map_err(|fault| CaseError::Outcome { idx, fault })?;
    }
    for (idx, entry) in case.diary.iter().enumerate() {
        if entry.id.trim().is_empty() {
            let path = format!("diary[{idx}].id");
            return Err(CaseError::impossible(path, "must not be empty"));
        }
        for (done_idx, done) in entry.activities.iter().enumerate() {
            if !done.amount.is_finite() || done.amount < 0.0 {
                let path = format!("diary[{idx}].activities[{done_idx}].amount");
                return Err(CaseError::impossible(
                    path,
                    "must be a number of at least 0",
                ));
            }
        }
        let onset = entry.onset.map_or(0.0, |onset| onset.as_m());
        if !onset.is_finite() || onset < 0.0 {
            let path = format!("diary[{idx}].onset_m");
            return Err(CaseError::impossible(
                path,
                "must be a number of at least 0",
            ));
        }
    }
    let stated = [
        ("stated.usual_week_m", case.stated.usual_week),
        ("stated.onset_distance_m", case.stated.onset_distance),
        ("stated.hill_height_m", case.stated.hill_height),
    ];
    for (path, length) in stated {
        if length.is_some_and(|it| !it.is_finite() || it.as_m() < 0.0) {
            return Err(CaseError::impossible(
                path,
                "must be a number of at least 0",
            ));
        }
    }
    check_shoes(&case.shoes)?;
    trochlea_ledger::validate(&case.runs).map_err(|fault| CaseError::Run { fault })
}

/// The version is looked at before anything else: a newer document may mean other things by the
/// same names.
fn refuse_other_schema(text: &str) -> Result<(), CaseError> {
    #[derive(Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = serde_json::from_str(text).map_err(|error| CaseError::Malformed {
        path: "schema".to_owned(),
        reason: error.to_string(),
    })?;
    if head.schema == CASE_SCHEMA {
        Ok(())
    } else {
        Err(CaseError::OtherSchema { found: head.schema })
    }
}

/// House bound against slips of the finger: nobody who runs is older.
const OLDEST_YEARS: u8 = 120;

fn check_runner(runner: &Runner) -> Result<(), CaseError> {
    if runner.age_years.is_some_and(|age| age > OLDEST_YEARS) {
        let reason = format!("must be 0 to {OLDEST_YEARS}");
        return Err(CaseError::impossible("runner.age_years", reason));
    }
    let is_possible = |kg: f64| kg.is_finite() && kg > 0.0;
    if runner.mass_kg.is_some_and(|kg| !is_possible(kg)) {
        return Err(CaseError::impossible(
            "runner.mass_kg",
            "must be more than 0",
        ));
    }
    Ok(())
}

/// What an examination finds is taken from a clinician only.
fn check_examined(case: &Case, knowledge: &Knowledge) -> Result<(), CaseError> {
    for (idx, said) in case.answers.iter().enumerate() {
        let feature = knowledge.conditions.feature(&said.item);
        let admitted = |row: &FeatureRow| row.by.admits(said.by == Reporter::Clinician);
        if !feature.is_none_or(admitted) {
            let path = format!("answers[{idx}].by");
            return Err(CaseError::impossible(
                path,
                "only a clinician can find this: it is an examination",
            ));
        }
    }
    Ok(())
}

/// A value that can be, from somebody who may report it. What only an examination finds is never
/// taken from the runner: it would count as examined.
fn check_measures(case: &Case, knowledge: &Knowledge) -> Result<(), CaseError> {
    for (idx, measure) in case.measures.iter().enumerate() {
        let Some(row) = knowledge.findings.get(&measure.measure) else {
            continue;
        };
        if !row.is_possible(measure.value) {
            let [low, high] = row.range;
            let whole = if row.unit.is_whole() {
                "a whole number"
            } else {
                "a number"
            };
            let path = format!("measures[{idx}].value");
            return Err(CaseError::impossible(
                path,
                format!("must be {whole} from {low} to {high}"),
            ));
        }
        if measure.by == Reporter::Runner && !row.may_self_measure() {
            let path = format!("measures[{idx}].by");
            return Err(CaseError::impossible(
                path,
                "only a clinician can find this: it is no self-test",
            ));
        }
    }
    Ok(())
}

fn check_shoes(shoes: &[Shoe]) -> Result<(), CaseError> {
    for (idx, shoe) in shoes.iter().enumerate() {
        let distance = shoe.stated_distance;
        if !distance.is_finite() || distance.as_m() < 0.0 {
            let path = format!("shoes[{idx}].stated_distance_m");
            return Err(CaseError::impossible(
                path,
                "must be a number of at least 0",
            ));
        }
        if shoe.retired_on.is_some_and(|day| day < shoe.first_used) {
            let path = format!("shoes[{idx}].retired_on");
            return Err(CaseError::impossible(path, "must not be before first_used"));
        }
    }
    Ok(())
}

/// Every id a case may use stands in a table. A misspelt one is refused: it would read as silence.
fn check_ids(case: &Case, knowledge: &Knowledge) -> Result<(), CaseError> {
    let is_item = |id: &str| knowledge.red_flags.item(id).is_some();
    let is_feature = |id: &str| knowledge.conditions.feature(id).is_some();
    let answers = case.answers.iter().map(|it| it.item.as_str());
    all_known("answers", "item", answers, |id| {
        is_item(id) || is_feature(id) || knowledge.causes.asks(id)
    })?;
    let clearances = case.clearances.iter().map(|it| it.flag.as_str());
    all_known("clearances", "flag", clearances, |id| {
        knowledge.red_flags.flags.iter().any(|flag| flag.id == id)
    })?;
    let spots = case.spots.iter().map(|it| it.spot.as_str());
    all_known("spots", "spot", spots, |id| {
        knowledge.conditions.spot(id).is_some()
    })?;
    let measures = case.measures.iter().map(|it| it.measure.as_str());
    all_known("measures", "measure", measures, |id| {
        knowledge.findings.get(id).is_some()
    })?;
    let is_exercise = |id: &str| {
        let mut exercises = knowledge.exercises.exercise.iter();
        exercises.any(|exercise| exercise.id == id)
    };
    let mastered = case.mastered.iter().map(String::as_str);
    all_known("mastered", "", mastered, is_exercise)?;
    let sets = case.chosen_sets.iter().map(String::as_str);
    all_known("chosen_sets", "", sets, |id| {
        knowledge.routines.set(id).is_some()
    })?;
    for (idx, entry) in case.diary.iter().enumerate() {
        let strength = entry.strength.iter().map(|it| it.exercise.as_str());
        all_known(
            &format!("diary[{idx}].strength"),
            "exercise",
            strength,
            is_exercise,
        )?;
        let activities = entry.activities.iter().map(|it| it.activity.as_str());
        all_known(
            &format!("diary[{idx}].activities"),
            "activity",
            activities,
            |id| knowledge.load.activity_unit(id).is_some(),
        )?;
        if let Some(id) = entry.flags.keys().find(|id| !is_item(id)) {
            return Err(CaseError::UnknownId {
                path: format!("diary[{idx}].flags"),
                id: id.clone(),
            });
        }
    }
    Ok(())
}

fn all_known<'a>(
    list: &str,
    field: &str,
    ids: impl Iterator<Item = &'a str>,
    is_known: impl Fn(&str) -> bool,
) -> Result<(), CaseError> {
    for (idx, id) in ids.enumerate() {
        if !is_known(id) {
            let dot = if field.is_empty() { "" } else { "." };
            return Err(CaseError::UnknownId {
                path: format!("{list}[{idx}]{dot}{field}"),
                id: id.to_owned(),
            });
        }
    }
    Ok(())
}
