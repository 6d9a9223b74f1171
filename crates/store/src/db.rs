//! Two databases behind one `enum`, spoken to in the same SQL.

use std::time::Duration;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::StoreError;

/// How long a writer waits for another one.
pub(crate) const BUSY_WAIT: Duration = Duration::from_secs(30);

/// Where the rows are.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    /// Readers and one writer: SQLite has one writer at a time anyway, and so in one process they queue here
    /// instead of knocking until the busy time is over.
    Sqlite {
        readers: SqlitePool,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

/// A transaction on either.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs one expression on whichever database it is; `$executor` is what sqlx's `execute` and `fetch_*` take.
macro_rules! on {
    ($tx:expr, $executor:ident => $body:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(tx) => {
                let $executor = &mut **tx;
                $body
            }
            $crate::db::Tx::Postgres(tx) => {
                let $executor = &mut **tx;
                $body
            }
        }
    };
}
pub(crate) use on;

impl Db {
    /// Everything read in it is of one moment.
    pub(crate) async fn read(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// One writer at a time, on both: so that what was looked up still holds when the row is added
    /// (is this run known? which number comes next?).
    pub(crate) async fn write(&self) -> Result<Tx, sqlx::Error> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("LOCK TABLE original IN SHARE ROW EXCLUSIVE MODE")
                    .execute(&mut *tx)
                    .await?;
                Tx::Postgres(tx)
            }
        })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                // The writer last: it checkpoints and removes the side files.
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await,
            Self::Postgres(tx) => tx.commit().await,
        }
    }
}

/// An opened database with the name it has in messages.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) db: Db,
    pub(crate) name: String,
}

impl Place {
    pub(crate) async fn read(&self, doing: &'static str) -> Result<Tx, StoreError> {
        self.db.read().await.map_err(self.while_(doing))
    }

    pub(crate) async fn write(&self, doing: &'static str) -> Result<Tx, StoreError> {
        self.db.write().await.map_err(self.while_(doing))
    }

    /// Ends a transaction that changed what is known.
    pub(crate) async fn commit(&self, mut tx: Tx, doing: &'static str) -> Result<(), StoreError> {
        on!(&mut tx, e => sqlx::query("UPDATE revision SET n = n + 1").execute(e).await.map(|_| ()))
            .map_err(self.while_(doing))?;
        self.commit_what_follows(tx, doing).await
    }

    /// Ends a transaction that added only what follows from what is known.
    pub(crate) async fn commit_what_follows(
        &self,
        tx: Tx,
        doing: &'static str,
    ) -> Result<(), StoreError> {
        tx.commit().await.map_err(self.while_(doing))
    }

    /// Turns a database's error into ours.
    pub(crate) fn while_(&self, doing: &'static str) -> impl Fn(sqlx::Error) -> StoreError {
        move |source| StoreError::from_sqlx(doing, &self.name, source)
    }
}
