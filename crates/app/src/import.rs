//! From a path to stored runs: which files there are, what each says, what is kept of it.

mod read;
mod walk;

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::path::Path;

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use trochlea_knowledge::{DuplicateRule, Knowledge};
use trochlea_load::Baseline;
use trochlea_store::{
    Batch, Closeness, ContentHash, DuplicateTolerance, ImportOutcome, Imported, Json, NewRecording,
    Original, Store,
};

use crate::engine::{Engine, freeze_first};
use crate::recompute::recompute;
use read::FileOutcome;
pub(crate) use read::{open, outcome_of};
pub(crate) use walk::files_under;

/// So many recordings are committed together: one wait for the disk instead of many, and what a
/// stop can lose is imported again in a second.
const FILES_PER_COMMIT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(63);

/// What became of one innermost file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileLine {
    /// The path, with `!member` for a file inside an archive.
    pub(crate) path: String,
    /// What became of it.
    pub(crate) status: Status,
    /// SHA-256 of the innermost bytes; `None` when they could not be reached.
    pub(crate) sha256: Option<String>,
    /// Ids of its sessions that count.
    pub(crate) runs: Vec<String>,
    /// What was lost, or why it is not new, or why it failed.
    pub(crate) reason: Option<String>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    /// Read whole and kept.
    Imported,
    /// Kept with what could be read of it.
    PartlyRead,
    /// Known already, by content or as a run.
    Duplicate,
    /// Whole, and no activity.
    NotAnActivity,
    /// Not read; nothing of it was kept.
    Failed,
}

/// How many files came to what.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Summary {
    /// All files looked at.
    pub(crate) n_files: usize,
    /// Read whole and kept.
    pub(crate) n_imported: usize,
    /// Kept in part.
    pub(crate) n_partly_read: usize,
    /// Known already.
    pub(crate) n_duplicate: usize,
    /// No activity.
    pub(crate) n_not_an_activity: usize,
    /// Not read.
    pub(crate) n_failed: usize,
}

impl Summary {
    /// Counts one more file.
    pub(crate) const fn count(&mut self, status: Status) {
        self.n_files += 1;
        match status {
            Status::Imported => self.n_imported += 1,
            Status::PartlyRead => self.n_partly_read += 1,
            Status::Duplicate => self.n_duplicate += 1,
            Status::NotAnActivity => self.n_not_an_activity += 1,
            Status::Failed => self.n_failed += 1,
        }
    }

    /// 0 when nothing failed, 1 when some did, 2 when nothing at all was read.
    pub(crate) const fn exit_code(&self) -> u8 {
        let n_read = self.n_imported + self.n_partly_read + self.n_duplicate;
        if self.n_failed == 0 && self.n_files > 0 {
            0
        } else if n_read > 0 {
            1
        } else {
            2
        }
    }
}

/// Puts recordings into a store, a batch at a time.
pub(crate) struct Importer<'a> {
    engine: Engine<'a>,
    store: Store,
    batch: Batch,
    waiting: VecDeque<Waiting>,
}

/// The end of an import.
pub(crate) struct Finished {
    /// The files that were still to be answered for.
    pub(crate) lines: Vec<FileLine>,
    /// The runner's own baseline, when this import made it.
    pub(crate) baseline: Option<Baseline>,
}

/// A file that was read and is not yet answered for.
struct Waiting {
    line: FileLine,
    /// Whether the store still has to say what became of it.
    in_store: bool,
}

impl<'a> Importer<'a> {
    /// Begins an import.
    pub(crate) async fn begin(
        store: &Store,
        knowledge: &'a Knowledge,
        zone: TimeZone,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            engine: Engine::of(store, knowledge, zone).await?,
            store: store.clone(),
            batch: store.batch(tolerance(&knowledge.import.duplicate), FILES_PER_COMMIT),
            waiting: VecDeque::new(),
        })
    }

    /// Reads one path. Answers for the files that are now safe on the disk, in their order.
    pub(crate) async fn add_path(&mut self, path: &Path) -> anyhow::Result<Vec<FileLine>> {
        let label = path.display().to_string();
        let opened = tokio::task::block_in_place(|| open(path, &self.engine.knowledge.import.size));
        match opened {
            Ok(bytes) => self.add_bytes(&label, &bytes).await,
            Err(error) => {
                let line = FileLine {
                    path: label,
                    status: Status::Failed,
                    sha256: None,
                    runs: Vec::new(),
                    reason: Some(format!("{error:#}")),
                };
                self.waiting.push_back(Waiting {
                    line,
                    in_store: false,
                });
                Ok(self.answered())
            }
        }
    }

    /// Reads the bytes of one file, an archive perhaps.
    pub(crate) async fn add_bytes(
        &mut self,
        label: &str,
        bytes: &[u8],
    ) -> anyhow::Result<Vec<FileLine>> {
        // What is kept already need not be read again to be recognised. An archive is never found
        // here: what is inside it is kept, not the archive.
        let sha256 = tokio::task::block_in_place(|| ContentHash::of(bytes));
        if let Some(of) = self.store.known(&sha256).await? {
            self.waiting.push_back(known(label, &sha256, of));
            return Ok(self.answered());
        }
        let outcomes = tokio::task::block_in_place(|| read::read(label, bytes, &self.engine));
        for FileOutcome { line, keep } in outcomes {
            let in_store = keep.is_some();
            self.waiting.push_back(Waiting { line, in_store });
            let Some(keep) = keep else { continue };
            let recording = NewRecording {
                file_name: keep.file_name,
                bytes: keep.bytes,
                added_at: Timestamp::now(),
                engine_version: self.engine.version(),
                outcome: Json::of(&keep.outcome)?,
                runs: keep.runs,
            };
            let imported = self.batch.add(recording).await?;
            settle(&mut self.waiting, imported);
        }
        Ok(self.answered())
    }

    /// Commits what is left and answers for it. When there are runs enough for a baseline for the
    /// first time, it is frozen, and the runs are read again under it; `now` is when that was.
    /// `read_again` is called after each of them with how many there are.
    pub(crate) async fn finish(
        self,
        now: Timestamp,
        mut read_again: impl FnMut(usize),
    ) -> anyhow::Result<Finished> {
        let Self {
            batch,
            mut waiting,
            mut engine,
            store,
        } = self;
        settle(&mut waiting, batch.finish().await?);
        let baseline = freeze_first(&store, engine.knowledge, now).await?;
        if let Some(own) = &baseline {
            engine.baseline.clone_from(own);
            let n = usize::try_from(store.counts().await?.originals)?;
            recompute(&store, &engine, || read_again(n)).await?;
        }
        Ok(Finished {
            lines: waiting.into_iter().map(|it| it.line).collect(),
            baseline,
        })
    }

    fn answered(&mut self) -> Vec<FileLine> {
        let n_waiting = self.waiting.iter().position(|it| it.in_store);
        let n_done = n_waiting.unwrap_or(self.waiting.len());
        self.waiting.drain(..n_done).map(|it| it.line).collect()
    }
}

fn known(label: &str, sha256: &ContentHash, of: Original) -> Waiting {
    let mut line = FileLine {
        path: label.to_owned(),
        status: Status::Duplicate,
        sha256: Some(sha256.to_string()),
        runs: Vec::new(),
        reason: None,
    };
    answer(&mut line, &ImportOutcome::DuplicateContent { of });
    Waiting {
        line,
        in_store: false,
    }
}

/// The store answers in the order in which it was asked.
fn settle(waiting: &mut VecDeque<Waiting>, imported: Vec<Imported>) {
    let mut asked = waiting.iter_mut().filter(|it| it.in_store);
    for Imported { outcome, .. } in imported {
        if let Some(next) = asked.next() {
            next.in_store = false;
            answer(&mut next.line, &outcome);
        }
    }
}

fn answer(line: &mut FileLine, outcome: &ImportOutcome) {
    match outcome {
        ImportOutcome::Stored { runs, .. } => {
            line.runs = runs.iter().map(ToString::to_string).collect();
        }
        ImportOutcome::DuplicateContent { of } => {
            line.status = Status::Duplicate;
            line.reason = Some(format!("the same bytes are kept as {}", of.file_name));
        }
        ImportOutcome::DuplicateRun { duplicates } => {
            line.status = Status::Duplicate;
            let of = duplicates.iter().map(|it| {
                format!(
                    "the same run as {} (starts {:.0} s apart)",
                    it.of, it.start_apart_s
                )
            });
            line.reason = Some(of.collect::<Vec<_>>().join("; "));
        }
    }
}

/// The table's rule in the store's terms.
pub(crate) const fn tolerance(rule: &DuplicateRule) -> DuplicateTolerance {
    DuplicateTolerance {
        start_s: rule.start_apart_s,
        timer: Closeness {
            absolute: rule.timer_apart_s,
            fraction: rule.timer_apart_fraction,
        },
        distance: Closeness {
            absolute: rule.distance_apart_m,
            fraction: rule.distance_apart_fraction,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(statuses: &[Status], exit_code: u8) {
        let mut summary = Summary::default();
        for status in statuses {
            summary.count(*status);
        }
        assert_eq!(summary.exit_code(), exit_code);
    }

    #[test]
    fn the_exit_code_says_whether_all_some_or_nothing_was_read() {
        use Status::{Duplicate, Failed, Imported, NotAnActivity, PartlyRead};
        check(&[Imported, PartlyRead, Duplicate, NotAnActivity], 0);
        check(&[NotAnActivity], 0);
        check(&[Imported, Failed], 1);
        check(&[Duplicate, Failed], 1);
        check(&[Failed], 2);
        check(&[NotAnActivity, Failed], 2);
        check(&[], 2);
    }
}
