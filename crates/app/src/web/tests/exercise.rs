//! The exercises: what is in the programme can be followed to its movement, what is not cannot.

use super::*;

/// Every address of an exercise that a page links to.
fn linked(page: &str) -> Vec<&str> {
    let links = page.split("href=\"/exercises/").skip(1);
    let mut links: Vec<&str> = links
        .filter_map(|rest| rest.split(['"', '?', '/']).next())
        .collect();
    links.sort_unstable();
    links.dedup();
    links
}

#[tokio::test]
async fn nothing_is_trained_before_the_questions_are_answered() {
    let pages = Pages::empty().await;
    for path in ["/exercises", "/exercises/squat"] {
        let page = pages.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("No exercises yet"), "{}", page.body);
        assert!(!page.body.contains("class=\"fig\""), "{path}");
    }
    assert_eq!(
        pages.get("/exercises/handstand").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn every_exercise_of_the_programme_leads_to_its_figure_and_to_the_log() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let list = pages.get("/exercises").await.body;
    let ids: Vec<String> = linked(&list).into_iter().map(str::to_owned).collect();
    assert!(ids.len() >= 5, "{ids:?}");
    // What today says stands in the list with its figure.
    let today = pages.get("/").await.body;
    let due = linked(&today);
    assert!(
        due.iter().all(|id| ids.iter().any(|one| one == id)),
        "{due:?}"
    );
    assert_eq!(list.matches("class=\"fig\"").count(), due.len());
    for id in &ids {
        let page = pages.get(&format!("/exercises/{id}")).await.body;
        let (_, main) = page.split_once("<main").unwrap();
        assert!(!main.contains('['), "a text is missing: {main}");
        assert!(main.contains("class=\"fig\"") && main.contains("id=\"pause\""));
        assert!(!main.contains(" style="), "{id}");
        assert!(main.contains(&format!("/log?exercise={id}")), "{id}");
        let sheet = pages.get(&format!("/exercises/{id}/right.css")).await;
        assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
        assert!(sheet.body.contains("@keyframes"), "{id} does not move");
        // Each rule is of a shape that is in the drawing.
        for rule in sheet.body.lines().filter(|line| line.starts_with(".f-")) {
            let class = rule[1..].split('{').next().unwrap();
            assert!(main.contains(class), "{id}: {class}");
        }
    }
}

#[tokio::test]
async fn what_is_locked_shows_its_key_and_no_movement() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let list = pages.get("/exercises").await.body;
    let (programme, later) = list.split_once("What opens later").expect("later ones");
    assert!(later.contains("Squat on a step"), "{later}");
    assert!(!programme.contains("Squat on a step"));
    let page = pages.get("/exercises/step_squat").await.body;
    assert!(page.contains("Not in your programme now"), "{page}");
    assert!(page.contains("painless weeks"), "{page}");
    for absent in ["class=\"fig\"", "class=\"sets\"", "/log?exercise"] {
        assert!(!page.contains(absent), "{absent}");
    }
}

#[tokio::test]
async fn sets_are_counted_without_a_script_and_end_in_the_log() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let page = |done: &str| {
        let path = format!("/exercises/side_lying_leg_raise{done}");
        let pages = &pages;
        async move { pages.get(&path).await.body }
    };
    // Three sets of fifteen (S2-040).
    let first = page("").await;
    assert!(first.contains("Set 1 of 3") && first.contains("?done=1"));
    assert!(page("?done=2").await.contains("Set 3 of 3"));
    let last = page("?done=3").await;
    assert!(last.contains("All sets done"), "{last}");
    assert!(last.contains("/log?exercise=side_lying_leg_raise&amp;sets=3&amp;reps=15"));
    assert!(page("?done=200").await.contains("All sets done"));
    let log = pages
        .get("/log?exercise=side_lying_leg_raise&sets=3&reps=15")
        .await
        .body;
    let (_, field) = log.split_once("value=\"side_lying_leg_raise\"").unwrap();
    assert!(field.starts_with(" checked"), "{field:.80}");
    assert!(field.contains("name=\"sets-side_lying_leg_raise\" type=\"number\" inputmode=\"numeric\" min=\"0\" max=\"20\" value=\"3\""));
}

#[test]
fn whatever_an_exercise_needs_and_every_house_mark_has_a_word() {
    let words = trochlea_report::Words::english().unwrap();
    let knowledge = trochlea_knowledge::Knowledge::shipped().unwrap();
    let word = |part: serde_json::Value| part.as_str().unwrap().to_owned();
    for exercise in &knowledge.exercises.exercise {
        let needs = exercise.equipment.iter().map(|one| {
            let one = serde_json::to_value(one).unwrap();
            format!("page-needs-{}", word(one))
        });
        let house = exercise.dose.house.iter();
        let house = house.map(|field| format!("page-dose-{field}"));
        let kind = serde_json::to_value(exercise.kind).unwrap();
        let kind = format!("page-kind-{}", word(kind));
        for id in needs.chain(house).chain([kind]) {
            assert!(words.has(&id), "{}: {id}", exercise.id);
        }
    }
}
