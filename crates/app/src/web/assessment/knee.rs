//! Where it hurts: four plates of each knee with a checkbox on every place.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::{
    Form,
    extract::{State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::{Markup, html};
use trochlea_picture::{
    Label,
    knee::{self, Edge, Spot as Place, Target, View},
};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, NewEvent};
use trochlea_symptom::Spot;

use super::{add_once, answer, document, form_name, where_to};
use crate::said::Said;
use crate::web::answers::{Answers, refused};
use crate::web::{Site, fault::Fault, figure, layout, picture};

/// The place that no plate shows.
const DIFFUSE: &str = "diffuse";

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let said = Said::read(&site.store).await?;
    let map = Map {
        site: &site,
        marked: said.spots.unwrap_or_default().into_iter().collect(),
    };
    Ok(layout::page(
        &site,
        "Where does it hurt?",
        Some(layout::Tab::Knee),
        &map.body(),
    ))
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let spots = spots(&form)?;
    let (kind, document) = document(&spots, EventKind::Spots)?;
    let event = NewEvent {
        id: answer::name_of(&form)?.to_owned(),
        kind,
        at: site.now().timestamp(),
        replaces: None,
        document,
    };
    add_once(&site, &[event]).await?;
    where_to(&site, "/assessment").await
}

/// The places that were ticked, each once: a place shows in up to two views.
fn spots(form: &Answers) -> Result<BTreeSet<Spot>, Fault> {
    let spots: Result<BTreeSet<Spot>, Fault> = form.all("spot").map(spot).collect();
    let spots = spots?;
    if spots.is_empty() && form.text("nowhere").is_none() {
        return Err(refused(
            "mark at least one place, or say that you cannot point to any",
        ));
    }
    Ok(spots)
}

fn spot(text: &str) -> Result<Spot, Fault> {
    let unknown = || refused(&format!("“{text}” is no place on the map"));
    let (side, place) = text.split_once('.').ok_or_else(unknown)?;
    let side = Side::BOTH.into_iter().find(|known| known.as_str() == side);
    let place = match place {
        DIFFUSE => DIFFUSE,
        on_the_map => Place::from_id(on_the_map).ok_or_else(unknown)?.id(),
    };
    Ok(Spot {
        spot: place.to_owned(),
        side: side.ok_or_else(unknown)?,
    })
}

struct Map<'a> {
    site: &'a Site,
    marked: BTreeSet<Spot>,
}

impl Map<'_> {
    fn body(&self) -> Markup {
        let first = self.marked.first().map_or(Side::Right, |spot| spot.side);
        html! {
            (picture(&knee::symbols(&View::ALL)))
            form.kneemap method="post" action="/assessment/knee" {
                input type="hidden" name="entry" value=(form_name(self.site));
                div.head {
                    h1 { (self.site.text("page-knee-where-does-it-hurt")) }
                    p.lede { (self.site.text("page-knee-mark-every-place-you-can")) }
                }
                div.switches {
                    fieldset.seg {
                        legend.vh { (self.site.text("page-knee-which-knee")) }
                        @for side in [Side::Right, Side::Left] {
                            label { input type="radio" name="side" value=(side.as_str()) checked[side == first]; span { (knee_name(side)) } }
                        }
                    }
                    fieldset.seg.phone-only {
                        legend.vh { (self.site.text("page-knee-view")) }
                        @for (idx, view) in View::ALL.into_iter().enumerate() {
                            label { input type="radio" name="view" value=(view.id()) checked[idx == 0]; span { (view_name(view)) } }
                        }
                    }
                }
                div.plates {
                    @for side in [Side::Right, Side::Left] {
                        @for view in View::ALL { (self.plate(view, side)) }
                    }
                }
                div.after {
                    @for (side, text) in [(Side::Right, "page-knee-all-over-right"), (Side::Left, "page-knee-all-over-left")] {
                        label.choice {
                            input type="checkbox" name="spot" value={ (side.as_str()) "." (DIFFUSE) } checked[self.marked.iter().any(|spot| spot.side == side && spot.spot == DIFFUSE)];
                            span { (self.site.text(text)) }
                        }
                    }
                    label.choice.muted {
                        input type="checkbox" name="nowhere" value="yes";
                        span { "I cannot point to a place" small { (self.site.text("page-knee-that-is-an-answer-too")) } }
                    }
                    div.row { button.btn { (self.site.text("page-knee-keep-these-places")) } }
                }
            }
        }
    }

    fn plate(&self, view: View, side: Side) -> Markup {
        let name = format!("{}, {}", view_name(view), knee_name(side).to_lowercase());
        let id = format!("{}-{}", side.as_str(), view.id());
        let (left, right) = knee::edges(view, side);
        let targets = knee::targets(view, side);
        html! {
            section.plate data-view=(view.id()) data-side=(side.as_str()) aria-label=(name) {
                h2 { (view_name(view)) }
                div.art {
                    (picture(&knee::plate(view, side, &[], Label { id: &id, title: &name, desc: "" })))
                    @for target in &targets { (self.target(target, &id, &name)) }
                    span.edge.e1 aria-hidden="true" { (edge_name(left)) }
                    span.edge.e2 aria-hidden="true" { (edge_name(right)) }
                }
                ol.legend {
                    @for target in &targets {
                        @let (plain, anatomy) = place_name(self.site, target.spot);
                        li {
                            label for={ (id) "-" (target.spot.id()) } {
                                span.pt { (target.number) }
                                span { b { (plain) } small { (anatomy) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn target(&self, target: &Target, id: &str, plate: &str) -> Markup {
        let (plain, anatomy) = place_name(self.site, target.spot);
        html! {
            input type="checkbox" name="spot" class=(target.class())
                id={ (id) "-" (target.spot.id()) }
                value={ (target.side.as_str()) "." (target.spot.id()) }
                data-n=(target.number) aria-label={ (plain) " (" (anatomy) "), " (plate) }
                checked[self.is_marked_here(target)];
        }
    }

    /// A place that was marked before is ticked in the first view that shows it: ticked twice, it
    /// would have to be taken back twice.
    fn is_marked_here(&self, target: &Target) -> bool {
        let spot = Spot {
            spot: target.spot.id().to_owned(),
            side: target.side,
        };
        let shows = |view: &View| {
            let mut there = knee::targets(*view, target.side).into_iter();
            there.any(|other| other.spot == target.spot)
        };
        self.marked.contains(&spot)
            && View::ALL.iter().find(|view| shows(view)) == Some(&target.view)
    }
}

pub(in crate::web) const fn knee_name(side: Side) -> &'static str {
    match side {
        Side::Left => "Left knee",
        Side::Right => "Right knee",
    }
}

const fn view_name(view: View) -> &'static str {
    match view {
        View::Front => "Front",
        View::Outer => "Outer side",
        View::Inner => "Inner side",
        View::Back => "Back",
    }
}

const fn edge_name(edge: Edge) -> &'static str {
    match edge {
        Edge::Outer => "outer",
        Edge::Inner => "inner",
        Edge::Front => "front",
        Edge::Back => "back",
    }
}

/// The plain name of a place, and what lies there: the words that the ranking uses too.
pub(in crate::web) fn place_name(site: &Site, place: Place) -> (String, String) {
    let word = |what: &str| site.text(format!("spot-{}-{what}", place.id()));
    (figure::opening(&word("name")), word("anatomy"))
}
