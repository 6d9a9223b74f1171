use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{
    ConditionId, ConditionTable, Effect, FeatureRow, Fit, Member, Message, Ranking,
};

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
    decide: impl Fn(&Said<'a>) -> Decided,
) -> Open<'a> {
    let Weighing {
        table,
        spots,
        age_years,
        ..
    } = weighing;
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
        let changes = yes != *decided || no != *decided;
        if changes || decided.0 == Outcome::NotEnoughInformation {
            features.push((feature, gain_bits(&table.ranking, now, feature)));
        }
    }
    // Stable, so the order of the table breaks ties.
    features.sort_by(|one, other| other.1.total_cmp(&one.1));
    Open {
        features,
        self_tests: self_tests(table, spots, age_years, said),
    }
}

/// What an answer is expected to tell about which candidate it is, in bits: the doubt about the
/// answer less the doubt that would stay if one knew the candidate.
fn gain_bits(ranking: &Ranking, now: &[Ranked<'_>], feature: &FeatureRow) -> f64 {
    let rates: Vec<YesRate> = feature
        .effects
        .iter()
        .map(|effect| YesRate::of(ranking, effect))
        .collect();
    // Without an effect a candidate says yes as often as those that have one do without it.
    let others = rates.iter().map(|rate| rate.without).sum::<f64>() / rates.len() as f64;
    let (mut yes, mut left) = (0.0, 0.0);
    for (one, part) in parts(now) {
        let mut effects = feature.effects.iter().zip(&rates);
        let own = effects.find(|(effect, _)| effect.condition == *one.id());
        let rate = own.map_or(others, |(_, rate)| rate.with);
        yes += part * rate;
        left += part * doubt_bits(rate);
    }
    (doubt_bits(yes) - left).max(0.0)
}

/// How often a question is answered with yes.
struct YesRate {
    /// With the condition.
    with: f64,
    /// Without it.
    without: f64,
}

impl YesRate {
    /// The rates that go with a published ratio or with steps of the house. Where only one answer
    /// says something, the other rate is that of the house.
    fn of(ranking: &Ranking, effect: &Effect) -> Self {
        let factor = |steps: i32| libm::pow(ranking.house_step, f64::from(steps));
        let (yes, no) = match &effect.likelihood {
            Some(it) => (it.positive.unwrap_or(1.0), it.negative.unwrap_or(1.0)),
            None => (factor(effect.yes), factor(effect.no)),
        };
        let usual = ranking.yes_rate;
        if yes > 1.0 && no < 1.0 {
            let with = yes * (1.0 - no) / (yes - no);
            Self {
                with,
                without: with / yes,
            }
        } else if (yes - 1.0).abs() > f64::EPSILON {
            Self {
                with: (usual * yes).min(1.0),
                without: usual,
            }
        } else {
            Self {
                // Only a "no" says something: it is rarer with the condition.
                with: (1.0 - no * (1.0 - usual)).clamp(0.0, 1.0),
                without: usual,
            }
        }
    }
}

/// How open a yes or no is that is a yes so often: 1 at one half, 0 when it is certain.
fn doubt_bits(rate: f64) -> f64 {
    let of = |part: f64| {
        if part > 0.0 {
            -part * libm::log2(part)
        } else {
            0.0
        }
    };
    of(rate) + of(1.0 - rate)
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
