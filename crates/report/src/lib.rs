//! What is known, put into words and documents: view models and exports.
//!
//! It computes nothing new: a figure that is worth showing comes from a room below.

mod baseline;
mod calc;
mod causes;
mod chart;
mod clinic;
mod columns;
mod cut;
mod equal;
mod figure;
mod findings;
mod inspect;
mod learn;
mod letter;
mod model;
mod outcome;
mod parquet;
mod programme;
mod route;
mod rows;
mod what_if;
mod words;

pub use baseline::{BASELINE_SCHEMA, BaselineDocument, EarlierBaseline, RenewalView};
pub use calc::{CALC_SCHEMA, CalcDocument, Calculated, PlanLoad};
pub use causes::{
    CAUSES_SCHEMA, CausesDocument, evidence_message, family_band_message, finding_message,
    known_message, onset_message,
};
pub use chart::{CHART_SCHEMA, ChartDocument};
pub use clinic::{BoundView, CLINIC_SCHEMA, ClinicDocument};
pub use columns::{
    COLUMNS, COLUMNS_SCHEMA, ColumnView, ColumnsDocument, ColumnsFile, columns_table,
};
pub use cut::{
    CUT_PLAN_SCHEMA, CutPlanDocument, activity_message, after_in_words, before_in_words,
    cut_plan_as_calendar,
};
pub use equal::{Compared, EQUAL_SCHEMA, EqualDocument, EqualView, Running};
pub use figure::{ExerciseFigure, MeasuredFigure, TempoPart, exercise_figure, measured_figure};
pub use findings::{
    ExaminedAnswer, ExaminedView, FINDINGS_SCHEMA, FindingView, FindingsDocument, FoundView,
};
pub use inspect::{
    DeviceView, INSPECT_SCHEMA, InspectedArchive, Inspection, LoadView, Loads, SessionView,
    WarningView,
};
pub use learn::{CardView, ExerciseLink, LEARN_SCHEMA, LearnDocument, SourceView};
pub use letter::{
    AskedItem, LETTER_SCHEMA, LetterDocument, LetterFinding, LetterKnee, LetterScore,
};
pub use model::{MODEL_SCHEMA, ModelDocument};
pub use outcome::{OUTCOME_SCHEMA, OUTCOMES_SCHEMA, OutcomeDocument, OutcomesDocument};
pub use parquet::{Column, ParquetError, Table};
pub use programme::{PROGRAMME_SCHEMA, ProgrammeDocument, STEPS_SCHEMA, StepsDocument};
pub use route::{
    GuardComparison, LimitFrom, ROUTE_SCHEMA, RouteDocument, RouteToday, SpeedFrom,
    route_change_message,
};
pub use rows::{ROWS_SCHEMA, RowView, RowsDocument};
pub use what_if::{RunCost, WHAT_IF_SCHEMA, WhatIfDocument, change_message};
pub use words::{Words, WordsError, limit_km};
