//! What a route is compared with: the runner's usual speed and today's limit.

use anyhow::Context;
use jiff::{ToSpan, ZonedDateTime, civil::Date};
use trochlea_assess::{Assessment, Disposition};
use trochlea_knowledge::Knowledge;
use trochlea_load::{Baseline, DrawnLoad, guard_ratio};
use trochlea_quantity::Speed;
use trochlea_report::{GuardComparison, LimitFrom, RouteToday, SpeedFrom};
use trochlea_store::{RunQuery, Store};

use crate::decide::Memory;
use crate::loads;
use crate::runs::StoredSummary;

/// Fewer runs than this have no usual speed.
const LEAST_RUNS: usize = 3;

/// The median speed of the last thirty days; with too few runs the baseline's.
pub(crate) async fn usual_speed(
    store: Option<&Store>,
    baseline: &Baseline,
    today: Date,
) -> anyhow::Result<(Speed, SpeedFrom)> {
    let mut speeds = match store {
        Some(store) => recent_speeds(store, today).await?,
        None => Vec::new(),
    };
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

async fn recent_speeds(store: &Store, today: Date) -> anyhow::Result<Vec<f64>> {
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
    Ok(speeds)
}

/// Against the dearest run of late, in knee units; `None` when there is none.
pub(crate) async fn against_dearest(
    store: &Store,
    memory: &Memory,
    knowledge: &Knowledge,
    now: &ZonedDateTime,
    route: &DrawnLoad,
) -> anyhow::Result<Option<GuardComparison>> {
    let history = loads::seen(store, memory, knowledge, now).await?;
    let Some(dearest) = history.single_run else {
        return Ok(None);
    };
    let run = store.run(&dearest.id.parse()?).await?;
    let summary: Option<StoredSummary> = run.summary.map(|it| it.read()).transpose()?;
    let Some(load) = summary.and_then(|summary| summary.load) else {
        return Ok(None);
    };
    let ratio = guard_ratio(route, &load.draws)
        .context("some loads are relative to another baseline: trochlea recompute")?;
    Ok(Some(GuardComparison {
        run: dearest.id,
        day: dearest.day,
        guard_km: dearest.guard_km,
        ratio,
    }))
}

/// Today's limit: the plan's, and the single run's where nothing was asked yet.
pub(crate) fn today_of(assessment: &Assessment) -> RouteToday {
    let disposition = serde_json::to_value(assessment.disposition).ok();
    let mut today = RouteToday {
        disposition: disposition.and_then(|it| Some(it.as_str()?.to_owned())),
        ..RouteToday::default()
    };
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
