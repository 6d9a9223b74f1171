//! How the runner runs: what no recording says. All of it may be left out.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use maud::{Markup, html};
use trochlea_knowledge::{Equipment, Setting};
use trochlea_plan::{RunDay, Stated};
use trochlea_programme::thing;
use trochlea_quantity::Length;
use trochlea_store::{EventKind, NewEvent};

use super::{add_once, answer, document, form_name};
use crate::decide::Habits;
use crate::said::Said;
use crate::web::answers::{Answers, refused};
use crate::web::log::pain;
use crate::web::{Site, fault::Fault, figure, layout};

/// The box that says that nothing is at hand.
const NOTHING: &str = "nothing";

/// Nobody runs more in a week.
const LONGEST_WEEK_KM: f64 = 1000.0;

const DAYS: [(RunDay, &str, &str); 7] = [
    (RunDay::Monday, "monday", "Mon"),
    (RunDay::Tuesday, "tuesday", "Tue"),
    (RunDay::Wednesday, "wednesday", "Wed"),
    (RunDay::Thursday, "thursday", "Thu"),
    (RunDay::Friday, "friday", "Fri"),
    (RunDay::Saturday, "saturday", "Sat"),
    (RunDay::Sunday, "sunday", "Sun"),
];

/// Base rates differ by where a sore knee is brought.
const SETTINGS: [(Setting, &str, &str); 3] = [
    (Setting::SelfReferral, "self", "page-habits-setting-self"),
    (Setting::Physio, "physio", "page-habits-setting-physio"),
    (
        Setting::SportsClinic,
        "clinic",
        "page-habits-setting-clinic",
    ),
];

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let said = Said::read(&site.store).await?;
    Ok(layout::bare(
        &site,
        "How do you run?",
        "",
        &form(&site, &said.habits),
    ))
}

fn form(site: &Site, habits: &Habits) -> Markup {
    let stated = &habits.stated;
    let km = |length: Option<Length>| length.map(|length| figure::plain(length.as_km()));
    let morning = stated.usual_morning.map(|pain| pain.get().to_string());
    html! {
        form.q method="post" action="/assessment/habits" {
            input type="hidden" name="entry" value=(form_name(site));
            div.head {
                h1 { (site.text("page-habits-how-do-you-run")) }
                p.lede { (site.text("page-habits-leave-out-what-you-do")) }
            }
            div.field {
                label for="week" { (site.text("page-habits-kilometres-in-a-usual-week")) }
                input #week name="week-km" type="text" inputmode="decimal" autocomplete="off" value=[km(stated.usual_week)];
            }
            div.field {
                label for="onset" { (site.text("page-habits-kilometre-at-which-the-pain")) }
                input #onset name="onset-km" type="text" inputmode="decimal" autocomplete="off" value=[km(stated.onset_distance)] aria-describedby="onset-use";
                p.hint #onset-use { (site.text("page-habits-for-pain-at-the-outer")) }
            }
            div.field {
                label for="morning" { (site.text("page-habits-pain-on-a-usual-morning")) }
                input #morning name="morning" type="number" inputmode="numeric" min="0" max="10" value=[morning];
            }
            fieldset.ask {
                legend { (site.text("page-habits-days-that-suit-for-running")) }
                div.days {
                    @for (day, word, name) in DAYS {
                        label.choice { input type="checkbox" name="day" value=(word) checked[habits.run_days.contains(&day)]; span { (name) } }
                    }
                }
            }
            fieldset.ask {
                legend { (site.text("page-habits-who-looks")) }
                @for (setting, word, text) in SETTINGS {
                    label.choice { input type="radio" name="setting" value=(word) checked[habits.setting == setting]; span { (site.text(text)) } }
                }
                p.hint { (site.text("page-habits-setting-use")) }
            }
            (at_hand(site, habits))
            (sets(site, habits))
            div.row.split.qnav { a.btn.plain href="/result" { (site.text("page-habits-back")) } button.btn { (site.text("page-habits-done")) } }
        }
    }
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let now = site.now();
    let before = Said::read(&site.store).await?.habits;
    let habits = Habits {
        run_days: run_days(&form)?,
        // The way back begins when somebody first says how they run, and a correction keeps it.
        started_on: before.started_on.or(Some(now.date())),
        stated: Stated {
            usual_week: km(&form, "week-km", LONGEST_WEEK_KM)?,
            onset_distance: km(&form, "onset-km", LONGEST_WEEK_KM)?,
            usual_morning: pain(&form, "morning")?,
            ..before.stated
        },
        setting: setting(&form, before.setting)?,
        equipment: equipment(&form)?,
        chosen_sets: chosen_sets(&form, &site)?,
        ..before
    };
    let (kind, document) = document(&habits, EventKind::Habits)?;
    let event = NewEvent {
        id: answer::name_of(&form)?.to_owned(),
        kind,
        at: now.timestamp(),
        replaces: None,
        document,
    };
    add_once(&site, &[event]).await?;
    Ok(Redirect::to("/result"))
}

/// What is there for exercising. No box ticked says nothing, which is not the same as "none".
fn at_hand(site: &Site, habits: &Habits) -> Markup {
    let has = habits.equipment.as_deref();
    html! {
        fieldset.ask {
            legend { (site.text("page-habits-at-hand")) }
            p.hint { (site.text("page-habits-at-hand-use")) }
            div.things {
                @for one in Equipment::ALL {
                    label.choice { input type="checkbox" name="thing" value=(one.as_str()) checked[has.is_some_and(|has| has.contains(&one))]; span { (site.say(&thing(one))) } }
                }
                label.choice { input type="checkbox" name="thing" value=(NOTHING) checked[has.is_some_and(<[Equipment]>::is_empty)]; span { (site.text("page-habits-at-hand-none")) } }
            }
        }
    }
}

fn sets(site: &Site, habits: &Habits) -> Markup {
    html! {
        fieldset.ask {
            legend { (site.text("page-habits-sets")) }
            p.hint { (site.text("page-habits-sets-use")) }
            @for set in &site.knowledge.routines.set {
                label.choice { input type="checkbox" name="set" value=(set.id) checked[habits.chosen_sets.contains(&set.id)]; span { (site.say(&set.name())) } }
            }
        }
    }
}

fn equipment(form: &Answers) -> Result<Option<Vec<Equipment>>, Fault> {
    let words: Vec<&str> = form.all("thing").collect();
    if words.is_empty() {
        return Ok(None);
    }
    let known = words.into_iter().filter(|word| *word != NOTHING);
    let things = known.map(|word| {
        let mut all = Equipment::ALL.into_iter();
        all.find(|one| one.as_str() == word)
            .ok_or_else(|| refused(&format!("“{word}” is nothing that an exercise needs")))
    });
    things.collect::<Result<_, _>>().map(Some)
}

fn chosen_sets(form: &Answers, site: &Site) -> Result<Vec<String>, Fault> {
    let chosen = form.all("set");
    chosen
        .map(|id| match site.knowledge.routines.set(id) {
            Some(set) => Ok(set.id.clone()),
            None => Err(refused(&format!("“{id}” is no set of exercises"))),
        })
        .collect()
}

fn run_days(form: &Answers) -> Result<Vec<RunDay>, Fault> {
    form.all("day")
        .map(|word| {
            let found = DAYS.into_iter().find(|(_, known, _)| *known == word);
            let found = found.ok_or_else(|| refused(&format!("“{word}” is no day of the week")))?;
            Ok(found.0)
        })
        .collect()
}

fn setting(form: &Answers, before: Setting) -> Result<Setting, Fault> {
    let Some(word) = form.text("setting") else {
        return Ok(before);
    };
    let mut known = SETTINGS.into_iter();
    let found = known.find(|(_, known, _)| *known == word);
    let found = found.ok_or_else(|| refused(&format!("“{word}” is no place to be looked at")))?;
    Ok(found.0)
}

fn km(form: &Answers, name: &str, most: f64) -> Result<Option<Length>, Fault> {
    let Some(text) = form.text(name).map(|text| text.replace(',', ".")) else {
        return Ok(None);
    };
    match text.parse::<f64>() {
        Ok(km) if (0.0..=most).contains(&km) => Ok(Some(Length::from_km(km))),
        _ => Err(refused(&format!(
            "“{text}” is not a distance in kilometres"
        ))),
    }
}
