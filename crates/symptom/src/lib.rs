//! What the runner reports, and the red flags that no estimate can soften.
//!
//! It imports nothing learned and knows no load: a flag stands because of what was said.

mod cleared;
mod clearing;
mod diary;
mod heard;
mod model;
mod screen;
mod screening;
mod trigger;

pub use cleared::{Cleared, Running, Strength};
pub use diary::*;
pub use model::*;
pub use screen::{ScreenInput, screen};
pub use screening::{
    Blocked, BlockedBy, Question, Raised, RefusalReason, RefusedClearance, Screening, Signals,
    StandingFlag, UnknownItem,
};
