//! What stands beside the runs: the steps, the routines, other sports.

use super::*;

/// The value of the hidden field that names a form.
#[track_caller]
fn entry(page: &str) -> &str {
    let (_, rest) = page.split_once("name=\"entry\" value=\"").unwrap();
    rest.split_once('"').unwrap().0
}

#[tokio::test]
async fn before_a_plan_there_are_no_steps_to_change() {
    let pages = Pages::empty().await;
    let page = pages.get("/step-rate").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("before there is a running plan"));
    assert!(!page.body.contains("data-beat"));
}

#[tokio::test]
async fn without_a_measured_step_rate_the_page_says_so_and_has_no_beat() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let page = pages.get("/step-rate").await.body;
    assert!(page.contains("not known yet"), "{page}");
    assert!(page.contains("No target yet"));
    assert!(!page.contains("data-beat") && !page.contains("step-rate.js"));
    // What is known about it and what to think of stand there all the same.
    assert!(page.contains("Run tall") && page.contains("not settled"));
    assert!(!page.contains(" style="));
    assert!(
        pages
            .get("/plan")
            .await
            .body
            .contains("href=\"/step-rate\"")
    );
}

#[tokio::test]
async fn the_beat_is_a_script_of_our_own() {
    let pages = Pages::empty().await;
    let script = pages.get("/assets/step-rate.js").await;
    assert_eq!(script.status, StatusCode::OK);
    assert!(script.body.contains("prefers-reduced-motion"));
}

#[tokio::test]
async fn a_form_that_says_neither_begin_nor_stop_is_refused() {
    let pages = Pages::empty().await;
    let answer = pages.post("/step-rate", "entry=s1&act=jump").await;
    assert_ne!(answer.status, StatusCode::SEE_OTHER);
    for act in ["start", "stop"] {
        let answer = pages
            .post("/step-rate", &format!("entry={act}&act={act}"))
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header("location"), "/step-rate");
    }
}

/// Requirements: S1-034.
#[tokio::test]
async fn a_sport_that_hurt_in_the_log_is_left_out_on_the_plan() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let plan = pages.get("/plan").await.body;
    assert!(plan.contains("Cycling") && !plan.contains("Left out until"));
    assert!(plan.contains("Warm-up") && plan.contains("Cool-down"));
    let log = pages.get("/log").await.body;
    assert!(log.contains("name=\"pain-did-cycling\""));
    let form = format!(
        "entry={}&side=right&alarming=none&did-cycling=30&pain-did-cycling=3",
        entry(&log)
    );
    let kept = pages.post("/log", &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let plan = pages.get("/plan").await.body;
    assert!(plan.contains("it hurt 3 of 10"), "{plan}");
}

#[tokio::test]
async fn what_is_at_hand_changes_what_the_exercises_say() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let without = "press on the upper knee with your hand";
    // Nobody said: it says what it needs, and how to do without.
    assert!(pages.get("/").await.body.contains(without));
    let form = pages.get("/assessment/habits").await.body;
    let said = format!(
        "entry={}&week-km=25&thing=band&set=clinic_six",
        entry(&form)
    );
    let kept = pages.post("/assessment/habits", &said).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert!(!pages.get("/").await.body.contains(without));
    let form = pages.get("/assessment/habits").await.body;
    assert!(
        form.contains("value=\"band\" checked") && form.contains("value=\"clinic_six\" checked")
    );
    let said = format!("entry={}&thing=spoon", entry(&form));
    let refused = pages.post("/assessment/habits", &said).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
}
