use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{CauseFamily, Message, Provenance, Status};
use trochlea_ledger::RunId;
use trochlea_symptom::Answer;

use crate::{FailedCare, GaitAssessment, PainOnset, ShoeNow};

/// Why it may have happened: the three families, the likelier one first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Causes {
    /// When the pain began, which every window counts back from.
    pub onset: PainOnset,
    /// The family that leads; `None` when none does, which is a result.
    pub leading: Option<CauseFamily>,
    /// The result in a sentence.
    pub headline: Message,
    /// How the whole is meant: a system, and no bad kneecap.
    pub frame: Message,
    /// Always all three, highest first, ties in the order of the table.
    pub families: Vec<Family>,
    /// What nobody could read and the runner can tell, in the order of the table.
    pub questions: Vec<Question>,
    /// What is looked at anew, when what was tried before did not help.
    pub failed_care: Option<FailedCare>,
    /// Who to see about the stride, when mechanics lead.
    pub referral: Option<Message>,
    /// Whether body and running style were both looked at, as a prescription about gait asks.
    pub gait_assessment: GaitAssessment,
    /// Whether the runner rarely ran downhill before the pain, and downhill is what hurts.
    pub rarely_ran_downhill: bool,
    /// Shoes in use, with their distance today.
    pub shoes: Vec<ShoeNow>,
}

/// A family of causes.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Family {
    /// Which.
    pub family: CauseFamily,
    /// Its name.
    pub name: Message,
    /// What it means.
    pub about: Message,
    /// How much speaks for it.
    pub band: FamilyBand,
    /// Steps of the house that order the families. They measure nothing.
    pub house_steps: i32,
    /// Of what has weight here, how much is known: 0 nothing, 1 all of it.
    pub known_fraction: f64,
    /// What may have contributed: what is there first, then what is not known, then the rest.
    pub contributors: Vec<Contributor>,
}

/// How much speaks for a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FamilyBand {
    /// What is known speaks for it.
    SpeaksFor,
    /// It may contribute.
    MayContribute,
    /// Too little is known, or nothing was found.
    CannotTell,
    /// What is known speaks against it.
    SpeaksAgainst,
}

impl FamilyBand {
    /// The word used in JSON and message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SpeaksFor => "speaks_for",
            Self::MayContribute => "may_contribute",
            Self::CannotTell => "cannot_tell",
            Self::SpeaksAgainst => "speaks_against",
        }
    }
}

/// Something that may have contributed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Contributor {
    /// Its id in the table.
    pub id: String,
    /// Its name.
    pub name: Message,
    /// What is known of it.
    pub why: Message,
    /// What was found.
    pub finding: Finding,
    /// Whether it is sourced, the house's or contested. What is contested has no steps.
    pub status: Status,
    /// Steps it gave its family; 0 when another of its group counted instead.
    pub house_steps: i32,
    /// How it is known.
    pub known: Known,
    /// The data behind it.
    pub data: Message,
    /// The number and what it was compared with, where it has one.
    pub compared: Option<Compared>,
    /// The runs behind it.
    pub runs: Vec<RunId>,
    /// What would tell, when it is not known.
    pub next: Option<NextStep>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What was found of a contributor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It is there, and weighs two steps.
    SpeaksFor,
    /// It is there, and weighs one.
    MayContribute,
    /// It is not known.
    CannotTell,
    /// It was looked for and is not there.
    SpeaksAgainst,
    /// It is shown and never counted.
    NotCounted,
}

impl Finding {
    /// The word used in JSON and message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SpeaksFor => "speaks_for",
            Self::MayContribute => "may_contribute",
            Self::CannotTell => "cannot_tell",
            Self::SpeaksAgainst => "speaks_against",
            Self::NotCounted => "not_counted",
        }
    }
}

/// How something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// Computed from recordings or the diary.
    Computed,
    /// Measured, by the runner or a clinician.
    Measured,
    /// The runner said so.
    Asked,
    /// Nobody knows.
    NotKnown,
}

impl Known {
    /// The word used in JSON and message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Computed => "computed",
            Self::Measured => "measured",
            Self::Asked => "asked",
            Self::NotKnown => "not_known",
        }
    }
}

/// A number beside what it was compared with.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Compared {
    /// What was found.
    pub value: f64,
    /// What it is compared with: the usual, or the longest before.
    pub usual: Option<f64>,
    /// From here on it counts.
    pub threshold: f64,
    /// The unit of all three.
    pub unit: &'static str,
    /// The day it stands for.
    #[schemars(with = "Option<String>")]
    pub day: Option<Date>,
}

/// What would tell something that is not known.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// A question to the runner.
    Question {
        /// Its item id.
        item: String,
        /// The question.
        text: Message,
    },
    /// A question about the pain.
    Feature {
        /// The feature.
        feature: String,
    },
    /// A test.
    Measure {
        /// The measure, the first where there are several.
        measure: String,
        /// How it is taken.
        text: Message,
        /// Whether only a clinician can take it.
        clinician_only: bool,
    },
    /// More recordings or diary entries.
    Record {
        /// Which.
        text: Message,
    },
}

/// A question that the runner can answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Question {
    /// Its item id.
    pub item: String,
    /// The question.
    pub text: Message,
    /// The newest answer; `None` when it was never asked.
    pub answer: Option<Answer>,
}
