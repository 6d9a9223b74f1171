use super::*;

#[track_caller]
fn check_host(answer: &Answer, host: &str, answered: bool) {
    let expected = if answered {
        StatusCode::OK
    } else {
        StatusCode::MISDIRECTED_REQUEST
    };
    assert_eq!(answer.status, expected, "Host: {host}");
}

#[tokio::test]
async fn only_names_of_this_machine_are_answered() {
    let pages = Pages::empty().await;
    let cases = [
        ("localhost", true),
        ("LOCALHOST:7878", true),
        ("127.0.0.1", true),
        ("127.0.0.1:80", true),
        ("[::1]", true),
        ("[::1]:7878", true),
        ("trochlea.example", false),
        ("localhost.trochlea.example", false),
        ("trochlea.example:7878", false),
        ("127.0.0.1.trochlea.example", false),
        ("192.168.1.4:7878", false),
        ("0.0.0.0:7878", false),
        ("127.0.0.1:7878:80", false),
        ("localhost:port", false),
        ("localhost:", false),
        ("someone@localhost", false),
        ("localhost, trochlea.example", false),
        ("::1", false),
        ("", false),
    ];
    for (host, answered) in cases {
        let request = Request::get("/assets/trochlea.js").header(header::HOST, host);
        let answer = pages.ask(request.body(Body::empty()).unwrap()).await;
        check_host(&answer, host, answered);
    }
}

#[tokio::test]
async fn a_request_without_a_host_or_with_two_is_not_answered() {
    let pages = Pages::empty().await;
    let none = Request::get("/assets/trochlea.js");
    let two = own("/assets/trochlea.js").header(header::HOST, "trochlea.example");
    let elsewhere = Request::get("http://trochlea.example/assets/trochlea.js")
        .header(header::HOST, "localhost");
    for request in [none, two, elsewhere] {
        let answer = pages.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    }
}

#[tokio::test]
async fn whoever_came_through_a_proxy_is_refused() {
    let pages = Pages::empty().await;
    let names = [
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Prefix",
        "X-Real-IP",
        "CF-Connecting-IP",
    ];
    for name in names {
        let request = own("/assets/trochlea.js").header(name, "127.0.0.1");
        let answer = pages.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
    }
}

/// A write to a path that does not exist: 404 once it is let in, 403 when it is not.
async fn write(pages: &Pages, method: &str, headers: &[(&str, &str)]) -> StatusCode {
    let mut request = own("/nowhere").method(method);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    pages.ask(request.body(Body::empty()).unwrap()).await.status
}

#[tokio::test]
async fn only_our_own_pages_may_write() {
    let pages = Pages::empty().await;
    let own_origin = ("Origin", "http://localhost:7878");
    let same_site = ("Sec-Fetch-Site", "same-origin");
    let null = ("Origin", "null");
    let let_in: [&[(&str, &str)]; 4] = [
        &[own_origin],
        &[same_site],
        &[own_origin, same_site],
        &[null, same_site],
    ];
    for headers in let_in {
        for method in ["POST", "PUT", "DELETE"] {
            let status = write(&pages, method, headers).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{method} {headers:?}");
        }
    }
    let refused: [&[(&str, &str)]; 12] = [
        &[],
        &[null],
        &[("Origin", "http://trochlea.example")],
        &[("Origin", "http://trochlea.example"), same_site],
        &[("Origin", "https://localhost:7878")],
        // Another program on this machine is another site.
        &[("Origin", "http://localhost:7879")],
        &[("Origin", "http://localhost")],
        &[("Origin", "http://127.0.0.1:7878")],
        &[own_origin, ("Sec-Fetch-Site", "cross-site")],
        &[own_origin, ("Sec-Fetch-Site", "same-site")],
        &[null, ("Sec-Fetch-Site", "none")],
        &[own_origin, ("Origin", "http://trochlea.example")],
    ];
    for headers in refused {
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            let status = write(&pages, method, headers).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{method} {headers:?}");
        }
    }
}

#[tokio::test]
async fn every_answer_is_closed_to_other_sites() {
    let pages = Pages::empty().await;
    let refused = Request::get("/").header(header::HOST, "trochlea.example");
    let answers = [
        pages.get("/assets/trochlea.js").await,
        pages.get("/nowhere").await,
        pages.ask(refused.body(Body::empty()).unwrap()).await,
    ];
    for answer in answers {
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-frame-options"), "DENY");
    }
}

#[tokio::test]
async fn pages_are_not_kept_by_the_browser_and_assets_are_asked_again() {
    let pages = Pages::empty().await;
    assert_eq!(
        pages.get("/nowhere").await.header("cache-control"),
        "no-store"
    );
    let asset = pages.get("/assets/trochlea.js").await;
    assert_eq!(asset.header("cache-control"), "no-cache");
    assert_eq!(
        asset.header("content-type"),
        "text/javascript; charset=utf-8"
    );
}

#[tokio::test]
async fn an_asset_the_browser_holds_is_not_sent_twice() {
    let pages = Pages::empty().await;
    let first = pages.get("/assets/trochlea.js").await;
    let tag = first.header("etag").to_owned();
    assert!(tag.len() > 30, "{tag}");
    for held in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let request = own("/assets/trochlea.js").header("if-none-match", held);
        let again = pages.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert_eq!(again.body, "");
        assert_eq!(again.header("etag"), tag);
    }
    let request = own("/assets/trochlea.js").header("if-none-match", "\"other\"");
    let changed = pages.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.body, first.body);
}

#[tokio::test]
async fn an_asset_cannot_name_a_file_outside() {
    let pages = Pages::empty().await;
    for path in [
        "/assets/../Cargo.toml",
        "/assets/..%2FCargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/",
        "/assets/nothing.css",
    ] {
        assert_eq!(
            pages.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_missing_is_said_on_a_page_with_the_way_back() {
    let pages = Pages::empty().await;
    let answer = pages.get("/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.body.contains("There is nothing here"));
    assert!(answer.body.contains("href=\"/log\""));
}

#[tokio::test]
async fn made_up_data_is_said_on_every_page() {
    for demo in [false, true] {
        let pages = Pages::labelled(demo).await;
        for path in [
            "/",
            "/log",
            "/runs",
            "/plan",
            "/result",
            "/assessment",
            "/nowhere",
        ] {
            let body = pages.get(path).await.body;
            assert_eq!(body.contains("made up"), demo, "{path}");
        }
    }
}

#[tokio::test]
async fn the_detail_of_a_failure_stays_off_the_page() {
    use crate::web::{fault, fault::Fault};
    let pages = Pages::empty().await;
    let state = Arc::clone(&pages.site);
    let broken = async || Fault::Broken(anyhow::anyhow!("secret detail at /a/path"));
    let router = axum::Router::new()
        .route("/", axum::routing::get(broken))
        .layer(axum::middleware::from_fn_with_state(state, fault::show));
    let response = router.oneshot(own("/").body(Body::empty()).unwrap()).await;
    let answer = Answer::read(response.unwrap()).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("Something of ours broke"));
    assert!(!answer.body.contains("secret"));
}
