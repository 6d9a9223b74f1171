use crate::table::SHIPPED;

/// One row of a shipped table as it is written, to be shown with its source beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file in `knowledge/`.
    pub file: &'static str,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its text as TOML, without the empty lines around it.
    pub text: &'static str,
}

impl Row {
    /// Its id, where it has one.
    pub fn id(&self) -> Option<&'static str> {
        let mut lines = self.text.lines();
        let id = lines.find_map(|line| line.strip_prefix("id = \""))?;
        id.strip_suffix('"')
    }

    /// Whether it names all of these words, in any case.
    pub fn names(&self, words: &[String]) -> bool {
        let text = self.text.to_lowercase();
        words.iter().all(|word| text.contains(&word.to_lowercase()))
    }
}

/// Every row of every shipped table, in the order of the files.
pub fn shipped_rows() -> Vec<Row> {
    SHIPPED
        .iter()
        .flat_map(|(file, text)| rows_of(file, text))
        .collect()
}

/// A row begins at a heading in brackets at the start of a line and ends before the next one. What
/// stands before the first heading is a row of its own.
fn rows_of(file: &'static str, text: &'static str) -> Vec<Row> {
    let mut rows = Vec::new();
    let (mut start, mut first_line, mut at) = (0, 1, 0);
    for (idx, line) in text.split_inclusive('\n').enumerate() {
        if line.starts_with('[') && at > start {
            rows.extend(row(file, first_line, text.get(start..at)));
            (start, first_line) = (at, idx + 1);
        }
        at += line.len();
    }
    rows.extend(row(file, first_line, text.get(start..)));
    rows
}

fn row(file: &'static str, line: usize, text: Option<&'static str>) -> Option<Row> {
    let text = text?.trim();
    let said = text
        .lines()
        .any(|line| !line.is_empty() && !line.starts_with('#'));
    said.then_some(Row { file, line, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_where_the_next_begins() {
        let text = "# About.\n\n[[rule]]\nid = \"a\"\nvalue = 1\n\n[[rule]]\nid = \"b\"\n";
        let rows = rows_of("x.toml", text);
        let found: Vec<_> = rows.iter().map(|row| (row.line, row.id())).collect();
        assert_eq!(found, [(3, Some("a")), (7, Some("b"))]);
    }

    #[test]
    fn every_shipped_row_is_toml_of_its_own() {
        for row in shipped_rows() {
            toml::from_str::<toml::Table>(row.text)
                .unwrap_or_else(|error| panic!("{}:{} {error}", row.file, row.line));
        }
    }
}
