use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message, OtherSport, Protocol};
use trochlea_symptom::{Cleared, PainScore, Strength};

use crate::Input;

/// Other sports, to keep fit while running is cut.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CrossTraining {
    /// Whether running is cut now, so that they take its place.
    pub running_is_cut: bool,
    /// What they are for now.
    pub text: Message,
    /// Every sport, with what it did to the knee.
    pub sports: Vec<OtherSportNow>,
}

/// One sport and what the diary says about it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OtherSportNow {
    /// Its id, as the diary writes it.
    pub activity: String,
    /// Its name.
    pub name: Message,
    /// Whether it is offered.
    pub status: SportStatus,
    /// Why, or on which condition.
    pub text: Message,
    /// What about it is not settled.
    pub caution: Option<Message>,
    /// Worst pain on the latest day on which pain was told.
    pub last_pain: Option<PainScore>,
    /// That day.
    #[schemars(with = "Option<String>")]
    pub last_pain_on: Option<Date>,
    /// Ids of the requirements it answers.
    pub requirements: Vec<String>,
}

/// Whether a sport is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SportStatus {
    /// It was done without pain.
    Borne,
    /// Nobody told how it went: try it briefly.
    ToTry,
    /// It hurt: left out for some weeks.
    Dropped,
}

/// Other sports for now.
///
/// Only a screening that blocks no strength work can call it.
pub fn cross_training(
    _cleared: Cleared<Strength>,
    running_is_cut: bool,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> CrossTraining {
    offered(running_is_cut, input, knowledge)
}

pub(crate) fn offered(
    running_is_cut: bool,
    input: &Input<'_>,
    knowledge: &Knowledge,
) -> CrossTraining {
    let rows = knowledge.routines.activity.iter();
    let sports: Vec<OtherSportNow> = rows.map(|sport| now(sport, input, knowledge)).collect();
    let all_dropped = sports
        .iter()
        .all(|sport| sport.status == SportStatus::Dropped);
    CrossTraining {
        running_is_cut,
        text: Message::new(match (all_dropped, running_is_cut) {
            (true, _) => "programme-sports-all-dropped",
            (false, true) => "programme-sports-while-cut",
            (false, false) => "programme-sports-beside",
        }),
        sports,
    }
}

fn now(sport: &OtherSport, input: &Input<'_>, knowledge: &Knowledge) -> OtherSportNow {
    let routines = &knowledge.routines;
    let last = last_pain(sport, input);
    let dropped_days = &routines.cross_training_dropped_days;
    let until = last
        .filter(|(_, pain)| pain.get() > routines.cross_training_pain_at_most.small())
        .map(|(day, _)| day.saturating_add(dropped_days.whole().days()));
    let status = match (last, until) {
        (_, Some(until)) if input.today < until => SportStatus::Dropped,
        (Some(_), None) => SportStatus::Borne,
        _ => SportStatus::ToTry,
    };
    let text = match (status, last, until) {
        (SportStatus::Dropped, Some((day, pain)), Some(until)) => {
            Message::new("programme-sport-dropped")
                .number("pain_nprs", f64::from(pain.get()))
                .text("day", day.to_string())
                .text("until", until.to_string())
        }
        (SportStatus::Borne, ..) => Message::new("programme-sport-borne"),
        _ => Message::new("programme-sport-to-try"),
    };
    let bends = sport.bends_through && input.is_possible(Protocol::Itbs);
    OtherSportNow {
        activity: sport.id.clone(),
        name: Message::new(format!("programme-sport-{}", sport.id.replace('_', "-"))),
        status,
        text,
        caution: bends.then(|| Message::new("programme-sport-bends-through")),
        last_pain: last.map(|(_, pain)| pain),
        last_pain_on: last.map(|(day, _)| day),
        requirements: sport.provenance.requirements.clone(),
    }
}

/// The latest day on which the pain of a sport was told, and its worst.
fn last_pain(sport: &OtherSport, input: &Input<'_>) -> Option<(Date, PainScore)> {
    let days = input.diary.days.iter().filter(|day| day.day <= input.today);
    let told = days.flat_map(|day| {
        let of_it = day.activities.iter().filter(|it| it.activity == sport.id);
        of_it.filter_map(|it| Some((day.day, it.pain?)))
    });
    told.max()
}
