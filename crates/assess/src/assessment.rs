use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_cause::Causes;
use trochlea_knowledge::{Provenance, RuleSet};
use trochlea_ledger::History;
use trochlea_outcome::OutcomeReport;
use trochlea_plan::{CourseSignal, DownhillRepetitions, Plan};
use trochlea_programme::{CrossTraining, Programme, Retraining, Routine, Young};
use trochlea_symptom::{Blocked, Diary, Screening};
use trochlea_triage::KneeRanking;

use crate::ShownCard;

/// The format this build writes.
pub const ASSESSMENT_SCHEMA: &str = "trochlea.assessment/1";

/// What one case comes to, with everything it was made from.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Assessment {
    /// Always `trochlea.assessment/1`.
    pub schema: &'static str,
    /// Which version made it.
    pub engine_version: &'static str,
    /// Which set of rules made it.
    pub rule_set: RuleSet,
    /// The moment of the case.
    #[schemars(with = "String")]
    pub now: DateTime,
    /// The one thing to do.
    pub disposition: Disposition,
    /// Red flags: what stands, what is open, what to ask next.
    pub screening: Screening,
    /// Which patterns fit, for each knee that hurts, with the next question. While a flag stands
    /// it is what to tell a professional and decides nothing.
    pub ranking: Vec<KneeRanking>,
    /// Why it may have happened, looked at before anything is planned: always three families,
    /// and "undetermined" is a result. It moves no flag and loosens no plan.
    pub causes: Causes,
    /// What may be run, with gates and caps; `None` when nothing may be planned.
    pub plan: Option<Plan>,
    /// Downhill repetitions, where conditioning leads among the causes and the plan lets go down.
    pub downhill_repetitions: Option<DownhillRepetitions>,
    /// Why there is no plan, when the red flags are why.
    pub running_blocked: Option<Blocked>,
    /// Strength work; `None` when none may be planned.
    pub programme: Option<Programme>,
    /// What comes first for somebody who still grows; `None` for an adult.
    pub young: Option<Young>,
    /// What is done before and after a run; empty when no strength work may be planned.
    pub routines: Vec<Routine>,
    /// Other sports while running is cut; `None` when nothing may be planned.
    pub cross_training: Option<CrossTraining>,
    /// Running with shorter, quicker steps; `None` when nothing may be planned.
    pub retraining: Option<Retraining>,
    /// Why there is no strength work, when the red flags are why.
    pub strength_blocked: Option<Blocked>,
    /// What in the course of the weeks should bring a professional in.
    pub signals: Vec<CourseSignal>,
    /// The runs by day and week, with the limit of a single run.
    pub history: History,
    /// The diary as it was understood: corrections applied, contradictions named.
    pub diary: Diary,
    /// How it is going: scores, milestones, loads that are safe and loads that provoke. Nothing of
    /// it moves the plan.
    pub outcomes: OutcomeReport,
    /// Cards that explain what matters now, the most fitting first.
    pub learn: Vec<ShownCard>,
    /// All rows of the tables that had a part in this, with their sources; those of the ranking
    /// stand with each knee.
    pub rules_fired: Vec<FiredRule>,
}

/// A row of the tables that had a part in a decision.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FiredRule {
    /// Its id.
    pub id: String,
    /// Where it comes from and how far that was read.
    pub provenance: Provenance,
}

/// The one thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    /// Go on as planned.
    Proceed,
    /// Go on as planned and let a professional look.
    ProceedAndSeeProfessional,
    /// Say where it hurts, or answer the next question: nothing is planned before.
    AnswerFirst,
    /// No plan: a professional looks first.
    SeeProfessional,
    /// A professional looks within the time that the flag says.
    Urgent,
    /// Now.
    Emergency,
}
