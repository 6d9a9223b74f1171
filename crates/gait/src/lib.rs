//! Each step, and the ground under it: what the samples of a recording say about the runner.
//!
//! Reads one session of a [`Recording`](trochlea_recording::Recording) as a way over time, the
//! ground under it with the error of its grade, what the legs did, and how many steps they took.
//! Every number says whether it was measured, estimated or assumed. Computes no load and knows no
//! pain; the rules stand in the clinical tables.

mod activity;
mod climb;
mod columns;
mod distance;
mod ground;
#[cfg(test)]
mod laws;
mod motion;
mod series;
mod smoother;
mod step_rate;
mod stepping;
mod steps;
mod summary;
mod track;

pub use activity::Activity;
pub use climb::Climbed;
pub use ground::Ground;
pub use motion::Motion;
pub use series::{Series, series};
pub use step_rate::{Counted, StepRateLine, StepRates};
pub use stepping::{NotTwoOfStepping, Stepping};
pub use steps::{Steps, read};
pub use summary::{DeviceSummary, Origins, RunSummary, summarise, summary_of};
pub use track::{DistanceSource, Mended, Track};
