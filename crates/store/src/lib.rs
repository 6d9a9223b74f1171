//! What is kept: original recordings byte for byte, what each engine version made of them, what the runner said,
//! and what was decided from it all.
//!
//! The store keeps documents as JSON text beside the few columns it searches by; it never reads them and knows
//! no clinical word. It has no clock: every instant is the caller's. It is SQLite in one directory, or PostgreSQL
//! with the same SQL.
//!
//! ```text
//! DIR/trochlea.db                 rows (WAL mode)
//! DIR/originals/ab/ab12...zst     bytes of a recording, named by their SHA-256
//! DIR/originals/incoming/         on their way; a killed import's remains are removed at the next opening
//! DIR/backups/FROM-TO-STAMP.db    the database as it was before a migration
//! DIR/open.lock                   held while open, so that two programs agree who may migrate
//! ```
//!
//! What holds at every moment, also after `kill -9` or a power cut:
//!
//! - A row never speaks of bytes that are not on the disk. Bytes without a row can be there; they do no harm.
//! - What a call has answered for is kept: every commit reaches the disk before the answer.
//! - Entries (diary, answers, clearances...) and decisions are only added, never changed or removed.

mod db;
mod decision;
mod error;
mod event;
mod export;
mod health;
mod import;
mod json;
mod open;
mod originals;
mod recompute;
mod run;

pub use decision::{Decision, NewDecision};
pub use error::StoreError;
pub use event::{Event, EventKind, NewEvent};
pub use export::EXPORT_SCHEMA;
pub use health::{Counts, Health};
pub use import::{
    Batch, Closeness, DuplicateRun, DuplicateTolerance, ImportOutcome, Imported, NewRecording,
    NewRun,
};
pub use json::Json;
pub use open::{Opened, Store};
pub use originals::ContentHash;
pub use run::{Original, Run, RunCursor, RunId, RunQuery};
