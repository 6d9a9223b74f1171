//! Reads the clinical tables: typed, validated, each fact with where it comes from.
//!
//! It decides nothing. The tables stand in `knowledge/*.toml` of the repository and are compiled
//! in, so that a decision made last year can name exactly the set of rules that made it.

mod card;
mod cause;
mod condition;
mod condition_check;
mod exercise;
mod figure;
mod finding;
mod gait;
mod import;
mod ledger;
mod likelihood;
mod load;
mod load_fit;
mod message;
mod outcome;
mod overlay;
mod protocol;
mod provenance;
mod red_flag;
mod referral;
mod retraining;
mod routine;
mod row;
mod rule_rows;
mod table;
mod young;

pub use card::*;
pub use cause::*;
pub use condition::*;
pub use exercise::*;
pub use figure::*;
pub use finding::*;
pub use gait::*;
pub use import::*;
pub use ledger::*;
pub use likelihood::*;
pub use load::*;
pub use load_fit::*;
pub use message::{Arg, Message};
pub use outcome::*;
pub use overlay::*;
pub use protocol::*;
pub use provenance::{Provenance, Read, Reviewed, Status};
pub use red_flag::*;
pub use referral::*;
pub use retraining::*;
pub use routine::*;
pub use row::{Row, shipped_rows};
pub use table::{KnowledgeError, RuleSet};
pub use young::*;

/// All tables of one rule set.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// Which set of rules this is.
    pub rule_set: RuleSet,
    /// What must be excluded before anything else is said.
    pub red_flags: RedFlagTable,
    /// Spots on the knee, patterns, and what speaks for and against each.
    pub conditions: ConditionTable,
    /// Stages, gates, caps and the diary's definitions.
    pub protocols: ProtocolTable,
    /// What is said to those who still grow.
    pub young: YoungTable,
    /// How far a clinic may move single thresholds.
    pub overlay_bounds: OverlayBounds,
    /// Exercises, doses and exclusions.
    pub exercises: ExerciseTable,
    /// Routines, sets, other sports, and what stays.
    pub routines: RoutineTable,
    /// Running with shorter, quicker steps.
    pub retraining: RetrainingTable,
    /// Tests and findings, and who may report them.
    pub findings: FindingTable,
    /// How each exercise looks.
    pub figures: FigureTable,
    /// The single-run limit and the definitions of the running history.
    pub ledger: LedgerTable,
    /// How samples are read as steps and ground.
    pub gait: GaitTable,
    /// What the model of the load in the knee stands on.
    pub load: LoadTable,
    /// What was fitted to studies.
    pub load_fit: LoadFit,
    /// When two recordings are of one run.
    pub import: ImportTable,
    /// What is explained, and how well it is known.
    pub cards: CardTable,
    /// Why a knee may have begun to hurt.
    pub causes: CauseTable,
    /// What comes next when the work alone does not help.
    pub referral: ReferralTable,
    /// Outcome measures and milestones.
    pub outcomes: OutcomeTable,
}

impl Knowledge {
    /// The tables that this build ships.
    ///
    /// # Errors
    /// When a table does not parse or breaks one of its own rules; a test keeps that from landing.
    pub fn shipped() -> Result<Self, KnowledgeError> {
        let files = table::SHIPPED;
        let knowledge = Self {
            rule_set: table::rule_set(files)?,
            red_flags: table::read::<RedFlagTable>(files, "red_flags.toml")?,
            conditions: table::read::<ConditionTable>(files, "conditions.toml")?,
            protocols: table::read::<ProtocolTable>(files, "protocols.toml")?,
            young: table::read::<YoungTable>(files, "young.toml")?,
            overlay_bounds: table::read::<OverlayBounds>(files, "overlay_bounds.toml")?,
            exercises: table::read::<ExerciseTable>(files, "exercises.toml")?,
            routines: table::read::<RoutineTable>(files, "routines.toml")?,
            retraining: table::read::<RetrainingTable>(files, "retraining.toml")?,
            findings: table::read::<FindingTable>(files, "findings.toml")?,
            figures: table::read::<FigureTable>(files, "figures.toml")?,
            ledger: table::read::<LedgerTable>(files, "ledger.toml")?,
            gait: table::read::<GaitTable>(files, "gait.toml")?,
            load: table::read::<LoadTable>(files, "load.toml")?,
            load_fit: table::read::<LoadFit>(files, "load_fit.toml")?,
            import: table::read::<ImportTable>(files, "import.toml")?,
            cards: table::read::<CardTable>(files, "cards.toml")?,
            causes: table::read::<CauseTable>(files, "causes.toml")?,
            referral: table::read::<ReferralTable>(files, "referral.toml")?,
            outcomes: table::read::<OutcomeTable>(files, "outcomes.toml")?,
        };
        knowledge.check_references()?;
        Ok(knowledge)
    }

    /// Every flag that keeps a condition outside the sum is there, and so is every finding that a
    /// cluster or a question names.
    fn check_ranked(&self) -> Result<(), KnowledgeError> {
        let is_flag = |id: &String| self.red_flags.flags.iter().any(|flag| flag.id == *id);
        for row in &self.conditions.outside {
            if row.flags.is_empty() || !row.flags.iter().all(is_flag) {
                return Err(KnowledgeError::row(
                    &row.id,
                    "has no flag that looks after it",
                ));
            }
        }
        let ranks = |id: &str| {
            let finding = self.findings.get(id);
            finding.is_some_and(|finding| finding.feeds.contains(&Feeds::Ranking))
        };
        let clusters = self.conditions.clusters.iter();
        let members = clusters.flat_map(|row| row.members.iter().map(move |it| (&row.id, it)));
        let measured = members.filter_map(|(row, member)| match member {
            Member::Measure { measure, .. } => Some((row, measure)),
            Member::Feature { .. } => None,
        });
        let asked = self.conditions.features.iter();
        let asked = asked.filter_map(|row| Some((&row.id, row.measure.as_ref()?)));
        for (row, measure) in measured.chain(asked) {
            if !ranks(measure) {
                let reason = format!("reads `{measure}`, which is no finding for a ranking");
                return Err(KnowledgeError::row(row, reason));
            }
        }
        Ok(())
    }

    /// What one table says of another.
    fn check_references(&self) -> Result<(), KnowledgeError> {
        self.check_ranked()?;
        for bound in &self.overlay_bounds.bounds {
            if self.protocols.rule(&bound.rule).is_none() {
                return Err(KnowledgeError::row(
                    &bound.rule,
                    "has a bound and is no threshold",
                ));
            }
        }
        for criterion in &self.protocols.criteria {
            let Some(measure) = &criterion.measure else {
                continue;
            };
            let fits = self.findings.get(measure).is_some_and(|finding| {
                finding.feeds.contains(&Feeds::Gate)
                    && finding.may_self_measure() == criterion.may_self_measure
            });
            if !fits {
                let reason = format!("reads `{measure}`, which is no finding for a gate");
                return Err(KnowledgeError::row(&criterion.id, reason));
            }
        }
        self.check_causes()?;
        self.check_programme()
    }

    /// Causes read findings that there are, and every finding that is for causes is read.
    fn check_causes(&self) -> Result<(), KnowledgeError> {
        let wrong = |id: &str, reason: &str| Err(KnowledgeError::row(id, reason));
        for measure in self.causes.measures() {
            if self.findings.get(measure).is_none() {
                return wrong(measure, "is read by causes and is no finding");
            }
        }
        let for_causes = |id: &str| {
            let finding = self.findings.get(id);
            finding.is_some_and(|it| it.feeds.contains(&Feeds::Cause))
        };
        for measure in self.causes.contributing_measures() {
            if !for_causes(measure) {
                return wrong(measure, "may contribute and does not feed causes");
            }
        }
        for finding in &self.findings.findings {
            let is_read = self.causes.measures().any(|own| own == finding.id);
            if for_causes(&finding.id) && !is_read {
                return wrong(&finding.id, "feeds causes, which do not read it");
            }
        }
        Ok(())
    }

    /// What stands around the exercises names exercises, findings and activities that are there.
    fn check_programme(&self) -> Result<(), KnowledgeError> {
        let unknown = |row: &str, id: &str| {
            Err(KnowledgeError::row(
                row,
                format!("names `{id}`, which is not there"),
            ))
        };
        for (row, id) in self.routines.named_exercises() {
            if self.exercises.get(id).is_none() {
                return unknown(row, id);
            }
        }
        for exercise in &self.exercises.exercise {
            for quality in &exercise.quality {
                if self.findings.get(&quality.measure).is_none() {
                    return unknown(&exercise.id, &quality.measure);
                }
            }
        }
        let cues = self.retraining.cue.iter();
        let cues = cues.filter_map(|cue| Some((cue.id.as_str(), cue.measure.as_deref()?)));
        let sides = self.routines.sides.measures.iter();
        for (row, id) in cues.chain(sides.map(|id| ("sides", id.as_str()))) {
            if self.findings.get(id).is_none() {
                return unknown(row, id);
            }
        }
        let told = self.routines.routine.iter();
        let told = told.filter_map(|row| row.activity.as_deref());
        let sports = self.routines.activity.iter().map(|row| row.id.as_str());
        for id in told.chain(sports) {
            if self.load.activity_unit(id).is_none() {
                return unknown("routines.toml", id);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_are_valid() {
        let knowledge = Knowledge::shipped().unwrap();
        assert_eq!(knowledge.rule_set.hash.len(), 64);
    }
}
