//! What no recording tells about causes: one form, every part of which may be left out.

use std::sync::Arc;

use axum::{
    Form,
    extract::{State as Shared, rejection::FormRejection},
    response::{Html, Redirect},
};
use jiff::civil::Date;
use maud::{Markup, html};
use trochlea_cause::{Question, Shoe};
use trochlea_quantity::Length;
use trochlea_store::{EventKind, Json, NewEvent};
use trochlea_symptom::{Answer, ItemAnswer, Reporter};

use super::current;
use crate::decide::Habits;
use crate::said::Said;
use crate::web::answers::{Answers, refused};
use crate::web::assessment::{add_once, form_name, name_of};
use crate::web::{Site, fault::Fault, figure, layout};

/// Nobody runs further in one pair.
const LONGEST_SHOE_KM: f64 = 20_000.0;
/// Higher than any way up and down that is run in repetitions.
const HIGHEST_HILL_M: f64 = 2_000.0;

pub(super) async fn show(Shared(site): Shared<Arc<Site>>) -> Result<Html<String>, Fault> {
    let said = Said::read(&site.store).await?;
    let assessment = current(&site).await?;
    let stated = &said.habits.stated;
    let body = html! {
        form.q method="post" action="/causes/questions" {
            input type="hidden" name="entry" value=(form_name(&site));
            div.head {
                h1 { (site.text("page-cause-questions-title")) }
                p.lede { (site.text("page-cause-questions-lede")) }
            }
            div.field {
                label for="since" { (site.text("page-cause-questions-since")) }
                input #since name="since" type="date" max=(site.now().date()) value=[stated.pain_since] aria-describedby="since-use";
                p.hint #since-use { (site.text("page-cause-questions-since-use")) }
            }
            @for question in &assessment.causes.questions { (asked(&site, question)) }
            (shoes(&site, &said.habits.shoes))
            div.field {
                label for="hill" { (site.text("page-cause-questions-hill")) }
                input #hill name="hill-m" type="text" inputmode="decimal" autocomplete="off" value=[stated.hill_height.map(|it| figure::plain(it.as_m()))] aria-describedby="hill-use";
                p.hint #hill-use { (site.text("page-cause-questions-hill-use")) }
            }
            div.row.split.qnav { a.btn.plain href="/causes" { (site.text("page-cause-questions-back")) } button.btn { (site.text("page-cause-questions-done")) } }
        }
    };
    Ok(layout::bare(&site, "Questions about causes", "", &body))
}

fn asked(site: &Site, question: &Question) -> Markup {
    let choices = [
        (Answer::Yes, "yes", "page-cause-questions-yes"),
        (Answer::No, "no", "page-cause-questions-no"),
        (Answer::Unknown, "unknown", "page-cause-questions-unknown"),
    ];
    html! {
        fieldset.ask {
            legend { (site.say(&question.text)) }
            div.days {
                @for (answer, word, text) in choices {
                    label.choice.muted[answer == Answer::Unknown] {
                        input type="radio" name=(question.item) value=(word) checked[question.answer == Some(answer)];
                        span { (site.text(text)) }
                    }
                }
            }
        }
    }
}

fn shoes(site: &Site, shoes: &[Shoe]) -> Markup {
    let used = shoes.iter().filter(|shoe| shoe.retired_on.is_none());
    html! {
        fieldset.stack {
            legend { (site.text("page-cause-questions-shoes")) }
            @for shoe in used {
                label.choice {
                    input type="checkbox" name="retired" value=(shoe.name);
                    span { (shoe.name) small { (site.text("page-cause-questions-given-up")) } }
                }
            }
            div.field {
                label for="shoe" { (site.text("page-cause-questions-shoe-name")) }
                input #shoe name="shoe" type="text" maxlength="60" autocomplete="off";
            }
            div.field {
                label for="shoe-first" { (site.text("page-cause-questions-shoe-first")) }
                input #shoe-first name="shoe-first" type="date" max=(site.now().date());
            }
            div.field {
                label for="shoe-km" { (site.text("page-cause-questions-shoe-km")) }
                input #shoe-km name="shoe-km" type="text" inputmode="decimal" autocomplete="off";
            }
        }
    }
}

pub(super) async fn keep(
    Shared(site): Shared<Arc<Site>>,
    posted: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Redirect, Fault> {
    let form = Answers::take(posted)?;
    let name = name_of(&form)?.to_owned();
    let now = site.now();
    let before = Said::read(&site.store).await?;
    let mut documents: Vec<(EventKind, Json)> = Vec::new();
    for item in site.knowledge.causes.items() {
        let Some(answer) = given(&form, &item)? else {
            continue;
        };
        let newest = before.answers.iter().rev().find(|one| one.item == item);
        // A form that was opened again and sent says nothing new.
        if newest.is_some_and(|one| one.answer == answer) {
            continue;
        }
        let said = ItemAnswer {
            item,
            answer,
            at: now.datetime(),
            by: Reporter::Runner,
            side: None,
        };
        documents.push((EventKind::Answer, Json::of(&said)?));
    }
    let mut habits = habits(&form, before.habits.clone(), now.date())?;
    if habits != before.habits {
        // The way back begins when somebody first says how they run, wherever that is.
        habits.started_on = habits.started_on.or(Some(now.date()));
        documents.push((EventKind::Habits, Json::of(&habits)?));
    }
    let events: Vec<NewEvent> = documents
        .into_iter()
        .enumerate()
        .map(|(idx, (kind, document))| NewEvent {
            id: format!("{name}-{idx}"),
            kind,
            at: now.timestamp(),
            replaces: None,
            document,
        })
        .collect();
    add_once(&site, &events).await?;
    Ok(Redirect::to("/causes"))
}

fn given(form: &Answers, item: &str) -> Result<Option<Answer>, Fault> {
    match form.text(item) {
        None => Ok(None),
        Some("yes") => Ok(Some(Answer::Yes)),
        Some("no") => Ok(Some(Answer::No)),
        Some("unknown") => Ok(Some(Answer::Unknown)),
        Some(other) => Err(refused(&format!("“{other}” is not yes, no or don't know"))),
    }
}

fn habits(form: &Answers, mut habits: Habits, today: Date) -> Result<Habits, Fault> {
    habits.stated.pain_since = past(form, "since", today)?;
    habits.stated.hill_height =
        number(form, "hill-m", HIGHEST_HILL_M, "a height in metres")?.map(Length::from_m);
    for shoe in &mut habits.shoes {
        if form.all("retired").any(|name| name == shoe.name) && shoe.retired_on.is_none() {
            shoe.retired_on = Some(today.max(shoe.first_used));
        }
    }
    if let Some(shoe) = another(form, today)? {
        match habits.shoes.iter().find(|known| known.name == shoe.name) {
            None => habits.shoes.push(shoe),
            // The same form sent twice.
            Some(known) if *known == shoe => {}
            Some(known) => {
                return Err(refused(&format!(
                    "there is a pair called “{}” already",
                    known.name
                )));
            }
        }
    }
    Ok(habits)
}

fn another(form: &Answers, today: Date) -> Result<Option<Shoe>, Fault> {
    let Some(name) = form.text("shoe") else {
        return Ok(None);
    };
    let km = number(form, "shoe-km", LONGEST_SHOE_KM, "a distance in kilometres")?;
    Ok(Some(Shoe {
        name: name.to_owned(),
        first_used: past(form, "shoe-first", today)?.unwrap_or(today),
        stated_distance: Length::from_km(km.unwrap_or(0.0)),
        stated_on: today,
        retired_on: None,
    }))
}

fn past(form: &Answers, name: &str, today: Date) -> Result<Option<Date>, Fault> {
    let day: Option<Date> = form.parsed(name, "a date")?;
    match day {
        Some(day) if day > today => Err(refused(&format!("{day} is still to come"))),
        day => Ok(day),
    }
}

fn number(form: &Answers, name: &str, most: f64, expected: &str) -> Result<Option<f64>, Fault> {
    let Some(text) = form.text(name).map(|text| text.replace(',', ".")) else {
        return Ok(None);
    };
    match text.parse::<f64>() {
        Ok(value) if (0.0..=most).contains(&value) => Ok(Some(value)),
        _ => Err(refused(&format!("“{text}” is not {expected}"))),
    }
}
