//! What turns a recording into what is stored of it: the rules of this build and the runner's
//! frozen baseline.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use trochlea_gait::RunSummary;
use trochlea_knowledge::Knowledge;
use trochlea_ledger::{Run, RunId};
use trochlea_load::{Baseline, BaselineRun, LoadModel, RunLoad, baseline};
use trochlea_recording::Recording;
use trochlea_store::{EventKind, Json, NewEvent, NewRun, RunQuery, Store};

use crate::runs::{self, StoredSummary};

/// Reads recordings for one store.
pub(crate) struct Engine<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) model: LoadModel,
    pub(crate) baseline: Baseline,
    zone: TimeZone,
}

impl<'a> Engine<'a> {
    /// With the baseline that the store holds; the population's while it holds none.
    pub(crate) async fn of(
        store: &Store,
        knowledge: &'a Knowledge,
        zone: TimeZone,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            knowledge,
            model: LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait),
            baseline: stored_baseline(store, knowledge).await?,
            zone,
        })
    }

    /// Which program, which rules and which baseline make a summary: when one changes, `recompute`
    /// has work.
    pub(crate) fn version(&self) -> String {
        format!(
            "{}+{}+{}",
            env!("CARGO_PKG_VERSION"),
            self.knowledge.rule_set.version,
            self.baseline.id
        )
    }

    /// The sessions of a recording as the store keeps them.
    pub(crate) fn summarised(
        &self,
        recording: &Recording,
        sha256: &str,
    ) -> anyhow::Result<Vec<NewRun>> {
        let table = &self.knowledge.gait;
        (0..recording.sessions.len())
            .filter_map(|idx| {
                let steps = trochlea_gait::read(recording, idx, self.baseline.own_line(), table)?;
                let summary = trochlea_gait::summary_of(recording, idx, &steps, table)?;
                let load = self
                    .model
                    .fold_steps(&steps, &self.baseline)
                    .map(|folded| self.model.run_load(&folded));
                Some(self.new_run(idx, summary, load, sha256))
            })
            .collect()
    }

    fn new_run(
        &self,
        session_idx: usize,
        summary: RunSummary,
        load: Option<RunLoad>,
        sha256: &str,
    ) -> anyhow::Result<NewRun> {
        let day = summary
            .start
            .map(|start| start.to_zoned_datetime(self.zone.clone()).date());
        let id = RunId(format!("{sha256}#{session_idx}"));
        let run = day.and_then(|day| Run::recorded(id, day, &summary));
        Ok(NewRun {
            session_idx: u32::try_from(session_idx)?,
            start: summary.start,
            day,
            sport: summary.sport.clone(),
            distance_m: summary.distance.map(|it| it.as_m()),
            timer_s: summary.timer.map(|it| it.as_s()),
            summary: Json::of(&StoredSummary {
                run,
                session: summary,
                // The bars of a page are computed again from the recording.
                load: load.map(|load| RunLoad {
                    kilometres: Vec::new(),
                    ..load
                }),
            })?,
        })
    }
}

/// The baseline that every load of the store is relative to.
pub(crate) async fn stored_baseline(
    store: &Store,
    knowledge: &Knowledge,
) -> anyhow::Result<Baseline> {
    let events = store.events(Some(EventKind::Baseline)).await?;
    match events.last() {
        Some(newest) => Ok(newest.document.read()?),
        None => Ok(Baseline::population(&knowledge.load, &knowledge.gait)),
    }
}

/// Freezes the runner's own baseline the first time there are runs enough for one, and gives it.
///
/// Later runs never move it: otherwise a runner who raised the step rate would see no benefit,
/// since what it is compared with would have moved along.
pub(crate) async fn freeze_first(
    store: &Store,
    knowledge: &Knowledge,
    now: Timestamp,
) -> anyhow::Result<Option<Baseline>> {
    if !store.events(Some(EventKind::Baseline)).await?.is_empty() {
        return Ok(None);
    }
    renew(store, knowledge, now, None).await
}

/// Makes a baseline of the runs since `from` (of all when it is `None`) and keeps it as the one
/// that counts. `None` when they are too few.
pub(crate) async fn renew(
    store: &Store,
    knowledge: &Knowledge,
    now: Timestamp,
    from: Option<&ZonedDateTime>,
) -> anyhow::Result<Option<Baseline>> {
    let runs: Vec<BaselineRun> = runs::summaries(store, RunQuery::default())
        .await?
        .iter()
        .filter_map(|summary| BaselineRun::of(&summary.session))
        .filter(|run| from.is_none_or(|from| run.start >= from.timestamp()))
        .collect();
    let own = baseline(&runs, None, &knowledge.load, &knowledge.gait);
    if own.n_runs == 0 {
        return Ok(None);
    }
    let event = NewEvent {
        id: format!("baseline-{}", now.as_nanosecond()),
        kind: EventKind::Baseline,
        at: now,
        replaces: None,
        document: Json::of(&own)?,
    };
    store.append(&[event]).await?;
    Ok(Some(own))
}
