//! The published formats of what `trochlea ... --json` prints are what the types say.

use std::path::Path;

use schemars::{JsonSchema, schema_for};
use trochlea_report::{
    BaselineDocument, COLUMNS, CalcDocument, CausesDocument, ChartDocument, ClinicDocument,
    ColumnsDocument, CutPlanDocument, EqualDocument, FindingsDocument, Inspection, LearnDocument,
    LetterDocument, ModelDocument, OutcomeDocument, OutcomesDocument, ProgrammeDocument,
    RouteDocument, RowsDocument, StepsDocument, WhatIfDocument,
};

/// With `TROCHLEA_BLESS=1` the file is written instead of compared.
#[track_caller]
fn check<T: JsonSchema>(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../schemas")
        .join(name);
    let is = serde_json::to_string_pretty(&schema_for!(T)).unwrap_or_default() + "\n";
    if std::env::var_os("TROCHLEA_BLESS").is_some() {
        let written = std::fs::write(&path, &is);
        assert!(written.is_ok(), "schemas/{name} cannot be written");
    }
    let was = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        was == is,
        "schemas/{name} is stale: run the test with TROCHLEA_BLESS=1"
    );
}

#[test]
fn the_inspect_schema_is_what_the_types_say() {
    check::<Inspection>("trochlea.inspect-1.json");
}

#[test]
fn the_learn_schema_is_what_the_types_say() {
    check::<LearnDocument>("trochlea.learn-1.json");
}

#[test]
fn the_letter_schema_is_what_the_types_say() {
    check::<LetterDocument>("trochlea.letter-1.json");
}

#[test]
fn the_outcome_schemas_are_what_the_types_say() {
    check::<OutcomesDocument>("trochlea.outcomes-1.json");
    check::<OutcomeDocument>("trochlea.outcome-1.json");
}

#[test]
fn the_model_schema_is_what_the_types_say() {
    check::<ModelDocument>("trochlea.model-1.json");
}

#[test]
fn the_what_if_schema_is_what_the_types_say() {
    check::<WhatIfDocument>("trochlea.what-if-1.json");
}

#[test]
fn the_equal_schema_is_what_the_types_say() {
    check::<EqualDocument>("trochlea.equal-1.json");
}

#[test]
fn the_baseline_schema_is_what_the_types_say() {
    check::<BaselineDocument>("trochlea.baseline-1.json");
}

#[test]
fn the_route_schema_is_what_the_types_say() {
    check::<RouteDocument>("trochlea.route-1.json");
}

#[test]
fn the_columns_schema_is_what_the_types_say() {
    check::<ColumnsDocument>("trochlea.columns-1.json");
}

#[test]
fn the_document_has_every_column_in_order() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/columns.md");
    let document = std::fs::read_to_string(path).unwrap_or_default();
    let rows: Vec<String> = COLUMNS
        .iter()
        .map(|it| format!("| `{}` | {} | {} |\n", it.name, it.unit, it.what))
        .collect();
    assert!(
        document.contains(&rows.concat()),
        "docs/columns.md is stale; its rows should be\n{}",
        rows.concat()
    );
}

#[test]
fn the_chart_schema_is_what_the_types_say() {
    check::<ChartDocument>("trochlea.chart-1.json");
}

#[test]
fn the_programme_schema_is_what_the_types_say() {
    check::<ProgrammeDocument<'_>>("trochlea.programme-1.json");
}

#[test]
fn the_steps_schema_is_what_the_types_say() {
    check::<StepsDocument<'_>>("trochlea.steps-1.json");
}

#[test]
fn the_causes_schema_is_what_the_types_say() {
    check::<CausesDocument<'_>>("trochlea.causes-1.json");
}

#[test]
fn the_knowledge_schema_is_what_the_types_say() {
    check::<RowsDocument>("trochlea.knowledge-1.json");
}

#[test]
fn the_clinic_schema_is_what_the_types_say() {
    check::<ClinicDocument>("trochlea.clinic-1.json");
}

#[test]
fn the_cut_plan_schema_is_what_the_types_say() {
    check::<CutPlanDocument>("trochlea.cut_plan-1.json");
}

#[test]
fn the_calc_schema_is_what_the_types_say() {
    check::<CalcDocument>("trochlea.calc-1.json");
}

#[test]
fn the_findings_schema_is_what_the_types_say() {
    check::<FindingsDocument>("trochlea.findings-1.json");
}
