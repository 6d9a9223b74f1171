use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance, Status};

/// What must be excluded before anything else is said: the questions, and the flags they raise.
///
/// The order of the items is the order of asking, that of the flags breaks ties in lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlagTable {
    /// How "don't know" is handled.
    pub asking: Asking,
    /// The questions, in the order in which they are asked.
    #[serde(rename = "item")]
    pub items: Vec<RedFlagItem>,
    /// The flags.
    #[serde(rename = "flag")]
    pub flags: Vec<RedFlag>,
}

/// How "don't know" is handled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    /// After this many "don't know" the person who can find out is named.
    pub professional_after: u16,
    /// The item that the diary's swelling question answers.
    pub diary_swelling_item: String,
    /// Where the numbers come from.
    pub provenance: Provenance,
}

/// One red-flag question. "Yes" is always the answer that worries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlagItem {
    /// Id, also used in answers and diary entries.
    pub id: String,
    /// How it is answered.
    #[serde(default)]
    pub kind: ItemKind,
    /// About the person or about one knee.
    pub scope: ItemScope,
    /// When it has to be answered. A needed item that was not asked, or is unknown, blocks every
    /// plan; one that is not needed blocks nothing, and a "yes" to it counts all the same.
    pub asked: ItemAsked,
    /// Asked again with every diary entry.
    #[serde(default)]
    pub every_diary_entry: bool,
    /// Who can find out what the runner cannot.
    pub who_can_answer: Professional,
}

/// How an item is answered.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// Yes, no, or don't know.
    #[default]
    YesNo,
    /// The runner's age in whole years.
    Age,
    /// Yes, no, or don't know, kept with the runner instead of the answers.
    Pregnancy,
}

/// What an item is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ItemScope {
    /// The whole person: a side in the answer means nothing.
    Person,
    /// One knee: an answer without a side is about both.
    Knee,
}

/// When an item has to be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemAsked {
    /// By everyone.
    Always,
    /// Only in the diary; it is never needed for a plan.
    DiaryOnly,
    /// When any of the conditions holds.
    When(AskedWhen),
}

/// The conditions of a conditional item; one is enough.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedWhen {
    /// One of these was answered with "yes" or "don't know".
    #[serde(default)]
    pub items: Vec<String>,
    /// One of these spots hurts.
    #[serde(default)]
    pub spots: Vec<String>,
    /// The runner is younger than this, in whole years, or has not said.
    #[serde(default)]
    pub age_below: Option<u8>,
}

/// A profession that a runner can be sent to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Professional {
    /// An emergency department.
    EmergencyDepartment,
    /// General practice.
    GeneralPractitioner,
    /// Physiotherapy or sports medicine.
    Physiotherapist,
    /// Midwife or obstetrician.
    Midwife,
    /// The team that already treats the condition.
    TreatingTeam,
    /// Nobody but the runner or their family.
    Family,
}

impl Professional {
    /// Its name, to be put into a sentence.
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::EmergencyDepartment => "who-emergency_department",
            Self::GeneralPractitioner => "who-general_practitioner",
            Self::Physiotherapist => "who-physiotherapist",
            Self::Midwife => "who-midwife",
            Self::TreatingTeam => "who-treating_team",
            Self::Family => "who-family",
        })
    }
}

impl RedFlagItem {
    /// The question.
    pub fn question(&self) -> Message {
        self.message("question")
    }

    /// Why it is asked.
    pub fn why(&self) -> Message {
        self.message("why")
    }

    /// What to look at or try when the answer was "don't know".
    pub fn self_check(&self) -> Message {
        self.message("check")
    }

    /// The answer "yes" as a clause: "the knee is hot".
    pub fn told(&self) -> Message {
        self.message("told")
    }

    fn message(&self, part: &str) -> Message {
        Message::new(format!("item-{}-{part}", self.id))
    }
}

/// One red flag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlag {
    /// Id, also used in clearances.
    pub id: String,
    /// Whether it must be excluded before a plan, or arises on the way.
    pub class: FlagClass,
    /// It is raised when any of these groups holds. There is no negation: more "yes" never
    /// takes a flag down.
    pub trigger: Vec<TriggerGroup>,
    /// How soon somebody has to look.
    pub action: Action,
    /// Who.
    pub go_to: Professional,
    /// What may not go on. Empty: nothing stops, somebody should look all the same.
    pub blocks: BTreeSet<Blocks>,
    /// Who may take it down.
    pub cleared_by: ClearedBy,
    /// It comes back this many days after a clearance while its cause still stands. A new "yes"
    /// or a diary answer after the clearance brings every flag back.
    #[serde(default)]
    pub back_after_days: Option<u16>,
    /// Milder flags of the same cause: whoever clears this one has cleared them too.
    #[serde(default)]
    pub covers: Vec<String>,
    /// What to do until somebody has looked.
    pub until: Until,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Whether a flag must be excluded before a plan.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FlagClass {
    /// Before any plan.
    Required,
    /// Arises from the diary or the course of things.
    FollowUp,
}

/// Conditions that hold together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerGroup {
    /// All of these items are "yes".
    #[serde(default)]
    pub all: Vec<String>,
    /// At least one of these items is "yes".
    #[serde(default)]
    pub any: Vec<String>,
    /// So many of a list are "yes".
    #[serde(default)]
    pub at_least: Option<AtLeast>,
    /// The age in whole years is lower than this.
    #[serde(default)]
    pub age_below: Option<u8>,
    /// The age in whole years is this or higher.
    #[serde(default)]
    pub age_from: Option<u8>,
    /// The age in whole years is higher than this.
    #[serde(default)]
    pub age_above: Option<u8>,
    /// This fact about the course holds.
    #[serde(default)]
    pub signal: Option<SignalKind>,
}

/// A count of items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    /// How many.
    pub count: u8,
    /// Of which.
    pub of: Vec<String>,
}

/// A fact about the course that is computed elsewhere and raises a follow-up flag.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Work was done for weeks and nothing got better.
    NoImprovement,
    /// Pain has been rising.
    PainRising,
    /// Flares in a row.
    FlaresInARow,
    /// Severe pain.
    SeverePain,
}

/// How soon somebody has to look at a flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The level.
    pub level: ActionLevel,
    /// Hours from the moment it was raised; only where the level is urgent.
    #[serde(default)]
    pub within_hours: Option<u32>,
    /// Whether a source names that time or the house chose it.
    #[serde(default)]
    pub deadline: Option<Status>,
}

/// How grave a flag is. The order is the order of gravity.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ActionLevel {
    /// An appointment in the usual way.
    Routine,
    /// Within a stated time.
    Urgent,
    /// Now.
    Emergency,
}

/// Something a flag may stop.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Blocks {
    /// More than now: volume stays, no gate opens.
    Progress,
    /// Every run.
    Running,
    /// Strength work.
    Strength,
}

/// Who may take a flag down.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClearedBy {
    /// The runner, by a later "no" or by saying so.
    SelfCheck,
    /// Only a professional; a later "no" of the runner changes nothing.
    Clinician,
    /// Nobody: it ends when its cause does (an age, a pregnancy).
    Nobody,
}

/// What to do until somebody has looked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    /// Go now; do nothing with the leg.
    GoNow,
    /// Keep weight off the leg.
    NoWeight,
    /// No running, no strength work; everyday walking as it allows.
    Rest,
    /// No running; strength work may go on.
    NoRunning,
    /// Stay where you are: no more than now.
    NoMore,
}

impl RedFlag {
    /// Why it matters.
    pub fn reason(&self) -> Message {
        Message::new(format!("flag-{}-reason", self.id))
    }

    /// What to say at the desk.
    pub fn say_at_desk(&self) -> Message {
        Message::new(format!("flag-{}-say", self.id))
    }

    /// The items its trigger reads, each once, in the order of their names.
    pub fn items(&self) -> BTreeSet<&str> {
        self.trigger.iter().flat_map(TriggerGroup::items).collect()
    }
}

impl TriggerGroup {
    /// The items it reads.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        let counted = self.at_least.iter().flat_map(|count| &count.of);
        self.all
            .iter()
            .chain(&self.any)
            .chain(counted)
            .map(String::as_str)
    }

    fn reads_age(&self) -> bool {
        self.age_below.is_some() || self.age_from.is_some() || self.age_above.is_some()
    }
}

impl RedFlagTable {
    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&RedFlagItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The flag with this id.
    pub fn flag(&self, id: &str) -> Option<&RedFlag> {
        self.flags.iter().find(|flag| flag.id == id)
    }

    /// The items asked again with every diary entry.
    pub fn every_diary_entry(&self) -> impl Iterator<Item = &RedFlagItem> {
        self.items.iter().filter(|item| item.every_diary_entry)
    }

    fn check_item(&self, item: &RedFlagItem) -> Result<(), KnowledgeError> {
        if let ItemAsked::When(when) = &item.asked {
            if when.items.is_empty() && when.spots.is_empty() && when.age_below.is_none() {
                return Err(KnowledgeError::row(&item.id, "is never asked"));
            }
            for parent in &when.items {
                let known = self.items.iter().position(|other| other.id == *parent);
                let own = self.items.iter().position(|other| other.id == item.id);
                if known.is_none() || known >= own {
                    let reason = format!("depends on `{parent}`, which is not asked before it");
                    return Err(KnowledgeError::row(&item.id, reason));
                }
            }
        }
        let read = self.flags.iter().any(|flag| match item.kind {
            ItemKind::Age => flag.trigger.iter().any(TriggerGroup::reads_age),
            _ => flag.items().contains(item.id.as_str()),
        });
        if read {
            Ok(())
        } else {
            Err(KnowledgeError::row(&item.id, "raises no flag"))
        }
    }

    fn check_flag(&self, flag: &RedFlag) -> Result<(), KnowledgeError> {
        let wrong = |reason: String| Err(KnowledgeError::row(&flag.id, reason));
        flag.provenance.validate(&flag.id)?;
        if let Some(missing) = flag.items().into_iter().find(|id| self.item(id).is_none()) {
            return wrong(format!("reads `{missing}`, which is no item"));
        }
        if let Some(missing) = flag.covers.iter().find(|id| self.flag(id).is_none()) {
            return wrong(format!("covers `{missing}`, which is no flag"));
        }
        if flag.trigger.is_empty()
            || flag
                .trigger
                .iter()
                .any(|group| *group == TriggerGroup::default())
        {
            return wrong("has an empty trigger".to_owned());
        }
        let counts = flag
            .trigger
            .iter()
            .filter_map(|group| group.at_least.as_ref());
        for AtLeast { count, of } in counts {
            if *count == 0 || usize::from(*count) > of.len() {
                return wrong("counts to a number it can never or always reach".to_owned());
            }
        }
        let timed = flag.action.within_hours.is_some() && flag.action.deadline.is_some();
        if timed != (flag.action.level == ActionLevel::Urgent) {
            return wrong("must have a deadline exactly when it is urgent".to_owned());
        }
        if flag.action.level > ActionLevel::Routine
            && !(flag.blocks.contains(&Blocks::Running) && flag.blocks.contains(&Blocks::Strength))
        {
            return wrong("is urgent and must stop running and strength work".to_owned());
        }
        Ok(())
    }
}

impl Table for RedFlagTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.items.iter().map(|item| item.id.as_str()))?;
        unique(self.flags.iter().map(|flag| flag.id.as_str()))?;
        self.asking.provenance.validate("asking")?;
        if self.item(&self.asking.diary_swelling_item).is_none() {
            return Err(KnowledgeError::row(
                "asking",
                "names a swelling item that is none",
            ));
        }
        self.items
            .iter()
            .try_for_each(|item| self.check_item(item))?;
        self.flags.iter().try_for_each(|flag| self.check_flag(flag))
    }
}
