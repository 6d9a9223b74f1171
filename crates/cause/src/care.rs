use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{CauseTable, FindingRow, Message};
use trochlea_symptom::Answer;

use crate::find::answer;
use crate::measured;
use crate::{Input, Tables};

/// What was tried and did not help, and what is looked at anew.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FailedCare {
    /// What was tried.
    pub tried: Vec<Message>,
    /// What to look at anew.
    pub recheck: Vec<Recheck>,
}

/// Something to look at anew after care that did not help.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Recheck {
    /// Its id in the table.
    pub id: String,
    /// What is looked at, and how.
    pub text: Message,
    /// Whether it is one of the three that are looked at first.
    pub first: bool,
    /// The measures that tell.
    pub measures: Vec<String>,
    /// Those that were taken already, in words.
    pub taken: Vec<Message>,
}

/// What a look at the stride has to cover before anything is prescribed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GaitAssessment {
    /// Whether the build of the body was looked at.
    pub body_structure: bool,
    /// Whether the running style was looked at.
    pub running_style: bool,
    /// In words: whole, or what is missing.
    pub text: Message,
}

pub(crate) fn failed_care(input: &Input<'_>, tables: Tables<'_>) -> Option<FailedCare> {
    let table = tables.causes;
    let tried: Vec<Message> = table
        .tried
        .iter()
        .filter(|row| answer(input, &row.item()) == Some(Answer::Yes))
        .map(trochlea_knowledge::TriedRow::name)
        .collect();
    if tried.is_empty() {
        return None;
    }
    let recheck = table
        .rechecks
        .iter()
        .map(|row| Recheck {
            id: row.id.clone(),
            text: row.text(),
            first: row.first,
            measures: row.measures.clone(),
            taken: row
                .measures
                .iter()
                .filter_map(|id| taken(input, tables.findings.get(id)?))
                .collect(),
        })
        .collect();
    Some(FailedCare { tried, recheck })
}

/// The newest value of a finding, in words.
fn taken(input: &Input<'_>, row: &FindingRow) -> Option<Message> {
    let measure = measured::newest(input, row)?;
    Some(
        Message::new("cause-recheck-taken")
            .message("measure", row.name())
            .number("value", measure.value)
            .text("day", measure.at.date().to_string()),
    )
}

pub(crate) fn gait_assessment(input: &Input<'_>, table: &CauseTable) -> GaitAssessment {
    let rows = &table.gait_assessment;
    let taken = |ids: &[String], least: f64| {
        let mut measures = input.measures.iter();
        measures.any(|one| one.at <= input.now && ids.contains(&one.measure) && one.value >= least)
    };
    // Of the build it is noted whether somebody looked; of the style a grade of 0 is a look too.
    let body_structure = taken(&rows.body_structure, 1.0);
    let running_style = taken(&rows.running_style, 0.0);
    let text = match (body_structure, running_style) {
        (true, true) => "cause-gait-both",
        (true, false) => "cause-gait-style-missing",
        (false, true) => "cause-gait-body-missing",
        (false, false) => "cause-gait-none",
    };
    GaitAssessment {
        body_structure,
        running_style,
        text: Message::new(text),
    }
}
