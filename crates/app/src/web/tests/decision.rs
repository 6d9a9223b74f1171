//! A runner's way through the questions to a plan, or to a red flag.

use super::*;

/// The value of a hidden field on a page.
#[track_caller]
fn hidden<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

impl Pages {
    /// Follows redirects to the page that is shown in the end.
    async fn open(&self, path: &str) -> (String, Answer) {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let answer = self.get(&path).await;
            if answer.status != StatusCode::SEE_OTHER {
                return (path, answer);
            }
            path = answer.header("location").to_owned();
        }
        panic!("{path} leads in a circle")
    }

    /// Answers one question after the other: what `said` names with that word, the rest with no.
    pub(super) async fn answer_all(&self, said: &[(&str, &str)]) -> String {
        for _ in 0..120 {
            let (path, page) = self.open("/assessment").await;
            let Some(entry) = hidden(&page.body, "entry") else {
                return path;
            };
            let form = match (hidden(&page.body, "item"), path.as_str()) {
                (Some("age"), _) => "item=age&answer=age&age=35".to_owned(),
                (Some(item), _) => {
                    let word = said.iter().find(|(name, _)| *name == item);
                    format!("item={item}&answer={}", word.map_or("no", |(_, word)| word))
                }
                (None, "/assessment/knee") => "spot=right.patella".to_owned(),
                (None, "/assessment/habits") => "week-km=25".to_owned(),
                (None, feature) => {
                    let feature = feature.rsplit('/').next().unwrap();
                    let hurts = feature.ends_with("_pain") || feature == "dull_ache";
                    format!("answer={}", if hurts { "yes" } else { "no" })
                }
            };
            let target = if path.starts_with("/assessment?") {
                "/assessment"
            } else {
                &path
            };
            let kept = self.post(target, &format!("entry={entry}&{form}")).await;
            assert_eq!(
                kept.status,
                StatusCode::SEE_OTHER,
                "{path}: {form}: {}",
                kept.body
            );
            if kept.header("location") == "/flag" {
                return "/flag".to_owned();
            }
        }
        panic!("the questions do not end")
    }
}

#[tokio::test]
async fn nothing_may_be_run_before_the_questions_are_answered() {
    let pages = Pages::empty().await;
    let today = pages.get("/").await;
    assert_eq!(today.status, StatusCode::OK);
    assert!(
        today.body.contains("A few questions first"),
        "{}",
        today.body
    );
    assert!(!today.body.contains("class=\"hero"));
    assert!(
        pages
            .get("/plan")
            .await
            .body
            .contains("no running plan yet")
    );
    assert_eq!(pages.get("/flag").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_sore_kneecap_without_red_flags_leads_to_a_plan() {
    let pages = Pages::empty().await;
    assert_eq!(pages.answer_all(&[]).await, "/result");
    let result = pages.get("/result").await.body;
    assert!(result.contains("patellofemoral pain"), "{result}");
    assert!(result.contains("Around or behind the kneecap"));
    let plan = pages.get("/plan").await.body;
    assert!(plan.contains("Gate 1, may run reduced"), "{plan}");
    assert!(plan.contains("Gate 3, may train fully"));
    let today = pages.get("/").await.body;
    assert!(today.contains("Why"), "{today}");
    assert!(today.contains("Strength"));
    for page in [result, plan, today] {
        // A text that is missing shows its id in brackets.
        let (_, main) = page.split_once("<main").unwrap();
        assert!(!main.contains('['), "{main}");
    }
}

#[tokio::test]
async fn what_is_not_known_gives_no_plan_and_is_asked_again_with_how_to_find_out() {
    let pages = Pages::empty().await;
    assert_eq!(pages.answer_all(&[("lump", "unknown")]).await, "/result");
    let today = pages.get("/").await.body;
    assert!(today.contains("Still open"), "{today}");
    assert!(!today.contains("class=\"hero"));
    let again = pages.get("/assessment?item=lump").await.body;
    assert!(again.contains("How to find out"), "{again}");
}

#[tokio::test]
async fn an_age_nobody_knows_is_not_asked_in_a_circle() {
    let pages = Pages::empty().await;
    pages
        .post("/assessment", "entry=a1&item=age&answer=unknown")
        .await;
    let (_, next) = pages.open("/assessment").await;
    assert_eq!(hidden(&next.body, "item"), Some("pregnant"));
    let today = pages.get("/").await.body;
    assert!(today.contains("A few questions first"), "{today}");
}

#[tokio::test]
async fn a_hot_knee_with_fever_goes_to_the_emergency_page_at_once() {
    let pages = Pages::empty().await;
    let ill = [("hot_red_swollen", "yes-right"), ("fever_or_unwell", "yes")];
    assert_eq!(pages.answer_all(&ill).await, "/flag");
    let flag = pages.get("/flag").await;
    assert_eq!(flag.status, StatusCode::OK);
    assert!(flag.body.contains("emergency department"), "{}", flag.body);
    assert!(flag.body.contains("tel:112"));
    assert!(!flag.body.contains("<nav"), "nothing leads away from it");
    // Today is not reachable past it.
    assert_eq!(pages.open("/").await.0, "/flag");
}

#[tokio::test]
async fn a_morning_with_an_alarming_pair_goes_to_the_emergency_page_too() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let form =
        "entry=e1&side=right&alarming=some&flag-hot_red_swollen=yes&flag-fever_or_unwell=yes";
    let kept = pages.post("/log", form).await;
    assert_eq!(kept.header("location"), "/flag");
}

#[tokio::test]
async fn only_a_named_professional_clears_what_a_clinician_must_clear() {
    let pages = Pages::empty().await;
    let ill = [("hot_red_swollen", "yes-right"), ("fever_or_unwell", "yes")];
    pages.answer_all(&ill).await;
    let unnamed = pages
        .post("/flag/clear", "entry=c1&flag=septic_joint&who=")
        .await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pages.open("/").await.0, "/flag");
    let unknown = pages
        .post("/flag/clear", "entry=c1&flag=nothing&who=A")
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let named = pages
        .post("/flag/clear", "entry=c1&flag=septic_joint&who=Dr%20A")
        .await;
    assert_eq!(named.header("location"), "/");
    assert_eq!(pages.open("/").await.0, "/");
}

#[tokio::test]
async fn an_answer_that_is_none_is_refused() {
    let pages = Pages::empty().await;
    for form in [
        "entry=a&item=age&answer=age&age=-3",
        "entry=a&item=age&answer=age&age=200",
        "entry=a&item=age&answer=age",
        "entry=a&item=pregnant&answer=perhaps",
        "entry=a&item=nothing&answer=no",
        "entry=a&item=lump",
        "item=lump&answer=no",
        // About the person, so there is no side to name.
        "entry=a&item=fever_or_unwell&answer=yes-left",
    ] {
        let answer = pages.post("/assessment", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    for (path, form) in [
        ("/assessment/knee", "entry=a&spot=right.nose"),
        ("/assessment/knee", "entry=a&spot=middle.patella"),
        ("/assessment/knee", "entry=a"),
        ("/assessment/habits", "entry=a&day=someday"),
        ("/assessment/habits", "entry=a&week-km=-1"),
        ("/assessment/right/dull_ache", "entry=a"),
        (
            "/findings/calf_raises_reps/right",
            "entry=a&value=-1&by=runner",
        ),
        ("/findings/calf_raises_reps/right", "entry=a&value=15"),
        // Half a heel raise is none, and nobody measures their own hip with a dynamometer.
        (
            "/findings/calf_raises_reps/right",
            "entry=a&value=14.5&by=runner",
        ),
        (
            "/findings/hip_abduction_strength_share/right",
            "entry=a&value=0.8&by=runner",
        ),
        ("/findings/examined/mcmurray/right", "entry=a&answer=yes"),
    ] {
        let answer = pages.post(path, form).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path} {form}"
        );
    }
    assert!(pages.site.store.events(None).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_test_that_was_recorded_counts_at_its_gate() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let form = pages
        .get("/findings/calf_raises_reps/right?criterion=pfps.calf_raises")
        .await;
    assert_eq!(form.status, StatusCode::OK);
    let kept = pages
        .post(
            "/findings/calf_raises_reps/right",
            "entry=m1&back=plan&value=15&pain=0&by=runner",
        )
        .await;
    assert_eq!(kept.header("location"), "/plan");
    let plan = pages.get("/plan").await.body;
    assert!(plan.contains("15, pain 0 of 10, you"), "{plan}");
    let findings = pages.get("/findings").await.body;
    assert!(
        findings.contains("15, pain 0 of 10, by yourself"),
        "{findings}"
    );
    // Eleven tables of tests on a phone: only what holds a finding stands open.
    assert_eq!(findings.matches("<details open").count(), 1, "{findings}");
    assert!(findings.contains(", 1 written down"), "{findings}");
    let nowhere = pages.get("/findings/nothing/right").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

/// Requirements: S0-004, S0-005.
#[tokio::test]
async fn why_it_may_have_happened_stands_on_the_result_and_on_a_page_of_its_own() {
    let pages = Pages::empty().await;
    assert_eq!(pages.answer_all(&[]).await, "/result");
    let result = pages.get("/result").await.body;
    let causes = pages.get("/causes").await.body;
    for page in [&result, &causes] {
        assert!(page.contains("Why it may have happened"), "{page}");
        for family in [
            "Strength and control",
            "Foot strike and mechanics",
            "More than the knee was used to",
        ] {
            assert!(page.contains(family), "{family}");
        }
    }
    assert!(causes.contains("Nobody said when the pain began"));
    for page in [causes, pages.get("/causes/questions").await.body] {
        let (_, main) = page.split_once("<main").unwrap();
        assert!(!main.contains('['), "{main}");
    }
}

#[tokio::test]
async fn an_answer_about_causes_is_kept_and_moves_no_plan() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let plan = pages.get("/plan").await.body;
    let sent = "entry=c1&since=2026-01-05&cause_single_run_spike=yes&cause_tired=unknown\
                &shoe=blue&shoe-km=480&hill-m=4";
    let kept = pages.post("/causes/questions", sent).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let causes = pages.get("/causes").await.body;
    assert!(causes.contains("You answered yes."), "{causes}");
    assert!(causes.contains("the day you said the pain began"));
    assert!(causes.contains("blue, 480 km"));
    assert_eq!(pages.get("/plan").await.body, plan);
    // The same form again is one entry, and a pair can be given up.
    pages.post("/causes/questions", sent).await;
    pages
        .post(
            "/causes/questions",
            "entry=c2&since=2026-01-05&retired=blue",
        )
        .await;
    let causes = pages.get("/causes").await.body;
    assert!(!causes.contains("blue, 480 km"), "{causes}");
}

#[tokio::test]
async fn a_day_to_come_and_a_height_that_is_no_number_are_refused() {
    let pages = Pages::empty().await;
    for (sent, why) in [
        ("entry=c1&since=2999-01-01", "still to come"),
        ("entry=c1&hill-m=high", "not a height"),
        ("entry=c1&cause_tired=perhaps", "not yes, no"),
    ] {
        let answer = pages.post("/causes/questions", sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sent}");
        assert!(answer.body.contains(why), "{}", answer.body);
    }
}

/// What an examination found moves the ranking when a clinician enters it.
#[tokio::test]
async fn an_examination_is_kept_with_who_examined_and_ranks() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let form = "entry=x1&answer=yes&clinician=yes";
    let kept = pages
        .post("/findings/examined/patellar_tilt/right", form)
        .await;
    assert_eq!(kept.header("location"), "/findings");
    let findings = pages.get("/findings").await.body;
    assert!(
        findings.contains("the kneecap does not tilt freely"),
        "{findings}"
    );
    let result = pages.get("/result").await.body;
    assert!(
        result.contains("the kneecap does not tilt freely"),
        "{result}"
    );
    assert!(result.contains("published ratio"), "{result}");
    // The assessment never asks the runner for it.
    let asked = pages.get("/assessment/right/patellar_tilt").await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
}
