//! A form with one answer, as what is kept of it.

use jiff::civil::DateTime;
use trochlea_knowledge::{ItemKind, ItemScope, RedFlagItem};
use trochlea_quantity::Side;
use trochlea_store::{EventKind, Json};
use trochlea_symptom::{Answer, ItemAnswer, Reporter, Runner};

use super::document;
use crate::web::answers::{Answers, refused};
use crate::web::fault::Fault;

/// Nobody older has been recorded.
const OLDEST_YEARS: u8 = 122;

/// What is kept of an answer: one event, or one for each knee.
pub(super) fn read(
    form: &Answers,
    item: &RedFlagItem,
    runner: &Runner,
    now: DateTime,
) -> Result<Vec<(EventKind, Json)>, Fault> {
    let said = form
        .text("answer")
        .ok_or_else(|| refused("choose one of the answers. “I don't know” is one"))?;
    match item.kind {
        ItemKind::Age => {
            let age_years = age(form, said)?;
            let runner = Runner {
                age_years,
                ..runner.clone()
            };
            // Asked and not known differs from never asked.
            let answer = match age_years {
                Some(_) => Answer::Yes,
                None => Answer::Unknown,
            };
            both(&runner, &about(item, answer, None, now))
        }
        ItemKind::Pregnancy => {
            let answer = one_of_three(said)?;
            let runner = Runner {
                pregnant: answer,
                ..runner.clone()
            };
            both(&runner, &about(item, answer, None, now))
        }
        ItemKind::YesNo => sides(item.scope, said)?
            .into_iter()
            .map(|(answer, side)| document(&about(item, answer, side, now), EventKind::Answer))
            .collect(),
    }
}

fn both(runner: &Runner, answer: &ItemAnswer) -> Result<Vec<(EventKind, Json)>, Fault> {
    Ok(vec![
        document(runner, EventKind::Profile)?,
        document(answer, EventKind::Answer)?,
    ])
}

fn about(item: &RedFlagItem, answer: Answer, side: Option<Side>, at: DateTime) -> ItemAnswer {
    ItemAnswer {
        item: item.id.clone(),
        answer,
        at,
        by: Reporter::Runner,
        side,
    }
}

fn age(form: &Answers, said: &str) -> Result<Option<u8>, Fault> {
    if said == "unknown" {
        return Ok(None);
    }
    let years: Option<u8> = form.parsed("age", "an age in whole years")?;
    match years {
        Some(years) if years <= OLDEST_YEARS => Ok(Some(years)),
        Some(years) => Err(refused(&format!("{years} years is no age"))),
        None => Err(refused("write your age, or choose “I don't know”")),
    }
}

/// Yes, no or don't know.
pub(super) fn plain(form: &Answers) -> Result<Answer, Fault> {
    one_of_three(
        form.text("answer")
            .ok_or_else(|| refused("choose one of the answers. “I don't know” is one"))?,
    )
}

fn one_of_three(said: &str) -> Result<Answer, Fault> {
    match said {
        "yes" => Ok(Answer::Yes),
        "no" => Ok(Answer::No),
        "unknown" => Ok(Answer::Unknown),
        other => Err(refused(&format!("“{other}” is not yes, no or don't know"))),
    }
}

/// "Yes, the right knee" also says that it is not the left one.
fn sides(scope: ItemScope, said: &str) -> Result<Vec<(Answer, Option<Side>)>, Fault> {
    let one = |side: Side| vec![(Answer::Yes, Some(side)), (Answer::No, Some(side.other()))];
    match (scope, said) {
        (ItemScope::Knee, "yes-left") => Ok(one(Side::Left)),
        (ItemScope::Knee, "yes-right") => Ok(one(Side::Right)),
        (ItemScope::Knee, "yes-both") => Ok(vec![(Answer::Yes, None)]),
        _ => Ok(vec![(one_of_three(said)?, None)]),
    }
}

/// The name the form was given when it was shown.
pub(in crate::web) fn name_of(form: &Answers) -> Result<&str, Fault> {
    let plain = |name: &&str| {
        name.len() <= 80
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    form.text("entry")
        .filter(plain)
        .ok_or_else(|| refused("the form has no name of its own. Open the page again"))
}
