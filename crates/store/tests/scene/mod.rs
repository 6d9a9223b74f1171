//! What the tests of the store have in common: a place to live, and recordings made up for it.
#![allow(dead_code, reason = "each test uses its part")]

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection, PgConnection, postgres::PgConnectOptions,
};
use trochlea_store::{
    Closeness, DuplicateTolerance, EventKind, Json, NewEvent, NewRecording, NewRun, Store,
    StoreError,
};

pub const TOLERANCE: DuplicateTolerance = DuplicateTolerance {
    start_s: 10.0,
    timer: Closeness {
        absolute: 10.0,
        fraction: 0.01,
    },
    distance: Closeness {
        absolute: 20.0,
        fraction: 0.02,
    },
};

/// Where a store lives.
pub enum Home {
    Sqlite(PathBuf),
    Postgres(String, PathBuf),
}

impl Home {
    pub async fn open(&self) -> Result<Store, StoreError> {
        match self {
            Self::Sqlite(dir) => Store::open(dir, at("2026-03-01T08:00:00Z")).await,
            Self::Postgres(url, dir) => {
                Store::connect_postgres(url, dir, at("2026-03-01T08:00:00Z")).await
            }
        }
    }

    /// A database of its own; its name comes back too.
    pub async fn new_postgres(admin: &str, dir: &Path) -> (Self, String) {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let database = format!(
            "trochlea_test_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        tell_postgres(admin, format!("CREATE DATABASE {database}")).await;
        let url = PgConnectOptions::from_str(admin)
            .unwrap()
            .database(&database)
            .to_url_lossy();
        (Self::Postgres(url.to_string(), dir.to_path_buf()), database)
    }
}

pub async fn drop_postgres(admin: &str, database: &str) {
    tell_postgres(admin, format!("DROP DATABASE {database} WITH (FORCE)")).await;
}

pub async fn tell_postgres(admin: &str, sql: String) {
    let mut connection = PgConnection::connect(admin)
        .await
        .expect("the PostgreSQL of TROCHLEA_TEST_POSTGRES answers");
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

pub fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

pub fn run(session_idx: u32, start: &str, distance_m: f64, timer_s: f64) -> NewRun {
    let start = at(start);
    NewRun {
        session_idx,
        start: Some(start),
        day: Some(TimeZone::UTC.to_datetime(start).date()),
        sport: Some("running".to_owned()),
        distance_m: Some(distance_m),
        timer_s: Some(timer_s),
        summary: Json::of(&json!({"ascent_m": 12.5, "made_by": "1.0.0"})).unwrap(),
    }
}

/// The same run as another engine sees it.
pub fn engine(version: &str, run: NewRun) -> NewRun {
    NewRun {
        summary: Json::of(&json!({"ascent_m": 12.5, "made_by": version})).unwrap(),
        ..run
    }
}

pub fn recording(file_name: &str, bytes: &[u8], runs: Vec<NewRun>) -> NewRecording {
    NewRecording {
        file_name: file_name.to_owned(),
        bytes: bytes.to_vec(),
        added_at: at("2026-03-07T08:00:00Z"),
        engine_version: "1.0.0".to_owned(),
        outcome: Json::of(&json!({"status": "imported"})).unwrap(),
        runs,
    }
}

pub fn event(id: &str, kind: EventKind, replaces: Option<&str>, document: Value) -> NewEvent {
    NewEvent {
        id: id.to_owned(),
        kind,
        at: at("2026-03-06T19:30:00.123Z"),
        replaces: replaces.map(str::to_owned),
        document: Json::of(&document).unwrap(),
    }
}
