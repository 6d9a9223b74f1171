//! A way that nobody has run, and what it is compared with: the runner's usual speed, today's limit
//! and the dearest run of late.

use anyhow::Context;
use jiff::{ToSpan, ZonedDateTime, civil::Date};
use trochlea_assess::{Assessment, Disposition};
use trochlea_gait::{RunSummary, Steps};
use trochlea_knowledge::{GaitTable, Knowledge, LedgerTable};
use trochlea_load::{Baseline, DrawnLoad, Route, guard_ratio};
use trochlea_quantity::Speed;
use trochlea_recording::Recording;
use trochlea_report::{GuardComparison, LimitFrom, RouteToday, SpeedFrom};
use trochlea_store::{RunQuery, Store};

use crate::decide::Memory;
use crate::loads;
use crate::runs;

/// The median speed of the runs that a single run is held against; with too few of them the
/// baseline's.
pub(crate) async fn usual_speed(
    store: Option<&Store>,
    table: &LedgerTable,
    baseline: &Baseline,
    today: Date,
) -> anyhow::Result<(Speed, SpeedFrom)> {
    let mut speeds = match store {
        Some(store) => recent_speeds(store, table, today).await?,
        None => Vec::new(),
    };
    speeds.sort_by(f64::total_cmp);
    let median = speeds.get(speeds.len() / 2).copied();
    let are_enough = u32::try_from(speeds.len()).is_ok_and(|n| n >= table.least_runs.value);
    if let Some(median) = median.filter(|_| are_enough) {
        return Ok((Speed::from_m_per_s(median), SpeedFrom::RecentRuns));
    }
    let from = if baseline.n_runs > 0 {
        SpeedFrom::Baseline
    } else {
        SpeedFrom::Population
    };
    Ok((Speed::from_m_per_s(baseline.reference_speed_m_per_s), from))
}

async fn recent_speeds(
    store: &Store,
    table: &LedgerTable,
    today: Date,
) -> anyhow::Result<Vec<f64>> {
    let before = i64::from(table.single_run.window_days) - 1;
    let query = RunQuery {
        from: Some(today.saturating_sub(before.days())),
        to: Some(today),
        ..RunQuery::default()
    };
    let summaries = runs::summaries(store, query).await?;
    let speed = |session: &RunSummary| {
        let time = session.moving.or(session.timer)?;
        let speed = session.distance?.as_m() / time.as_s();
        (session.is_run && speed.is_finite() && speed > 0.0).then_some(speed)
    };
    Ok(summaries
        .iter()
        .filter_map(|summary| speed(&summary.session))
        .collect())
}

/// The longest way of some recordings, taken as a route that nobody has run.
pub(crate) fn longest_way(
    recordings: &[Recording],
    table: &GaitTable,
) -> Option<(Route, Steps, RunSummary)> {
    let ways = recordings.iter().flat_map(|recording| {
        (0..recording.sessions.len()).filter_map(|idx| {
            let steps = trochlea_gait::read(recording, idx, None, table)?;
            let route = Route::of(&steps)?;
            let summary = trochlea_gait::summary_of(recording, idx, &steps, table)?;
            Some((route, steps, summary))
        })
    });
    // Of equal ones the first.
    ways.reduce(|longest, way| {
        if way.0.length() > longest.0.length() {
            way
        } else {
            longest
        }
    })
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
    let Some(load) = runs::summary(&run)?.load else {
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
