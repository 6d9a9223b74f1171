//! Scores and milestones as pages.

use super::*;

impl Pages {
    async fn put(&self, form: &str) -> Answer {
        let entry = Timestamp::now().as_nanosecond();
        self.post("/outcomes/add", &format!("entry=answer-{entry}&{form}"))
            .await
    }
}

#[tokio::test]
async fn a_score_is_kept_and_its_change_is_judged() {
    let pages = Pages::empty().await;
    for (day, value) in [("2026-01-05", 6), ("2026-02-05", 3)] {
        let form = format!("instrument=nprs&value={value}&side=right&on={day}&by=runner");
        let kept = pages.put(&form).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    }
    let page = pages.get("/outcomes").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Improved"), "{}", page.body);
    assert!(page.body.contains("3 points better"), "{}", page.body);
}

#[tokio::test]
async fn an_impossible_score_is_refused_with_its_range() {
    let pages = Pages::empty().await;
    let form = "instrument=akps&value=140&side=left&version=original&language=en&by=runner";
    let refused = pages.put(form).await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        refused.body
    );
    assert!(refused.body.contains("from 0 to 100"), "{}", refused.body);
    assert!(
        refused.body.contains("Nothing was saved"),
        "{}",
        refused.body
    );
    let versionless = pages
        .put("instrument=akps&value=70&side=left&by=runner")
        .await;
    assert!(versionless.body.contains("version"), "{}", versionless.body);
}

#[tokio::test]
async fn every_measure_has_a_form() {
    let pages = Pages::empty().await;
    for row in &pages.site.knowledge.outcomes.instruments {
        let page = pages
            .get(&format!("/outcomes/add?instrument={}", row.id))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", row.id);
        assert!(
            !page.body.contains("[outcome-") && !page.body.contains("[page-"),
            "{}",
            page.body
        );
        assert!(page.body.contains("name=\"value\""));
    }
    let unknown = pages.get("/outcomes/add?instrument=happiness").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_change_question_has_seven_answers_in_words() {
    let pages = Pages::empty().await;
    let page = pages.get("/outcomes/add?instrument=groc").await;
    assert_eq!(page.body.matches("name=\"value\"").count(), 7);
    assert!(page.body.contains("value=\"-3\"") && page.body.contains("Much worse"));
}
