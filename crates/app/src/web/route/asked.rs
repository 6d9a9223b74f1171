//! What a route is compared with: the runner's usual speed and today's limit.

use anyhow::Context;
use jiff::{ToSpan, civil::Date};
use trochlea_assess::{Assessment, Disposition};
use trochlea_load::Baseline;
use trochlea_quantity::Speed;
use trochlea_report::{LimitFrom, RouteToday, SpeedFrom};
use trochlea_store::{RunQuery, Store};

use crate::runs::StoredSummary;

/// Fewer runs than this have no usual speed.
const LEAST_RUNS: usize = 3;

/// The median speed of the last thirty days; with too few runs the baseline's.
pub(super) async fn usual_speed(
    store: &Store,
    baseline: &Baseline,
    today: Date,
) -> anyhow::Result<(Speed, SpeedFrom)> {
    let query = RunQuery {
        from: Some(today.saturating_sub(29.days())),
        to: Some(today),
        with_summary: true,
        ..RunQuery::default()
    };
    let mut speeds = Vec::new();
    for run in store.runs(&query).await? {
        let old = || format!("run {} has an old summary: trochlea recompute", run.id);
        let summary = run.summary.as_ref().with_context(old)?;
        let session = summary.read::<StoredSummary>().with_context(old)?.session;
        let time = session.moving.or(session.timer);
        let speed = session.distance.zip(time);
        let speed = speed.map(|(way, time)| way.as_m() / time.as_s());
        speeds.extend(speed.filter(|it| session.is_run && it.is_finite() && *it > 0.0));
    }
    speeds.sort_by(f64::total_cmp);
    let median = speeds.get(speeds.len() / 2).copied();
    if let Some(median) = median.filter(|_| speeds.len() >= LEAST_RUNS) {
        return Ok((Speed::from_m_per_s(median), SpeedFrom::RecentRuns));
    }
    let from = if baseline.n_runs > 0 {
        SpeedFrom::Baseline
    } else {
        SpeedFrom::Population
    };
    Ok((Speed::from_m_per_s(baseline.reference_speed_m_per_s), from))
}

/// Today's limit: the plan's, and the single run's where nothing was asked yet.
pub(super) fn today_of(assessment: &Assessment) -> RouteToday {
    let mut today = RouteToday::default();
    match (&assessment.plan, assessment.disposition) {
        (Some(plan), _) => {
            today.run_today = Some(plan.today.run.is_some());
            today.limit = Some(plan.today.limit);
            today.limit_from = Some(LimitFrom::Plan);
        }
        (None, Disposition::AnswerFirst | Disposition::Proceed) => {
            let single_run = assessment.history.single_run_limit.as_ref();
            today.limit = single_run.map(|limit| limit.limit);
            today.limit_from = today.limit.map(|_| LimitFrom::SingleRun);
        }
        // A professional looks first: no kilometre is called allowed.
        (None, _) => today.run_today = Some(false),
    }
    today
}
