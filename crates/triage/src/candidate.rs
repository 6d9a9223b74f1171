use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{
    ConditionId, ConditionKind, ConditionRow, ConditionTable, Effect, FeatureRow, Fit, Message,
    Ranking, Status,
};
use trochlea_symptom::Answer;

/// How likely a condition is among those that hurt at the same spots. A rank, never a probability.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// It stands out.
    MoreLikely,
    /// It fits.
    Possible,
    /// It fits as well as another at the same spots.
    CannotTellApart,
    /// What should be there is not.
    LessLikely,
}

/// A condition that can hurt where it hurts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The condition.
    pub condition: ConditionId,
    /// A pattern of its own, or another cause.
    pub kind: ConditionKind,
    /// Whether this rule set has a programme for it.
    pub programme: bool,
    /// Its name.
    pub name: Message,
    /// How likely.
    pub band: Band,
    /// Steps of the house that order the candidates. They measure nothing and are kept so that
    /// a ranking can be followed by hand.
    pub house_steps: i32,
    /// What speaks for it.
    #[serde(rename = "for")]
    pub speaks_for: Vec<Evidence>,
    /// What speaks against it.
    #[serde(rename = "against")]
    pub speaks_against: Vec<Evidence>,
}

/// Something that speaks for or against a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// A marked spot or an answered question.
    pub from: EvidenceSource,
    /// Its id.
    pub id: String,
    /// What it says, as a clause or a name.
    pub message: Message,
    /// Steps of the house, positive for and negative against.
    pub house_steps: i32,
    /// Whether a source gives the direction or the house.
    pub basis: Status,
}

/// Where a piece of evidence comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceSource {
    /// A spot on the knee map.
    Spot,
    /// A question.
    Feature,
}

/// The candidates for these spots with their bands: highest first, ties in the table's order.
pub(crate) fn candidates(
    table: &ConditionTable,
    spots: &[&str],
    answers: &BTreeMap<&str, Answer>,
    age_years: Option<u8>,
) -> Vec<Candidate> {
    let rows: Vec<&ConditionRow> = table.candidates(spots, age_years).collect();
    let mut candidates: Vec<Candidate> = rows
        .iter()
        .map(|row| candidate(table, row, spots, answers))
        .collect();
    let steps: Vec<i32> = candidates.iter().map(|one| one.house_steps).collect();
    for ((own, row), candidate) in rows.iter().enumerate().zip(&mut candidates) {
        let rivals = rows.iter().zip(&steps).enumerate();
        let best_rival = rivals
            .filter(|(other, (rival, _))| *other != own && meet(row, rival, spots))
            .map(|(_, (_, steps))| *steps)
            .max();
        candidate.band = band(&table.ranking, candidate.house_steps, best_rival);
    }
    // Stable, so the order of the table breaks ties.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.house_steps));
    candidates
}

/// Whether two conditions could explain the same marked spot.
fn meet(one: &ConditionRow, other: &ConditionRow, spots: &[&str]) -> bool {
    spots
        .iter()
        .any(|spot| one.at(spot).is_some() && other.at(spot).is_some())
}

fn band(ranking: &Ranking, steps: i32, best_rival: Option<i32>) -> Band {
    if steps <= ranking.less_likely_at_most {
        return Band::LessLikely;
    }
    let rival = best_rival.filter(|rival| *rival > ranking.less_likely_at_most);
    let lead = rival.map_or(i32::MAX, |rival| steps.saturating_sub(rival));
    if lead >= ranking.more_likely_lead {
        if steps >= ranking.more_likely_from {
            Band::MoreLikely
        } else {
            Band::Possible
        }
    } else if lead > -ranking.more_likely_lead {
        Band::CannotTellApart
    } else {
        Band::Possible
    }
}

fn candidate(
    table: &ConditionTable,
    row: &ConditionRow,
    spots: &[&str],
    answers: &BTreeMap<&str, Answer>,
) -> Candidate {
    let mut evidence: Vec<Evidence> = location(table, row, spots);
    evidence.extend(table.features.iter().filter_map(|feature| {
        let answer = answers.get(feature.id.as_str())?;
        said(feature, feature.effect_on(&row.id)?, *answer)
    }));
    // Several typical spots are one location: only the best of them counts.
    let place = evidence
        .iter()
        .filter(|one| one.from == EvidenceSource::Spot);
    let place = place.map(|one| one.house_steps).max().unwrap_or(0);
    let told = evidence
        .iter()
        .filter(|one| one.from == EvidenceSource::Feature);
    let house_steps = place + told.map(|one| one.house_steps).sum::<i32>();
    let (speaks_for, speaks_against) = evidence.into_iter().partition(|one| one.house_steps > 0);
    Candidate {
        condition: row.id.clone(),
        kind: row.kind,
        programme: row.programme,
        name: row.id.name(),
        band: Band::Possible,
        house_steps,
        speaks_for,
        speaks_against,
    }
}

fn location(table: &ConditionTable, row: &ConditionRow, spots: &[&str]) -> Vec<Evidence> {
    let marked = table
        .spots
        .iter()
        .filter(|spot| spots.contains(&spot.id.as_str()));
    marked
        .filter_map(|spot| {
            let house_steps = match row.at(&spot.id)? {
                Fit::Typical => table.ranking.typical_spot,
                Fit::Possible => table.ranking.possible_spot,
            };
            Some(Evidence {
                from: EvidenceSource::Spot,
                id: spot.id.clone(),
                message: spot.name(),
                house_steps,
                basis: row.provenance.status,
            })
        })
        .collect()
}

fn said(feature: &FeatureRow, effect: &Effect, answer: Answer) -> Option<Evidence> {
    let (house_steps, message) = match answer {
        Answer::Yes => (effect.yes, feature.yes()),
        Answer::No => (effect.no, feature.no()),
        Answer::Unknown => return None,
    };
    (house_steps != 0).then(|| Evidence {
        from: EvidenceSource::Feature,
        id: feature.id.clone(),
        message,
        house_steps,
        basis: feature.provenance.status,
    })
}
