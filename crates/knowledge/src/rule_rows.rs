//! Rows of numbers, each taken once by its id.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::table::unique;
use crate::{KnowledgeError, Rule};

/// The numbers of a file that nothing has taken yet.
pub(crate) struct RuleRows(BTreeMap<String, Rule>);

impl RuleRows {
    /// From the rows of a file; no two may share an id.
    pub(crate) fn new(rows: Vec<Rule>) -> Result<Self, KnowledgeError> {
        unique(rows.iter().map(|rule| rule.id.as_str()))?;
        let by_id = rows.into_iter().map(|rule| (rule.id.clone(), rule));
        Ok(Self(by_id.collect()))
    }

    /// One number, in its unit and within what makes sense.
    pub(crate) fn take(
        &mut self,
        id: &str,
        unit: &str,
        sensible: RangeInclusive<f64>,
    ) -> Result<Rule, KnowledgeError> {
        let rule = self
            .0
            .remove(id)
            .ok_or_else(|| KnowledgeError::row(id, "is missing"))?;
        if rule.unit != unit {
            return Err(KnowledgeError::row(id, format!("must be in {unit}")));
        }
        if !sensible.contains(&rule.value) {
            let (low, high) = (sensible.start(), sensible.end());
            let reason = format!("must be from {low} to {high}");
            return Err(KnowledgeError::row(id, reason));
        }
        let counts = !matches!(unit, "fraction" | "m") && !id.starts_with("signal.nprs");
        if counts && rule.value.fract() > 0.0 {
            return Err(KnowledgeError::row(id, "must be a whole number"));
        }
        if let Some([low, high]) = rule.range
            && !(low..=high).contains(&rule.value)
        {
            return Err(KnowledgeError::row(id, "lies outside its own range"));
        }
        Ok(rule)
    }

    /// Refuses a number that nothing took.
    pub(crate) fn all_read(self) -> Result<(), KnowledgeError> {
        match self.0.into_keys().next() {
            Some(id) => Err(KnowledgeError::row(&id, "is read by nothing")),
            None => Ok(()),
        }
    }
}
