//! Opening a store: create, check, back up, migrate.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::StoreError;
use crate::db::{BUSY_WAIT, Db, Place};
use crate::originals::{Originals, create_private_dir, sync_dir};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// An open store. Cheap to clone; clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) place: Place,
    pub(crate) originals: Originals,
    opened: Opened,
    /// Held, shared, while the store is open.
    _lock: Arc<File>,
}

/// What opening did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// There was no store before.
    pub created: bool,
    /// The store's format, which is the number of its newest migration.
    pub format: i64,
    /// The copy made before an older store was brought up to date: a file, or a schema of the database.
    pub backup: Option<String>,
}

impl Store {
    /// Opens the store in a directory, creating both if they are not there. `now` only names the backup.
    pub async fn open(dir: &Path, now: Timestamp) -> Result<Self, StoreError> {
        Self::open_at(dir, now, &MIGRATIONS).await
    }

    /// Opens a store in a PostgreSQL database (`postgres://user@host/database`), with the original recordings in a
    /// local directory.
    ///
    /// Before a migration all tables are copied into a schema of their own in the same database, which `now` names.
    pub async fn connect_postgres(
        url: &str,
        originals_dir: &Path,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|source| StoreError::from_sqlx("read the address", "PostgreSQL", source))?;
        // Never the address itself: it can hold a password.
        let name = format!(
            "the PostgreSQL database {} on {}",
            options.get_database().unwrap_or("without a name"),
            options.get_host()
        );
        create_private_dir(originals_dir)?;
        let (lock, alone) = lock_dir(originals_dir).await?;
        let originals = Originals::create(originals_dir.join("originals"))?;
        if alone {
            originals.remove_leftovers()?;
        }
        let while_ = |doing| move |source| (doing, source);
        let named = |(doing, source)| StoreError::from_sqlx(doing, &name, source);
        let mut connection = PgConnection::connect_with(&options)
            .await
            .map_err(while_("connect"))
            .map_err(named)?;
        let found = postgres_format(&mut connection)
            .await
            .map_err(while_("read the format"))
            .map_err(named)?;
        let pending = found.pending(&MIGRATIONS, &name)?;
        let backup = match pending {
            Some((from, to)) if from > 0 => Some(
                back_up_postgres(&mut connection, from, to, now)
                    .await
                    .map_err(while_("back up"))
                    .map_err(named)?,
            ),
            _ => None,
        };
        if pending.is_some() {
            MIGRATIONS
                .run(&mut connection)
                .await
                .map_err(|refused| not_migrated(&name, refused))?;
        }
        connection
            .close()
            .await
            .map_err(while_("connect"))
            .map_err(named)?;
        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(BUSY_WAIT)
            .connect_lazy_with(options);
        settle(&lock, originals_dir, alone).await?;
        let opened = Opened {
            created: matches!(found, Format::Empty),
            format: newest(&MIGRATIONS),
            backup,
        };
        Ok(Self {
            place: Place {
                db: Db::Postgres(pool),
                name,
            },
            originals,
            opened,
            _lock: lock,
        })
    }

    /// What opening did.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Waits for what is under way and closes. Dropping the store is as safe, but leaves the write-ahead log to
    /// the next opening.
    pub async fn close(self) {
        self.place.db.close().await;
    }

    pub(crate) async fn open_at(
        dir: &Path,
        now: Timestamp,
        migrations: &Migrator,
    ) -> Result<Self, StoreError> {
        let path = dir.join("trochlea.db");
        let name = path.display().to_string();
        create_private_dir(dir)?;
        let (lock, alone) = lock_dir(dir).await?;
        let found = sqlite_format(&path)
            .await
            .map_err(|source| StoreError::from_sqlx("read the format", &name, source))?;
        let pending = found.pending(migrations, &name)?;
        if pending.is_some() && !alone {
            return Err(StoreError::InUse { place: name });
        }
        let originals = Originals::create(dir.join("originals"))?;
        if alone {
            originals.remove_leftovers()?;
        }
        let backup = match pending {
            Some((from, to)) if from > 0 => {
                let backup = back_up(dir, &path, from, to, now).await?;
                Some(backup.display().to_string())
            }
            _ => None,
        };
        let db = sqlite_pools(&path);
        let place = Place { db, name };
        if pending.is_some() {
            migrate_sqlite(&place, migrations).await?;
            sync_dir(dir)?;
        }
        settle(&lock, dir, alone).await?;
        let opened = Opened {
            created: matches!(found, Format::Empty),
            format: newest(migrations),
            backup,
        };
        Ok(Self {
            place,
            originals,
            opened,
            _lock: lock,
        })
    }
}

/// What stands in the database.
enum Format {
    Empty,
    /// Tables, but not ours.
    Foreign,
    Ours(Vec<i64>),
}

impl Format {
    /// From which format to which it has to be brought, if at all.
    fn pending(
        &self,
        migrations: &Migrator,
        place: &str,
    ) -> Result<Option<(i64, i64)>, StoreError> {
        let known = newest(migrations);
        match self {
            Self::Empty => Ok(Some((0, known))),
            Self::Foreign => Err(StoreError::NotAStore {
                place: place.to_owned(),
                detail: "it holds other tables".to_owned(),
            }),
            Self::Ours(applied) => {
                let found = applied.iter().copied().max().unwrap_or(0);
                if found > known {
                    return Err(StoreError::Newer {
                        place: place.to_owned(),
                        found,
                        known,
                    });
                }
                Ok((found < known).then_some((found, known)))
            }
        }
    }
}

fn newest(migrations: &Migrator) -> i64 {
    migrations
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0)
}

/// Looks without changing anything, not even the journal mode.
async fn sqlite_format(path: &Path) -> Result<Format, sqlx::Error> {
    if fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Ok(Format::Empty);
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_WAIT);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
            .fetch_all(&mut connection)
            .await?;
    let format = if tables.iter().any(|table| table == "_sqlx_migrations") {
        Format::Ours(
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
                .fetch_all(&mut connection)
                .await?,
        )
    } else if tables.is_empty() {
        Format::Empty
    } else {
        Format::Foreign
    };
    connection.close().await?;
    Ok(format)
}

async fn postgres_format(connection: &mut PgConnection) -> Result<Format, sqlx::Error> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()",
    )
    .fetch_all(&mut *connection)
    .await?;
    Ok(if tables.iter().any(|table| table == "_sqlx_migrations") {
        Format::Ours(
            sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
                .fetch_all(connection)
                .await?,
        )
    } else if tables.is_empty() {
        Format::Empty
    } else {
        Format::Foreign
    })
}

/// FULL, not NORMAL: in WAL mode NORMAL syncs only at checkpoints, and a diary entry that was acknowledged would be
/// gone after a power cut. One sync a commit is the price; imports pay it once per batch.
fn sqlite_pools(path: &Path) -> Db {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_WAIT);
    let pool = || {
        SqlitePoolOptions::new()
            .acquire_timeout(BUSY_WAIT)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
    };
    Db::Sqlite {
        readers: pool().max_connections(4).connect_lazy_with(options.clone()),
        writer: pool().max_connections(1).connect_lazy_with(options),
    }
}

/// Copies the database into `backups/FROM-TO-STAMP.db`: whole under that name, or not at all.
async fn back_up(
    dir: &Path,
    path: &Path,
    from: i64,
    to: i64,
    now: Timestamp,
) -> Result<PathBuf, StoreError> {
    let backups = dir.join("backups");
    create_private_dir(&backups)?;
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let backup = backups.join(format!("{from}-{to}-{stamp}.db"));
    let part = backups.join(format!("{from}-{to}-{stamp}.part"));
    let broken = |source| StoreError::from_io("write", &backup, source);
    if part.exists() {
        fs::remove_file(&part).map_err(broken)?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_WAIT);
    let copied = async {
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::query("VACUUM INTO $1")
            .bind(part.display().to_string())
            .execute(&mut connection)
            .await?;
        connection.close().await
    };
    copied.await.map_err(|source| {
        StoreError::from_sqlx("back up", &backup.display().to_string(), source)
    })?;
    File::options()
        .write(true)
        .open(&part)
        .and_then(|file| file.sync_all())
        .map_err(broken)?;
    fs::rename(&part, &backup).map_err(broken)?;
    sync_dir(&backups)?;
    Ok(backup)
}

/// Copies every table into the schema `backup_FROM_TO_STAMP`: all of them, or none.
async fn back_up_postgres(
    connection: &mut PgConnection,
    from: i64,
    to: i64,
    now: Timestamp,
) -> Result<String, sqlx::Error> {
    let schema = format!("backup_{from}_{to}_{}", now.strftime("%Y%m%dt%H%M%Sz"));
    let mut tx = connection.begin().await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT quote_ident(tablename::text) FROM pg_tables WHERE schemaname = current_schema()",
    )
    .fetch_all(&mut *tx)
    .await?;
    // Names cannot be bound; these are ours, or quoted by the server.
    let create = AssertSqlSafe(format!("CREATE SCHEMA {schema}"));
    sqlx::query(create).execute(&mut *tx).await?;
    for table in tables {
        let copy = AssertSqlSafe(format!("CREATE TABLE {schema}.{table} AS TABLE {table}"));
        sqlx::query(copy).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(schema)
}

async fn migrate_sqlite(place: &Place, migrations: &Migrator) -> Result<(), StoreError> {
    let Db::Sqlite { writer, .. } = &place.db else {
        return Ok(());
    };
    let mut connection = writer
        .acquire()
        .await
        .map_err(place.while_("bring it up to date"))?;
    migrations
        .run(&mut *connection)
        .await
        .map_err(|refused| not_migrated(&place.name, refused))
}

fn not_migrated(place: &str, refused: MigrateError) -> StoreError {
    match refused {
        MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => {
            StoreError::from_sqlx("bring it up to date", place, source)
        }
        other => StoreError::NotAStore {
            place: place.to_owned(),
            detail: other.to_string(),
        },
    }
}

/// Locks `open.lock`: exclusively when nobody else has the store open, else shared. The second value says which.
/// Waits while another program is busy with opening.
async fn lock_dir(dir: &Path) -> Result<(Arc<File>, bool), StoreError> {
    let path = dir.join("open.lock");
    let broken = |source| StoreError::from_io("lock", &path, source);
    let file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .map_err(broken)?;
    let file = Arc::new(file);
    match file.try_lock() {
        Ok(()) => Ok((file, true)),
        Err(TryLockError::WouldBlock) => {
            share(&file, dir).await?;
            Ok((file, false))
        }
        Err(TryLockError::Error(source)) => Err(broken(source)),
    }
}

/// After opening alone: let others in.
async fn settle(lock: &Arc<File>, dir: &Path, alone: bool) -> Result<(), StoreError> {
    if alone {
        lock.unlock()
            .map_err(|source| StoreError::from_io("unlock", dir, source))?;
        share(lock, dir).await?;
    }
    Ok(())
}

async fn share(lock: &Arc<File>, dir: &Path) -> Result<(), StoreError> {
    let waiting = Arc::clone(lock);
    blocking("lock", dir, move || waiting.lock_shared())
        .await?
        .map_err(|source| StoreError::from_io("lock", dir, source))
}

/// Work that waits for the disk, off the async threads.
pub(crate) async fn blocking<T: Send + 'static>(
    doing: &'static str,
    path: &Path,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|stopped| StoreError::from_io(doing, path, std::io::Error::other(stopped)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::on;

    fn up_to(version: i64) -> Migrator {
        Migrator::with_migrations(
            MIGRATIONS
                .iter()
                .filter(|one| one.version <= version)
                .cloned()
                .collect(),
        )
    }

    fn at(instant: &str) -> Timestamp {
        instant.parse().unwrap()
    }

    #[tokio::test]
    async fn an_older_store_is_copied_and_then_brought_up_to_date() {
        let dir = tempfile::tempdir().unwrap();
        let older = Store::open_at(dir.path(), at("2025-01-01T00:00:00Z"), &up_to(2))
            .await
            .unwrap();
        assert_eq!(
            older.opened(),
            &Opened {
                created: true,
                format: 2,
                backup: None
            }
        );
        // As the older version wrote it: this one writes a table that came later too.
        let mut tx = older.place.write("test").await.unwrap();
        on!(&mut tx, e => sqlx::query(
            "INSERT INTO event (seq, id, kind, at_unix_ms, document) VALUES (1, 'entry-1', 'diary', 0, '{\"pain\":2}')",
        )
        .execute(e)
        .await
        .map(|_| ()))
        .unwrap();
        tx.commit().await.unwrap();

        // Still open elsewhere: left alone.
        let refused = Store::open(dir.path(), at("2026-03-01T08:00:00Z")).await;
        assert!(matches!(refused, Err(StoreError::InUse { .. })));
        drop(older);

        let newer = Store::open(dir.path(), at("2026-03-01T08:00:05Z"))
            .await
            .unwrap();
        let backup = dir.path().join("backups/2-5-20260301T080005Z.db");
        assert_eq!(
            newer.opened(),
            &Opened {
                created: false,
                format: 5,
                backup: Some(backup.display().to_string())
            }
        );
        assert_eq!(newer.events(None).await.unwrap().len(), 1);
        newer.close().await;

        // The copy is a store of the older version, with all that was in it.
        let restored = tempfile::tempdir().unwrap();
        fs::copy(&backup, restored.path().join("trochlea.db")).unwrap();
        let restored = Store::open_at(restored.path(), at("2026-03-02T00:00:00Z"), &up_to(2))
            .await
            .unwrap();
        assert_eq!(
            restored.opened(),
            &Opened {
                created: false,
                format: 2,
                backup: None
            }
        );
        let events = restored.events(None).await.unwrap();
        assert_eq!(
            (events[0].id.as_str(), events[0].document.as_str()),
            ("entry-1", "{\"pain\":2}")
        );
        assert_eq!(fs::read_dir(dir.path().join("backups")).unwrap().count(), 1);
    }
}
