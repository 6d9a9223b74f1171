//! Runs: the list, one run, and how recordings come in.

mod ledger;
mod list;
pub(super) mod load;
pub(super) mod one;
mod upload;

use std::sync::Arc;

use axum::{Router, extract::DefaultBodyLimit, routing::get, routing::post};
use trochlea_store::{ContentHash, RunId};

use super::Site;

/// What one upload may hold. More goes through `trochlea import`, which reads a file at a time.
const LARGEST_UPLOAD_BYTES: usize = 64 << 20;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new()
        .route("/runs", get(list::show))
        .route("/runs/{id}", get(one::show))
        .route("/ledger", get(ledger::show))
        .route(
            "/import",
            post(upload::take).layer(DefaultBodyLimit::max(LARGEST_UPLOAD_BYTES)),
        )
}

/// Where a run is shown. `#` would end a path, so `-` stands in its place.
pub(super) fn path_of(id: &RunId) -> String {
    format!("/runs/{}-{}", id.sha256, id.session_idx)
}

/// A run by the end of its path.
fn id_in(path: &str) -> Option<RunId> {
    let (sha256, session_idx) = path.split_once('-')?;
    Some(RunId {
        sha256: sha256.parse::<ContentHash>().ok()?,
        session_idx: session_idx.parse().ok()?,
    })
}
