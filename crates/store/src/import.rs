//! Recordings coming in: one file whole or not at all, and said when it was known already.

use std::num::NonZeroUsize;

use jiff::{Timestamp, civil::Date};

use crate::db::{Tx, on};
use crate::open::blocking;
use crate::originals::Incoming;
use crate::run::{find_original, list_key};
use crate::{ContentHash, Json, Original, RunId, Store, StoreError};

/// A recording to keep.
#[derive(Clone, Debug)]
pub struct NewRecording {
    /// The name it has, for people; never opened.
    pub file_name: String,
    /// Its innermost bytes (after `.gz` and `.zip` were taken off).
    pub bytes: Vec<u8>,
    /// When it is added.
    pub added_at: Timestamp,
    /// Which version read it.
    pub engine_version: String,
    /// What reading it gave, in the importer's words (warnings, "not an activity"...): comes back with
    /// [`ImportOutcome::DuplicateContent`].
    pub outcome: Json,
    /// Its sessions; none when it is no activity.
    pub runs: Vec<NewRun>,
}

/// What one session of a recording came to.
#[derive(Clone, Debug)]
pub struct NewRun {
    /// Its place in the file, counted from 0.
    pub session_idx: u32,
    /// When it began; kept to the millisecond.
    pub start: Option<Timestamp>,
    /// The civil date in the runner's zone.
    pub day: Option<Date>,
    /// The sport.
    pub sport: Option<String>,
    /// Distance in metres.
    pub distance_m: Option<f64>,
    /// Timer time in seconds.
    pub timer_s: Option<f64>,
    /// Everything else.
    pub summary: Json,
}

/// How alike two recordings have to be to be of the same run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DuplicateTolerance {
    /// Starts are at most this many seconds apart.
    pub start_s: f64,
    /// Timer times in seconds are this close.
    pub timer: Closeness,
    /// Distances in metres are this close.
    pub distance: Closeness,
}

/// Close when apart by no more than `absolute`, or than `fraction` of the larger one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closeness {
    /// In the unit of what is compared.
    pub absolute: f64,
    /// 0 to 1.
    pub fraction: f64,
}

/// A run that another recording already counts for.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateRun {
    /// The run just added: kept, but not counted.
    pub run: RunId,
    /// The run that counts.
    pub of: RunId,
    /// Seconds between their starts.
    pub start_apart_s: f64,
    /// Seconds between their timer times; `None` when one of them has none.
    pub timer_apart_s: Option<f64>,
    /// Metres between their distances; `None` when one of them has none.
    pub distance_apart_m: Option<f64>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportOutcome {
    /// Kept. Also a file without a run, with both lists empty.
    Stored {
        /// Its runs that count.
        runs: Vec<RunId>,
        /// Its runs that another recording counts for.
        duplicates: Vec<DuplicateRun>,
    },
    /// These very bytes are kept already; nothing was added.
    DuplicateContent {
        /// The recording as it was kept.
        of: Original,
    },
    /// The bytes are new and were kept, but every run in them is counted from another recording.
    DuplicateRun {
        /// Its runs, never empty.
        duplicates: Vec<DuplicateRun>,
    },
}

/// A file and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The name given.
    pub file_name: String,
    /// Of its bytes.
    pub sha256: ContentHash,
    /// What became of it.
    pub outcome: ImportOutcome,
}

/// Many recordings, committed every few files: quick, and a stop loses the last few at most, whole.
///
/// Other programs can write between two commits. What was not answered for is simply imported again.
pub struct Batch {
    store: Store,
    tolerance: DuplicateTolerance,
    every: NonZeroUsize,
    pending: Vec<Pending>,
}

struct Pending {
    recording: Described,
    kept: Kept,
}

enum Kept {
    Already(Original),
    Incoming(Incoming),
}

/// A recording ready for its rows.
enum Ready {
    Known(Described, Original),
    New(Described, Sizes),
}

#[derive(Clone, Copy)]
struct Sizes {
    n_bytes: i64,
    n_stored_bytes: i64,
}

/// A recording whose bytes are on the disk.
struct Described {
    file_name: String,
    sha256: ContentHash,
    added_at: Timestamp,
    engine_version: String,
    outcome: Json,
    runs: Vec<NewRun>,
}

impl Store {
    /// Keeps one recording: its bytes and all its runs, or nothing.
    pub async fn import(
        &self,
        recording: NewRecording,
        tolerance: &DuplicateTolerance,
    ) -> Result<Imported, StoreError> {
        let mut batch = self.batch(*tolerance, NonZeroUsize::MIN);
        let sha256 = ContentHash::of(&recording.bytes);
        // Committed at once, as every file is a batch of its own.
        batch
            .add(recording)
            .await?
            .pop()
            .ok_or(StoreError::NoSuchOriginal(sha256))
    }

    /// Starts to keep many recordings, with a commit every so many files (64 is a good number).
    pub fn batch(&self, tolerance: DuplicateTolerance, every: NonZeroUsize) -> Batch {
        Batch {
            store: self.clone(),
            tolerance,
            every,
            pending: Vec::new(),
        }
    }
}

impl Batch {
    /// Adds a recording. Answers for those committed by this call, in the order they were added: none or `every`.
    ///
    /// After an error none of the files still unanswered is kept; import them again.
    pub async fn add(&mut self, recording: NewRecording) -> Result<Vec<Imported>, StoreError> {
        refuse_impossible(&recording.file_name, &recording.runs)?;
        let NewRecording {
            file_name,
            bytes,
            added_at,
            engine_version,
            outcome,
            runs,
        } = recording;
        let originals = self.store.originals.clone();
        let sha256 = ContentHash::of(&bytes);
        let kept = match self.store.known(&sha256).await? {
            Some(original) => Kept::Already(original),
            None => {
                let path = originals.path(&sha256);
                Kept::Incoming(
                    blocking("write", &path, move || originals.receive(sha256, &bytes)).await??,
                )
            }
        };
        let recording = Described {
            file_name,
            sha256,
            added_at,
            engine_version,
            outcome,
            runs,
        };
        self.pending.push(Pending { recording, kept });
        if self.pending.len() < self.every.get() {
            Ok(Vec::new())
        } else {
            self.commit().await
        }
    }

    /// Commits what is left, and answers for it.
    pub async fn finish(mut self) -> Result<Vec<Imported>, StoreError> {
        self.commit().await
    }

    async fn commit(&mut self) -> Result<Vec<Imported>, StoreError> {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty() {
            return Ok(Vec::new());
        }
        let mut incoming = Vec::new();
        let mut ready = Vec::new();
        for Pending { recording, kept } in pending {
            ready.push(match kept {
                Kept::Already(original) => Ready::Known(recording, original),
                Kept::Incoming(bytes) => {
                    let sizes = Sizes {
                        n_bytes: bytes.n_bytes,
                        n_stored_bytes: bytes.n_stored_bytes,
                    };
                    incoming.push(bytes);
                    Ready::New(recording, sizes)
                }
            });
        }
        if incoming.is_empty() {
            return Ok(ready.into_iter().filter_map(Ready::known).collect());
        }
        let originals = self.store.originals.clone();
        let dir = originals.dir().to_path_buf();
        blocking("write", &dir, move || originals.publish(incoming)).await??;
        self.write_rows(ready).await
    }

    async fn write_rows(&self, ready: Vec<Ready>) -> Result<Vec<Imported>, StoreError> {
        let place = &self.store.place;
        let mut tx = place.write("import").await?;
        let mut answers = Vec::new();
        for one in ready {
            let (recording, outcome) = match one {
                Ready::Known(recording, of) => (recording, ImportOutcome::DuplicateContent { of }),
                Ready::New(recording, sizes) => {
                    // Somebody else may have kept it since we looked, or it stands twice in this batch.
                    let there = find_original(&mut tx, &recording.sha256)
                        .await
                        .map_err(place.while_("import"))?;
                    let outcome = match there {
                        Some(row) => ImportOutcome::DuplicateContent {
                            of: Original::try_from(row)?,
                        },
                        None => insert(&mut tx, &recording, sizes, &self.tolerance)
                            .await
                            .map_err(place.while_("import"))?,
                    };
                    (recording, outcome)
                }
            };
            answers.push(recording.became(outcome));
        }
        place.commit(tx, "import").await?;
        Ok(answers)
    }
}

impl Ready {
    fn known(self) -> Option<Imported> {
        match self {
            Self::Known(recording, of) => {
                Some(recording.became(ImportOutcome::DuplicateContent { of }))
            }
            Self::New(..) => None,
        }
    }
}

impl Described {
    fn became(self, outcome: ImportOutcome) -> Imported {
        Imported {
            file_name: self.file_name,
            sha256: self.sha256,
            outcome,
        }
    }
}

async fn insert(
    tx: &mut Tx,
    recording: &Described,
    sizes: Sizes,
    tolerance: &DuplicateTolerance,
) -> Result<ImportOutcome, sqlx::Error> {
    on!(&mut *tx, e => sqlx::query(
        "INSERT INTO original (sha256, n_bytes, n_stored_bytes, file_name, added_at_unix_ms, engine_version, outcome)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(recording.sha256.to_string())
    .bind(sizes.n_bytes)
    .bind(sizes.n_stored_bytes)
    .bind(recording.file_name.as_str())
    .bind(recording.added_at.as_millisecond())
    .bind(recording.engine_version.as_str())
    .bind(recording.outcome.as_str())
    .execute(e)
    .await
    .map(|_| ()))?;
    let (mut runs, mut duplicates) = (Vec::new(), Vec::new());
    for run in &recording.runs {
        let id = RunId {
            sha256: recording.sha256,
            session_idx: run.session_idx,
        };
        match insert_run(tx, &id, run, tolerance).await? {
            None => runs.push(id),
            Some(duplicate) => duplicates.push(duplicate),
        }
    }
    Ok(if runs.is_empty() && !duplicates.is_empty() {
        ImportOutcome::DuplicateRun { duplicates }
    } else {
        ImportOutcome::Stored { runs, duplicates }
    })
}

/// Adds a run; says which other recording counts for it, if one does.
pub(crate) async fn insert_run(
    tx: &mut Tx,
    id: &RunId,
    run: &NewRun,
    tolerance: &DuplicateTolerance,
) -> Result<Option<DuplicateRun>, sqlx::Error> {
    let duplicate = find_duplicate(tx, id, run, tolerance).await?;
    on!(&mut *tx, e => sqlx::query(
        "INSERT INTO run (id, sha256, session_idx, list_key, start_unix_ms, day, sport, distance_m, timer_s, duplicate_of, summary)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id.to_string())
    .bind(id.sha256.to_string())
    .bind(i64::from(id.session_idx))
    .bind(list_key(run.day, run.start, id))
    .bind(run.start.map(Timestamp::as_millisecond))
    .bind(run.day.map(|day| day.to_string()))
    .bind(run.sport.as_deref())
    .bind(run.distance_m)
    .bind(run.timer_s)
    .bind(duplicate.as_ref().map(|duplicate| duplicate.of.to_string()))
    .bind(run.summary.as_str())
    .execute(e)
    .await
    .map(|_| ()))?;
    Ok(duplicate)
}

/// The counted run of another recording which is closest in its start, if it is the same run.
async fn find_duplicate(
    tx: &mut Tx,
    id: &RunId,
    run: &NewRun,
    tolerance: &DuplicateTolerance,
) -> Result<Option<DuplicateRun>, sqlx::Error> {
    let Some(start_ms) = run.start.map(Timestamp::as_millisecond) else {
        return Ok(None);
    };
    // Rounded up; `same_run` looks at the exact seconds.
    let reach_ms = (tolerance.start_s * 1000.0).ceil() as i64;
    let rows: Vec<(String, i64, Option<f64>, Option<f64>)> = on!(&mut *tx, e => sqlx::query_as(
        "SELECT id, start_unix_ms, timer_s, distance_m FROM run
         WHERE start_unix_ms BETWEEN $1 AND $2 AND duplicate_of IS NULL AND sha256 <> $3 ORDER BY id",
    )
    .bind(start_ms.saturating_sub(reach_ms))
    .bind(start_ms.saturating_add(reach_ms))
    .bind(id.sha256.to_string())
    .fetch_all(e)
    .await)?;
    let alike = rows
        .into_iter()
        .filter_map(|(of, of_start_ms, timer_s, distance_m)| {
            let apart = Apart {
                start_s: start_ms.abs_diff(of_start_ms) as f64 / 1000.0,
                timer_s: run.timer_s.zip(timer_s),
                distance_m: run.distance_m.zip(distance_m),
            };
            same_run(&apart, tolerance).then_some((of, apart))
        });
    let closest = alike.min_by(|(_, a), (_, b)| a.start_s.total_cmp(&b.start_s));
    Ok(closest.and_then(|(of, apart)| {
        let difference = |(a, b): (f64, f64)| (a - b).abs();
        Some(DuplicateRun {
            run: *id,
            of: of.parse().ok()?,
            start_apart_s: apart.start_s,
            timer_apart_s: apart.timer_s.map(difference),
            distance_apart_m: apart.distance_m.map(difference),
        })
    }))
}

/// What two recordings say of one run; a pair only where both say something.
struct Apart {
    start_s: f64,
    timer_s: Option<(f64, f64)>,
    distance_m: Option<(f64, f64)>,
}

/// A missing value is no difference, but a start alone is not enough to call two recordings the same run.
fn same_run(apart: &Apart, tolerance: &DuplicateTolerance) -> bool {
    let near = |pair: Option<(f64, f64)>, closeness: Closeness| {
        pair.is_none_or(|(a, b)| closeness.holds(a, b))
    };
    apart.start_s <= tolerance.start_s
        && (apart.timer_s.is_some() || apart.distance_m.is_some())
        && near(apart.timer_s, tolerance.timer)
        && near(apart.distance_m, tolerance.distance)
}

impl Closeness {
    fn holds(self, a: f64, b: f64) -> bool {
        (a - b).abs() <= self.absolute.max(self.fraction * a.abs().max(b.abs()))
    }
}

/// What a database would quietly turn into something else, or refuse in its own words.
pub(crate) fn refuse_impossible(of: &str, runs: &[NewRun]) -> Result<(), StoreError> {
    let mut seen = std::collections::BTreeSet::new();
    for run in runs {
        for (what, value) in [
            ("the distance", run.distance_m),
            ("the timer time", run.timer_s),
        ] {
            if value.is_some_and(|value| !value.is_finite()) {
                return Err(StoreError::NotFinite {
                    what,
                    of: of.to_owned(),
                });
            }
        }
        if !seen.insert(run.session_idx) {
            return Err(StoreError::SessionTwice {
                file_name: of.to_owned(),
                session_idx: run.session_idx,
            });
        }
    }
    Ok(())
}
