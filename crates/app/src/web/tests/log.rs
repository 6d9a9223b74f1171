use super::*;
use trochlea_store::{Event, EventKind};
use trochlea_symptom::{Answer, DiaryEntry, PainScore};

impl Pages {
    async fn diary(&self) -> Vec<Event> {
        self.site
            .store
            .events(Some(EventKind::Diary))
            .await
            .unwrap()
    }
}

fn entry(event: &Event) -> DiaryEntry {
    event.document.read().unwrap()
}

#[tokio::test]
async fn the_log_opens_with_nothing_said() {
    let answer = Pages::empty().await.get("/log").await;
    assert_eq!(answer.status, StatusCode::OK);
    // A slider that stood on a number would say it for the runner.
    assert!(
        answer
            .body
            .contains(r#"name="right-morning" type="range" min="-1" max="10" step="1" value="-1""#)
    );
    assert!(!answer.body.contains(" checked"));
}

#[tokio::test]
async fn what_was_said_in_the_morning_is_kept_as_a_diary_entry() {
    let pages = Pages::empty().await;
    let answer = pages
        .post(
            "/log",
            "entry=e1&alarming=none&right-morning=2&right-stairs=-1&right-swelling=unknown&note=stiff%20%3Cb%3E",
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/log?saved=now");
    let events = pages.diary().await;
    let [event] = events.as_slice() else {
        panic!("{events:?}")
    };
    let entry = entry(event);
    assert_eq!(entry.id, event.id);
    assert_eq!(entry.pain_next_morning, PainScore::new(2));
    assert_eq!(entry.pain_stairs, None);
    assert_eq!(entry.swelling, Some(Answer::Unknown));
    // Every item that is asked again with every entry, and each of them a "no".
    let table = &trochlea_knowledge::Knowledge::shipped().unwrap().red_flags;
    let asked: Vec<_> = table.every_diary_entry().map(|item| &item.id).collect();
    assert_eq!(
        entry
            .flags
            .keys()
            .collect::<std::collections::BTreeSet<_>>(),
        asked.into_iter().collect()
    );
    assert!(entry.flags.values().all(|said| *said == Answer::No));
    let listed = pages.get("/log?saved=now").await.body;
    assert!(
        listed.contains("pain in the morning 2") && listed.contains("swelling not known"),
        "{listed}"
    );
    let correcting = pages.get("/log?correct=e1-right").await.body;
    assert!(correcting.contains("stiff &lt;b&gt;"), "{correcting}");
}

#[tokio::test]
async fn a_form_sent_twice_is_one_entry() {
    let pages = Pages::empty().await;
    let form = "entry=e1&alarming=none&right-morning=2";
    pages.post("/log", form).await;
    let again = pages.post("/log", form).await;
    assert_eq!(again.header("location"), "/log?saved=before");
    assert_eq!(pages.diary().await.len(), 1);
}

#[tokio::test]
async fn a_form_that_says_nothing_or_the_impossible_is_refused_with_the_reason() {
    let pages = Pages::empty().await;
    for (form, reason) in [
        (
            "entry=e1&alarming=none&right-morning=-1",
            "at least one slider",
        ),
        ("entry=e1&right-morning=1", "new or alarming"),
        ("entry=e1&alarming=none&right-morning=11", "0 to 10"),
        ("alarming=none&right-morning=1", "no name"),
    ] {
        let answer = pages.post("/log", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(reason), "{form}: {}", answer.body);
    }
    assert!(pages.diary().await.is_empty());
}

#[tokio::test]
async fn a_correction_takes_the_place_of_the_entry_and_keeps_its_morning() {
    let pages = Pages::empty().await;
    pages
        .post("/log", "entry=e1&alarming=none&left-morning=2")
        .await;
    let form = pages.get("/log?correct=e1-left").await.body;
    assert!(
        form.contains(r#"name="left-morning" type="range" min="-1" max="10" step="1" value="2""#)
    );
    assert!(!form.contains("right-morning"));
    let corrected = "entry=e2&replaces=e1-left&side=left&alarming=none&left-morning=5";
    assert_eq!(
        pages.post("/log", corrected).await.status,
        StatusCode::SEE_OTHER
    );
    let events = pages.diary().await;
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].replaced_by.as_deref(), Some("e2-left"));
    let (before, after) = (entry(&events[0]), entry(&events[1]));
    assert_eq!(after.at, before.at);
    assert_eq!(after.replaces.as_deref(), Some("e1-left"));
    assert_eq!(after.pain_next_morning, PainScore::new(5));
    // Only the newest of a history can be corrected.
    let late = "entry=e3&replaces=e1-left&side=left&alarming=none&left-morning=1";
    assert_eq!(
        pages.post("/log", late).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(pages.diary().await.len(), 2);
}

#[tokio::test]
async fn an_entry_about_a_run_that_is_not_there_is_refused() {
    let pages = Pages::empty().await;
    let run = format!("{}%230", "ab".repeat(32));
    for run in [run.as_str(), "yesterday"] {
        let form = format!("entry=e1&alarming=none&right-during=2&run={run}");
        assert_eq!(
            pages.post("/log", &form).await.status,
            StatusCode::NOT_FOUND,
            "{run}"
        );
    }
    assert!(pages.diary().await.is_empty());
}

#[tokio::test]
async fn a_page_from_elsewhere_cannot_write_into_the_diary() {
    let pages = Pages::empty().await;
    let request = own("/log")
        .method("POST")
        .header(header::ORIGIN, "http://trochlea.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let form = Body::from("entry=e1&alarming=none&right-morning=0");
    let answer = pages.ask(request.body(form).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(pages.diary().await.is_empty());
}

#[tokio::test]
async fn a_form_larger_than_any_form_is_refused() {
    let pages = Pages::empty().await;
    let form = format!("entry=e1&note={}", "a".repeat(2 << 20));
    let answer = pages.post("/log", &form).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
