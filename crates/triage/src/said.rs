use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use trochlea_knowledge::{ConditionTable, FeatureRow, Message};
use trochlea_quantity::Side;
use trochlea_symptom::{Answer, ItemAnswer, Measure, Reporter};

/// What was said and found about one knee.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said<'a> {
    /// Features that were asked, whatever the answer.
    pub(crate) asked: BTreeSet<&'a str>,
    /// Answers of yes (`true`) or no, in the order of the table.
    pub(crate) known: Vec<(&'a FeatureRow, bool)>,
    /// The latest value of each finding, by its id.
    pub(crate) measures: BTreeMap<&'a str, f64>,
    /// What does not fit together, to be shown and settled by whoever said it.
    pub(crate) contradictions: Vec<Message>,
}

impl<'a> Said<'a> {
    /// Reads what is about one knee.
    ///
    /// What only an examination finds is not taken from the runner. Different answers at the same
    /// moment cancel to "don't know", so that the order of a list decides nothing, and are named.
    pub(crate) fn about(
        table: &'a ConditionTable,
        answers: &[ItemAnswer],
        measures: &'a [Measure],
        side: Side,
    ) -> Self {
        let latest = latest_answers(table, answers, side);
        let mut said = Self {
            asked: latest.keys().copied().collect(),
            known: Vec::new(),
            measures: latest_measures(measures, side),
            contradictions: Vec::new(),
        };
        for row in &table.features {
            match latest.get(row.id.as_str()) {
                Some((_, Answer::Yes, _)) => said.known.push((row, true)),
                Some((_, Answer::No, _)) => said.known.push((row, false)),
                Some((_, Answer::Unknown, true)) => {
                    let both = Message::new("triage-contradiction-both");
                    let both = both.message("yes", row.yes()).message("no", row.no());
                    said.contradictions.push(both);
                }
                Some((_, Answer::Unknown, false)) | None => {}
            }
        }
        said.contradictions.extend(said.disagreements());
        said
    }

    /// Whether a sign is there; `None` when it was not asked or is not known.
    pub(crate) fn known(&self, id: &str) -> Option<bool> {
        let mut known = self.known.iter();
        known.find(|(row, _)| row.id == id).map(|(_, there)| *there)
    }

    /// The same, were a question answered this way.
    pub(crate) fn with(&self, feature: &'a FeatureRow, there: bool) -> Self {
        let mut then = self.clone();
        then.asked.insert(&feature.id);
        then.known.push((feature, there));
        then
    }

    /// A question that was answered one way and an examination or a number that says the other.
    fn disagreements(&self) -> Vec<Message> {
        let mut found = Vec::new();
        let clause = |row: &FeatureRow, there: bool| if there { row.yes() } else { row.no() };
        for (row, there) in &self.known {
            let mut known = self.known.iter();
            let same = known.find(|(other, _)| Some(&other.id) == row.same_as.as_ref());
            if let Some((same, told)) = same
                && told != there
            {
                let message = Message::new("triage-contradiction-examined");
                let message = message.message("told", clause(same, *told));
                found.push(message.message("found", clause(row, *there)));
            }
            let measured = row.measure.as_deref().and_then(|id| self.measures.get(id));
            if let Some(value) = measured
                && (*value > 0.0) != *there
            {
                let message = Message::new("triage-contradiction-measured");
                let message = message.message("told", clause(row, *there));
                found.push(message.number("pain_nprs", *value));
            }
        }
        found
    }
}

type Latest = (DateTime, Answer, bool);

fn latest_answers<'a>(
    table: &'a ConditionTable,
    answers: &[ItemAnswer],
    side: Side,
) -> BTreeMap<&'a str, Latest> {
    let mut latest: BTreeMap<&str, Latest> = BTreeMap::new();
    let about = answers
        .iter()
        .filter(|said| said.side.is_none_or(|named| named == side));
    for said in about {
        let Some(feature) = table.feature(&said.item) else {
            continue;
        };
        if !feature.by.admits(said.by == Reporter::Clinician) {
            continue;
        }
        let entry = latest
            .entry(&feature.id)
            .or_insert((said.at, said.answer, false));
        if said.at > entry.0 {
            *entry = (said.at, said.answer, false);
        } else if said.at == entry.0 && said.answer != entry.1 {
            entry.1 = Answer::Unknown;
            entry.2 = true;
        }
    }
    latest
}

/// Of several at one moment the highest counts, so that the order of a list decides nothing.
fn latest_measures(measures: &[Measure], side: Side) -> BTreeMap<&str, f64> {
    let mut latest: BTreeMap<&str, (DateTime, f64)> = BTreeMap::new();
    for measure in measures.iter().filter(|one| one.side == side) {
        let entry = latest
            .entry(&measure.measure)
            .or_insert((measure.at, measure.value));
        if measure.at > entry.0 || (measure.at == entry.0 && measure.value > entry.1) {
            *entry = (measure.at, measure.value);
        }
    }
    latest
        .into_iter()
        .map(|(id, (_, value))| (id, value))
        .collect()
}
