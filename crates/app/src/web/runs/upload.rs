//! Recordings that are dropped on a page.

use std::sync::Arc;

use axum::{
    extract::{Multipart, State as Shared, multipart::MultipartRejection},
    http::StatusCode,
    response::Html,
};
use maud::{Markup, html};

use crate::import::{FileLine, Importer, Status};
use crate::web::{Site, answers::refused, fault::Fault, layout};

const TOO_LARGE: &str =
    "A page takes 64 MB at a time. For a whole export use “trochlea import PATH” in a terminal.";

/// The card to drop files on; without a script it is a plain file field.
pub(super) fn form(site: &Site) -> Markup {
    html! {
        section.sec aria-labelledby="add" {
            h2 #add { (site.text("page-upload-add-recordings")) }
            // With a script the answer takes the place of the page, and the bar says how far it is.
            form.stack method="post" action="/import" enctype="multipart/form-data" data-drop
                hx-post="/import" hx-encoding="multipart/form-data" hx-target="main" hx-select="main > *" hx-disabled-elt="find button" {
                label.drop {
                    b { (site.text("page-upload-drop-files-here-or-choose")) }
                    span.small.quiet { (site.text("page-upload-fit-tcx-or-gpx-also")) }
                    input type="file" name="files" multiple required accept=".fit,.tcx,.gpx,.gz,.zip";
                }
                p { button.btn { (site.text("page-upload-add")) } }
                div.htmx-indicator.stack role="status" {
                    progress.prog max="100" value="0" aria-label=(site.text("page-upload-sending")) {}
                    p.small.quiet { (site.text("page-upload-wait")) }
                }
                p.small.quiet { (site.text("page-upload-they-are-kept-on-this")) }
            }
        }
    }
}

/// Takes the files and says what became of each.
pub(super) async fn take(
    Shared(site): Shared<Arc<Site>>,
    files: Result<Multipart, MultipartRejection>,
) -> Result<Html<String>, Fault> {
    let mut files = files.map_err(|_| {
        refused("the files did not arrive as a form. Choose them on the page of runs")
    })?;
    let mut importer = Importer::begin(&site.store, &site.knowledge, site.zone.clone()).await?;
    let mut lines = Vec::new();
    while let Some(file) = files.next_field().await.map_err(broken)? {
        let name = file.file_name().map(str::to_owned).unwrap_or_default();
        let bytes = file.bytes().await.map_err(broken)?;
        // A file field that was left empty comes as one nameless file of no bytes.
        if name.is_empty() && bytes.is_empty() {
            continue;
        }
        lines.extend(importer.add_bytes(&name, &bytes).await?);
    }
    lines.extend(importer.finish(site.now().timestamp(), |_| ()).await?.lines);
    if lines.is_empty() {
        return Err(refused("no file was chosen"));
    }
    Ok(layout::page(
        &site,
        "Added",
        Some(layout::Tab::Runs),
        &outcome(&lines),
    ))
}

fn broken(error: axum::extract::multipart::MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Fault::TooLarge(TOO_LARGE)
    } else {
        refused("the files stopped arriving. What came before is kept; send the rest again")
    }
}

fn outcome(lines: &[FileLine]) -> Markup {
    let n_new: usize = lines.iter().map(|line| line.runs.len()).sum();
    html! {
        div.head {
            h1 {
                @match n_new {
                    0 => "Nothing new in these files",
                    1 => "One run added",
                    _ => { (n_new) " runs added" },
                }
            }
        }
        table.tight.outcome {
            caption.vh { "What became of each file" }
            thead { tr { th scope="col" { "File" } th scope="col" { "What became of it" } } }
            tbody {
                @for line in lines {
                    tr {
                        th scope="row" { (line.path) }
                        td { (status(line.status)) @if let Some(reason) = &line.reason { small.quiet { (reason) } } }
                    }
                }
            }
        }
        p { a.btn href="/runs" { "See the runs" } }
    }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Imported => "Added",
        Status::PartlyRead => "Added, with what could be read",
        Status::Duplicate => "Known already",
        Status::NotAnActivity => "Not an activity",
        Status::Failed => "Could not be read",
    }
}
