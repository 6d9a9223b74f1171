//! Who may ask: this machine, by its own name, from its own pages.
//!
//! There is no account, so being on this machine is the only proof. A page from elsewhere in the
//! same browser must not be able to borrow it: not by a name that points here (DNS rebinding),
//! not through a proxy somebody put in front, not by posting a form across sites.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Everything comes from here, nothing may frame us, and forms go nowhere else.
const CONTENT_POLICY: &str =
    "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

/// Whoever adds one of these stands between us and the browser.
const FORWARDING: [&str; 6] = [
    "forwarded",
    "via",
    "x-real-ip",
    "true-client-ip",
    "x-client-ip",
    "cf-connecting-ip",
];
const FORWARDING_FAMILY: &str = "x-forwarded";

/// Refuses what may not be answered, and closes every answer to other sites.
pub(super) async fn check(request: Request, next: Next) -> Response {
    let mut response = match refusal(&request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    };
    close(response.headers_mut());
    response
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    OtherHost,
    Forwarded,
    OtherSite,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // Plain text: a refused asker learns no page, not even its frame.
        let (status, text) = match self {
            Self::OtherHost => (
                StatusCode::MISDIRECTED_REQUEST,
                "Trochlea answers on this machine only. Open it as localhost.\n",
            ),
            Self::Forwarded => (
                StatusCode::FORBIDDEN,
                "Trochlea does not answer through a proxy: it has no accounts yet.\n",
            ),
            Self::OtherSite => (
                StatusCode::FORBIDDEN,
                "Only Trochlea's own pages may write here. Open the page again and send it from there.\n",
            ),
        };
        (status, text).into_response()
    }
}

fn refusal(request: &Request) -> Option<Refusal> {
    let headers = request.headers();
    let Some(own) = own_name(request) else {
        return Some(Refusal::OtherHost);
    };
    if headers.keys().any(is_forwarding) {
        return Some(Refusal::Forwarded);
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    (!reads && !is_from_own_page(headers, own)).then_some(Refusal::OtherSite)
}

/// The name we were asked by, when it is one of this machine's loopback names.
fn own_name(request: &Request) -> Option<&str> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    let one = hosts.next().is_none();
    let in_uri = request.uri().authority();
    let agree = in_uri.is_none_or(|authority| authority.as_str() == host);
    (one && agree && is_loopback(host)).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    // Only what an authority may hold; "user@localhost" is none of our names.
    let Ok(authority) = host.parse::<Authority>() else {
        return false;
    };
    let name = authority.host();
    let port_is_a_number = match host.get(name.len()..) {
        Some("") => true,
        Some(rest) => rest
            .strip_prefix(':')
            .is_some_and(|port| port.parse::<u16>().is_ok()),
        None => false,
    };
    let known = name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]";
    known && host.starts_with(name) && port_is_a_number
}

fn is_forwarding(name: &HeaderName) -> bool {
    FORWARDING.contains(&name.as_str()) || name.as_str().starts_with(FORWARDING_FAMILY)
}

/// Browsers say where a write comes from in `Origin`, in `Sec-Fetch-Site`, or in both. What is
/// said must be us, and something must be said. With our own `no-referrer` they write
/// `Origin: null` for a form, which proves nothing alone.
fn is_from_own_page(headers: &HeaderMap, own: &str) -> bool {
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if site.is_some_and(|site| site != b"same-origin") {
        return false;
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let origin = origins.next().map(HeaderValue::as_bytes);
    if origins.next().is_some() {
        return false;
    }
    match origin {
        None | Some(b"null") => site.is_some(),
        Some(origin) => origin == format!("http://{own}").as_bytes(),
    }
}

fn close(headers: &mut HeaderMap) {
    let rules = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in rules {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    // Health data: nothing stays in a cache, the assets apart, which say so themselves.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}
