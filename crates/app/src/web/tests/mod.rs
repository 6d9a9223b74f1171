//! The pages, asked the way a browser asks, without a network.

mod beside;
mod decision;
mod exercise;
mod guard;
mod learn;
mod log;
mod outcome;
mod route;
mod runs;
mod training_plan;
mod words;

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use jiff::{Timestamp, tz::TimeZone};
use tempfile::TempDir;
use tower::ServiceExt;
use trochlea_knowledge::Knowledge;
use trochlea_store::Store;

use super::{Site, State, router};

/// The pages over an empty store of their own.
struct Pages {
    site: Arc<Site>,
    _folder: TempDir,
}

impl Pages {
    async fn empty() -> Self {
        Self::labelled(false).await
    }

    async fn labelled(demo: bool) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path(), Timestamp::now()).await.unwrap();
        let state = State {
            store,
            zone: TimeZone::UTC,
            demo,
            knowledge: Knowledge::shipped().unwrap(),
        };
        Self {
            site: Arc::new(Site::open(state).unwrap()),
            _folder: folder,
        }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = router(&self.site).oneshot(request).await.unwrap();
        Answer::read(response).await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        let request = own(path)
            .method("POST")
            .header(header::ORIGIN, "http://localhost:7878")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(own(path).body(Body::empty()).unwrap()).await
    }
}

/// A request by one of our own names.
fn own(path: &str) -> axum::http::request::Builder {
    Request::get(path).header(header::HOST, "localhost:7878")
}

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

impl Answer {
    async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Self {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}
