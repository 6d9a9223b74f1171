//! Style sheet, script and pictures, compiled into the program: no network, no folder to lose.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::fault::Fault;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Look;

#[derive(RustEmbed)]
#[folder = "src/web/static"]
struct Own;

/// One file by its name. A browser that has it already is told so.
pub(super) async fn serve(Path(path): Path<String>, asked: HeaderMap) -> Result<Response, Fault> {
    let file = Look::get(&path)
        .or_else(|| Own::get(&path))
        .ok_or(Fault::NotFound)?;
    let media_type = media_type(&path).ok_or(Fault::NotFound)?;
    let tag = tag(&file);
    // Asked again each time, so that a new version shows at once; the answer is then a few bytes.
    let headers = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::CONTENT_TYPE, media_type.to_owned()),
    ];
    let held = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|held| held.to_str().ok())
        .is_some_and(|held| names(held, &tag));
    Ok(if held {
        (StatusCode::NOT_MODIFIED, headers).into_response()
    } else {
        (headers, file.data.into_owned()).into_response()
    })
}

/// Named by content, so equal on every machine.
fn tag(file: &EmbeddedFile) -> String {
    use std::fmt::Write as _;
    let hash = file.metadata.sha256_hash();
    let mut tag = String::from("\"");
    for byte in hash.iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Whether an `If-None-Match` names this tag; a weak tag of the same content does.
fn names(held: &str, tag: &str) -> bool {
    held.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

fn media_type(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    }
}
