use std::collections::BTreeMap;

use jiff::civil::DateTime;
use trochlea_knowledge::ConditionTable;
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, ItemAnswer};

/// The latest answer to each feature about one knee. Different answers at the same moment cancel
/// to "don't know", so that the order of a list decides nothing.
pub(crate) fn latest<'a>(
    table: &'a ConditionTable,
    answers: &[ItemAnswer],
    side: Side,
) -> BTreeMap<&'a str, Answer> {
    let mut latest: BTreeMap<&str, (DateTime, Answer)> = BTreeMap::new();
    let about = answers
        .iter()
        .filter(|said| said.side.is_none_or(|named| named == side));
    for said in about {
        let Some(feature) = table.feature(&said.item) else {
            continue;
        };
        let entry = latest.entry(&feature.id).or_insert((said.at, said.answer));
        if said.at > entry.0 {
            *entry = (said.at, said.answer);
        } else if said.at == entry.0 && said.answer != entry.1 {
            entry.1 = Answer::Unknown;
        }
    }
    latest
        .into_iter()
        .map(|(id, (_, answer))| (id, answer))
        .collect()
}
