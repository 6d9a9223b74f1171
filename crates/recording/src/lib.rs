//! What the watch said: FIT, TCX and GPX as one columnar [`Recording`].
//!
//! It smooths nothing and fills nothing. What it does not know it counts and keeps out.

mod columns;
mod crc;
mod fit;
mod foot;
mod model;

pub use fit::decode_fit;
pub use model::*;
