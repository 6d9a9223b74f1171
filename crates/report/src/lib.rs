//! What is known, put into words and documents: view models and exports.
//!
//! It computes nothing new: a figure that is worth showing comes from a room below.

mod inspect;
mod words;

pub use inspect::{
    DeviceView, INSPECT_SCHEMA, InspectedArchive, Inspection, LoadView, Loads, SessionView,
    WarningView,
};
pub use words::{Words, WordsError, limit_km};
