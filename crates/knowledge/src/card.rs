use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance, Read, Status};

/// Education cards: what the documents explain, each with how well it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardTable {
    /// Who wrote them.
    pub written: Written,
    /// How sparingly they are offered.
    pub shown: Shown,
    /// The cards, in the order of their topics.
    pub card: Vec<Card>,
}

/// Who wrote the cards, in which role, when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Name.
    pub by: String,
    /// What qualifies them, or does not.
    pub role: String,
    /// Date.
    pub on: String,
}

/// How sparingly cards are offered; house values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The most links on one page.
    pub links_per_page: usize,
    /// Days from the start of the way back, or from a setback, that count as acute: the day itself
    /// and so many after it.
    pub acute_days: i64,
    /// Days with runs and without strength work after which that is said.
    pub lapsed_days: i64,
    /// Why these.
    pub provenance: Provenance,
}

/// One card. Its words are the texts `card-<id>-title`, `-text`, `-point-<n>`, and of an option
/// `-benefit` and `-harm`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its name.
    pub id: String,
    /// Under what it stands.
    pub topic: CardTopic,
    /// How well it is known.
    pub evidence: CardEvidence,
    /// Whether it is about something that can be done to a knee: then benefit and harm stand side
    /// by side.
    #[serde(default)]
    pub option: bool,
    /// Whether it ends by sending to a clinician.
    #[serde(default)]
    pub ends_at_clinician: bool,
    /// What must hold, all of it, for the card to be offered; empty when it is only looked up.
    #[serde(default)]
    pub shown_when: Vec<CardSituation>,
    /// Where it is then offered.
    #[serde(default)]
    pub places: Vec<CardPlace>,
    /// Points of a list that follow the text.
    #[serde(default)]
    pub n_points: u8,
    /// Exercises it speaks about, by id.
    #[serde(default)]
    pub exercises: Vec<String>,
    /// Every number it mentions.
    #[serde(default)]
    pub figures: Vec<CardFigure>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What else was read about it.
    #[serde(default)]
    pub also: Vec<OtherSource>,
}

/// A number of a card: one value, or the two ends of a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CardFigure {
    /// Its name; ends in its unit.
    pub id: String,
    /// The value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// What it counts.
    pub unit: String,
    /// Who says so.
    pub source: String,
    /// How far that was read.
    pub read: Read,
}

/// A further source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherSource {
    /// Which, and what it says.
    pub source: String,
    /// How far it was read.
    pub read: Read,
}

/// Under what a card stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CardTopic {
    /// This program and its words.
    About,
    /// Pain about the kneecap.
    Kneecap,
    /// Pain at the outer knee.
    Band,
    /// Running.
    Running,
    /// Easing pain.
    Relief,
    /// What is a professional's to decide.
    Medical,
    /// Staying well.
    Prevention,
}

impl CardTopic {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::About,
        Self::Kneecap,
        Self::Band,
        Self::Running,
        Self::Relief,
        Self::Medical,
        Self::Prevention,
    ];

    /// Its heading.
    pub const fn title(self) -> Message {
        Message::plain(match self {
            Self::About => "card-topic-about",
            Self::Kneecap => "card-topic-kneecap",
            Self::Band => "card-topic-band",
            Self::Running => "card-topic-running",
            Self::Relief => "card-topic-relief",
            Self::Medical => "card-topic-medical",
            Self::Prevention => "card-topic-prevention",
        })
    }
}

/// How well something is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CardEvidence {
    /// Published work says so.
    Sourced,
    /// One of the four documents says so, and nothing else was read.
    OneDocument,
    /// What was read does not agree.
    Contested,
    /// Claimed, and nothing that was read supports it.
    Unsupported,
    /// A statement about this program.
    Own,
}

impl CardEvidence {
    /// As a label of a few words.
    pub const fn label(self) -> Message {
        Message::plain(match self {
            Self::Sourced => "card-evidence-sourced",
            Self::OneDocument => "card-evidence-one_document",
            Self::Contested => "card-evidence-contested",
            Self::Unsupported => "card-evidence-unsupported",
            Self::Own => "card-evidence-own",
        })
    }

    /// As a sentence.
    pub const fn sentence(self) -> Message {
        Message::plain(match self {
            Self::Sourced => "card-evidence-sourced-long",
            Self::OneDocument => "card-evidence-one_document-long",
            Self::Contested => "card-evidence-contested-long",
            Self::Unsupported => "card-evidence-unsupported-long",
            Self::Own => "card-evidence-own-long",
        })
    }

    /// Whether the mark fits to where the card comes from.
    const fn fits(self, provenance: &Provenance) -> bool {
        match self {
            Self::Own => matches!(provenance.status, Status::House),
            Self::Contested | Self::Unsupported => matches!(provenance.status, Status::Contested),
            Self::OneDocument => {
                matches!(provenance.status, Status::Sourced)
                    && matches!(provenance.read, Read::Seed)
            }
            Self::Sourced => {
                matches!(provenance.status, Status::Sourced)
                    && !matches!(provenance.read, Read::Seed | Read::Practice)
            }
        }
    }
}

/// What can hold of a runner, for a card to be of use; what matters most comes first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CardSituation {
    /// Weeks of work did not help.
    Escalation,
    /// A professional should look.
    SeeProfessional,
    /// Runs and no strength work of late.
    StrengthLapsed,
    /// The first days of the pain, else of the way back, or after a setback.
    Acute,
    /// A setback counts still.
    Flare,
    /// It hurts downhill.
    DownhillHurts,
    /// There is a plan, and no run in it today.
    RunningCut,
    /// Everything may be trained.
    MayTrainFully,
    /// There is a plan, and not everything may be trained yet.
    WayBack,
    /// Pain of the iliotibial band is possible.
    BandPain,
    /// Pain about the kneecap is possible.
    KneecapPain,
    /// Always.
    Any,
}

/// Where a card is offered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CardPlace {
    /// With today's decision.
    Today,
    /// With what the pain fits.
    Result,
    /// With the days ahead.
    Plan,
}

impl Card {
    /// Its title.
    pub fn title(&self) -> Message {
        self.message("title")
    }

    /// Its text.
    pub fn text(&self) -> Message {
        self.message("text")
    }

    /// What follows the text as a list.
    pub fn points(&self) -> impl Iterator<Item = Message> {
        (1..=self.n_points).map(|n| self.message(&format!("point-{n}")))
    }

    /// What speaks for an option; `None` when the card is about none.
    pub fn benefit(&self) -> Option<Message> {
        self.option.then(|| self.message("benefit"))
    }

    /// What speaks against it.
    pub fn harm(&self) -> Option<Message> {
        self.option.then(|| self.message("harm"))
    }

    fn message(&self, part: &str) -> Message {
        let text = Message::new(format!("card-{}-{part}", self.id));
        self.figures
            .iter()
            .fold(text, |text, figure| figure.said_in(text))
    }

    fn validate(&self) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row(&self.id, reason));
        self.provenance.validate(&self.id)?;
        if !self.evidence.fits(&self.provenance) {
            return wrong("has a mark of evidence that does not fit its provenance");
        }
        if self.option && !self.ends_at_clinician {
            return wrong("is an option of treatment and does not end at a clinician");
        }
        if self.shown_when.is_empty() && !self.places.is_empty() {
            return wrong("has a place and no situation in which it is offered there");
        }
        unique(self.figures.iter().map(|figure| figure.id.as_str()))?;
        self.figures
            .iter()
            .try_for_each(|figure| figure.validate(&self.id))
    }
}

impl CardFigure {
    fn said_in(&self, text: Message) -> Message {
        match (self.value, self.range) {
            (Some(value), _) => text.number(&self.id, value),
            (None, Some([from, to])) => text
                .number(&format!("from_{}", self.id), from)
                .number(&format!("to_{}", self.id), to),
            (None, None) => text,
        }
    }

    fn validate(&self, card: &str) -> Result<(), KnowledgeError> {
        let wrong = |reason: String| Err(KnowledgeError::row(card, reason));
        let ends: Vec<f64> = self
            .value
            .into_iter()
            .chain(self.range.into_iter().flatten())
            .collect();
        if self.value.is_some() == self.range.is_some() {
            return wrong(format!(
                "figure `{}` is neither a value nor a range",
                self.id
            ));
        }
        if !ends.iter().all(|end| end.is_finite() && *end > 0.0) || !ends.is_sorted() {
            return wrong(format!(
                "figure `{}` is no positive number or no range",
                self.id
            ));
        }
        if matches!(self.read, Read::Practice | Read::House) {
            return wrong(format!("figure `{}` was read nowhere", self.id));
        }
        Ok(())
    }
}

impl CardTable {
    /// A card by its id.
    pub fn get(&self, id: &str) -> Option<&Card> {
        self.card.iter().find(|card| card.id == id)
    }
}

impl Table for CardTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        self.shown.provenance.validate("shown")?;
        unique(self.card.iter().map(|card| card.id.as_str()))?;
        self.card.iter().try_for_each(Card::validate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Knowledge;

    fn shipped() -> Knowledge {
        Knowledge::shipped().unwrap()
    }

    #[track_caller]
    fn check_figure(card: &str, figure: &str, expected: &[f64], unit_part: &str) {
        let knowledge = shipped();
        let card = knowledge.cards.get(card).unwrap();
        let row = card.figures.iter().find(|row| row.id == figure).unwrap();
        let ends: Vec<f64> = row
            .value
            .into_iter()
            .chain(row.range.into_iter().flatten())
            .collect();
        assert_eq!(ends, expected);
        assert!(row.unit.contains(unit_part), "{}", row.unit);
    }

    /// Requirements: S2-073, S2-092, S2-096, S2-133, S2-141.
    #[test]
    fn the_numbers_of_the_guide_stand_in_their_cards() {
        check_figure("ice", "on_min", &[10.0], "minutes");
        check_figure("ice", "off_min", &[10.0], "minutes");
        check_figure("ice", "times_a_day", &[1.0, 2.0], "day");
        check_figure("course_kneecap", "claimed_weeks", &[4.0, 12.0], "weeks");
        check_figure("the_band", "bend_deg", &[20.0, 30.0], "degrees");
        check_figure("course_band", "claimed_weeks", &[4.0, 8.0], "weeks");
        check_figure(
            "downhill_gradually",
            "claimed_times",
            &[2.0, 3.0],
            "no source",
        );
    }

    /// Requirements: S0-027, S0-028.
    #[test]
    fn four_exercises_and_ten_tips() {
        let knowledge = shipped();
        let four = knowledge.cards.get("four_exercises").unwrap();
        assert_eq!(four.exercises.len(), 4);
        assert_eq!(knowledge.cards.get("ten_tips").unwrap().n_points, 10);
    }

    #[test]
    fn every_exercise_that_a_card_names_is_known() {
        let knowledge = shipped();
        for card in &knowledge.cards.card {
            for id in &card.exercises {
                assert!(knowledge.exercises.get(id).is_some(), "{}: {id}", card.id);
            }
        }
    }

    /// Requirements: S1-039, S1-044, S3-012.
    #[test]
    fn no_needle_drug_operation_or_scan_is_ever_offered_unasked() {
        let knowledge = shipped();
        for id in [
            "medication",
            "imaging",
            "steroid_injection",
            "prp_injection",
            "hyaluronic_injection",
            "dry_needling",
            "acupuncture",
            "surgery",
        ] {
            let card = knowledge.cards.get(id).unwrap();
            assert!(card.option && card.shown_when.is_empty(), "{id}");
        }
    }

    /// Requirements: S2-008, S2-013, S2-094, S2-141.
    #[test]
    fn a_number_that_was_told_without_support_is_never_marked_as_sourced() {
        let knowledge = shipped();
        for id in [
            "two_commonest",
            "how_common_kneecap",
            "how_common_band",
            "downhill_gradually",
        ] {
            let evidence = knowledge.cards.get(id).unwrap().evidence;
            assert!(
                matches!(
                    evidence,
                    CardEvidence::Contested | CardEvidence::Unsupported
                ),
                "{id}"
            );
        }
    }

    #[test]
    fn a_treatment_that_does_not_end_at_a_clinician_is_refused() {
        let mut card = shipped().cards.get("surgery").unwrap().clone();
        card.ends_at_clinician = false;
        assert!(card.validate().is_err());
    }

    #[test]
    fn a_mark_of_evidence_that_its_source_does_not_bear_is_refused() {
        let mut card = shipped().cards.get("ice").unwrap().clone();
        card.evidence = CardEvidence::Sourced;
        assert!(card.validate().is_err());
    }
}
