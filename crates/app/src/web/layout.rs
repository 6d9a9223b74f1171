//! The frame of every page: head, bottom tabs or rail, and the label of made-up data.

use std::borrow::Cow;

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};
use trochlea_knowledge::Message;
use trochlea_picture::{Icon, Table};

use super::{Site, picture};

const DEMO: &str = "Demo. The runs were recorded by real watches and moved to open sea; history and diary are made up.";

/// No style, no evaluation and no history of its own: the policy forbids the first two, and a copy
/// of a page about somebody's health does not belong in the browser's storage. A refusal is an
/// answer like any other and is shown.
const HTMX: &str = r#"{"includeIndicatorStyles":false,"allowEval":false,"historyEnabled":false,"historyCacheSize":0,"selfRequestsOnly":true,"responseHandling":[{"code":".*","swap":true}]}"#;

impl Site {
    /// A text of the pages that has nothing to fill in.
    pub(super) fn text(&self, id: impl Into<Cow<'static, str>>) -> String {
        self.say(&Message::new(id))
    }
}

/// A place in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Today,
    Log,
    Runs,
    Plan,
    Knee,
}

impl Tab {
    const ALL: [Self; 5] = [Self::Today, Self::Log, Self::Runs, Self::Plan, Self::Knee];

    const fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Log => "Log",
            Self::Runs => "Runs",
            Self::Plan => "Plan",
            Self::Knee => "Knee",
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Today => "/",
            Self::Log => "/log",
            Self::Runs => "/runs",
            Self::Plan => "/plan",
            Self::Knee => "/result",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Today => Icon::Today,
            Self::Log => Icon::Log,
            Self::Runs => Icon::Runs,
            Self::Plan => Icon::Plan,
            Self::Knee => Icon::Knee,
        }
    }
}

/// A page with navigation.
pub(super) fn page(site: &Site, title: &str, tab: Option<Tab>, body: &Markup) -> Html<String> {
    framed(site, title, Frame::Tabs(tab), "", body)
}

/// A page with navigation whose parts stand in two columns where there is room.
pub(super) fn columns(site: &Site, title: &str, tab: Tab, body: &Markup) -> Html<String> {
    framed(site, title, Frame::Tabs(Some(tab)), "cols", body)
}

/// A page with one thing to do and no way aside.
pub(super) fn bare(site: &Site, title: &str, class: &str, body: &Markup) -> Html<String> {
    framed(site, title, Frame::Bare, class, body)
}

#[derive(Clone, Copy)]
enum Frame {
    Tabs(Option<Tab>),
    Bare,
}

fn framed(site: &Site, title: &str, frame: Frame, class: &str, body: &Markup) -> Html<String> {
    let bare = matches!(frame, Frame::Bare);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – Trochlea" }
                link rel="icon" href="/assets/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/assets/trochlea.css";
                link rel="stylesheet" href="/assets/forms.css";
                meta name="htmx-config" content=(HTMX);
                script src="/assets/htmx.min.js" defer {}
                script src="/assets/trochlea.js" defer {}
            }
            body.bare[bare] {
                a.skip href="#main" { "Skip to the page" }
                @if site.demo { aside.banner aria-label="Demo" { (DEMO) } }
                header.top { (brand()) p.small.quiet { "Kept on this machine" } }
                @if let Frame::Tabs(tab) = frame { (tabs(tab)) }
                main #main class=[(!class.is_empty()).then_some(class)] { (body) }
                footer.foot { p.small.quiet { (site.text("card-notice")) " " a.link href="/learn/disclaimer" { (site.text("page-foot-more")) } } }
            }
        }
    };
    Html(page.into_string())
}

/// The figures behind a picture, closed until asked for.
pub(super) fn table(caption: &str, table: &Table) -> Markup {
    html! {
        details {
            summary { "The same as a table" }
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.tight {
                    caption.vh { (caption) }
                    thead { tr { @for (idx, head) in table.head.iter().enumerate() { th.r[idx > 0] scope="col" { (head) } } } }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (idx, cell) in row.iter().enumerate() {
                                    @if idx == 0 { th scope="row" { (cell) } } @else { td.r { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tabs(current: Option<Tab>) -> Markup {
    html! {
        nav.tabs aria-label="Main" {
            (brand())
            @for tab in Tab::ALL {
                a href=(tab.path()) aria-current=[(current == Some(tab)).then_some("page")] {
                    (picture(&tab.icon().silent()))
                    (tab.name())
                }
            }
        }
    }
}

fn brand() -> Markup {
    html! { a.brand href="/" { (picture(&Icon::Brand.silent())) "Trochlea" } }
}
