//! The letter to a professional, to be printed.

use std::sync::Arc;

use axum::{Router, extract::State as Shared, response::Html, routing::get};
use maud::{Markup, html};
use trochlea_report::LetterDocument;
use trochlea_symptom::{Answer, Reporter};

use super::assessment::knee_name;
use super::{Site, fault::Fault, layout};
use crate::decide;

pub(super) fn router() -> Router<Arc<Site>> {
    Router::new().route("/letter", get(show))
}

async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let (case, assessment) =
        decide::with_case(&site.store, &site.memory, &site.now(), &site.knowledge).await?;
    let letter = LetterDocument::of(&case, &assessment, &site.knowledge, &site.words);
    let body = html! {
        div.ph {
            div { h1 { (site.text("letter-title")) } p { (letter.question) } }
            dl {
                div { dt { (site.text("page-letter-name")) } dd { span.ln {} } }
                div { dt { (site.text("page-letter-runner")) } dd { (letter.runner) } }
                div { dt { (site.text("page-letter-day")) } dd.num { (letter.made_at.date()) } }
            }
        }
        div.pg {
            (list(&site.text("page-letter-why"), &letter.reasons))
            @for knee in &letter.knees {
                section { h2 { (knee_name(knee.side)) ": " (knee.spots.join(", ")) } p { (knee.headline) } ul { @for line in &knee.tell { li { (line) } } } }
            }
            (findings(&site, &letter))
            (list(&site.text("page-letter-running"), &letter.running))
            (list(&site.text("page-letter-tried"), &letter.tried))
            @let scores: Vec<String> = letter.scores.iter().map(|one| format!("{}: {}", one.name, one.meaning)).collect();
            (list(&site.text("page-outcomes-scores"), &scores))
            (list(&site.text("page-letter-next"), &letter.next_steps))
            (list(&site.text("page-letter-missing"), &letter.not_found_out))
            (flags(&site, &letter))
        }
        p.small.quiet { (letter.made_by) " " (site.text("page-letter-rules")) " " (letter.rule_set.version) "." }
        p.row.no-print { a.btn.plain href="/result" { (site.text("page-measure-back")) } }
    };
    Ok(layout::bare(&site, "Letter", "sheet", &body))
}

fn list(heading: &str, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() { section { h2 { (heading) } ul { @for line in lines { li { (line) } } } } }
    }
}

fn findings(site: &Site, letter: &LetterDocument) -> Markup {
    html! {
        @if !letter.findings.is_empty() {
            section {
                h2 { (site.text("page-letter-findings")) }
                ul {
                    @for one in &letter.findings {
                        @let by = match one.by { Reporter::Runner => "page-letter-by-runner", Reporter::Clinician => "page-letter-by-clinician" };
                        li { (one.name) ", " (one.side.as_str()) ": " b.num { (one.value) } " " (one.unit) " " span.quiet { (one.on) ", " (site.text(by)) "; " (one.error) } }
                    }
                }
            }
        }
    }
}

fn flags(site: &Site, letter: &LetterDocument) -> Markup {
    html! {
        section.full {
            h2 { (site.text("page-letter-flags")) }
            @if let Some(open) = &letter.open { p { (open) "." } }
            ul {
                @for item in &letter.red_flags {
                    @let answer = match item.answer {
                        Some(Answer::Yes) => "page-letter-yes",
                        Some(Answer::No) => "page-letter-no",
                        Some(Answer::Unknown) => "page-letter-unknown",
                        None => "page-letter-unasked",
                    };
                    li { b { (site.text(answer)) } ": " (item.question) }
                }
            }
        }
    }
}
