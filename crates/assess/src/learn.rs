use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Card, CardPlace, CardSituation, CardTable, ConditionId, Message};
use trochlea_plan::{CourseSignal, CourseSignalKind, Plan};
use trochlea_symptom::{Answer, Diary};
use trochlea_triage::KneeRanking;

use crate::{Case, Disposition, may_train_fully};

/// The question whose answer tells that it hurts downhill.
const DOWNHILL: &str = "downhill_pain";

/// A card that is offered now.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ShownCard {
    /// Its id.
    pub card: String,
    /// Its title.
    pub title: Message,
    /// Where it is offered; empty when it goes with every page.
    pub places: Vec<CardPlace>,
    /// What holds that makes it fit.
    pub because: Vec<CardSituation>,
    /// The last day on which it is offered, where its time is limited.
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
}

/// What the choice of cards looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'a> {
    pub(crate) case: &'a Case,
    pub(crate) disposition: Disposition,
    pub(crate) ranking: &'a [KneeRanking],
    pub(crate) plan: Option<&'a Plan>,
    pub(crate) signals: &'a [CourseSignal],
    pub(crate) diary: &'a Diary,
}

/// The cards whose situation holds, what matters most first, and not more on any page than the
/// table allows.
pub(crate) fn cards(known: &Known<'_>, table: &CardTable) -> Vec<ShownCard> {
    let acute_until = acute_until(known, table);
    let situations = situations(known, table, acute_until);
    let mut fitting: Vec<&Card> = table
        .card
        .iter()
        .filter(|card| !card.shown_when.is_empty())
        .filter(|card| card.shown_when.iter().all(|one| situations.contains(one)))
        .collect();
    fitting.sort_by_key(|card| card.shown_when.iter().min());
    let mut links: Vec<CardPlace> = Vec::new();
    let mut shown = Vec::new();
    for card in fitting {
        let has_room = |place: &CardPlace| {
            let taken = links.iter().filter(|one| *one == place).count();
            taken < table.shown.links_per_page
        };
        let places: Vec<CardPlace> = card.places.iter().copied().filter(has_room).collect();
        if places.is_empty() && !card.places.is_empty() {
            continue;
        }
        links.extend(&places);
        let is_limited = card.shown_when.contains(&CardSituation::Acute);
        shown.push(ShownCard {
            card: card.id.clone(),
            title: card.title(),
            places,
            because: card.shown_when.clone(),
            until: acute_until.filter(|_| is_limited),
        });
    }
    shown
}

/// What holds of this runner today. While a flag says "now" or "soon" nothing else matters.
fn situations(
    known: &Known<'_>,
    table: &CardTable,
    acute_until: Option<Date>,
) -> BTreeSet<CardSituation> {
    let graver = matches!(
        known.disposition,
        Disposition::Urgent | Disposition::Emergency
    );
    if graver {
        return BTreeSet::from([CardSituation::Any]);
    }
    let today = known.case.now.date();
    let possible = |condition: &str| {
        let mut knees = known.ranking.iter();
        knees.any(|knee| knee.programmes.iter().any(|one| one.as_str() == condition))
    };
    let plan = |holds: fn(&Plan) -> bool| known.plan.is_some_and(holds);
    let fails = |signal: &CourseSignal| signal.kind == CourseSignalKind::NoImprovement;
    let sent = matches!(
        known.disposition,
        Disposition::SeeProfessional | Disposition::ProceedAndSeeProfessional
    );
    let holding = [
        (CardSituation::Any, true),
        (CardSituation::KneecapPain, possible(ConditionId::PFPS)),
        (CardSituation::BandPain, possible(ConditionId::ITBS)),
        (CardSituation::DownhillHurts, hurts_downhill(known.case)),
        (
            CardSituation::Acute,
            acute_until.is_some_and(|until| today <= until),
        ),
        (CardSituation::Flare, plan(|plan| !plan.flares.is_empty())),
        (
            CardSituation::RunningCut,
            plan(|plan| plan.today.run.is_none()),
        ),
        (CardSituation::WayBack, plan(|plan| !may_train_fully(plan))),
        (CardSituation::MayTrainFully, plan(may_train_fully)),
        (CardSituation::Escalation, known.signals.iter().any(fails)),
        (CardSituation::SeeProfessional, sent),
        (CardSituation::StrengthLapsed, strength_lapsed(known, table)),
    ];
    holding
        .into_iter()
        .filter_map(|(situation, holds)| holds.then_some(situation))
        .collect()
}

/// The last acute day, counted from the first pain where its day is known, else from the start of
/// the way back; a later setback begins it anew.
fn acute_until(known: &Known<'_>, table: &CardTable) -> Option<Date> {
    let today = known.case.now.date();
    let since = known.case.stated.pain_since.filter(|day| *day <= today);
    let start = since.or(known.case.started_on).unwrap_or(today);
    let flares = known.plan.into_iter().flat_map(|plan| &plan.flares);
    let latest = flares.map(|flare| flare.from).chain([start]).max()?;
    latest.checked_add(table.shown.acute_days.days()).ok()
}

/// The newest answer counts, of either knee.
fn hurts_downhill(case: &Case) -> bool {
    let mut sides: Vec<_> = case.spots.iter().map(|spot| Some(spot.side)).collect();
    sides.push(None);
    sides.iter().any(|side| {
        let answers = case
            .answers
            .iter()
            .filter(|said| said.item == DOWNHILL && (said.side == *side || said.side.is_none()));
        let newest = answers.max_by_key(|said| said.at);
        newest.is_some_and(|said| said.answer == Answer::Yes)
    })
}

/// Weeks on the way back with runs, and nothing done for strength.
fn strength_lapsed(known: &Known<'_>, table: &CardTable) -> bool {
    let today = known.case.now.date();
    let from = today.saturating_sub((table.shown.lapsed_days - 1).days());
    let lately = from..=today;
    let started = known.case.started_on.is_some_and(|start| start <= from);
    let recorded = known.case.runs.iter().map(|run| run.day);
    let told = known
        .diary
        .days
        .iter()
        .filter(|day| day.pain_during.is_some());
    let told = told.map(|day| day.day);
    let ran = recorded.chain(told).any(|day| lately.contains(&day));
    let trained = known
        .diary
        .days
        .iter()
        .any(|day| lately.contains(&day.day) && !day.strength.is_empty());
    known.plan.is_some() && started && ran && !trained
}
