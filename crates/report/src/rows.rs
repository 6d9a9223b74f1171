use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Row, RuleSet};

/// The format of [`RowsDocument`].
pub const ROWS_SCHEMA: &str = "trochlea.knowledge/1";

/// Rows of the tables as they are written.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RowsDocument {
    /// Always `trochlea.knowledge/1`.
    pub schema: &'static str,
    /// Which set of rules they are from.
    pub rule_set: RuleSet,
    /// The rows, in the order of the files.
    pub rows: Vec<RowView>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowView {
    /// The file in `knowledge/`.
    pub file: &'static str,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its id, where it has one.
    pub id: Option<&'static str>,
    /// Its text as TOML, with its source.
    pub text: &'static str,
}

impl RowsDocument {
    /// These rows of this set.
    pub fn of(rule_set: RuleSet, rows: impl Iterator<Item = Row>) -> Self {
        let rows = rows.map(|row| RowView {
            file: row.file,
            line: row.line,
            id: row.id(),
            text: row.text,
        });
        Self {
            schema: ROWS_SCHEMA,
            rule_set,
            rows: rows.collect(),
        }
    }
}
