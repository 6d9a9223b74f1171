use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance};

/// Id of a condition, such as `pfps` or `itbs`.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct ConditionId(String);

impl ConditionId {
    /// Patellofemoral pain.
    pub const PFPS: &'static str = "pfps";
    /// Iliotibial band syndrome.
    pub const ITBS: &'static str = "itbs";

    /// From its id in the tables.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its name, to be put into a sentence.
    pub fn name(&self) -> Message {
        Message::new(format!("condition-{}-name", self.0))
    }

    /// What it is, in two sentences.
    pub fn about(&self) -> Message {
        Message::new(format!("condition-{}-about", self.0))
    }
}

impl fmt::Display for ConditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Spots on the knee, patterns, and what speaks for and against each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionTable {
    /// How steps become bands.
    pub ranking: Ranking,
    /// The spots of the knee map.
    #[serde(rename = "spot")]
    pub spots: Vec<SpotRow>,
    /// What a pain at those spots can be. The order breaks ties.
    #[serde(rename = "condition")]
    pub conditions: Vec<ConditionRow>,
    /// The questions, in the order in which they are asked when nothing else decides.
    #[serde(rename = "feature")]
    pub features: Vec<FeatureRow>,
}

/// How steps become bands. Steps are small whole numbers chosen by the house: they order the
/// candidates and measure nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// Steps for a marked spot that is typical of the condition.
    pub typical_spot: i32,
    /// Steps for a marked spot that the condition can have too.
    pub possible_spot: i32,
    /// With so many steps or fewer a condition is less likely.
    pub less_likely_at_most: i32,
    /// It takes so many steps to be more likely.
    pub more_likely_from: i32,
    /// And so many more than every other candidate at the same spots.
    pub more_likely_lead: i32,
    /// With so many answers of yes or no, at least, a ranking is given.
    pub least_known_features: usize,
    /// Where the numbers come from.
    pub provenance: Provenance,
}

/// A spot on the knee map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpotRow {
    /// Id, the same in every view.
    pub id: String,
    /// The part of the knee it belongs to.
    pub region: Region,
}

/// A part of the knee.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// Around, behind or just above the kneecap.
    Anterior,
    /// Below the kneecap.
    BelowKneecap,
    /// The outer side.
    Lateral,
    /// The inner side.
    Medial,
    /// The back.
    Posterior,
}

impl SpotRow {
    /// Its plain name.
    pub fn name(&self) -> Message {
        Message::new(format!("spot-{}-name", self.id))
    }

    /// The term of anatomy.
    pub fn anatomy(&self) -> Message {
        Message::new(format!("spot-{}-anatomy", self.id))
    }
}

/// Something a sore knee can be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionRow {
    /// Its id.
    pub id: ConditionId,
    /// Whether it is ranked as a pattern of its own or only named to a professional.
    pub kind: ConditionKind,
    /// Whether this rule set has a programme for it.
    pub programme: bool,
    /// Spots that are typical of it.
    pub typical_spots: Vec<String>,
    /// Spots it can have too.
    #[serde(default)]
    pub possible_spots: Vec<String>,
    /// Held only below this age in whole years, and when no age was said.
    #[serde(default)]
    pub age_below: Option<u8>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How a condition is spoken of.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// A pattern that answers can point to.
    Pattern,
    /// Another cause: a reason to see a professional.
    AnotherCause,
}

/// A question whose answer moves the ranking, or only goes to the professional.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureRow {
    /// Its id, also used in answers.
    pub id: String,
    /// What an answer does to each condition; empty when it is only told to the professional.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where the directions come from. The size of a step is always the house's.
    pub provenance: Provenance,
}

/// What an answer does to one condition, in steps. "Don't know" does nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The condition.
    pub condition: ConditionId,
    /// Steps for "yes": positive speaks for it, negative against.
    pub yes: i32,
    /// Steps for "no".
    pub no: i32,
}

impl FeatureRow {
    /// The question.
    pub fn question(&self) -> Message {
        self.message("question")
    }

    /// Why it is asked.
    pub fn why(&self) -> Message {
        self.message("why")
    }

    /// The answer "yes" as a clause.
    pub fn yes(&self) -> Message {
        self.message("yes")
    }

    /// The answer "no" as a clause.
    pub fn no(&self) -> Message {
        self.message("no")
    }

    /// What it does to a condition.
    pub fn effect_on(&self, condition: &ConditionId) -> Option<&Effect> {
        self.effects
            .iter()
            .find(|effect| effect.condition == *condition)
    }

    fn message(&self, part: &str) -> Message {
        Message::new(format!("feature-{}-{part}", self.id))
    }
}

impl ConditionRow {
    /// Whether it can hurt at a spot, and how typical that is.
    pub fn at(&self, spot: &str) -> Option<Fit> {
        if self.typical_spots.iter().any(|own| own == spot) {
            Some(Fit::Typical)
        } else if self.possible_spots.iter().any(|own| own == spot) {
            Some(Fit::Possible)
        } else {
            None
        }
    }

    /// Whether it is held at an age.
    pub fn held_at(&self, age_years: Option<u8>) -> bool {
        match (self.age_below, age_years) {
            (Some(below), Some(age)) => age < below,
            _ => true,
        }
    }
}

/// How well a spot fits a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It can hurt there too.
    Possible,
    /// It usually hurts there.
    Typical,
}

impl ConditionTable {
    /// The spot with this id.
    pub fn spot(&self, id: &str) -> Option<&SpotRow> {
        self.spots.iter().find(|spot| spot.id == id)
    }

    /// The condition with this id.
    pub fn condition(&self, id: &ConditionId) -> Option<&ConditionRow> {
        self.conditions.iter().find(|condition| condition.id == *id)
    }

    /// The feature with this id.
    pub fn feature(&self, id: &str) -> Option<&FeatureRow> {
        self.features.iter().find(|feature| feature.id == id)
    }

    /// The conditions that can hurt at any of these spots, at this age.
    pub fn candidates<'a>(
        &'a self,
        spots: &'a [&'a str],
        age_years: Option<u8>,
    ) -> impl Iterator<Item = &'a ConditionRow> {
        self.conditions.iter().filter(move |condition| {
            condition.held_at(age_years) && spots.iter().any(|spot| condition.at(spot).is_some())
        })
    }

    /// The questions worth asking about these spots, in the order of the table: those that move
    /// a candidate, and those that only go to the professional.
    pub fn features_for<'a>(
        &'a self,
        spots: &'a [&'a str],
        age_years: Option<u8>,
    ) -> impl Iterator<Item = &'a FeatureRow> {
        self.features.iter().filter(move |feature| {
            feature.effects.is_empty()
                || self
                    .candidates(spots, age_years)
                    .any(|condition| feature.effect_on(&condition.id).is_some())
        })
    }

    fn check_condition(&self, condition: &ConditionRow) -> Result<(), KnowledgeError> {
        let id = condition.id.as_str();
        condition.provenance.validate(id)?;
        let mut spots = condition
            .typical_spots
            .iter()
            .chain(&condition.possible_spots);
        if let Some(missing) = spots.find(|spot| self.spot(spot).is_none()) {
            return Err(KnowledgeError::row(
                id,
                format!("hurts at `{missing}`, which is no spot"),
            ));
        }
        if condition.programme && condition.kind == ConditionKind::AnotherCause {
            return Err(KnowledgeError::row(
                id,
                "is another cause and cannot have a programme",
            ));
        }
        Ok(())
    }

    fn check_feature(&self, feature: &FeatureRow) -> Result<(), KnowledgeError> {
        feature.provenance.validate(&feature.id)?;
        unique(
            feature
                .effects
                .iter()
                .map(|effect| effect.condition.as_str()),
        )?;
        for effect in &feature.effects {
            if self.condition(&effect.condition).is_none() {
                let reason = format!("moves `{}`, which is no condition", effect.condition);
                return Err(KnowledgeError::row(&feature.id, reason));
            }
            if effect.yes == 0 && effect.no == 0 {
                return Err(KnowledgeError::row(&feature.id, "has an effect of nothing"));
            }
        }
        Ok(())
    }
}

impl Table for ConditionTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.spots.iter().map(|spot| spot.id.as_str()))?;
        unique(
            self.conditions
                .iter()
                .map(|condition| condition.id.as_str()),
        )?;
        unique(self.features.iter().map(|feature| feature.id.as_str()))?;
        self.ranking.provenance.validate("ranking")?;
        for condition in &self.conditions {
            self.check_condition(condition)?;
        }
        for spot in &self.spots {
            if self.candidates(&[spot.id.as_str()], None).next().is_none() {
                return Err(KnowledgeError::row(
                    &spot.id,
                    "is a spot where nothing hurts",
                ));
            }
        }
        self.features
            .iter()
            .try_for_each(|feature| self.check_feature(feature))
    }
}
