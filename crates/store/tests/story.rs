//! One story, lived on both databases: runs come in, the same ones again, a diary with a correction, a decision,
//! a better engine, an export, and everything is still there after reopening.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]

mod scene;

use scene::{Home, TOLERANCE, at, engine, event, recording, run};
use serde_json::{Value, json};
use trochlea_store::{
    ContentHash, Counts, EventKind, ImportOutcome, Json, NewDecision, RunId, RunQuery, Store,
    StoreError,
};

#[tokio::test]
async fn the_story_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    story(&Home::Sqlite(dir.path().to_path_buf())).await;
}

#[tokio::test]
async fn the_story_on_postgres() {
    let Some(admin) = postgres() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (home, database) = Home::new_postgres(&admin, dir.path()).await;
    story(&home).await;
    scene::drop_postgres(&admin, &database).await;
}

#[tokio::test]
async fn postgres_is_copied_before_it_is_brought_up_to_date() {
    let Some(admin) = postgres() else { return };
    let dir = tempfile::tempdir().unwrap();
    let (home, database) = Home::new_postgres(&admin, dir.path()).await;
    let store = home.open().await.unwrap();
    a_diary_with_a_correction(&store).await;
    let events = store.events(None).await.unwrap();
    store.close().await;
    let Home::Postgres(url, _) = &home else {
        unreachable!()
    };
    // As format 3 left it.
    scene::tell_postgres(
        url,
        "DROP TABLE revision; DROP INDEX run_by_duplicate_of_and_start;
         CREATE INDEX run_by_start ON run (start_unix_ms);
         CREATE INDEX run_by_duplicate_of ON run (duplicate_of);
         DELETE FROM _sqlx_migrations WHERE version > 3"
            .to_owned(),
    )
    .await;

    let store = home.open().await.unwrap();
    assert_eq!(store.opened().format, 5);
    let backup = store.opened().backup.clone().unwrap();
    assert_eq!(backup, "backup_3_5_20260301t080000z");
    assert_eq!(store.events(None).await.unwrap(), events);
    store.close().await;
    // The copy has every table and every row: a division by zero says that one is missing.
    scene::tell_postgres(
        url,
        format!(
            "SELECT 1 / (SELECT count(*) FROM {backup}.event WHERE document LIKE '%pain%');
             SELECT 1 / (CASE WHEN (SELECT count(*) FROM {backup}.event) = {} THEN 1 ELSE 0 END);
             SELECT * FROM {backup}.run, {backup}.original, {backup}.decision",
            events.len()
        ),
    )
    .await;
    scene::drop_postgres(&admin, &database).await;
}

/// The server to test with; missing it must be allowed by name.
fn postgres() -> Option<String> {
    let admin = std::env::var("TROCHLEA_TEST_POSTGRES").ok();
    if admin.is_none() {
        assert_eq!(
            std::env::var("TROCHLEA_NO_JUDGES").as_deref(),
            Ok("1"),
            "TROCHLEA_TEST_POSTGRES names no PostgreSQL (postgres://user@host/postgres). \
             Start one, or leave it out with TROCHLEA_NO_JUDGES=1"
        );
        println!("skipped: no PostgreSQL, and TROCHLEA_NO_JUDGES=1");
    }
    admin
}

async fn story(home: &Home) {
    let store = home.open().await.unwrap();
    assert!(store.opened().created);
    assert_eq!(store.opened().format, 5);
    assert_eq!(store.latest_decision().await.unwrap(), None);

    let watch = recording(
        "monday.fit",
        b"monday, as the watch said it",
        vec![run(0, "2026-03-02T17:00:00Z", 5000.0, 1800.0)],
    );
    let monday = ContentHash::of(&watch.bytes);
    let at_first = store.revision().await.unwrap();
    runs_come_in(&store, &watch).await;
    let with_runs = later_revision(&store, at_first).await;
    the_same_again_is_said(&store, &watch).await;
    lists_are_paged(&store).await;
    a_diary_with_a_correction(&store).await;
    let with_diary = later_revision(&store, with_runs).await;
    a_decision(&store).await;
    a_better_engine(&store, &monday).await;
    later_revision(&store, with_diary).await;
    let exported = export(&store).await;
    store.close().await;

    let store = home.open().await.unwrap();
    assert!(!store.opened().created);
    assert_eq!(store.opened().backup, None);
    assert_eq!(
        export(&store).await,
        exported,
        "all is as it was after reopening"
    );
    assert_eq!(store.original_bytes(&monday).await.unwrap(), watch.bytes);
    let health = store.examine().await.unwrap();
    assert!(
        health.damage.is_empty() && health.corrupt_originals.is_empty(),
        "{health:?}"
    );
    assert_eq!(
        health.counts,
        Counts {
            originals: 5,
            runs: 5,
            duplicate_runs: 1,
            events: 4,
            decisions: 1
        }
    );
    store.close().await;
}

/// What was remembered of a store is out of date after a change.
async fn later_revision(store: &Store, before: i64) -> i64 {
    let now = store.revision().await.unwrap();
    assert!(now > before, "{now} after {before}");
    now
}

async fn runs_come_in(store: &Store, watch: &trochlea_store::NewRecording) {
    let monday = ContentHash::of(&watch.bytes);
    let imported = store.import(watch.clone(), &TOLERANCE).await.unwrap();
    let first = RunId {
        sha256: monday,
        session_idx: 0,
    };
    assert_eq!(imported.sha256, monday);
    assert_eq!(
        imported.outcome,
        ImportOutcome::Stored {
            runs: vec![first],
            duplicates: vec![]
        }
    );
    assert_eq!(store.original_bytes(&monday).await.unwrap(), watch.bytes);

    let mut batch = store.batch(TOLERANCE, 2.try_into().unwrap());
    let two = recording(
        "two.fit",
        b"two sessions",
        vec![
            run(0, "2026-03-03T06:00:00Z", 3000.0, 1000.0),
            run(1, "2026-03-03T18:00:00Z", 4000.0, 1400.0),
        ],
    );
    assert_eq!(
        batch.add(two).await.unwrap(),
        vec![],
        "nothing is answered for before it is committed"
    );
    assert_eq!(store.counts().await.unwrap().originals, 1);
    let settings = recording("settings.fit", b"no activity", vec![]);
    let answers = batch.add(settings).await.unwrap();
    assert_eq!(
        answers
            .iter()
            .map(|one| one.file_name.as_str())
            .collect::<Vec<_>>(),
        ["two.fit", "settings.fit"]
    );
    assert_eq!(
        answers[1].outcome,
        ImportOutcome::Stored {
            runs: vec![],
            duplicates: vec![]
        }
    );
    let late = recording(
        "friday.fit",
        b"friday",
        vec![run(0, "2026-03-06T17:00:00Z", 6000.0, 2100.0)],
    );
    assert_eq!(batch.add(late).await.unwrap(), vec![]);
    assert_eq!(batch.finish().await.unwrap().len(), 1);
    assert_eq!(store.counts().await.unwrap().runs, 4);
}

async fn the_same_again_is_said(store: &Store, watch: &trochlea_store::NewRecording) {
    let again = store.import(watch.clone(), &TOLERANCE).await.unwrap();
    let ImportOutcome::DuplicateContent { of } = again.outcome else {
        panic!("{again:?}")
    };
    assert_eq!((of.file_name.as_str(), of.n_runs), ("monday.fit", 1));
    assert_eq!(
        of.outcome.read::<Value>().unwrap(),
        json!({"status": "imported"})
    );

    // Monday again, from a phone that started 4 s later and measured 30 m less: both within the tolerance.
    let phone = recording(
        "monday.gpx",
        b"monday, as a phone said it",
        vec![run(0, "2026-03-02T17:00:04Z", 4970.0, 1795.0)],
    );
    let phone_run = RunId {
        sha256: ContentHash::of(&phone.bytes),
        session_idx: 0,
    };
    let watch_run = RunId {
        sha256: ContentHash::of(&watch.bytes),
        session_idx: 0,
    };
    let imported = store.import(phone.clone(), &TOLERANCE).await.unwrap();
    let ImportOutcome::DuplicateRun { duplicates } = imported.outcome else {
        panic!("{imported:?}")
    };
    assert_eq!(
        (duplicates[0].run, duplicates[0].of),
        (phone_run, watch_run)
    );
    assert_eq!(Some(duplicates[0].start_apart_s), Some(4.0));
    assert_eq!(duplicates[0].timer_apart_s, Some(5.0));
    assert_eq!(duplicates[0].distance_apart_m, Some(30.0));
    assert_eq!(
        store.original_bytes(&phone_run.sha256).await.unwrap(),
        phone.bytes,
        "its bytes are kept all the same"
    );

    store.prefer(&phone_run).await.unwrap();
    assert_eq!(
        store.run(&watch_run).await.unwrap().duplicate_of,
        Some(phone_run)
    );
    store.prefer(&watch_run).await.unwrap();
    assert_eq!(store.run(&watch_run).await.unwrap().duplicate_of, None);
    assert_eq!(
        store.run(&phone_run).await.unwrap().duplicate_of,
        Some(watch_run)
    );
}

async fn lists_are_paged(store: &Store) {
    let query = RunQuery {
        limit: Some(3),
        ..RunQuery::default()
    };
    let first = store.runs(&query).await.unwrap();
    let days = |runs: &[trochlea_store::Run]| {
        runs.iter()
            .map(|run| run.day.unwrap().to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(days(&first), ["2026-03-06", "2026-03-03", "2026-03-03"]);
    assert_eq!(
        first[1].start,
        Some(at("2026-03-03T18:00:00Z")),
        "the later one of a day first"
    );
    assert!(first.iter().all(|run| run.summary.is_none()));
    let rest = store
        .runs(&RunQuery {
            before: Some(first[2].cursor.clone()),
            ..query
        })
        .await
        .unwrap();
    assert_eq!(days(&rest), ["2026-03-02"]);

    let (from, to) = (
        Some("2026-03-02".parse().unwrap()),
        Some("2026-03-03".parse().unwrap()),
    );
    let span = store
        .runs(&RunQuery {
            from,
            to,
            with_summary: true,
            ..RunQuery::default()
        })
        .await
        .unwrap();
    assert_eq!(
        days(&span),
        ["2026-03-03", "2026-03-03", "2026-03-02"],
        "both ends belong to it"
    );
    assert_eq!(
        span[2].summary.as_ref().unwrap().read::<Value>().unwrap(),
        json!({"ascent_m": 12.5, "made_by": "1.0.0"})
    );
    let all = store
        .runs(&RunQuery {
            with_duplicates: true,
            ..RunQuery::default()
        })
        .await
        .unwrap();
    assert_eq!(all.len(), 5);
}

async fn a_diary_with_a_correction(store: &Store) {
    let sore = event("entry-1", EventKind::Diary, None, json!({"pain_after": 3}));
    assert_eq!(
        store
            .append(&[
                sore.clone(),
                event("who", EventKind::Profile, None, json!({"born": 1984}))
            ])
            .await
            .unwrap(),
        [1, 2]
    );
    assert_eq!(
        store.append(&[sore]).await.unwrap(),
        [1],
        "a form sent twice is one entry"
    );

    let other = event("entry-1", EventKind::Diary, None, json!({"pain_after": 0}));
    assert!(
        matches!(store.append(&[other]).await, Err(StoreError::IdTaken { id }) if id == "entry-1")
    );
    let corrected = event(
        "entry-1b",
        EventKind::Diary,
        Some("entry-1"),
        json!({"pain_after": 5}),
    );
    assert_eq!(store.append(&[corrected]).await.unwrap(), [3]);
    let fork = event(
        "entry-1c",
        EventKind::Diary,
        Some("entry-1"),
        json!({"pain_after": 1}),
    );
    let new = event("entry-2", EventKind::Diary, None, json!({"pain_after": 1}));
    let refused = store.append(&[new.clone(), fork]).await;
    assert!(matches!(refused, Err(StoreError::AlreadyReplaced { by, .. }) if by == "entry-1b"));
    let nowhere = event("entry-3", EventKind::Diary, Some("entry-9"), json!({}));
    assert!(matches!(
        store.append(&[nowhere]).await,
        Err(StoreError::NothingToReplace { .. })
    ));
    let other_kind = event("entry-4", EventKind::Diary, Some("who"), json!({}));
    assert!(matches!(
        store.append(&[other_kind]).await,
        Err(StoreError::NothingToReplace { .. })
    ));
    assert_eq!(
        store.append(&[new]).await.unwrap(),
        [4],
        "refused entries took no number, and none of theirs was kept"
    );

    let history = store.events(Some(EventKind::Diary)).await.unwrap();
    assert_eq!(
        history
            .iter()
            .map(|event| event.id.as_str())
            .collect::<Vec<_>>(),
        ["entry-1", "entry-1b", "entry-2"]
    );
    assert_eq!(history[0].replaced_by.as_deref(), Some("entry-1b"));
    assert_eq!(
        history[0].document.as_str(),
        r#"{"pain_after":3}"#,
        "what was said first is still there"
    );
    let current = store.current_events(None).await.unwrap();
    assert_eq!(
        current.iter().map(|event| event.seq).collect::<Vec<_>>(),
        [2, 3, 4]
    );
}

async fn a_decision(store: &Store) {
    let decision = NewDecision {
        id: "decision-1".to_owned(),
        at: at("2026-03-07T07:00:00Z"),
        rule_set: "a1b2".to_owned(),
        engine_version: "1.0.0".to_owned(),
        // A number that needs all seventeen digits, and letters beyond ASCII.
        input: Json::of(&json!({"distance_m": 0.1 + 0.2, "where": "Knie außen"})).unwrap(),
        output: Json::parse("{\n  \"today\": \"rest\"\n}".to_owned()).unwrap(),
    };
    let revision = store.revision().await.unwrap();
    assert!(!store.has_decision(&decision.id).await.unwrap());
    assert_eq!(store.record_decision(&decision).await.unwrap(), 1);
    assert_eq!(store.record_decision(&decision).await.unwrap(), 1);
    assert!(store.has_decision(&decision.id).await.unwrap());
    assert_eq!(store.revision().await.unwrap(), revision);
    let other = NewDecision {
        rule_set: "c3d4".to_owned(),
        ..decision.clone()
    };
    assert!(matches!(
        store.record_decision(&other).await,
        Err(StoreError::IdTaken { .. })
    ));
    let latest = store.latest_decision().await.unwrap().unwrap();
    assert_eq!(
        (latest.seq, latest.at, latest.rule_set.as_str()),
        (1, decision.at, "a1b2")
    );
    assert_eq!(
        (latest.input, latest.output),
        (decision.input, decision.output)
    );
}

async fn a_better_engine(store: &Store, monday: &ContentHash) {
    assert_eq!(store.stale_originals("1.0.0", None, 10).await.unwrap(), []);
    let stale = store.stale_originals("1.1.0", None, 3).await.unwrap();
    assert_eq!(stale.len(), 3);
    let rest = store
        .stale_originals("1.1.0", Some(&stale[2].sha256), 10)
        .await
        .unwrap();
    assert_eq!(
        stale.len() + rest.len(),
        5,
        "the one that was no activity too: a better engine may see more"
    );

    // The better engine sees two sessions on Monday.
    let runs = [
        engine("1.1.0", run(0, "2026-03-02T17:00:00Z", 5010.0, 1800.0)),
        engine("1.1.0", run(1, "2026-03-02T18:00:00Z", 900.0, 400.0)),
    ];
    let outcome = Json::of(&json!({"status": "imported"})).unwrap();
    store
        .replace_runs(monday, "1.1.0", &outcome, &runs, &TOLERANCE)
        .await
        .unwrap();
    assert_eq!(
        store
            .stale_originals("1.1.0", None, 10)
            .await
            .unwrap()
            .len(),
        4
    );
    let first = store
        .run(&RunId {
            sha256: *monday,
            session_idx: 0,
        })
        .await
        .unwrap();
    assert_eq!(
        (first.distance_m, first.engine_version.as_str()),
        (Some(5010.0), "1.1.0")
    );
    assert_eq!(
        first.summary.unwrap().read::<Value>().unwrap()["made_by"],
        "1.1.0"
    );

    // Without the first session the phone's recording counts; with it back, it is a duplicate of the phone's.
    store
        .replace_runs(monday, "1.1.0", &outcome, &runs[1..], &TOLERANCE)
        .await
        .unwrap();
    let gone = RunId {
        sha256: *monday,
        session_idx: 0,
    };
    assert!(matches!(store.run(&gone).await, Err(StoreError::NoSuchRun(id)) if id == gone));
    assert_eq!(store.counts().await.unwrap().duplicate_runs, 0);
    store
        .replace_runs(monday, "1.1.0", &outcome, &runs, &TOLERANCE)
        .await
        .unwrap();
    let phone = store.run(&gone).await.unwrap().duplicate_of.unwrap();
    store.prefer(&gone).await.unwrap();
    assert_eq!(store.run(&phone).await.unwrap().duplicate_of, Some(gone));

    let unknown = ContentHash::of(b"never seen");
    assert!(matches!(
        store
            .replace_runs(&unknown, "1.1.0", &outcome, &[], &TOLERANCE)
            .await,
        Err(StoreError::NoSuchOriginal(_))
    ));
    assert!(matches!(
        store.original_bytes(&unknown).await,
        Err(StoreError::NoSuchOriginal(_))
    ));
    let impossible = recording(
        "nan.fit",
        b"nan",
        vec![run(0, "2026-03-09T17:00:00Z", f64::NAN, 1.0)],
    );
    assert!(matches!(
        store.import(impossible, &TOLERANCE).await,
        Err(StoreError::NotFinite { .. })
    ));
}

async fn export(store: &Store) -> Vec<Value> {
    let mut lines: Vec<Value> = Vec::new();
    store
        .export(|line| {
            assert!(!line.contains('\n'), "one document a line");
            lines.push(serde_json::from_str(line)?);
            Ok(())
        })
        .await
        .unwrap();
    let kinds = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).count();
    assert_eq!(
        lines[0],
        json!({"kind": "export", "schema": "trochlea.export/1", "store_format": 5})
    );
    assert_eq!(
        (
            kinds("original"),
            kinds("run"),
            kinds("event"),
            kinds("decision")
        ),
        (5, 6, 4, 1)
    );
    assert_eq!(
        lines.last().unwrap()["input"]["distance_m"],
        json!(0.1 + 0.2)
    );
    lines
}
