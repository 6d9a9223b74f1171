//! Force in the knee, per contact, with what is not known about it.
//!
//! Turns the steps of a recording into the load on the kneecap's joint: peak in body weights and
//! impulse in body weights times seconds, both **per knee**, and totals in flat-equivalent
//! kilometres against a frozen baseline. Every figure has an 80 % interval from 64 parameter
//! draws that all totals share, so that sums and comparisons keep what their errors have in
//! common. The model and its sources are described in `docs/load-model.md`; its numbers stand in
//! `knowledge/load.toml` and `knowledge/load_fit.toml`.
//!
//! It knows no pain and gives no limit: no study ties modelled load to symptoms. It needs no body
//! mass, since every figure is in body weights. It uses no energy cost, which falls downhill
//! while the knee's load rises, and no running dynamics (see the document for why).

mod baseline;
mod columns;
mod drawn;
mod exponential;
mod fold;
mod iliotibial;
mod interval;
mod model;
mod planned;
mod route;
mod run;
mod stretch;
mod surface;
mod task;
mod what_if;

pub use baseline::{Baseline, BaselineRun, baseline};
pub use columns::{ContactLoad, LoadColumns};
pub use drawn::{DrawnLoad, OtherBaseline};
pub use fold::Folded;
pub use iliotibial::{IliotibialExposure, Ordinal};
pub use interval::{Interval, PerDraw};
pub use model::{Answer, Figure, LoadModel, Query, QueryError};
pub use planned::PlannedWeek;
pub use route::{Descent, Route, RouteChange, RouteLoad, RouteVariant, guard_ratio};
pub use run::{KilometreLoad, RunLoad, TerrainShares};
pub use stretch::{GradeErrors, Stretch};
pub use task::{EqualCost, task_name};
pub use what_if::{Change, WhatIf};
