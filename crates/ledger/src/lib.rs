//! Runs by day and by week, the longest run of the last thirty days, and what a single run may
//! measure before the risk is known to rise.
//!
//! Days are civil dates in the runner's zone, weeks are ISO weeks that begin on Monday, and
//! "today" comes in as an argument. Holds no clock and no pain: which runs provoked a flare is
//! told by the caller. Beside the kilometres stand the loads of one knee, of all kinds. It computes
//! no ratio of recent to habitual load: none has been shown to foretell injury in runners.

mod history;
mod limit;
mod load;
mod run;
mod totals;

pub use history::{Day, History, LongestRun, Week, earliest_day, history};
pub use limit::{Band, NoLimitReason, SingleRunLimit};
pub use load::{
    LoadDay, LoadHistory, LoadItem, LoadKind, LoadTotals, SingleRunLoad, WithoutFigure,
    load_history,
};
pub use run::{LedgerError, Run, RunId, validate};
pub use totals::Totals;
