//! What went wrong: the status and the reader's words are chosen here and nowhere else.

use std::sync::Arc;

use axum::{
    extract::{Request, State as Shared},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use maud::html;
use trochlea_store::StoreError;

use super::{Site, layout};

/// Why a page cannot be shown.
#[derive(Debug)]
pub(super) enum Fault {
    /// There is no such page, run or entry.
    NotFound,
    /// A page asked in a way it does not answer to.
    WrongMethod,
    /// What was sent cannot be taken; the text says what to change.
    Refused(String),
    /// A question whose answer would not be kept cannot be answered; the text says what to change.
    Unanswerable(String),
    /// Too much was sent; the text says how else to do it.
    TooLarge(&'static str),
    /// The store cannot be written to at the moment; the text says what to do about it.
    NotNow(String),
    /// Something of ours broke. The detail goes to the terminal, not to the page.
    Broken(anyhow::Error),
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<StoreError>() {
            Ok(error) => error.into(),
            Err(error) => Self::Broken(error),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSuchRun(_) | StoreError::NoSuchOriginal(_) => Self::NotFound,
            StoreError::Busy { .. } => Self::NotNow(
                "Another program is writing to the store. Wait a moment and try again.".to_owned(),
            ),
            StoreError::Full { .. } => Self::NotNow(
                "The disk is full. Nothing was kept of this step. Make room and try again."
                    .to_owned(),
            ),
            StoreError::NotWritable { .. } => Self::NotNow(
                "The store cannot be written to. Nothing was kept of this step. Make its folder writable and try again."
                    .to_owned(),
            ),
            StoreError::AlreadyReplaced { .. } => Self::Refused(
                "This entry was corrected before. Correct the newer one instead.".to_owned(),
            ),
            StoreError::NothingToReplace { .. } => Self::NotFound,
            other => Self::Broken(other.into()),
        }
    }
}

/// What [`show`] puts on the page.
#[derive(Clone, Debug)]
struct Notice {
    title: &'static str,
    text: String,
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let (status, title, text) = match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "There is nothing here",
                "The page may have moved, or what it showed is no longer kept.".to_owned(),
            ),
            Self::WrongMethod => (
                StatusCode::METHOD_NOT_ALLOWED,
                "This page cannot be asked that way",
                "Open it from the navigation and try again.".to_owned(),
            ),
            Self::Refused(text) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "That could not be kept yet",
                text,
            ),
            Self::Unanswerable(text) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "That cannot be answered yet",
                text,
            ),
            Self::TooLarge(text) => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is more than a page can take",
                text.to_owned(),
            ),
            Self::NotNow(text) => (StatusCode::SERVICE_UNAVAILABLE, "Not at the moment", text),
            Self::Broken(error) => {
                eprintln!("trochlea: {error:#}");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something of ours broke",
                    "What was saved before is safe. Details stand in the terminal in which Trochlea runs."
                        .to_owned(),
                )
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Notice { title, text });
        response
    }
}

/// Where the form stands that is sent to a path.
fn form_of(path: &str) -> Option<String> {
    match path {
        "/import" => Some("/runs".to_owned()),
        "/flag/clear" => Some("/flag".to_owned()),
        form => (matches!(form, "/log" | "/route")
            || form.starts_with("/assessment")
            || form.starts_with("/findings"))
        .then(|| form.to_owned()),
    }
}

/// Whether the sender can do something about it.
fn may_be_sent_again(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::PAYLOAD_TOO_LARGE
    )
}

/// Puts a fault on a page like any other.
pub(super) async fn show(
    Shared(state): Shared<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response {
    let form = form_of(request.uri().path());
    let mut response = next.run(request).await;
    let Some(Notice { title, text }) = response.extensions_mut().remove::<Notice>() else {
        return response;
    };
    let body = html! {
        div.head {
            h1 { (title) }
            p.lede { (text) }
        }
        @if let Some(form) = form.filter(|_| may_be_sent_again(response.status())) {
            p.row { a.btn href=(form) { (state.text("page-fault-again")) } a.link href="/" { (state.text("page-fault-today")) } }
        } @else {
            p { a.btn href="/" { (state.text("page-fault-today")) } }
        }
    };
    let status = response.status();
    let mut page = (status, layout::page(&state, title, None, &body)).into_response();
    if let Some(allow) = response.headers_mut().remove(axum::http::header::ALLOW) {
        page.headers_mut().insert(axum::http::header::ALLOW, allow);
    }
    page
}
