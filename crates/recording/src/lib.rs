//! What the watch said: FIT, TCX and GPX as one columnar [`Recording`].
//!
//! It smooths nothing and fills nothing. What it does not know it counts and keeps out.

mod columns;
mod container;
mod crc;
mod fit;
mod foot;
mod model;
mod xml;

pub use container::{Decoded, Limits, decode, decode_each};
pub use fit::{decode_fit, decode_workout};
pub use model::*;
pub use xml::{decode_gpx, decode_tcx};
