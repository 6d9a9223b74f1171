//! Runs and originals, read.

use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, civil::Date};

use crate::db::{Tx, on};
use crate::open::blocking;
use crate::{ContentHash, Json, Store, StoreError};

/// One session of one recording: its innermost SHA-256, `#`, its place in the file counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunId {
    /// The recording.
    pub sha256: ContentHash,
    /// The session in it, counted from 0.
    pub session_idx: u32,
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.sha256, self.session_idx)
    }
}

impl FromStr for RunId {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let parts = text
            .split_once('#')
            .and_then(|(sha256, idx)| Some((sha256.parse().ok()?, idx.parse().ok()?)));
        match parts {
            // Only the one spelling: ids are compared as text.
            Some((sha256, session_idx))
                if (Self {
                    sha256,
                    session_idx,
                })
                .to_string()
                    == text =>
            {
                Ok(Self {
                    sha256,
                    session_idx,
                })
            }
            _ => Err(StoreError::NotA {
                text: text.to_owned(),
                expected: "a run id (SHA-256#session)",
            }),
        }
    }
}

/// A place in the list of runs: newest day and start first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunCursor(String);

impl RunCursor {
    /// The text, for a link to the next page.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for RunCursor {
    /// From a link. Any text is some place in the list.
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// A kept run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which.
    pub id: RunId,
    /// When it began, to the millisecond.
    pub start: Option<Timestamp>,
    /// The civil date in the runner's zone.
    pub day: Option<Date>,
    /// The sport, in the importer's words.
    pub sport: Option<String>,
    /// Distance in metres.
    pub distance_m: Option<f64>,
    /// Timer time in seconds.
    pub timer_s: Option<f64>,
    /// Which version made the summary.
    pub engine_version: String,
    /// The counted run of which this is another recording.
    pub duplicate_of: Option<RunId>,
    /// The summary, where it was asked for.
    pub summary: Option<Json>,
    /// Its place in the list: give it as `before` to get the next page.
    pub cursor: RunCursor,
}

/// Which runs to list. The default is all that count, newest first, without summaries.
#[derive(Clone, Debug, Default)]
pub struct RunQuery {
    /// On this day or later. Runs without a day are then left out.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// After this place in the list, so older than it.
    pub before: Option<RunCursor>,
    /// No more than this many.
    pub limit: Option<u32>,
    /// Summaries too.
    pub with_summary: bool,
    /// Also recordings of runs which another recording counts for.
    pub with_duplicates: bool,
}

/// A kept recording, without its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Original {
    /// SHA-256 of its bytes.
    pub sha256: ContentHash,
    /// How many bytes it has.
    pub n_bytes: u64,
    /// How many it takes on the disk.
    pub n_stored_bytes: u64,
    /// The name it had.
    pub file_name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// Which version read it last.
    pub engine_version: String,
    /// What reading it gave, in the importer's words.
    pub outcome: Json,
    /// How many runs it holds, duplicates among them.
    pub n_runs: u64,
}

impl Store {
    /// Lists runs, newest first; runs without a start come last.
    pub async fn runs(&self, query: &RunQuery) -> Result<Vec<Run>, StoreError> {
        let from = query.from.map(|day| day.to_string()).unwrap_or_default();
        let (before, limit) = (upper_bound(query), query.limit.map_or(i64::MAX, i64::from));
        let doing = self.place.while_("list the runs");
        let mut tx = self.place.read("list the runs").await?;
        let rows: Vec<RunRow> = on!(&mut tx, e => sqlx::query_as(
            "SELECT run.id, run.start_unix_ms, run.day, run.sport, run.distance_m, run.timer_s, original.engine_version,
                    run.duplicate_of, CASE WHEN $1 THEN run.summary END, run.list_key
             FROM run JOIN original ON original.sha256 = run.sha256
             WHERE run.list_key >= $2 AND run.list_key < $3 AND ($4 OR run.duplicate_of IS NULL)
             ORDER BY run.list_key DESC LIMIT $5",
        )
        .bind(query.with_summary)
        .bind(from)
        .bind(before)
        .bind(query.with_duplicates)
        .bind(limit)
        .fetch_all(e)
        .await)
        .map_err(doing)?;
        rows.into_iter().map(Run::try_from).collect()
    }

    /// One run, with its summary.
    pub async fn run(&self, id: &RunId) -> Result<Run, StoreError> {
        let mut tx = self.place.read("read a run").await?;
        let row: Option<RunRow> = on!(&mut tx, e => sqlx::query_as(
            "SELECT run.id, run.start_unix_ms, run.day, run.sport, run.distance_m, run.timer_s, original.engine_version,
                    run.duplicate_of, run.summary, run.list_key
             FROM run JOIN original ON original.sha256 = run.sha256
             WHERE run.id = $1",
        )
        .bind(id.to_string())
        .fetch_optional(e)
        .await)
        .map_err(self.place.while_("read a run"))?;
        row.ok_or(StoreError::NoSuchRun(*id))
            .and_then(Run::try_from)
    }

    /// A kept recording.
    pub async fn original(&self, sha256: &ContentHash) -> Result<Original, StoreError> {
        let mut tx = self.place.read("read a recording").await?;
        find_original(&mut tx, sha256)
            .await
            .map_err(self.place.while_("read a recording"))?
            .ok_or(StoreError::NoSuchOriginal(*sha256))
            .and_then(Original::try_from)
    }

    /// The recording with these bytes, if it is kept and its bytes are whole: then there is no need to read the file.
    ///
    /// `None` also when the kept bytes are damaged, so that importing the file again mends them.
    pub async fn known(&self, sha256: &ContentHash) -> Result<Option<Original>, StoreError> {
        let original = match self.original(sha256).await {
            Err(StoreError::NoSuchOriginal(_)) => return Ok(None),
            other => other?,
        };
        match self.bytes_of(&original).await {
            Err(StoreError::CorruptOriginal { .. }) => Ok(None),
            Err(other) => Err(other),
            Ok(_) => Ok(Some(original)),
        }
    }

    /// The bytes of a recording, proven to be those that were stored.
    pub async fn original_bytes(&self, sha256: &ContentHash) -> Result<Vec<u8>, StoreError> {
        let original = self.original(sha256).await?;
        self.bytes_of(&original).await
    }

    /// Recordings in order of their hash, a page at a time: those after `after`, at most `limit`.
    pub async fn originals(
        &self,
        after: Option<&ContentHash>,
        limit: u32,
    ) -> Result<Vec<Original>, StoreError> {
        self.originals_not_by("", after, limit).await
    }

    /// Recordings last read by another version than this one, a page at a time: what `recompute` has to do.
    pub async fn stale_originals(
        &self,
        engine_version: &str,
        after: Option<&ContentHash>,
        limit: u32,
    ) -> Result<Vec<Original>, StoreError> {
        self.originals_not_by(engine_version, after, limit).await
    }

    async fn originals_not_by(
        &self,
        engine_version: &str,
        after: Option<&ContentHash>,
        limit: u32,
    ) -> Result<Vec<Original>, StoreError> {
        let mut tx = self.place.read("list the recordings").await?;
        let rows: Vec<OriginalRow> = on!(&mut tx, e => sqlx::query_as(
            "SELECT sha256, n_bytes, n_stored_bytes, file_name, added_at_unix_ms, engine_version, outcome,
                    (SELECT count(*) FROM run WHERE run.sha256 = original.sha256)
             FROM original WHERE engine_version <> $1 AND sha256 > $2 ORDER BY sha256 LIMIT $3",
        )
        .bind(engine_version)
        .bind(after.map(ContentHash::to_string).unwrap_or_default())
        .bind(i64::from(limit))
        .fetch_all(e)
        .await)
        .map_err(self.place.while_("list the recordings"))?;
        rows.into_iter().map(Original::try_from).collect()
    }

    pub(crate) async fn bytes_of(&self, original: &Original) -> Result<Vec<u8>, StoreError> {
        let (originals, sha256) = (self.originals.clone(), original.sha256);
        let n_bytes = i64::try_from(original.n_bytes).unwrap_or(i64::MAX);
        let path = self.originals.path(&sha256);
        blocking("read", &path, move || originals.load(&sha256, n_bytes)).await?
    }
}

/// The first place in the list that is no longer wanted.
fn upper_bound(query: &RunQuery) -> String {
    // Later than every day, as `:` follows `9`.
    let end = match query.to {
        Some(day) => day
            .tomorrow()
            .map_or(":".to_owned(), |next| next.to_string()),
        None => ":".to_owned(),
    };
    match &query.before {
        Some(RunCursor(before)) if *before < end => before.clone(),
        _ => end,
    }
}

/// Day, start and id as one text which sorts like them.
pub(crate) fn list_key(day: Option<Date>, start: Option<Timestamp>, id: &RunId) -> String {
    // Makes every instant that jiff can hold positive, so that digits sort like numbers.
    const OFFSET_MS: i64 = 400_000_000_000_000;
    let day = day.map_or("0000-00-00".to_owned(), |day| day.to_string());
    let start = start.map_or(0, |start| start.as_millisecond() + OFFSET_MS);
    format!("{day}/{start:015}/{id}")
}

pub(crate) type RunRow = (
    String,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<f64>,
    Option<f64>,
    String,
    Option<String>,
    Option<String>,
    String,
);

impl TryFrom<RunRow> for Run {
    type Error = StoreError;

    fn try_from(row: RunRow) -> Result<Self, StoreError> {
        let (
            id,
            start,
            day,
            sport,
            distance_m,
            timer_s,
            engine_version,
            duplicate_of,
            summary,
            cursor,
        ) = row;
        Ok(Self {
            id: id.parse()?,
            start: start.map(instant).transpose()?,
            day: day.map(|day| date(&day)).transpose()?,
            sport,
            distance_m,
            timer_s,
            engine_version,
            duplicate_of: duplicate_of.map(|id| id.parse()).transpose()?,
            summary: summary.map(Json::parse).transpose()?,
            cursor: RunCursor(cursor),
        })
    }
}

pub(crate) type OriginalRow = (String, i64, i64, String, i64, String, String, i64);

impl TryFrom<OriginalRow> for Original {
    type Error = StoreError;

    fn try_from(row: OriginalRow) -> Result<Self, StoreError> {
        let (sha256, n_bytes, n_stored_bytes, file_name, added_at, engine_version, outcome, n_runs) =
            row;
        Ok(Self {
            sha256: sha256.parse()?,
            n_bytes: n_bytes.unsigned_abs(),
            n_stored_bytes: n_stored_bytes.unsigned_abs(),
            file_name,
            added_at: instant(added_at)?,
            engine_version,
            outcome: Json::parse(outcome)?,
            n_runs: n_runs.unsigned_abs(),
        })
    }
}

pub(crate) async fn find_original(
    tx: &mut Tx,
    sha256: &ContentHash,
) -> Result<Option<OriginalRow>, sqlx::Error> {
    on!(tx, e => sqlx::query_as(
        "SELECT sha256, n_bytes, n_stored_bytes, file_name, added_at_unix_ms, engine_version, outcome,
                (SELECT count(*) FROM run WHERE run.sha256 = original.sha256)
         FROM original WHERE sha256 = $1",
    )
    .bind(sha256.to_string())
    .fetch_optional(e)
    .await)
}

pub(crate) fn instant(unix_ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(unix_ms).map_err(|_| StoreError::NotA {
        text: unix_ms.to_string(),
        expected: "an instant in milliseconds since 1970",
    })
}

fn date(text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|_| StoreError::NotA {
        text: text.to_owned(),
        expected: "a date (YYYY-MM-DD)",
    })
}
