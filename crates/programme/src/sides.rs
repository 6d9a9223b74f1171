use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message};
use trochlea_quantity::Side;

use crate::Input;
use crate::quality::latest;

/// The legs against each other: the weaker one leads.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SideComparison {
    /// One for each test in which they are compared.
    pub pairs: Vec<SidePair>,
    /// What to do with it.
    pub text: Message,
}

/// Both legs in one test.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SidePair {
    /// Which test, by the id of its finding.
    pub measure: String,
    /// The left leg, in the unit of the finding; `None` when it was not tested lately.
    pub left: Option<f64>,
    /// The right leg.
    pub right: Option<f64>,
    /// The weaker as a share of the better, 1 when they are equal.
    pub ratio_fraction: Option<f64>,
    /// The weaker leg, where the difference counts.
    pub weaker: Option<Side>,
    /// In words.
    pub text: Message,
}

pub(crate) fn compare(input: &Input<'_>, knowledge: &Knowledge) -> SideComparison {
    let measures = knowledge.routines.sides.measures.iter();
    let pairs: Vec<SidePair> = measures.map(|id| pair(id, input, knowledge)).collect();
    let uneven = pairs.iter().any(|pair| pair.weaker.is_some());
    let compared = pairs.iter().any(|pair| pair.ratio_fraction.is_some());
    let text = Message::new(match (uneven, compared) {
        (true, _) => "programme-sides-uneven",
        (false, true) => "programme-sides-even",
        (false, false) => "programme-sides-unknown",
    });
    SideComparison { pairs, text }
}

fn pair(measure: &str, input: &Input<'_>, knowledge: &Knowledge) -> SidePair {
    let of = |side| latest(measure, side, input, &knowledge.protocols).map(|it| it.value);
    let (left, right) = (of(Side::Left), of(Side::Right));
    let both = left.zip(right);
    let ratio = both.and_then(|(left, right)| {
        let better = left.max(right);
        (better > 0.0).then(|| left.min(right) / better)
    });
    let even_from = knowledge.routines.even_from.value;
    let weaker = both
        .filter(|_| ratio.is_some_and(|ratio| ratio < even_from))
        .map(|(left, right)| {
            if left < right {
                Side::Left
            } else {
                Side::Right
            }
        });
    let text = match (weaker, ratio) {
        (Some(side), Some(ratio)) => Message::new("programme-side-weaker")
            .text("side", side.as_str())
            .number("percent", (ratio * 100.0).round()),
        (None, Some(_)) => Message::new("programme-side-even"),
        (_, None) => Message::new("programme-side-untested"),
    };
    SidePair {
        measure: measure.to_owned(),
        left,
        right,
        ratio_fraction: ratio,
        weaker,
        text,
    }
}
