//! What has to come of a whole case, as it is written in `expected.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// What has to come of a case. What it does not name is not compared.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    /// The situation and what it comes to, in a sentence.
    pub(crate) why: String,
    /// The rows of requirements and clinical evidence that this was written from.
    pub(crate) requirements: Vec<String>,
    /// Any of these.
    pub(crate) disposition: Option<Vec<String>>,
    pub(crate) level: Option<Level>,
    /// Flags that stand.
    #[serde(default)]
    pub(crate) flags_include: Vec<String>,
    #[serde(default)]
    pub(crate) flags_exclude: Vec<String>,
    /// Clearances of these flags that do not count.
    #[serde(default)]
    pub(crate) refused: Vec<String>,
    /// Questions that are still open.
    #[serde(default)]
    pub(crate) asks_include: Vec<String>,
    /// Questions for which somebody else who can find out is named.
    #[serde(default)]
    pub(crate) names_who_can_answer: Vec<String>,
    /// Whether a run stands on any day of the week from today on.
    pub(crate) running: Option<Planned>,
    pub(crate) strength: Option<Planned>,
    /// The pattern that leads, by knee.
    #[serde(default)]
    pub(crate) first: BTreeMap<String, String>,
    /// Patterns that a plan has to suit, by knee.
    #[serde(default)]
    pub(crate) possible: BTreeMap<String, Vec<String>>,
    /// Patterns that are neither named to the runner as possible nor planned for, by knee.
    #[serde(default)]
    pub(crate) not_possible: BTreeMap<String, Vec<String>>,
    /// Knees at which something is none of the patterns.
    #[serde(default)]
    pub(crate) another_cause: Vec<String>,
    pub(crate) run_today: Option<bool>,
    /// How far today's run goes.
    pub(crate) today_m: Option<Span>,
    /// The longest run that every cap allows, whether or not today is a day for one.
    pub(crate) limit_m: Option<Span>,
    /// The longest seven days.
    pub(crate) week_limit_m: Option<Span>,
    /// What may go down; a day without a run is a day without downhill.
    pub(crate) downhill: Option<String>,
    /// By `knee.pattern`.
    #[serde(default)]
    pub(crate) stages: BTreeMap<String, String>,
    /// By `knee.pattern.gate`.
    #[serde(default)]
    pub(crate) gates: BTreeMap<String, String>,
    /// By `knee.criterion`.
    #[serde(default)]
    pub(crate) criteria: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) exercises_include: Vec<String>,
    #[serde(default)]
    pub(crate) exercises_exclude: Vec<String>,
    /// Other sports by id: `to_try`, `borne` or `dropped`.
    #[serde(default)]
    pub(crate) sports: BTreeMap<String, String>,
    /// Where the shorter, quicker steps stand.
    pub(crate) retraining: Option<String>,
    /// Lower end of the target step rate.
    pub(crate) step_rate_from_spm: Option<Span>,
    #[serde(default)]
    pub(crate) signals_include: Vec<String>,
    pub(crate) calls_professional: Option<bool>,
    /// Runs about which the diary contradicts itself.
    #[serde(default)]
    pub(crate) contradictions_include: Vec<String>,
    /// What the ranking of a knee comes to: `pattern`, `mixed`, `another_cause`,
    /// `not_enough_information`.
    #[serde(default)]
    pub(crate) outcome: BTreeMap<String, String>,
    /// The condition at the head of a knee's list, pattern or not.
    #[serde(default)]
    pub(crate) leads: BTreeMap<String, String>,
    /// Any of these bands, by `knee.condition`; `none` for what is no candidate at all.
    #[serde(default)]
    pub(crate) bands: BTreeMap<String, Vec<String>>,
    /// Dangers that are named beside a knee's ranking and are no candidates in it.
    #[serde(default)]
    pub(crate) outside: BTreeMap<String, Vec<String>>,
    /// Answers about a knee that do not fit together: how many pairs are shown.
    #[serde(default)]
    pub(crate) answers_that_disagree: BTreeMap<String, usize>,
    /// Questions about the pain that are still worth their while, by knee.
    #[serde(default)]
    pub(crate) pain_questions_include: BTreeMap<String, Vec<String>>,
    /// Numbers that the runner can find out alone and that could still change something, by knee.
    #[serde(default)]
    pub(crate) self_tests_include: BTreeMap<String, Vec<String>>,
    /// What goes to the professional, by knee and message.
    #[serde(default)]
    pub(crate) tells_professional: BTreeMap<String, Vec<String>>,
    /// The family of causes that leads, or `undetermined`.
    pub(crate) cause: Option<String>,
    /// What was found of a contributor, by its id.
    #[serde(default)]
    pub(crate) cause_findings: BTreeMap<String, String>,
    /// Whether somebody for the stride is named.
    pub(crate) sends_to_gait_expert: Option<bool>,
    /// What is looked at anew after care that did not help.
    #[serde(default)]
    pub(crate) looks_anew_at: Vec<String>,
    /// Whether repetitions down a hill are offered.
    pub(crate) downhill_repetitions: Option<Planned>,
    /// Cards that are offered.
    #[serde(default)]
    pub(crate) learn_include: Vec<String>,
    #[serde(default)]
    pub(crate) learn_exclude: Vec<String>,
    /// What a score of an outcome measure comes to, by its instrument.
    #[serde(default)]
    pub(crate) scores: BTreeMap<String, String>,
    /// By `knee.milestone`.
    #[serde(default)]
    pub(crate) milestones: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    None,
    Routine,
    Urgent,
    Emergency,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Planned {
    Planned,
    None,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
}

pub(crate) fn expectation(text: &str) -> Result<Expected, String> {
    let expected: Expected = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let fields: BTreeMap<String, Value> =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    if fields.len() <= 2 {
        return Err("expects nothing".to_owned());
    }
    if expected.requirements.is_empty() || expected.why.is_empty() {
        return Err("names no row that it was written from".to_owned());
    }
    Ok(expected)
}
