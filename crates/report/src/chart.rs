use schemars::JsonSchema;
use serde::Serialize;

/// The format of [`ChartDocument`].
pub const CHART_SCHEMA: &str = "trochlea.chart/1";

/// A picture that was written, and the table behind it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ChartDocument {
    /// Always `trochlea.chart/1`.
    pub schema: &'static str,
    /// The picture.
    pub path: String,
    /// What it shows, in a line.
    pub title: String,
    /// One heading a column.
    pub head: Vec<String>,
    /// Rows as long as the head.
    pub rows: Vec<Vec<String>>,
}
