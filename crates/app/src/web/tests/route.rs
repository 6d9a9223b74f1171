use super::*;

/// Due north for 2.7 km in steps of 27 m: level, or up and down again by 8 %.
fn route(hilly: bool) -> String {
    let point = |i: u32| {
        let latitude = 10.0 + f64::from(i) * 27.0 / 111_195.0;
        let up = f64::from(if i <= 50 { i } else { 100 - i });
        let altitude = 100.0 + if hilly { up * 27.0 * 0.08 } else { 0.0 };
        format!(r#"<trkpt lat="{latitude:.7}" lon="20"><ele>{altitude:.1}</ele></trkpt>"#)
    };
    let points: String = (0..=100).map(point).collect();
    format!(
        r#"<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>"#
    )
}

async fn check(pages: &Pages, pace: &str, content: &str) -> Answer {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"pace\"\r\n\r\n{pace}\r\n--edge\r\nContent-Disposition: form-data; name=\"route\"; filename=\"route.gpx\"\r\nContent-Type: application/gpx+xml\r\n\r\n{content}\r\n--edge--\r\n"
    );
    let request = own("/route")
        .method("POST")
        .header(header::ORIGIN, "http://localhost:7878")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    pages.ask(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_route_says_what_it_would_cost_and_nothing_of_it_is_kept() {
    let pages = Pages::empty().await;
    assert!(pages.get("/runs").await.body.contains("href=\"/route\""));
    let answer = check(&pages, "", &route(true)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    for said in [
        "<h1>2.7 km that would cost each knee like ",
        // 2.78 m/s is 360 s a kilometre.
        "at 6:00 /km, the pace that studies refer to",
        "Walk the descents",
        "10 % slower downhill",
        "The steepest way down",
        "No limit for today is known yet",
        "A prediction for one even pace",
    ] {
        assert!(
            answer.body.contains(said),
            "{said} is missing in {}",
            answer.body
        );
    }
    assert!(pages.get("/runs").await.body.contains("No run is kept yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_route_has_no_descent_to_walk_and_a_stated_pace_is_taken() {
    let pages = Pages::empty().await;
    for pace in ["5:00", "5", "5,0"] {
        let answer = check(&pages, pace, &route(false)).await;
        assert!(
            answer.body.contains("at 5:00 /km, as you stated"),
            "{pace}: {}",
            answer.body
        );
        assert!(answer.body.contains("nothing of it goes down"), "{pace}");
        assert!(!answer.body.contains("Walk the descents"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_route_or_no_pace_is_said_with_the_way_back() {
    let pages = Pages::empty().await;
    let one_place = route(false).replace("lat=\"10.", "lat=\"10.0\" was=\"");
    for (pace, content, reason) in [
        ("", "hello".to_owned(), "This file holds no way"),
        ("", String::new(), "No file was chosen"),
        ("", one_place, "leads nowhere"),
        ("fast", route(false), "is no pace on foot"),
        ("0", route(false), "is no pace on foot"),
        ("6:61", route(false), "is no pace on foot"),
        ("0:30", route(false), "is no pace on foot"),
    ] {
        let answer = check(&pages, pace, &content).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{pace} {reason}"
        );
        assert!(answer.body.contains(reason), "{reason}: {}", answer.body);
        assert!(answer.body.contains("href=\"/route\""));
    }
}
