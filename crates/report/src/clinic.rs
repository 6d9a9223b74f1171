use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, RuleSet, Stricter};

/// The format of [`ClinicDocument`].
pub const CLINIC_SCHEMA: &str = "trochlea.clinic/1";

/// Thresholds as a clinic has them, and how far each may move.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ClinicDocument {
    /// Always `trochlea.clinic/1`.
    pub schema: &'static str,
    /// The rules in force, a clinic's changes among them.
    pub rule_set: RuleSet,
    /// What may be changed.
    pub bounds: Vec<BoundView>,
}

/// How far one threshold may move.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BoundView {
    /// Id of the rule.
    pub rule: String,
    /// The number in force.
    pub value: f64,
    /// Its unit.
    pub unit: String,
    /// Whether less is careful; otherwise more is.
    pub stricter_is_lower: bool,
    /// The end of the other way.
    pub loosest: f64,
    /// Why there.
    pub why: String,
}

impl ClinicDocument {
    /// What is in force, and what may be.
    pub fn of(knowledge: &Knowledge) -> Self {
        let bounds = knowledge.overlay_bounds.bounds.iter();
        let bounds = bounds.filter_map(|bound| {
            let rule = knowledge.protocols.rule(&bound.rule)?;
            Some(BoundView {
                rule: rule.id.clone(),
                value: rule.value,
                unit: rule.unit.clone(),
                stricter_is_lower: bound.stricter == Stricter::Lower,
                loosest: bound.loosest,
                why: bound.provenance.source.clone(),
            })
        });
        Self {
            schema: CLINIC_SCHEMA,
            rule_set: knowledge.rule_set.clone(),
            bounds: bounds.collect(),
        }
    }
}
