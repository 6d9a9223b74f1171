//! What can go wrong, each with its place and what to do about it.

use std::path::{Path, PathBuf};

use crate::{ContentHash, RunId};

/// Which condition was broken.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A newer Trochlea wrote this store.
    #[error(
        "{place} was written by a newer Trochlea (format {found}, this one knows up to {known}); nothing was changed. Use the newer version, or open a backup made before it"
    )]
    Newer {
        /// Where.
        place: String,
        /// The store's format.
        found: i64,
        /// The newest format this version knows.
        known: i64,
    },
    /// The file or database holds something else.
    #[error(
        "{place} is not a Trochlea store ({detail}); nothing was changed. Name another directory, or restore a backup"
    )]
    NotAStore {
        /// Where.
        place: String,
        /// What was found.
        detail: String,
    },
    /// An older store is to be brought up to date, but another program has it open.
    #[error(
        "{place} has to be brought up to date, but another Trochlea has it open; close that one and try again"
    )]
    InUse {
        /// Where.
        place: String,
    },
    /// Another program has been writing for longer than we wait.
    #[error(
        "{place} is busy: another program has been writing to it for more than {waited_s} s; try again"
    )]
    Busy {
        /// Where.
        place: String,
        /// How long we waited.
        waited_s: u64,
    },
    /// The place may not be written to.
    #[error(
        "{place} cannot be written to (read-only disk or missing permission); nothing was kept of this step. Make it writable or name another directory"
    )]
    NotWritable {
        /// Where.
        place: String,
    },
    /// No room is left.
    #[error(
        "no room is left for {place} (full disk, quota or size limit), or its disk fails to write; nothing was kept of this step. Make room and run the same command again: it goes on where it stopped"
    )]
    Full {
        /// Where.
        place: String,
    },
    /// The database file is damaged.
    #[error(
        "{place} is damaged ({detail}); restore the newest file of its backups directory, then import the recordings again"
    )]
    Damaged {
        /// Where.
        place: String,
        /// What the database says.
        detail: String,
    },
    /// The database server does not answer.
    #[error("{place} does not answer ({detail}); check that it runs and that the address is right")]
    Unreachable {
        /// Where.
        place: String,
        /// What was said.
        detail: String,
    },
    /// An original's bytes are gone or are not what was stored.
    #[error(
        "the original recording {path} is damaged ({detail}); import the same file again, which mends it"
    )]
    CorruptOriginal {
        /// The compressed file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// No such original.
    #[error("there is no original recording {0} in this store")]
    NoSuchOriginal(ContentHash),
    /// No such run.
    #[error("there is no run {0} in this store")]
    NoSuchRun(RunId),
    /// An entry or decision with this name exists and says something else.
    #[error(
        "an entry named {id} is already kept and says something else; entries never change, so add a new one that replaces it"
    )]
    IdTaken {
        /// The name.
        id: String,
    },
    /// The entry to replace does not exist, or is of another kind.
    #[error("the entry {id} that is to be replaced is not in this store, or is of another kind")]
    NothingToReplace {
        /// Its name.
        id: String,
    },
    /// The entry was corrected before.
    #[error("the entry {id} was already replaced by {by}; correct {by} instead")]
    AlreadyReplaced {
        /// The entry.
        id: String,
        /// The entry that stands for it now.
        by: String,
    },
    /// The caller's value cannot be kept.
    #[error("{what} of {of} is not a finite number and cannot be kept")]
    NotFinite {
        /// Which field.
        what: &'static str,
        /// Whose.
        of: String,
    },
    /// The same session of one file was given twice.
    #[error("session {session_idx} of {file_name} was given twice")]
    SessionTwice {
        /// The file.
        file_name: String,
        /// The session.
        session_idx: u32,
    },
    /// Text which should be a JSON document is none.
    #[error("not a JSON document: {source}")]
    NotJson {
        /// Where it stops being one.
        source: serde_json::Error,
    },
    /// A document was read as something it is not.
    #[error("a stored document has another shape than expected: {source}")]
    OtherShape {
        /// Where they part.
        source: serde_json::Error,
    },
    /// A hash, run id or kind in words that are none.
    #[error("`{text}` is not {expected}")]
    NotA {
        /// What was given.
        text: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The file system refused for a reason of its own.
    #[error("could not {doing} {path}: {source}")]
    File {
        /// What was tried.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database refused for a reason of its own.
    #[error("could not {doing} in {place}: {source}")]
    Database {
        /// What was tried.
        doing: &'static str,
        /// Where.
        place: String,
        /// What the database says.
        source: sqlx::Error,
    },
}

impl StoreError {
    /// Names what the file system refused.
    pub(crate) fn from_io(doing: &'static str, path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind::{
            FileTooLarge, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
        };
        let place = path.display().to_string();
        match source.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => Self::Full { place },
            ReadOnlyFilesystem | PermissionDenied => Self::NotWritable { place },
            _ => Self::File {
                doing,
                path: path.to_path_buf(),
                source,
            },
        }
    }

    /// Names what the database refused.
    pub(crate) fn from_sqlx(doing: &'static str, place: &str, source: sqlx::Error) -> Self {
        let place = place.to_owned();
        match &source {
            sqlx::Error::Database(database) => {
                let detail = database.message().to_owned();
                match condition(database.code().as_deref().unwrap_or_default()) {
                    Condition::Busy => Self::Busy {
                        place,
                        waited_s: crate::db::BUSY_WAIT.as_secs(),
                    },
                    Condition::NotWritable => Self::NotWritable { place },
                    Condition::Full => Self::Full { place },
                    Condition::Damaged => Self::Damaged { place, detail },
                    Condition::NotAStore => Self::NotAStore { place, detail },
                    Condition::Unreachable => Self::Unreachable { place, detail },
                    Condition::Other => Self::Database {
                        doing,
                        place,
                        source,
                    },
                }
            }
            sqlx::Error::PoolTimedOut => Self::Busy {
                place,
                waited_s: crate::db::BUSY_WAIT.as_secs(),
            },
            sqlx::Error::Io(detail) => {
                let detail = detail.to_string();
                Self::Unreachable { place, detail }
            }
            _ => Self::Database {
                doing,
                place,
                source,
            },
        }
    }
}

enum Condition {
    Busy,
    NotWritable,
    Full,
    Damaged,
    NotAStore,
    Unreachable,
    Other,
}

/// SQLite's result code (decimal; the low byte is the primary code) or PostgreSQL's SQLSTATE (five characters).
fn condition(code: &str) -> Condition {
    if code.len() == 5 {
        return match code {
            "25006" | "42501" => Condition::NotWritable,
            "53100" => Condition::Full,
            "55P03" | "40P01" => Condition::Busy,
            "XX001" | "XX002" => Condition::Damaged,
            "3D000" | "28P01" | "28000" | "53300" | "57P03" => Condition::Unreachable,
            _ => Condition::Other,
        };
    }
    match code
        .parse::<u32>()
        .map(|extended| (extended, extended & 0xff))
    {
        Ok((_, 5 | 6)) => Condition::Busy,
        // 14: SQLite cannot create its side files, which on an existing directory means no permission.
        Ok((_, 8 | 3 | 14)) => Condition::NotWritable,
        // 778 is SQLITE_IOERR_WRITE and 4874 SQLITE_IOERR_SHMSIZE: what a size limit or a full disk gives
        // where SQLite cannot tell it from another write error.
        Ok((778 | 4874, _) | (_, 13)) => Condition::Full,
        Ok((_, 11)) => Condition::Damaged,
        Ok((_, 26)) => Condition::NotAStore,
        _ => Condition::Other,
    }
}
