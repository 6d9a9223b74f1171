//! A document the store keeps without reading it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::StoreError;

/// A well-formed JSON document, kept as it was written.
///
/// The store never looks inside; only that it parses is certain.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(Box<RawValue>);

impl Json {
    /// From a value of the caller's.
    pub fn of(value: &impl Serialize) -> Result<Self, StoreError> {
        serde_json::value::to_raw_value(value)
            .map(Self)
            .map_err(|source| StoreError::NotJson { source })
    }

    /// From text, which must be one JSON document.
    pub fn parse(text: String) -> Result<Self, StoreError> {
        RawValue::from_string(text)
            .map(Self)
            .map_err(|source| StoreError::NotJson { source })
    }

    /// Reads it as a value of the caller's.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_str(self.as_str()).map_err(|source| StoreError::OtherShape { source })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// The same document on one line. A line break can stand between tokens only: inside strings JSON escapes it.
    pub(crate) fn one_line(self) -> Result<Self, StoreError> {
        if self.as_str().contains(['\n', '\r']) {
            Self::parse(self.as_str().replace(['\n', '\r'], " "))
        } else {
            Ok(self)
        }
    }
}

impl PartialEq for Json {
    /// The same text; two spellings of one document differ.
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}
