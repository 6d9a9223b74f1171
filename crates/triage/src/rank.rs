use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{ConditionId, ConditionTable, FeatureRow, Message, Read, Status};
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, ItemAnswer, Spot};

use crate::candidate::candidates;
use crate::outcome::outcome;
use crate::said::latest;
use crate::{Band, Candidate, Outcome};

/// What fits the symptoms of one knee.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KneeRanking {
    /// Which knee.
    pub side: Side,
    /// What it comes to.
    pub outcome: Outcome,
    /// That as a sentence.
    pub headline: Message,
    /// The marked spots, in the order of the knee map.
    pub spots: Vec<String>,
    /// What can hurt there, highest first.
    pub candidates: Vec<Candidate>,
    /// Conditions that are still possible and have a programme; a plan has to suit them all.
    /// Empty unless every marked spot is explained by one of them.
    pub programmes: Vec<ConditionId>,
    /// Why somebody should look at this knee, when a plan made by rules is not enough.
    pub see_professional: Option<Message>,
    /// What to tell them: where it hurts and what was answered.
    pub tell_them: Vec<Message>,
    /// The question whose answer would change the most.
    pub next_question: Option<NextQuestion>,
    /// All questions about these spots that nobody asked yet, the most telling first.
    pub questions: Vec<String>,
    /// Rows of the tables that were used, with their sources.
    pub rows: Vec<RowFired>,
}

/// A question, and what its answer could change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextQuestion {
    /// Id of the feature.
    pub feature: String,
    /// The question.
    pub question: Message,
    /// Why it is asked.
    pub why: Message,
    /// The conditions whose rank it moves.
    pub moves: Vec<ConditionId>,
}

/// A row of the tables that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RowFired {
    /// Id of the condition or feature.
    pub row: String,
    /// Sourced, house or contested.
    pub status: Status,
    /// How far the source was read.
    pub read: Read,
    /// The source.
    pub source: String,
    /// Ids of the requirements it answers.
    pub requirements: Vec<String>,
}

/// Ranks what fits each knee that hurts, left first.
///
/// A knee is ranked when a spot on it was marked or an answer names it. The order of spots and
/// answers changes nothing, and "don't know" moves nothing. A spot that the table does not know
/// is never explained by a pattern.
pub fn rank(
    table: &ConditionTable,
    spots: &[Spot],
    answers: &[ItemAnswer],
    age_years: Option<u8>,
) -> Vec<KneeRanking> {
    let marked = spots.iter().map(|spot| spot.side);
    let about = answers
        .iter()
        .filter(|said| table.feature(&said.item).is_some());
    let named = about.filter_map(|said| said.side);
    let sides: BTreeSet<Side> = marked.chain(named).collect();
    sides
        .into_iter()
        .map(|side| knee(table, side, spots, answers, age_years))
        .collect()
}

fn knee(
    table: &ConditionTable,
    side: Side,
    spots: &[Spot],
    answers: &[ItemAnswer],
    age_years: Option<u8>,
) -> KneeRanking {
    let spots = on_knee(table, spots, side);
    let answers = latest(table, answers, side);
    let candidates = candidates(table, &spots, &answers, age_years);
    let telling: Vec<&FeatureRow> = table
        .features_for(&spots, age_years)
        .filter(|feature| !feature.effects.is_empty())
        .collect();
    let known = |feature: &&&FeatureRow| {
        let answer = answers.get(feature.id.as_str());
        matches!(answer, Some(Answer::Yes | Answer::No))
    };
    let asked = |feature: &&FeatureRow| answers.contains_key(feature.id.as_str());
    let n_known = telling.iter().filter(known).count();
    let outcome = outcome(
        table,
        &spots,
        &candidates,
        n_known,
        telling.iter().all(asked),
    );
    let programmes = programmes(table, &spots, &candidates, &outcome);
    let questions = questions(table, &spots, &answers, age_years);
    KneeRanking {
        side,
        headline: outcome.headline(),
        see_professional: see_professional(&outcome, &programmes, &candidates),
        tell_them: tell_them(table, &spots, &answers),
        next_question: questions
            .first()
            .and_then(|feature| next_question(feature, &candidates)),
        questions: questions.iter().map(|feature| feature.id.clone()).collect(),
        rows: rows(table, &candidates, &answers),
        spots: spots.iter().map(|spot| (*spot).to_owned()).collect(),
        outcome,
        candidates,
        programmes,
    }
}

/// The spots of one knee in the order of the table, those it does not know last.
fn on_knee<'a>(table: &ConditionTable, spots: &'a [Spot], side: Side) -> Vec<&'a str> {
    let here = spots.iter().filter(|spot| spot.side == side);
    let ids: BTreeSet<&str> = here.map(|spot| spot.spot.as_str()).collect();
    let mut ids: Vec<&str> = ids.into_iter().collect();
    let place = |id: &str| table.spots.iter().position(|spot| spot.id == id);
    ids.sort_by_key(|id| place(id).unwrap_or(usize::MAX));
    ids
}

fn programmes(
    table: &ConditionTable,
    spots: &[&str],
    candidates: &[Candidate],
    outcome: &Outcome,
) -> Vec<ConditionId> {
    if !matches!(outcome, Outcome::Pattern { .. } | Outcome::Mixed { .. }) {
        return Vec::new();
    }
    let possible = candidates
        .iter()
        .filter(|one| one.programme && one.band != Band::LessLikely);
    let programmes: Vec<ConditionId> = possible.map(|one| one.condition.clone()).collect();
    let explains = |spot: &str| {
        let mut rows = programmes.iter().filter_map(|id| table.condition(id));
        rows.any(|row| row.at(spot).is_some())
    };
    if spots.iter().all(|spot| explains(spot)) {
        programmes
    } else {
        Vec::new()
    }
}

fn see_professional(
    outcome: &Outcome,
    programmes: &[ConditionId],
    candidates: &[Candidate],
) -> Option<Message> {
    match outcome {
        Outcome::NotEnoughInformation => None,
        Outcome::AnotherCause => Some(Message::new("triage-see-another_cause")),
        Outcome::Pattern { .. } | Outcome::Mixed { .. } if programmes.is_empty() => {
            Some(Message::new("triage-see-no_programme"))
        }
        Outcome::Pattern { .. } | Outcome::Mixed { .. } => candidates
            .iter()
            .any(|one| !one.programme && one.band != Band::LessLikely)
            .then(|| Message::new("triage-see-also_possible")),
    }
}

fn tell_them(
    table: &ConditionTable,
    spots: &[&str],
    answers: &BTreeMap<&str, Answer>,
) -> Vec<Message> {
    let marked = table
        .spots
        .iter()
        .filter(|spot| spots.contains(&spot.id.as_str()));
    let places = marked.map(|spot| {
        Message::new("triage-tell-spot")
            .message("spot", spot.name())
            .message("anatomy", spot.anatomy())
    });
    let told =
        table
            .features
            .iter()
            .filter_map(|feature| match answers.get(feature.id.as_str())? {
                Answer::Yes => Some(feature.yes()),
                Answer::No => Some(feature.no()),
                Answer::Unknown => None,
            });
    places.chain(told).collect()
}

/// What was not asked yet, the most telling first: what changes most bands, then what moves the
/// steps furthest, then the order of the table.
fn questions<'a>(
    table: &'a ConditionTable,
    spots: &[&str],
    answers: &BTreeMap<&'a str, Answer>,
    age_years: Option<u8>,
) -> Vec<&'a FeatureRow> {
    let bands = |answers: &BTreeMap<&str, Answer>| -> BTreeMap<ConditionId, Band> {
        let candidates = candidates(table, spots, answers, age_years);
        candidates
            .into_iter()
            .map(|one| (one.condition, one.band))
            .collect()
    };
    let now = bands(answers);
    let change = |feature: &'a FeatureRow| {
        let with = |answer| {
            let mut answers = answers.clone();
            answers.insert(&feature.id, answer);
            let then = bands(&answers);
            now.iter()
                .filter(|(id, band)| then.get(*id) != Some(band))
                .count()
        };
        let reach: u32 = feature
            .effects
            .iter()
            .filter(|effect| now.contains_key(&effect.condition))
            .map(|effect| effect.yes.abs_diff(effect.no))
            .sum();
        (with(Answer::Yes) + with(Answer::No), reach)
    };
    // The table is asked by id, so that what is returned borrows from the table alone.
    let wanted: BTreeSet<String> = table
        .features_for(spots, age_years)
        .map(|feature| feature.id.clone())
        .collect();
    let mut open: Vec<&FeatureRow> = table
        .features
        .iter()
        .filter(|feature| {
            wanted.contains(&feature.id) && !answers.contains_key(feature.id.as_str())
        })
        .collect();
    open.sort_by_cached_key(|feature| std::cmp::Reverse(change(feature)));
    open
}

fn next_question(feature: &FeatureRow, candidates: &[Candidate]) -> Option<NextQuestion> {
    let moved = candidates.iter().map(|one| &one.condition);
    let moves: Vec<ConditionId> = moved
        .filter(|id| feature.effect_on(id).is_some())
        .cloned()
        .collect();
    (!moves.is_empty()).then(|| NextQuestion {
        feature: feature.id.clone(),
        question: feature.question(),
        why: feature.why(),
        moves,
    })
}

fn rows(
    table: &ConditionTable,
    candidates: &[Candidate],
    answers: &BTreeMap<&str, Answer>,
) -> Vec<RowFired> {
    let conditions = table.conditions.iter().filter(|row| {
        candidates
            .iter()
            .any(|candidate| candidate.condition == row.id)
    });
    let conditions = conditions.map(|row| (row.id.as_str(), &row.provenance));
    let features = table
        .features
        .iter()
        .filter(|row| matches!(answers.get(row.id.as_str()), Some(Answer::Yes | Answer::No)))
        .map(|row| (row.id.as_str(), &row.provenance));
    let ranking = (!candidates.is_empty()).then_some(("ranking", &table.ranking.provenance));
    ranking
        .into_iter()
        .chain(conditions)
        .chain(features)
        .map(|(row, provenance)| RowFired {
            row: row.to_owned(),
            status: provenance.status,
            read: provenance.read,
            source: provenance.source.clone(),
            requirements: provenance.requirements.clone(),
        })
        .collect()
}
