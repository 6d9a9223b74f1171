//! What the watch said: FIT, TCX and GPX as one columnar [`Recording`].
//!
//! It smooths nothing and fills nothing. What it does not know it counts and keeps out.

mod model;

pub use model::*;
