use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{ConditionId, ConditionTable, FeatureRow, Fit, Member, Message, Ranking};

use crate::candidate::{Ranked, Weighing};
use crate::said::Said;
use crate::{Band, Outcome};

/// A question or self-test, and what it could change.
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
    /// How much less open the ranking is expected to be after it, in bits. It orders questions.
    pub expected_gain_bits: f64,
}

/// A number that the runner can find out alone and that could change the ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SelfTest {
    /// Id of the finding.
    pub measure: String,
    /// The conditions whose rank it moves.
    pub moves: Vec<ConditionId>,
}

/// What was not asked yet and could change something, the most telling first.
pub(crate) struct Open<'a> {
    pub(crate) features: Vec<(&'a FeatureRow, f64)>,
    pub(crate) self_tests: Vec<SelfTest>,
}

/// What the ranking of a knee comes to, for telling whether an answer would change it.
pub(crate) type Decided = (Outcome, Vec<(ConditionId, Band)>);

/// Asks what could still change what comes out or the order of what is not less likely. While too
/// little is known for a ranking, every question that moves a candidate is worth its while.
pub(crate) fn open<'a>(
    weighing: Weighing<'a>,
    said: &Said<'a>,
    now: &[Ranked<'_>],
    decided: &Decided,
    decide: impl Fn(&Said<'a>) -> (Decided, Vec<Ranked<'a>>),
) -> Open<'a> {
    let Weighing {
        table,
        spots,
        age_years,
        ..
    } = weighing;
    let current = entropy_bits(now);
    let asked = table
        .features_for(spots, age_years)
        .filter(|feature| !said.asked.contains(feature.id.as_str()));
    let mut features = Vec::new();
    for feature in asked {
        if feature.effects.is_empty() {
            // Only told to whoever looks, so after everything that ranks.
            features.push((feature, 0.0));
            continue;
        }
        let (yes, no) = (
            decide(&said.with(feature, true)),
            decide(&said.with(feature, false)),
        );
        let changes = yes.0 != *decided || no.0 != *decided;
        if changes || decided.0 == Outcome::NotEnoughInformation {
            let rate = yes_rate(&table.ranking, now, feature);
            let then = rate * entropy_bits(&yes.1) + (1.0 - rate) * entropy_bits(&no.1);
            features.push((feature, (current - then).max(0.0)));
        }
    }
    // Stable, so the order of the table breaks ties.
    features.sort_by(|one, other| other.1.total_cmp(&one.1));
    Open {
        features,
        self_tests: self_tests(table, spots, age_years, said),
    }
}

/// How likely a yes is: the rate of the house without the condition, raised or lowered by what a
/// yes does to the odds of each candidate.
fn yes_rate(ranking: &Ranking, now: &[Ranked<'_>], feature: &FeatureRow) -> f64 {
    let rates = parts(now).map(|(one, part)| {
        let steps = feature.effect_on(one.id()).map_or(0, |effect| effect.yes);
        let raised = libm::pow(ranking.house_step, f64::from(steps));
        // Nothing is ever taken to be certain.
        (ranking.yes_rate * raised).min(0.95) * part
    });
    rates.sum()
}

/// How open the ranking is: 0 when one candidate has all.
fn entropy_bits(ranked: &[Ranked<'_>]) -> f64 {
    parts(ranked)
        .filter(|(_, part)| *part > 0.0)
        .map(|(_, part)| -part * libm::log2(part))
        .sum()
}

/// Each candidate with its part of all odds.
fn parts<'r, 'a>(ranked: &'r [Ranked<'a>]) -> impl Iterator<Item = (&'r Ranked<'a>, f64)> {
    let odds = |one: &Ranked<'_>| libm::exp(one.weighed.odds.ln);
    let total: f64 = ranked.iter().map(odds).sum();
    ranked.iter().map(move |one| (one, odds(one) / total))
}

/// Numbers that make a cluster, for a candidate at its typical spot.
fn self_tests(
    table: &ConditionTable,
    spots: &[&str],
    age_years: Option<u8>,
    said: &Said<'_>,
) -> Vec<SelfTest> {
    let mut wanted: BTreeMap<&str, Vec<ConditionId>> = BTreeMap::new();
    for cluster in &table.clusters {
        let moves: Vec<ConditionId> = table
            .candidates(spots, age_years)
            .filter(|row| spots.iter().any(|spot| row.at(spot) == Some(Fit::Typical)))
            .filter(|row| {
                cluster
                    .effects
                    .iter()
                    .any(|effect| effect.condition == row.id)
            })
            .map(|row| row.id.clone())
            .collect();
        for member in &cluster.members {
            if let Member::Measure { measure, .. } = member
                && !moves.is_empty()
                && !said.measures.contains_key(measure.as_str())
            {
                wanted.insert(measure, moves.clone());
            }
        }
    }
    wanted
        .into_iter()
        .map(|(measure, moves)| SelfTest {
            measure: measure.to_owned(),
            moves,
        })
        .collect()
}
