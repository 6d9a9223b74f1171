use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_knowledge::{
    Action, ActionLevel, Blocks, ClearedBy, FlagClass, ItemKind, ItemScope, Message, Professional,
    Provenance,
};
use trochlea_quantity::Side;

use crate::{Clearance, Cleared, Reporter, Running, Strength};

/// What the red flags say, with everything that led to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// The gravest level among standing flags; `None` when none stands. It says nothing about
    /// what is still open.
    pub level: Option<ActionLevel>,
    /// Flags that stand: gravest first, then soonest, then in the order of the table.
    pub flags: Vec<StandingFlag>,
    /// Needed items whose answer is "don't know", in the order of asking.
    pub unknown: Vec<UnknownItem>,
    /// Needed items that nobody asked yet, in the order of asking.
    pub unasked: Vec<String>,
    /// What to ask now: what was not asked, then what was not known, in the order of asking.
    pub questions: Vec<Question>,
    /// Clearances that count.
    pub cleared: Vec<Clearance>,
    /// Clearances that do not count, and why.
    pub refused: Vec<RefusedClearance>,
}

/// A flag that stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StandingFlag {
    /// Its id in the table.
    pub id: String,
    /// Before any plan, or on the way.
    pub class: FlagClass,
    /// How soon somebody has to look.
    pub action: Action,
    /// When that time is over; `None` where the level names none or the moment is not known.
    #[schemars(with = "Option<String>")]
    pub due: Option<DateTime>,
    /// What may not go on meanwhile.
    pub blocks: BTreeSet<Blocks>,
    /// Who has to look.
    pub go_to: Professional,
    /// What to do, as one sentence.
    pub what_to_do: Message,
    /// By when, in words.
    pub by_when: Message,
    /// What was told, one clause for each item that raised it.
    pub told: Vec<Raised>,
    /// Why it matters.
    pub reason: Message,
    /// What to do until then.
    pub until: Message,
    /// What to say at the desk.
    pub say_at_desk: Message,
    /// Who may take it down.
    pub cleared_by: ClearedBy,
    /// Since when; `None` when only an age raised it.
    #[schemars(with = "Option<String>")]
    pub since: Option<DateTime>,
    /// Graver standing flags of the same cause: clearing one of those clears this one.
    pub covered_by: Vec<String>,
    /// Who says so, how far that was read, and which requirements it answers.
    pub provenance: Provenance,
}

/// An item that raised a flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// Its id.
    pub item: String,
    /// Which knee; `None` when it is about the person or both.
    pub side: Option<Side>,
    /// When it was said.
    #[schemars(with = "String")]
    pub at: DateTime,
    /// By whom.
    pub by: Reporter,
    /// What was said, as a clause.
    pub told: Message,
}

/// A needed item whose answer is "don't know". Unknown is not excluded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnknownItem {
    /// Its id.
    pub item: String,
    /// How often in a row the answer was "don't know".
    pub times_asked: u16,
    /// The question.
    pub question: Message,
    /// How to find out oneself.
    pub self_check: Message,
    /// After the second "don't know": who can find out. Their answer, or their clearance of the
    /// flags this item raises, settles it.
    pub who_can_answer: Option<Message>,
}

/// A question to be asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Id of the item.
    pub item: String,
    /// How it is answered.
    pub kind: ItemKind,
    /// About the person or about a knee.
    pub scope: ItemScope,
    /// The question.
    pub question: Message,
    /// Why it is asked.
    pub why: Message,
    /// How to find out: set when it is asked again after a "don't know".
    pub self_check: Option<Message>,
}

/// A clearance that does not count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusedClearance {
    /// The clearance as it was given.
    pub clearance: Clearance,
    /// Why it does not count.
    pub reason: RefusalReason,
}

/// Why a clearance does not count.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// The table has no such flag.
    UnknownFlag,
    /// Only a professional may take this flag down.
    NeedsClinician,
    /// Nobody may take this flag down; it ends with its cause.
    CannotBeCleared,
    /// A professional without a name.
    NoName,
    /// It is dated after now.
    InTheFuture,
}

/// Facts about the course that raise follow-up flags: the day on which each last came true.
///
/// Computed where the diary and the plan are seen; `None` means it does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signals {
    /// Weeks of done work without improvement.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub no_improvement: Option<Date>,
    /// Pain rising for weeks.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub pain_rising: Option<Date>,
    /// Flares in a row without a pain-free spell between.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub flares_in_a_row: Option<Date>,
    /// Severe pain that still counts.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub severe_pain: Option<Date>,
}

/// Why running or strength work is not cleared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(deny_unknown_fields)]
#[error("{} flags stand, {} answers are unknown, {} questions are open", flags.len(), unknown.len(), unasked.len())]
pub struct Blocked {
    /// Standing flags that stop it, with their reasons.
    pub flags: Vec<BlockedBy>,
    /// Needed items whose answer is not known, with their questions.
    pub unknown: Vec<BlockedBy>,
    /// Needed items that were not asked, by id.
    pub unasked: Vec<String>,
}

/// One thing that stops.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockedBy {
    /// Id of the flag or item.
    pub id: String,
    /// What to say about it.
    pub message: Message,
}

impl Screening {
    /// Proof that nothing here stops running.
    ///
    /// # Errors
    /// When a standing flag blocks running, or a needed item is unknown or was not asked.
    pub fn cleared_to_run(&self) -> Result<Cleared<Running>, Blocked> {
        self.clear(Blocks::Running)
    }

    /// Proof that nothing here stops strength work.
    ///
    /// # Errors
    /// When a standing flag blocks strength work, or a needed item is unknown or was not asked.
    pub fn cleared_for_strength(&self) -> Result<Cleared<Strength>, Blocked> {
        self.clear(Blocks::Strength)
    }

    /// Whether anything here forbids to build up: nothing grows beyond what is done now.
    pub fn holds_progress(&self) -> bool {
        !self.complete() || self.blocking(Blocks::Progress).next().is_some()
    }

    /// Whether every needed item was asked and is known.
    pub fn complete(&self) -> bool {
        self.unknown.is_empty() && self.unasked.is_empty()
    }

    /// The standing flags that stop something.
    pub fn blocking(&self, what: Blocks) -> impl Iterator<Item = &StandingFlag> {
        self.flags
            .iter()
            .filter(move |flag| flag.blocks.contains(&what))
    }

    fn clear<Scope>(&self, what: Blocks) -> Result<Cleared<Scope>, Blocked> {
        let flags: Vec<BlockedBy> = self
            .blocking(what)
            .map(|flag| BlockedBy {
                id: flag.id.clone(),
                message: flag.reason.clone(),
            })
            .collect();
        if flags.is_empty() && self.complete() {
            return Ok(Cleared::new(self.holds_progress()));
        }
        let unknown = self.unknown.iter().map(|item| BlockedBy {
            id: item.item.clone(),
            message: item.question.clone(),
        });
        Err(Blocked {
            flags,
            unknown: unknown.collect(),
            unasked: self.unasked.clone(),
        })
    }
}
