use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::RetrainingTable;
use trochlea_ledger::Run;
use trochlea_quantity::StepRate;

/// The step rate at which somebody runs of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OwnStepRate {
    /// The median of the means of the runs.
    #[serde(rename = "step_rate_spm")]
    pub step_rate: StepRate,
    /// How many runs measured it.
    pub n_runs: usize,
    /// Day of the earliest of them.
    #[schemars(with = "String")]
    pub from: Date,
    /// Day of the latest.
    #[schemars(with = "String")]
    pub to: Date,
}

/// The runner's own step rate from the runs of some weeks before `before`, that day left out;
/// `None` when too few of them measured it.
pub fn own_step_rate(runs: &[Run], before: Date, table: &RetrainingTable) -> Option<OwnStepRate> {
    let from = before.saturating_sub(table.own_days.whole().days());
    let in_window = runs.iter().filter(|run| (from..before).contains(&run.day));
    let measured = in_window.filter_map(|run| Some((run.day, run.step_rate_mean?)));
    let mut measured: Vec<(Date, StepRate)> =
        measured.filter(|(_, rate)| rate.as_spm() > 0.0).collect();
    let n_runs = measured.len();
    if n_runs < usize::try_from(table.own_runs.whole()).unwrap_or(usize::MAX) {
        return None;
    }
    let from = measured.iter().map(|(day, _)| *day).min()?;
    let to = measured.iter().map(|(day, _)| *day).max()?;
    measured.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let (_, upper) = *measured.get(n_runs / 2)?;
    let (_, lower) = *measured.get((n_runs - 1) / 2)?;
    Some(OwnStepRate {
        step_rate: (lower + upper) / 2.0,
        n_runs,
        from,
        to,
    })
}
