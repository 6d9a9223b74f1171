//! What the runner reports, and the red flags that no estimate can soften.
//!
//! It imports nothing learned and knows no load: a flag stands because of what was said.

mod cleared;
mod diary;
mod model;

pub use cleared::{Cleared, Running, Strength};
pub use diary::*;
pub use model::*;
