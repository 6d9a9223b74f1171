use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{ConditionId, ConditionTable, FeatureRow, Message, Read, Setting, Status};
use trochlea_quantity::Side;
use trochlea_symptom::{ItemAnswer, Measure, Spot};

use crate::candidate::{Ranked, Weighing, candidates, ranked};
use crate::outcome::outcome;
use crate::question::{Decided, open};
use crate::said::Said;
use crate::{Band, Candidate, EvidenceSource, NextQuestion, Outcome, SelfTest};

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
    /// The questions about these spots that nobody asked yet and that could change something or
    /// that go to the professional, the most telling first.
    pub questions: Vec<String>,
    /// Numbers that the runner can find out alone and that could change the ranking.
    pub self_tests: Vec<SelfTest>,
    /// What the safety questions look after at these spots; no sum decides about it.
    pub outside: Vec<Outside>,
    /// What was said one way and another way, to be settled by whoever said it.
    pub contradictions: Vec<Message>,
    /// Whose base rates were used.
    pub setting: Setting,
    /// Rows of the tables that were used, with their sources.
    pub rows: Vec<RowFired>,
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

/// Something dangerous that can hurt here and is kept outside the sum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Message,
    /// The flags that look after it.
    pub flags: Vec<String>,
}

/// What a ranking is made from.
#[derive(Clone, Copy, Debug)]
pub struct RankInput<'a> {
    /// Where it hurts.
    pub spots: &'a [Spot],
    /// Answers to questions about the pain, and what an examination found.
    pub answers: &'a [ItemAnswer],
    /// Findings that are new enough to count.
    pub measures: &'a [Measure],
    /// Age in whole years; `None` when it was not said.
    pub age_years: Option<u8>,
    /// Whose base rates.
    pub setting: Setting,
}

/// Ranks what fits each knee that hurts, left first.
///
/// A knee is ranked when a spot on it was marked or an answer names it. The order of spots and
/// answers changes nothing, and "don't know" moves nothing. A spot that the table does not know
/// is never explained by a pattern.
pub fn rank(table: &ConditionTable, input: &RankInput<'_>) -> Vec<KneeRanking> {
    let marked = input.spots.iter().map(|spot| spot.side);
    let about = input
        .answers
        .iter()
        .filter(|said| table.feature(&said.item).is_some());
    let named = about.filter_map(|said| said.side);
    let sides: BTreeSet<Side> = marked.chain(named).collect();
    sides
        .into_iter()
        .map(|side| knee(table, side, input))
        .collect()
}

fn knee(table: &ConditionTable, side: Side, input: &RankInput<'_>) -> KneeRanking {
    let spots = on_knee(table, input.spots, side);
    let said = Said::about(table, input.answers, input.measures, side);
    let weighing = Weighing {
        table,
        spots: &spots,
        age_years: input.age_years,
        setting: input.setting,
    };
    let (decided, ranked) = decide(weighing, &said);
    let open = open(weighing, &said, &ranked, &decided, |then| {
        decide(weighing, then).0
    });
    let candidates = candidates(weighing, &ranked, &said);
    let outcome = decided.0;
    let programmes = programmes(table, &spots, &candidates, &outcome);
    KneeRanking {
        side,
        headline: outcome.headline(&candidates),
        see_professional: see_professional(&outcome, &programmes, &candidates),
        tell_them: tell_them(table, &spots, &said, &candidates),
        next_question: open
            .features
            .first()
            .and_then(|(feature, gain)| next_question(feature, *gain, &candidates)),
        questions: open
            .features
            .iter()
            .map(|(feature, _)| feature.id.clone())
            .collect(),
        self_tests: open.self_tests,
        outside: outside(table, &spots, input.age_years),
        rows: rows(table, &candidates, &said),
        contradictions: said.contradictions,
        setting: input.setting,
        spots: spots.iter().map(|spot| (*spot).to_owned()).collect(),
        outcome,
        candidates,
        programmes,
    }
}

/// What the answers come to.
fn decide<'a>(weighing: Weighing<'a>, said: &Said<'a>) -> (Decided, Vec<Ranked<'a>>) {
    let Weighing {
        table,
        spots,
        age_years,
        ..
    } = weighing;
    let ranked = ranked(weighing, said);
    let moves = |feature: &FeatureRow| {
        let mut ranked = ranked.iter();
        ranked.any(|one| feature.effect_on(one.id()).is_some())
    };
    let n_known = said
        .known
        .iter()
        .filter(|(feature, _)| moves(feature))
        .count();
    let mut telling = table
        .features_for(spots, age_years)
        .filter(|feature| !feature.effects.is_empty());
    let all_asked = telling.all(|feature| said.asked.contains(feature.id.as_str()));
    let outcome = outcome(table, spots, &ranked, n_known, all_asked);
    let order = ranked
        .iter()
        .filter(|one| one.band != Band::LessLikely)
        .map(|one| (one.id().clone(), one.band))
        .collect();
    ((outcome, order), ranked)
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

fn outside(table: &ConditionTable, spots: &[&str], age_years: Option<u8>) -> Vec<Outside> {
    let here = table.outside_at(spots, age_years);
    here.map(|row| Outside {
        id: row.id.clone(),
        name: row.name(),
        flags: row.flags.clone(),
    })
    .collect()
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

/// Where it hurts, what was answered, and what somebody should look at.
fn tell_them(
    table: &ConditionTable,
    spots: &[&str],
    said: &Said<'_>,
    candidates: &[Candidate],
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
    let told = said
        .known
        .iter()
        .map(|(feature, there)| if *there { feature.yes() } else { feature.no() });
    let asked = candidates
        .iter()
        .filter(|one| !one.programme && one.band != Band::LessLikely)
        .map(|one| one.condition.say());
    places.chain(told).chain(asked).collect()
}

fn next_question(
    feature: &FeatureRow,
    expected_gain_bits: f64,
    candidates: &[Candidate],
) -> Option<NextQuestion> {
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
        expected_gain_bits,
    })
}

fn rows(table: &ConditionTable, candidates: &[Candidate], said: &Said<'_>) -> Vec<RowFired> {
    let conditions = table.conditions.iter().filter(|row| {
        candidates
            .iter()
            .any(|candidate| candidate.condition == row.id)
    });
    let conditions = conditions.map(|row| (row.id.as_str(), &row.provenance));
    let features = said
        .known
        .iter()
        .map(|(row, _)| (row.id.as_str(), &row.provenance));
    let clusters = table.clusters.iter().filter(|row| {
        let evidence = candidates
            .iter()
            .flat_map(|one| one.speaks_for.iter().chain(&one.speaks_against));
        let mut counted = evidence.filter(|one| one.counted && one.from == EvidenceSource::Cluster);
        counted.any(|one| one.id == row.id)
    });
    let clusters = clusters.map(|row| (row.id.as_str(), &row.provenance));
    let ranking = (!candidates.is_empty()).then_some(("ranking", &table.ranking.provenance));
    ranking
        .into_iter()
        .chain(conditions)
        .chain(features)
        .chain(clusters)
        .map(|(row, provenance)| RowFired {
            row: row.to_owned(),
            status: provenance.status,
            read: provenance.read,
            source: provenance.source.clone(),
            requirements: provenance.requirements.clone(),
        })
        .collect()
}
