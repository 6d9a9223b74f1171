//! The ranking: situations, laws and words.

// Tests state what they expect; there a failed unwrap is the message.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod law;
mod situation;
mod words;

use std::sync::LazyLock;

use jiff::civil::date;
use trochlea_knowledge::{ConditionId, ConditionTable, Knowledge, Setting};
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, ItemAnswer, Measure, Reporter, Spot};
use trochlea_triage::{Band, KneeRanking, Outcome, RankInput};

static TABLE: LazyLock<ConditionTable> = LazyLock::new(|| Knowledge::shipped().unwrap().conditions);

fn spots(side: Side, ids: &[&str]) -> Vec<Spot> {
    let spot = |id: &&str| Spot {
        spot: (*id).to_owned(),
        side,
    };
    ids.iter().map(spot).collect()
}

fn said(feature: &str, answer: Answer, side: Option<Side>) -> ItemAnswer {
    ItemAnswer {
        item: feature.to_owned(),
        answer,
        at: date(2026, 3, 1).at(8, 0, 0, 0),
        by: Reporter::Runner,
        side,
    }
}

fn answers(yes: &[&str], no: &[&str]) -> Vec<ItemAnswer> {
    let yes = yes.iter().map(|id| said(id, Answer::Yes, None));
    yes.chain(no.iter().map(|id| said(id, Answer::No, None)))
        .collect()
}

/// Ranks for somebody who refers themselves.
fn rank(
    table: &ConditionTable,
    spots: &[Spot],
    answers: &[ItemAnswer],
    age_years: Option<u8>,
) -> Vec<KneeRanking> {
    let input = RankInput {
        spots,
        answers,
        measures: &[],
        age_years,
        setting: Setting::SelfReferral,
    };
    trochlea_triage::rank(table, &input)
}

/// The same, said by a clinician who examined.
fn examined(feature: &str, answer: Answer) -> ItemAnswer {
    ItemAnswer {
        by: Reporter::Clinician,
        ..said(feature, answer, None)
    }
}

fn measure(id: &str, value: f64) -> Measure {
    Measure {
        measure: id.to_owned(),
        side: Side::Right,
        value,
        pain: None,
        at: date(2026, 3, 1).at(8, 0, 0, 0),
        by: Reporter::Runner,
    }
}

/// One sore right knee of an adult.
fn right(ids: &[&str], yes: &[&str], no: &[&str]) -> KneeRanking {
    let mut ranked = rank(
        &TABLE,
        &spots(Side::Right, ids),
        &answers(yes, no),
        Some(30),
    );
    assert_eq!(ranked.len(), 1);
    ranked.remove(0)
}

fn band(ranking: &KneeRanking, condition: &str) -> Option<Band> {
    let mut candidates = ranking.candidates.iter();
    candidates
        .find(|one| one.condition.as_str() == condition)
        .map(|one| one.band)
}

fn pattern(condition: &str) -> Outcome {
    Outcome::Pattern {
        condition: ConditionId::new(condition),
    }
}

fn programmes(ranking: &KneeRanking) -> Vec<&str> {
    ranking.programmes.iter().map(ConditionId::as_str).collect()
}
