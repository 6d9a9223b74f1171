use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ClusterRow, Effect, Finder, Message, OutsideRow, Prior, PriorRow, Provenance, Setting,
};

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

    /// What to ask a professional to look at.
    pub fn say(&self) -> Message {
        Message::new(format!("condition-{}-say", self.0))
    }
}

impl fmt::Display for ConditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Spots on the knee, what can hurt there, and what speaks for and against each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionTable {
    /// How odds become bands.
    pub ranking: Ranking,
    /// The spots of the knee map.
    #[serde(rename = "spot")]
    pub spots: Vec<SpotRow>,
    /// What a pain at those spots can be. The order breaks ties.
    #[serde(rename = "condition")]
    pub conditions: Vec<ConditionRow>,
    /// Priors of other settings and ages.
    #[serde(rename = "prior")]
    pub priors: Vec<PriorRow>,
    /// What no sum decides about: the safety questions do.
    #[serde(rename = "outside")]
    pub outside: Vec<OutsideRow>,
    /// The questions, in the order in which they are asked when nothing else decides.
    #[serde(rename = "feature")]
    pub features: Vec<FeatureRow>,
    /// Items that were studied together.
    #[serde(rename = "cluster")]
    pub clusters: Vec<ClusterRow>,
}

/// How odds become bands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// The lowest and highest likelihood ratio that is ever used.
    pub cap: [f64; 2],
    /// The same for a ratio of one small or surgical sample.
    pub small_cap: [f64; 2],
    /// What one step of the house does to the odds: a factor above 1.
    pub house_step: f64,
    /// Steps for a spot that a condition can have though it is not typical; 0 or less.
    pub possible_spot_steps: i32,
    /// A ratio without a printed interval lies, with 80 %, between it divided and multiplied by
    /// this factor.
    pub unknown_interval_factor: f64,
    /// More likely when the low end of the share is at least this.
    pub more_likely_from: f64,
    /// Less likely when the high end of the share is at most this.
    pub less_likely_at_most: f64,
    /// With so many answers of yes or no, at least, a ranking is given.
    pub least_known_features: usize,
    /// How often a sign is taken to be there without the condition; orders the questions only.
    pub yes_rate: f64,
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
    /// All over, or nowhere one could point to.
    Diffuse,
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
    /// Held only from this age in whole years, and when no age was said.
    #[serde(default)]
    pub age_from: Option<u8>,
    /// Held only below this age in whole years, and when no age was said.
    #[serde(default)]
    pub age_below: Option<u8>,
    /// How common it is among runners who refer themselves.
    pub prior: Prior,
    /// The signs that make a pattern of it.
    #[serde(default)]
    pub pattern: Option<SignPattern>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The signs by which the place and the documents decide, where nobody has published an accuracy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignPattern {
    /// So many signs make the pattern.
    pub needs: usize,
    /// So many answers against it, and not one sign, make it less likely.
    pub absent_from: usize,
    /// Ids of features that are signs.
    pub signs: Vec<String>,
    /// Ids of features that speak against it when they are there.
    pub against: Vec<String>,
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
    /// Who may answer: an examination is taken from a clinician only.
    #[serde(default = "runner")]
    pub by: Finder,
    /// Items of one group are correlated: one of them counts. Its own group when not named.
    #[serde(default)]
    pub group: Option<String>,
    /// The question to the runner that asks for the same; a different answer is shown.
    #[serde(default)]
    pub same_as: Option<String>,
    /// The finding that answers the same with a number; a different answer is shown.
    #[serde(default)]
    pub measure: Option<String>,
    /// Minutes into a run, from and to, that its explanation mentions.
    #[serde(default)]
    pub minutes: Option<[f64; 2]>,
    /// What an answer does to each condition; empty when it is only told to the professional.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where it comes from. The size of a step is always the house's.
    pub provenance: Provenance,
}

const fn runner() -> Finder {
    Finder::Runner
}

impl FeatureRow {
    /// The question.
    pub fn question(&self) -> Message {
        self.message("question")
    }

    /// Why it is asked.
    pub fn why(&self) -> Message {
        let why = self.message("why");
        match self.minutes {
            Some([from, to]) => why.number("from_min", from).number("to_min", to),
            None => why,
        }
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

    /// The group of correlated items it belongs to.
    pub fn group(&self) -> &str {
        self.group.as_deref().unwrap_or(&self.id)
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
        let Some(age) = age_years else { return true };
        self.age_from.is_none_or(|from| age >= from)
            && self.age_below.is_none_or(|below| age < below)
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

    /// What the safety questions look after at these spots, at this age.
    pub fn outside_at<'a>(
        &'a self,
        spots: &'a [&'a str],
        age_years: Option<u8>,
    ) -> impl Iterator<Item = &'a OutsideRow> {
        self.outside.iter().filter(move |row| {
            let young = row.age_below.zip(age_years);
            let here =
                row.spots.is_empty() || row.spots.iter().any(|at| spots.contains(&at.as_str()));
            here && young.is_none_or(|(below, age)| age < below)
        })
    }

    /// The questions to a runner about these spots, in the order of the table: those that move a
    /// candidate, and those that only go to the professional.
    pub fn features_for<'a>(
        &'a self,
        spots: &'a [&'a str],
        age_years: Option<u8>,
    ) -> impl Iterator<Item = &'a FeatureRow> {
        self.features.iter().filter(move |feature| {
            feature.by == Finder::Runner
                && (feature.effects.is_empty()
                    || self
                        .candidates(spots, age_years)
                        .any(|condition| feature.effect_on(&condition.id).is_some()))
        })
    }

    /// How common a condition is in a setting and at an age.
    pub fn prior_of<'a>(
        &'a self,
        condition: &'a ConditionRow,
        setting: Setting,
        age_years: Option<u8>,
    ) -> &'a Prior {
        let mut rows = self.priors.iter();
        rows.find(|row| row.condition == condition.id && row.fits(setting, age_years))
            .map_or(&condition.prior, |row| &row.prior)
    }
}
