use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{
    Card, CardEvidence, CardFigure, CardTable, CardTopic, Knowledge, Message, Read,
};

use crate::Words;

/// The format of [`LearnDocument`].
pub const LEARN_SCHEMA: &str = "trochlea.learn/1";

/// Education cards in words.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LearnDocument {
    /// Always `trochlea.learn/1`.
    pub schema: &'static str,
    /// Which version of the rules the cards belong to.
    pub rule_set: String,
    /// What this is not.
    pub notice: String,
    /// The cards, in the order of their topics.
    pub cards: Vec<CardView>,
}

/// A card in words.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CardView {
    /// Its id.
    pub id: String,
    /// Under what it stands.
    pub topic: CardTopic,
    /// The heading of that.
    pub topic_title: String,
    /// Its title.
    pub title: String,
    /// How well it is known.
    pub evidence: CardEvidence,
    /// The same in a few words.
    pub evidence_label: String,
    /// The same as a sentence.
    pub evidence_sentence: String,
    /// What it says.
    pub text: String,
    /// A list that follows.
    pub points: Vec<String>,
    /// What speaks for an option; `None` when the card is about none.
    pub benefit: Option<String>,
    /// What speaks against it.
    pub harm: Option<String>,
    /// Whose decision it is, where it is a clinician's.
    pub clinician: Option<String>,
    /// Exercises it speaks about.
    pub exercises: Vec<ExerciseLink>,
    /// Its numbers with their sources.
    pub figures: Vec<CardFigure>,
    /// Where it comes from, and how far that was read.
    pub sources: Vec<SourceView>,
    /// Ids of the requirements it answers.
    pub requirements: Vec<String>,
    /// Author, role and date.
    pub written: String,
    /// Who reviewed it, or that nobody did.
    pub reviewed: String,
}

/// An exercise by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExerciseLink {
    /// Its id in the tables.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A source and how far it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceView {
    /// Which, and what it says.
    pub source: String,
    /// How far it was read.
    pub read: Read,
    /// The same in words.
    pub read_words: String,
}

impl LearnDocument {
    /// All cards, or the one that is named; `None` when there is no such card.
    pub fn of(knowledge: &Knowledge, words: &Words, named: Option<&str>) -> Option<Self> {
        let table = &knowledge.cards;
        let cards: Vec<&Card> = match named {
            Some(id) => vec![table.get(id)?],
            None => table.card.iter().collect(),
        };
        let mut cards: Vec<CardView> = cards
            .into_iter()
            .map(|card| CardView::of(card, table, words))
            .collect();
        cards.sort_by_key(|card| card.topic);
        Some(Self {
            schema: LEARN_SCHEMA,
            rule_set: knowledge.rule_set.version.clone(),
            notice: words.say(&Message::plain("card-notice")),
            cards,
        })
    }
}

impl CardView {
    fn of(card: &Card, table: &CardTable, words: &Words) -> Self {
        let say = |message: Message| words.say(&message);
        let read = |read: Read| say(Message::plain(read_id(read)));
        let first = (&card.provenance.source, card.provenance.read);
        let others = card.also.iter().map(|other| (&other.source, other.read));
        Self {
            id: card.id.clone(),
            topic: card.topic,
            topic_title: say(card.topic.title()),
            title: say(card.title()),
            evidence: card.evidence,
            evidence_label: say(card.evidence.label()),
            evidence_sentence: say(card.evidence.sentence()),
            text: say(card.text()),
            points: card.points().map(say).collect(),
            benefit: card.benefit().map(say),
            harm: card.harm().map(say),
            clinician: card
                .ends_at_clinician
                .then(|| say(Message::plain("card-clinician"))),
            exercises: card
                .exercises
                .iter()
                .map(|id| ExerciseLink {
                    id: id.clone(),
                    name: say(Message::new(format!("exercise-{}", id.replace('_', "-")))),
                })
                .collect(),
            figures: card.figures.clone(),
            sources: std::iter::once(first)
                .chain(others)
                .map(|(source, how_far)| SourceView {
                    source: source.clone(),
                    read: how_far,
                    read_words: read(how_far),
                })
                .collect(),
            requirements: card.provenance.requirements.clone(),
            written: say(Message::plain("card-written")
                .text("by", &table.written.by)
                .text("role", &table.written.role)
                .text("on", with_year(&table.written.on))),
            reviewed: say(reviewed(card)),
        }
    }
}

fn reviewed(card: &Card) -> Message {
    let reviewed = &card.provenance.reviewed;
    if reviewed.by.is_empty() {
        return Message::plain("card-reviewed-nobody");
    }
    Message::plain("card-reviewed")
        .text("who", &reviewed.by)
        .text("on", with_year(&reviewed.on))
}

/// A date as people write it. It stands for years, so the year is said.
fn with_year(date: &str) -> String {
    match date.parse::<Date>() {
        Ok(date) => date.strftime("%-d %B %Y").to_string(),
        Err(_) => date.to_owned(),
    }
}

const fn read_id(read: Read) -> &'static str {
    match read {
        Read::Whole => "card-read-whole",
        Read::Abstract => "card-read-abstract",
        Read::AbstractCut => "card-read-abstract_cut",
        Read::Table => "card-read-table",
        Read::Secondary => "card-read-secondary",
        Read::Seed => "card-read-seed",
        Read::Practice => "card-read-practice",
        Read::House => "card-read-house",
    }
}
