use crate::svg::Svg;

/// The figures behind a chart, for those who do not see it or want the number.
///
/// Cells are plain text, not escaped. What is not known is an en dash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// One heading a column; the first column names the row.
    pub head: Vec<String>,
    /// Rows as long as the head.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|h| (*h).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }
}

/// A chart with the table behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The picture.
    pub svg: Svg,
    /// The same in figures.
    pub table: Table,
}
