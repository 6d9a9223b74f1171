use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{ConditionId, ConditionKind, ConditionTable, Message};

use crate::{Band, Candidate};

/// What the ranking of one knee comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// One pattern leads, alone or together with something that cannot be told apart from it.
    Pattern {
        /// The pattern.
        condition: ConditionId,
    },
    /// Patterns at different spots of one knee.
    Mixed {
        /// The patterns.
        conditions: Vec<ConditionId>,
    },
    /// Something here is none of the patterns: see a professional.
    AnotherCause,
    /// Too little is known to rank.
    NotEnoughInformation,
}

impl Outcome {
    /// The sentence that opens the page.
    pub fn headline(&self) -> Message {
        match self {
            Self::Pattern { condition } => {
                Message::new("triage-pattern").message("condition", condition.name())
            }
            Self::Mixed { .. } => Message::new("triage-mixed"),
            Self::AnotherCause => Message::new("triage-another_cause"),
            Self::NotEnoughInformation => Message::new("triage-not_enough_information"),
        }
    }
}

/// Decides from the candidates. `n_known` counts the answers of yes or no that move a candidate,
/// `all_asked` says that no such question is left.
pub(crate) fn outcome(
    table: &ConditionTable,
    spots: &[&str],
    candidates: &[Candidate],
    n_known: usize,
    all_asked: bool,
) -> Outcome {
    if spots.is_empty() {
        return Outcome::NotEnoughInformation;
    }
    let patterns: Vec<&Candidate> = candidates
        .iter()
        .filter(|one| one.kind == ConditionKind::Pattern && one.band != Band::LessLikely)
        .collect();
    if !spots.iter().all(|spot| explained(table, &patterns, spot)) {
        return Outcome::AnotherCause;
    }
    if n_known < table.ranking.least_known_features {
        // Nobody can find out more by asking: somebody has to look.
        return if all_asked {
            Outcome::AnotherCause
        } else {
            Outcome::NotEnoughInformation
        };
    }
    let leading = leading(table, spots, candidates);
    match leading.as_slice() {
        [] => Outcome::AnotherCause,
        [condition] => Outcome::Pattern {
            condition: condition.clone(),
        },
        _ => Outcome::Mixed {
            conditions: leading,
        },
    }
}

/// Whether a pattern that is still possible can hurt at a spot.
fn explained(table: &ConditionTable, patterns: &[&Candidate], spot: &str) -> bool {
    patterns.iter().any(|pattern| {
        let row = table.condition(&pattern.condition);
        row.is_some_and(|row| row.at(spot).is_some())
    })
}

/// The pattern that leads at each marked spot; none at all when another cause leads at one of
/// them by more than what cannot be told apart.
fn leading(table: &ConditionTable, spots: &[&str], candidates: &[Candidate]) -> Vec<ConditionId> {
    let mut leading = Vec::new();
    for spot in spots {
        let mut here = candidates.iter().filter(|one| {
            let row = table.condition(&one.condition);
            one.band != Band::LessLikely && row.is_some_and(|row| row.at(spot).is_some())
        });
        // Highest first: the first pattern among those that cannot be told apart from the best.
        let best = here.clone().map(|one| one.house_steps).max().unwrap_or(0);
        let close = best.saturating_sub(table.ranking.more_likely_lead);
        let first = here.find(|one| one.kind == ConditionKind::Pattern && one.house_steps > close);
        match first {
            Some(pattern) if leading.contains(&pattern.condition) => {}
            Some(pattern) => leading.push(pattern.condition.clone()),
            None => return Vec::new(),
        }
    }
    leading.sort();
    leading
}
