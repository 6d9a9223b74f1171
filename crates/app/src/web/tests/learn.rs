//! The education cards as pages.

use super::*;

#[tokio::test]
async fn every_card_has_a_page_and_the_list_leads_to_it() {
    let pages = Pages::empty().await;
    let list = pages.get("/learn").await;
    assert_eq!(list.status, StatusCode::OK);
    for card in &pages.site.knowledge.cards.card {
        let path = format!("/learn/{}", card.id);
        assert!(list.body.contains(&format!("href=\"{path}\"")), "{path}");
        let page = pages.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let label = pages.site.say(&card.evidence.label());
        assert!(page.body.contains(&label), "{path}: {label}");
        assert!(page.body.contains("Not reviewed by a clinician"), "{path}");
        assert!(!page.body.contains("[card-"), "{path}");
    }
}

#[tokio::test]
async fn an_option_has_both_sides_and_a_clinician_on_its_page() {
    let pages = Pages::empty().await;
    let page = pages.get("/learn/steroid_injection").await;
    for part in [
        "<h2>Benefit</h2>",
        "<h2>Harm</h2>",
        "clinician to talk through",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
}

#[tokio::test]
async fn a_card_that_does_not_exist_is_not_found() {
    let pages = Pages::empty().await;
    assert_eq!(
        pages.get("/learn/magic").await.status,
        StatusCode::NOT_FOUND
    );
}

/// Requirements: S2-001, S3-043.
#[tokio::test]
async fn every_page_says_that_it_is_no_medical_advice() {
    let pages = Pages::empty().await;
    for path in [
        "/",
        "/log",
        "/runs",
        "/plan",
        "/result",
        "/learn",
        "/learn/ice",
    ] {
        let page = pages.get(path).await;
        assert!(page.body.contains("not medical advice"), "{path}");
        assert!(page.body.contains("href=\"/learn/disclaimer\""), "{path}");
    }
}

/// Requirements: S1-015, S3-029.
#[tokio::test]
async fn the_letter_is_there_before_anything_was_answered() {
    let pages = Pages::empty().await;
    let page = pages.get("/letter").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "not a diagnosis",
        "Signs of danger",
        "Not asked",
        "Rule set",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
    assert!(!page.body.contains("[page-") && !page.body.contains("[letter-"));
}
