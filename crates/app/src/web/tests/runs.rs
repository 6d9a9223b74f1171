use super::*;

fn gpx() -> String {
    gpx_on(jiff::civil::date(2026, 6, 4))
}

/// A run of 401 points, a second and 2.7 m apart due north: 1,080 m in 400 s.
fn gpx_on(day: jiff::civil::Date) -> String {
    // A degree of latitude is 111,195 m on a globe of 6,371 km.
    let point = |second: u32| {
        let latitude = 10.0 + f64::from(second) * 2.7 / 111_195.0;
        let time = day
            .at(6, 0, 0, 0)
            .checked_add(jiff::SignedDuration::from_secs(i64::from(second)))
            .unwrap();
        format!(r#"<trkpt lat="{latitude:.7}" lon="20"><ele>100</ele><time>{time}Z</time></trkpt>"#)
    };
    let points: String = (0..=400).map(point).collect();
    format!(
        r#"<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"#
    )
}

async fn upload(pages: &Pages, name: &str, content: &str) -> Answer {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{content}\r\n--edge--\r\n"
    );
    let request = own("/import")
        .method("POST")
        .header(header::ORIGIN, "http://localhost:7878")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    pages.ask(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_recording_becomes_a_run_with_a_page_of_its_own() {
    let pages = Pages::empty().await;
    let added = upload(&pages, "morning.gpx", &gpx()).await;
    assert_eq!(added.status, StatusCode::OK);
    assert!(added.body.contains("One run added"), "{}", added.body);
    let list = pages.get("/runs").await.body;
    let (_, from_link) = list.split_once("href=\"/runs/").expect("a link to the run");
    let (id, _) = from_link.split_once('"').unwrap();
    let run = pages.get(&format!("/runs/{id}")).await;
    assert_eq!(run.status, StatusCode::OK);
    // No figure of the model without its interval.
    let (_, title) = run.body.split_once("<h1>").unwrap();
    let (title, _) = title.split_once("</h1>").unwrap();
    assert!(
        title.starts_with("1.1 km that cost each knee like ") && title.contains(" to "),
        "{title}"
    );
    assert!(run.body.contains("6 min"));
    // 400 s / 1.080 km = 370 s.
    assert!(run.body.contains("6:10"), "{}", run.body);
    assert!(run.body.contains("Thursday 4 June 2026, 06:00"));
    let log = pages.get("/log?for=run").await.body;
    assert!(log.contains("1.1 km") || log.contains("None of these"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_dropped_twice_is_known() {
    let pages = Pages::empty().await;
    upload(&pages, "morning.gpx", &gpx()).await;
    let again = upload(&pages, "again.gpx", &gpx()).await;
    assert!(again.body.contains("Nothing new"), "{}", again.body);
    assert!(again.body.contains("Known already"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_recording_is_said_to_be_none_and_its_name_is_only_text() {
    let pages = Pages::empty().await;
    let answer = upload(&pages, "<b>.txt", "hello").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("Not an activity"), "{}", answer.body);
    assert!(answer.body.contains("&lt;b&gt;.txt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_at_all_is_refused() {
    let pages = Pages::empty().await;
    let answer = upload(&pages, "", "").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_list_says_when_there_is_nothing() {
    let answer = Pages::empty().await.get("/runs").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("No run is kept yet"));
    assert!(answer.body.contains("action=\"/import\""));
}

#[tokio::test]
async fn a_run_that_is_not_there_is_not_found() {
    let pages = Pages::empty().await;
    let other = format!("/runs/{}-0", "ab".repeat(32));
    for path in [other.as_str(), "/runs/yesterday", "/runs/-0", "/runs/ab-0"] {
        assert_eq!(
            pages.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_run_cost_says_its_interval_its_origin_and_its_baseline() {
    let pages = Pages::empty().await;
    let run = only_run(&pages, &gpx()).await;
    // No device counted a step of a GPX, and five runs would be needed for a line of one's own.
    for said in [
        "eight chances in ten",
        "100 % have the usual one of other runners",
        "A flat kilometre is one of other runners",
        "Nothing here links modelled load to pain",
        "10 % more steps",
        "Flights of stairs down",
        "This is a rank, not a force",
    ] {
        assert!(run.contains(said), "{said} is missing in {run}");
    }
    // Each chart of the load with its table.
    for heading in ["Flat km per km", "Flat km so far", "Load of a step, × flat"] {
        assert!(
            run.contains(&format!("scope=\"col\">{heading}</th>")),
            "{heading}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ride_has_no_load() {
    let pages = Pages::empty().await;
    let run = only_run(&pages, &gpx().replace("running", "cycling")).await;
    assert!(run.contains("There is no load for this"), "{run}");
    assert!(!run.contains("flat km"), "{run}");
}

/// Adds a recording and opens the page of its run.
async fn only_run(pages: &Pages, content: &str) -> String {
    upload(pages, "morning.gpx", content).await;
    let list = pages.get("/runs").await.body;
    let (_, from_link) = list.split_once("href=\"/runs/").expect("a link to the run");
    let (id, _) = from_link.split_once('"').unwrap();
    pages.get(&format!("/runs/{id}")).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn all_loads_are_summed_with_their_interval_and_what_has_no_figure_is_listed() {
    let pages = Pages::empty().await;
    let empty = pages.get("/ledger").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.body.contains("No load in the last 30 days"));
    let yesterday = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    let yesterday = yesterday.yesterday().unwrap();
    upload(&pages, "run.gpx", &gpx_on(yesterday)).await;
    let told = "entry=e1&alarming=none&right-morning=1&exercise=clamshell&sets-clamshell=3&reps-clamshell=12";
    assert_eq!(pages.post("/log", told).await.status, StatusCode::SEE_OTHER);
    let ledger = pages.get("/ledger").await.body;
    assert!(
        ledger.contains("In 30 days each knee bore 1 (1 to "),
        "{ledger}"
    );
    let (_, without) = ledger.split_once("Without a figure").unwrap();
    assert!(without.contains("Clamshell"), "{without}");
    assert!(ledger.contains("Too few runs in the last 30 days"));
    assert!(pages.get("/runs").await.body.contains("href=\"/ledger\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_that_contradict_each_other_name_their_run() {
    let pages = Pages::empty().await;
    let day = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
    let day = day.yesterday().unwrap();
    upload(&pages, "run.gpx", &gpx_on(day)).await;
    let list = pages.get("/runs").await.body;
    let (_, id) = list.split_once("href=\"/runs/").unwrap();
    let id = id.split_once('"').unwrap().0.replace('-', "%23");
    for (entry, pain) in [("e1", 1), ("e2", 6)] {
        let told = format!("entry={entry}&alarming=none&run={id}&right-during={pain}");
        let answer = pages.post("/log", &told).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    let log = pages.get("/log").await.body;
    let run = format!("About the run {}, 06:00, 1.1 km", day.strftime("%a %-d %b"));
    assert_eq!(log.matches(&run).count(), 2, "{log}");
    assert_eq!(log.matches("The worse one counts").count(), 2);
}
