//! What the questions about load share: against which baseline, and about which run.

use std::path::Path;

use anyhow::{Context, bail};
use trochlea_gait::Steps;
use trochlea_knowledge::Knowledge;
use trochlea_load::{Baseline, Folded, Interval, LoadModel};
use trochlea_recording::{Limits, Recording, decode_each};
use trochlea_store::{RunId, Store};

use crate::engine::stored_baseline;
use crate::import::open;
use crate::place::Place;

/// The rules, and what loads are relative to.
pub(super) struct Asking<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) model: LoadModel,
    pub(super) baseline: Baseline,
    /// `None` while nothing was ever kept there: a question makes no store.
    pub(super) store: Option<Store>,
    place: &'a Place,
}

/// A run or a walk that is asked about.
pub(super) struct AskedRun {
    /// The file or the id it was asked for by.
    pub(super) name: String,
    pub(super) recording: Recording,
    pub(super) session_idx: usize,
    pub(super) steps: Steps,
    pub(super) folded: Folded,
}

/// A kept session that is neither a run nor a walk.
#[derive(Debug)]
pub(super) struct NotOnFoot(RunId);

impl std::fmt::Display for NotOnFoot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let id = self.0;
        write!(
            f,
            "{id} is neither a run nor a walk, so no step of it loads a knee"
        )
    }
}

impl std::error::Error for NotOnFoot {}

impl<'a> Asking<'a> {
    /// With the baseline of the store; the population's where nothing was ever kept.
    pub(super) async fn of(place: &'a Place, knowledge: &'a Knowledge) -> anyhow::Result<Self> {
        let store = if place.folder()?.is_dir() {
            Some(place.open().await?)
        } else {
            None
        };
        let baseline = match &store {
            Some(store) => stored_baseline(store, knowledge).await?,
            None => Baseline::population(&knowledge.load, &knowledge.gait),
        };
        Ok(Self {
            knowledge,
            model: LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait),
            baseline,
            store,
            place,
        })
    }

    /// The run of a file, or a kept one by its id.
    pub(super) async fn run(&self, asked: &str) -> anyhow::Result<AskedRun> {
        match asked.parse::<RunId>() {
            Ok(id) if !Path::new(asked).exists() => self.kept(id).await,
            _ => self.in_file(Path::new(asked)),
        }
    }

    /// The store.
    ///
    /// # Errors
    /// When nothing was ever kept there.
    pub(super) fn store(&self) -> anyhow::Result<&Store> {
        let Some(store) = &self.store else {
            bail!(
                "there is no store in {}: trochlea import PATH, or name one with --store DIR",
                self.place.folder()?.display()
            );
        };
        Ok(store)
    }

    /// A kept run.
    pub(super) async fn kept(&self, id: RunId) -> anyhow::Result<AskedRun> {
        let store = self.store()?;
        // For its error: an id whose recording is kept may still be no run.
        store.run(&id).await?;
        let bytes = store.original_bytes(&id.sha256).await?;
        let mut recordings = Vec::new();
        decode_each(&bytes, &Limits::default(), |file, _| {
            recordings.extend(file.outcome.ok().map(|(recording, _)| recording));
        })?;
        let recording = recordings.pop().context("nothing in it can be read")?;
        let session_idx = usize::try_from(id.session_idx)?;
        match self.read(&recording, session_idx) {
            Some((steps, folded)) => Ok(AskedRun {
                name: id.to_string(),
                recording,
                session_idx,
                steps,
                folded,
            }),
            None => Err(NotOnFoot(id).into()),
        }
    }

    /// The run of a file; the longest when there are several.
    fn in_file(&self, path: &Path) -> anyhow::Result<AskedRun> {
        let name = path.display().to_string();
        let recordings = recordings_in(path, self.knowledge)?;
        let mut sports = Vec::new();
        let mut found: Vec<AskedRun> = Vec::new();
        for recording in recordings {
            for (session_idx, session) in recording.sessions.iter().enumerate() {
                match self.read(&recording, session_idx) {
                    Some((steps, folded)) => found.push(AskedRun {
                        name: name.clone(),
                        recording: recording.clone(),
                        session_idx,
                        steps,
                        folded,
                    }),
                    None => sports.extend(session.sport.clone()),
                }
            }
        }
        if found.len() > 1 {
            eprintln!(
                "{name} holds {} runs or walks; this is about the longest",
                found.len()
            );
        }
        let metres = |run: &AskedRun| run.steps.track.distance_m.last().copied().unwrap_or(0.0);
        let longest = found
            .into_iter()
            .max_by(|a, b| metres(a).total_cmp(&metres(b)));
        longest.with_context(|| {
            let held = if sports.is_empty() {
                String::new()
            } else {
                format!(" (it holds {})", sports.join(", "))
            };
            format!("{name} holds no run or walk in which somebody moved{held}: give a recording of a run")
        })
    }

    fn read(&self, recording: &Recording, session_idx: usize) -> Option<(Steps, Folded)> {
        let own_line = self.baseline.own_line();
        let steps = trochlea_gait::read(recording, session_idx, own_line, &self.knowledge.gait)?;
        let folded = self.model.fold_steps(&steps, &self.baseline)?;
        Some((steps, folded))
    }

    /// Against what the figures stand, in words.
    pub(super) fn against(&self) -> String {
        if self.baseline.n_runs > 0 {
            format!(
                "Against your own baseline, frozen from {} runs.",
                self.baseline.n_runs
            )
        } else {
            "Against the population's baseline: there are too few level, easy runs with measured step rate in the store for an own one."
                .to_owned()
        }
    }
}

/// Every recording of a file that can be read.
///
/// # Errors
/// Why nothing of it can.
pub(super) fn recordings_in(path: &Path, knowledge: &Knowledge) -> anyhow::Result<Vec<Recording>> {
    let name = || path.display().to_string();
    let bytes = open(path, &knowledge.import.size).with_context(name)?;
    let mut recordings = Vec::new();
    let mut why_not = None;
    decode_each(&bytes, &Limits::default(), |file, _| match file.outcome {
        Ok((recording, _)) => recordings.push(recording),
        Err(error) => why_not = Some(error),
    })
    .with_context(name)?;
    match why_not {
        Some(error) if recordings.is_empty() => Err(error).with_context(name),
        _ if recordings.is_empty() => bail!("{} holds no recording", name()),
        _ => Ok(recordings),
    }
}

/// A figure with its interval.
pub(super) fn figure(mid: f64, low: f64, high: f64, digits: usize) -> String {
    format!("{mid:.digits$} ({low:.digits$} to {high:.digits$})")
}

/// An interval in so many digits.
pub(super) fn interval(it: Interval, digits: usize) -> String {
    figure(it.mid, it.low, it.high, digits)
}

/// A ratio as percent.
pub(super) fn ratio(it: Interval) -> String {
    let Interval { mid, low, high } = it.times(100.0);
    format!("{mid:.0} % ({low:.0} to {high:.0})")
}
