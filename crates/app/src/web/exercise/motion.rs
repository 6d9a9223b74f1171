//! What moves a figure, as a style sheet of its own: the pages allow no style in themselves.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::{
    extract::{Path, State as Shared},
    http::header,
    response::IntoResponse,
};
use trochlea_quantity::Side;
use trochlea_report::ExerciseFigure;

use super::{exercise, figure};
use crate::web::{Site, fault::Fault};

/// The style sheet of one exercise for one knee.
pub(super) async fn serve(
    Shared(site): Shared<Arc<Site>>,
    Path((id, file)): Path<(String, String)>,
) -> Result<impl IntoResponse, Fault> {
    let side = match file.as_str() {
        "left.css" => Side::Left,
        "right.css" => Side::Right,
        _ => return Err(Fault::NotFound),
    };
    let figure = figure(&site, exercise(&site, &id)?, side)?;
    let sheet = figure.drawing.rules.clone() + &tempo(&site, &figure);
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        // Says nothing about anybody.
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((headers, sheet))
}

/// Widths of the tempo's parts, and the time of the dot that runs along it.
fn tempo(site: &Site, figure: &ExerciseFigure) -> String {
    let tempo = &site.knowledge.figures.tempo;
    let class = format!(".tempo-{}", figure.class);
    let mut rules = String::new();
    // Writing to a String cannot fail.
    for (idx, part) in figure.tempo.iter().enumerate() {
        let _ = write!(
            rules,
            "{class}>span:nth-of-type({}){{flex-grow:{}}}",
            idx + 1,
            part.shown_s
        );
    }
    let _ = write!(rules, "{class}::after{{flex-grow:{}}}", tempo.pause_s);
    let round_s = figure.round_s(tempo);
    let _ = writeln!(rules, "{class}>i{{animation-duration:{round_s}s}}");
    rules
}
