use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::table::{Table, unique};
use crate::{Knowledge, KnowledgeError, ProtocolTable, Provenance, Read, Rule, Status};

/// How far a clinic may move single thresholds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayBounds {
    /// One row for each threshold that may move.
    #[serde(rename = "bound")]
    pub bounds: Vec<Bound>,
}

/// How far one threshold may move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    /// Id of the rule.
    pub rule: String,
    /// Which way is careful. That way is free.
    pub stricter: Stricter,
    /// The end of the other way, in the unit of the rule.
    pub loosest: f64,
    /// Why there.
    pub provenance: Provenance,
}

/// Which way is careful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stricter {
    /// Less is careful.
    Lower,
    /// More is careful.
    Higher,
}

/// Thresholds as a clinic wants them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// Whose it is.
    pub clinic: String,
    /// The changes.
    #[serde(rename = "change", default)]
    pub changes: Vec<OverlayChange>,
}

/// One threshold as a clinic wants it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverlayChange {
    /// Id of the rule.
    pub rule: String,
    /// The new number, in the unit of the rule.
    pub value: f64,
    /// Who decided it, with their profession.
    pub author: String,
    /// When.
    #[schemars(with = "String")]
    pub on: Date,
    /// Why.
    pub reason: String,
}

/// Why an overlay was refused. Nothing of a refused overlay counts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct OverlayError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there, and what would do.
    pub reason: String,
}

impl Knowledge {
    /// These tables with a clinic's thresholds in place.
    ///
    /// # Errors
    /// The first change that is no threshold, lacks its author, date or reason, or goes further
    /// than it may; the tables as they were stay in force.
    pub fn with_overlay(&self, text: &str) -> Result<Self, OverlayError> {
        let overlay = read(text)?;
        let mut rules = self.protocols.clone();
        let mut seen = std::collections::BTreeSet::new();
        for (idx, change) in overlay.changes.iter().enumerate() {
            let wrong = |reason: String| OverlayError {
                line: line_of_change(text, idx),
                reason,
            };
            if !seen.insert(change.rule.as_str()) {
                return Err(wrong(format!("`{}` is changed twice", change.rule)));
            }
            let rule = self.changed(change, &overlay.clinic).map_err(wrong)?;
            rules = replaced(&rules, rule).map_err(|error| wrong(error.to_string()))?;
        }
        let mut rule_set = self.rule_set.clone();
        rule_set.hash = hash(&rule_set.hash, text);
        rule_set.overlay = Some(overlay);
        Ok(Self {
            protocols: rules,
            rule_set,
            ..self.clone()
        })
    }

    fn changed(&self, change: &OverlayChange, clinic: &str) -> Result<Rule, String> {
        let OverlayChange {
            rule: id,
            value,
            author,
            on,
            reason,
        } = change;
        let rule = self.protocols.rule(id);
        let rule = rule.ok_or_else(|| format!("`{id}` is no threshold"))?;
        let mut bounds = self.overlay_bounds.bounds.iter();
        let bound = bounds
            .find(|bound| bound.rule == *id)
            .ok_or_else(|| format!("`{id}` may not be changed by a clinic"))?;
        let too_loose = match bound.stricter {
            Stricter::Lower => *value > bound.loosest,
            Stricter::Higher => *value < bound.loosest,
        };
        let (loosest, unit) = (bound.loosest, &rule.unit);
        if !value.is_finite() || too_loose {
            let way = match bound.stricter {
                Stricter::Lower => "at most",
                Stricter::Higher => "at least",
            };
            return Err(format!("`{id}` must be {way} {loosest} {unit}"));
        }
        if author.trim().is_empty() || reason.trim().is_empty() {
            return Err(format!("`{id}` needs an author and a reason"));
        }
        let was = rule.value;
        Ok(Rule {
            value: *value,
            range: None,
            provenance: Provenance {
                status: Status::House,
                source: format!("{clinic}, {author}, {on}: {reason} (shipped: {was} {unit})"),
                read: Read::House,
                ..rule.provenance.clone()
            },
            ..rule.clone()
        })
    }
}

/// The table with one rule in place of the one of the same id, read anew so that every check of
/// the table holds for it.
fn replaced(table: &ProtocolTable, rule: Rule) -> Result<ProtocolTable, KnowledgeError> {
    let rules = table.rules().map(|own| {
        if own.id == rule.id {
            rule.clone()
        } else {
            own.clone()
        }
    });
    let table = ProtocolTable::of_rows(rules.collect(), table.criteria.clone())?;
    table.validate()?;
    Ok(table)
}

fn read(text: &str) -> Result<Overlay, OverlayError> {
    let overlay: Overlay = toml::from_str(text).map_err(|error| OverlayError {
        line: error.span().map_or(1, |span| line_at(text, span.start)),
        reason: error.message().to_owned(),
    })?;
    if overlay.clinic.trim().is_empty() {
        return Err(OverlayError {
            line: 1,
            reason: "`clinic` says whose it is, and must not be empty".to_owned(),
        });
    }
    Ok(overlay)
}

fn line_at(text: &str, byte: usize) -> usize {
    text.bytes()
        .take(byte)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

fn line_of_change(text: &str, idx: usize) -> usize {
    let mut heads = text.lines().enumerate();
    let heads = heads.by_ref();
    let mut heads = heads.filter(|(_, line)| line.trim() == "[[change]]");
    heads.nth(idx).map_or(1, |(line, _)| line + 1)
}

fn hash(shipped: &str, overlay: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(shipped.as_bytes());
    hasher.update([0]);
    hasher.update(overlay.as_bytes());
    let bytes = hasher.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Table for OverlayBounds {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.bounds.iter().map(|bound| bound.rule.as_str()))?;
        for bound in &self.bounds {
            bound.provenance.validate(&bound.rule)?;
            if !bound.loosest.is_finite() {
                return Err(KnowledgeError::row(&bound.rule, "has no end"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlay(rule: &str, value: &str) -> String {
        format!(
            "clinic = \"Clinic of the test\"\n\n[[change]]\nrule = \"{rule}\"\nvalue = {value}\n\
             author = \"A. Tester, physiotherapist\"\non = \"2026-11-01\"\nreason = \"Norms by age\"\n"
        )
    }

    #[track_caller]
    fn accepted(rule: &str, value: f64) {
        let shipped = Knowledge::shipped().unwrap();
        let changed = shipped
            .with_overlay(&overlay(rule, &value.to_string()))
            .unwrap();
        let now = changed.protocols.rule(rule).unwrap();
        assert!((now.value - value).abs() < 1e-12);
        assert!(now.provenance.source.contains("Norms by age"));
        assert_ne!(changed.rule_set.hash, shipped.rule_set.hash);
        // Nothing else moved.
        for (before, after) in shipped.protocols.rules().zip(changed.protocols.rules()) {
            assert!(before.id == rule || before == after, "{}", before.id);
        }
    }

    #[track_caller]
    fn refused(text: &str, line: usize, word: &str) {
        let shipped = Knowledge::shipped().unwrap();
        let error = shipped.with_overlay(text).unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.reason.contains(word), "{error}");
    }

    #[test]
    fn a_cap_is_tightened_freely_and_loosened_to_its_bound() {
        accepted("pfps.calf_raises", 25.0);
        accepted("pfps.pain_below", 3.0);
        accepted("pfps.reduced_share", 0.4);
        accepted("pfps.reduced_share", 0.7);
        accepted("flare.rest_days", 1.0);
        refused(&overlay("pfps.reduced_share", "0.71"), 3, "at most 0.7");
        refused(&overlay("pfps.calf_raises", "14"), 3, "at least 15");
        refused(&overlay("pfps.pain_below", "5"), 3, "at most 4");
        refused(&overlay("itbs.restart_share", "0.6"), 3, "at most 0.5");
    }

    #[test]
    fn what_is_not_listed_never_moves() {
        refused(&overlay("itbs.pain_at_most", "1"), 3, "may not be changed");
        refused(&overlay("itbs.onset_raise", "0.5"), 3, "may not be changed");
        refused(&overlay("signal.nothing", "1"), 3, "no threshold");
    }

    #[test]
    fn a_broken_overlay_names_its_line() {
        refused("clinic = \"A\"\n\n[[change]]\nrule = 3\n", 4, "string");
        refused("clinic = \"A\"\nwhat = 1\n", 2, "unknown field");
        refused("clinic = \" \"\n", 1, "whose");
        refused(&overlay("pfps.calf_raises", "nan"), 3, "at least 15");
        refused(&overlay("pfps.calf_raises", "15.5"), 3, "whole number");
        let without = overlay("pfps.calf_raises", "20").replace("Norms by age", " ");
        refused(&without, 3, "author and a reason");
        let twice = overlay("pfps.calf_raises", "20");
        let (_, change) = twice.split_once("\n\n").unwrap();
        refused(&format!("{twice}\n{change}"), 10, "twice");
    }

    #[test]
    fn every_bound_is_of_a_rule_and_holds_for_what_is_shipped() {
        let knowledge = Knowledge::shipped().unwrap();
        for bound in &knowledge.overlay_bounds.bounds {
            let rule = knowledge.protocols.rule(&bound.rule).unwrap();
            let holds = match bound.stricter {
                Stricter::Lower => rule.value <= bound.loosest,
                Stricter::Higher => rule.value >= bound.loosest,
            };
            assert!(holds, "{}", bound.rule);
            // The loosest value itself is one that the table accepts.
            let text = overlay(&bound.rule, &bound.loosest.to_string());
            knowledge.with_overlay(&text).unwrap();
        }
    }
}
