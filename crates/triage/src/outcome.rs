use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{ConditionId, ConditionKind, ConditionRow, ConditionTable, Message};

use crate::candidate::Ranked;
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
    /// The sentence that opens the page; it names what cannot be told apart from the pattern.
    pub fn headline(&self, candidates: &[Candidate]) -> Message {
        match self {
            Self::Pattern { condition } => {
                let mut level = candidates
                    .iter()
                    .filter(|one| one.band == Band::CannotTellApart);
                let leads = level.clone().any(|one| one.condition == *condition);
                let other = level.find(|one| leads && one.condition != *condition);
                let id = match other {
                    Some(_) => "triage-pattern-level",
                    None => "triage-pattern",
                };
                let text = Message::new(id).message("condition", condition.name());
                match other {
                    Some(other) => text.message("other", other.name.clone()),
                    None => text,
                }
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
    ranked: &[Ranked<'_>],
    n_known: usize,
    all_asked: bool,
) -> Outcome {
    if spots.is_empty() {
        return Outcome::NotEnoughInformation;
    }
    let patterns: Vec<&ConditionRow> = ranked
        .iter()
        .filter(|one| one.band != Band::LessLikely)
        .map(|one| one.weighed.row)
        .filter(|row| row.kind == ConditionKind::Pattern)
        .collect();
    let explained = |spot: &&str| patterns.iter().any(|row| row.at(spot).is_some());
    if !spots.iter().all(explained) {
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
    let leading = leading(spots, ranked);
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

/// The pattern that leads at each marked spot; none at all when another cause leads at one of
/// them by more than what cannot be told apart.
fn leading(spots: &[&str], ranked: &[Ranked<'_>]) -> Vec<ConditionId> {
    let mut leading = Vec::new();
    for spot in spots {
        // Highest first, and what is less likely left out.
        let mut here = ranked
            .iter()
            .filter(|one| one.band != Band::LessLikely && one.weighed.row.at(spot).is_some());
        let best = here.clone().next();
        let first = here.find(|one| {
            let level = best.is_some_and(|best| best.id() == one.id() || best.is_close_to(one));
            one.weighed.row.kind == ConditionKind::Pattern && level
        });
        match first {
            Some(one) if leading.contains(one.id()) => {}
            Some(one) => leading.push(one.id().clone()),
            None => return Vec::new(),
        }
    }
    leading.sort();
    leading
}
