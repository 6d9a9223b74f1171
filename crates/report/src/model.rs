use schemars::JsonSchema;
use serde::Serialize;
use trochlea_load::{Answer, Figure};

/// The format of [`ModelDocument`].
pub const MODEL_SCHEMA: &str = "trochlea.model/1";

/// What a contact costs one knee under stated conditions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ModelDocument {
    /// Always `trochlea.model/1`.
    pub schema: &'static str,
    /// Impulse of all contacts of one knee over a kilometre.
    pub per_km_impulse_bw_s: Figure,
    /// Impulse of one contact.
    pub per_step_impulse_bw_s: Figure,
    /// Peak force of one contact.
    pub per_step_peak_bw: Figure,
    /// Ids of what is to be said: where the question lies outside what was measured.
    pub flags: Vec<String>,
}

impl ModelDocument {
    /// From the model's answer.
    pub fn of(answer: &Answer) -> Self {
        Self {
            schema: MODEL_SCHEMA,
            per_km_impulse_bw_s: answer.per_km_impulse_bw_s,
            per_step_impulse_bw_s: answer.per_step_impulse_bw_s,
            per_step_peak_bw: answer.per_step_peak_bw,
            flags: answer
                .flags
                .iter()
                .map(|flag| flag.id.to_string())
                .collect(),
        }
    }
}
