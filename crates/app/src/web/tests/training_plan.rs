//! A training plan on its page, and the calculators. The plans are of our own invention.

use jiff::{Timestamp, ToSpan};

use super::*;

/// Two weeks from today on: an easy run, intervals two days later, a row that is none.
fn plan() -> String {
    let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    let day = |n: i64| today.saturating_add(n.days());
    format!(
        "date,type,title,distance_km\n{},easy,Easy run,9\n{},speed,Intervals,3\n{},easy,Easy run,far\n",
        day(0),
        day(2),
        day(4)
    )
}

async fn cut(pages: &Pages, name: &str, content: &str, as_calendar: bool) -> Answer {
    let button = if as_calendar {
        "--edge\r\nContent-Disposition: form-data; name=\"as\"\r\n\r\ncalendar\r\n"
    } else {
        ""
    };
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"plan\"; filename=\"{name}\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n{button}--edge--\r\n"
    );
    let request = own("/plan/training")
        .method("POST")
        .header(header::ORIGIN, "http://localhost:7878")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    pages.ask(request.body(Body::from(body)).unwrap()).await
}

/// A usual week of 25 km over three runs restarts at 12.5 / 3 = 4.1 km, rounded down.
///
/// Requirements: S2-062, S2-063.
#[tokio::test(flavor = "multi_thread")]
async fn a_plan_stands_beside_what_is_left_of_it_with_its_reasons() {
    let pages = Pages::empty().await;
    pages.answer_all(&[]).await;
    let shown = pages.get("/plan").await.body;
    assert!(shown.contains("href=\"/plan/training\""));
    assert!(shown.contains("Step rate: shorter, quicker steps"));
    let answer = cut(&pages, "made-up.csv", &plan(), false).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for said in [
        "<h1>Runs up to 4.1 km, 12.5 km in seven days, to begin with</h1>",
        "Easy run (9.0 km)",
        "<b>Easy run on the flat, 3.0 km</b>",
        "No speed work yet: run it easy.",
        "Strength work while the level is held.",
        "made-up.csv, line 4",
        "is not read as a distance",
    ] {
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
    let calendar = cut(&pages, "made-up.csv", &plan(), true).await;
    assert_eq!(
        calendar.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert!(calendar.body.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(
        calendar
            .body
            .contains("SUMMARY:Easy run on the flat\\, 3.0 km\r\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_answers_and_with_a_red_flag_no_plan_is_cut() {
    let pages = Pages::empty().await;
    let answer = cut(&pages, "made-up.csv", &plan(), false).await;
    assert!(
        answer
            .body
            .contains("There is no running plan, so yours is not cut")
    );
    assert!(
        answer
            .body
            .contains("questions are open before anything is planned")
    );
    pages
        .answer_all(&[("hot_red_swollen", "yes-right"), ("fever_or_unwell", "yes")])
        .await;
    for as_calendar in [false, true] {
        let answer = cut(&pages, "made-up.csv", &plan(), as_calendar).await;
        assert!(
            answer
                .body
                .contains("There is no running plan, so yours is not cut")
        );
        assert!(!answer.body.contains("BEGIN:VCALENDAR"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_plan_is_refused_with_what_to_do() {
    let pages = Pages::empty().await;
    let answer = cut(&pages, "it.csv", "hello,world\n", false).await;
    assert!(answer.body.contains("names no column"), "{}", answer.body);
    assert!(answer.status.is_client_error());
    let answer = cut(&pages, "", "", false).await;
    assert!(answer.body.contains("No file was chosen"));
}

#[track_caller]
fn says(answer: &Answer, said: &str) {
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(said), "{said}: {}", answer.body);
}

/// Requirements: S2-011.
#[tokio::test(flavor = "multi_thread")]
async fn each_calculator_answers_on_its_page() {
    let pages = Pages::empty().await;
    let ask = |query: &'static str| pages.get(query);
    says(&ask("/calculators").await, "<h1>Calculators</h1>");
    // 55 minutes over 10 km.
    let pace = ask("/calculators?calc=pace&distance=10&time=55%3A00&pace=").await;
    says(&pace, "5:30 a kilometre");
    // 1000 m in 360 s at 170 steps a minute: 2.778 / 2.833 = 0.98 m.
    let steps = ask("/calculators?calc=steps&pace=6%3A00&rate=170&length=").await;
    says(&steps, "are 0.98 m long each");
    let restart = ask("/calculators?calc=restart&onset=5&share=30&growth=10").await;
    says(&restart, "reaches the old distance 13 runs after the first");
    // 1.1^3 = 1.331 (C15).
    let growth = ask("/calculators?calc=growth&percent=10&sessions=3&from=&to=").await;
    says(&growth, "10 % at each of 3 runs comes to 33 % a week");
    says(
        &growth,
        "That is more than the 10 % a week of the other rule",
    );
    let equal = ask("/calculators?calc=equal&km=5").await;
    says(&equal, "As many of these cost one knee as much");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calculator_says_what_is_missing() {
    let pages = Pages::empty().await;
    let ask = |query: &'static str| pages.get(query);
    let one = ask("/calculators?calc=pace&distance=10&time=&pace=").await;
    says(&one, "Fill in two of the three fields");
    let none = ask("/calculators?calc=restart&onset=").await;
    says(&none, "Fill in the distance where the pain begins.");
    let beyond = ask("/calculators?calc=restart&onset=5&share=90").await;
    says(&beyond, "the first run is 30 to 50 % of the distance");
    let text = ask("/calculators?calc=growth&sessions=three").await;
    says(&text, "A whole number: 1 for growth by the week");
    let script = ask("/calculators?calc=pace&distance=%3Cscript%3E").await;
    assert!(!script.body.contains("<script>is no") && script.body.contains("&lt;script&gt;"));
}
