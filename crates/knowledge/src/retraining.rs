use serde::{Deserialize, Serialize};

use crate::rule_rows::RuleRows;
use crate::table::{Table, unique};
use crate::{KnowledgeError, Message, Provenance, Rule, Status};

/// Running with shorter, quicker steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "File")]
pub struct RetrainingTable {
    /// Days before the start whose runs tell the runner's own.
    pub own_days: Rule,
    /// How many such runs it takes.
    pub own_runs: Rule,
    /// Lower end of the absolute band that is shown as context.
    pub band_low: Rule,
    /// Upper end of it.
    pub band_high: Rule,
    /// Sessions of the course, with the range of the trials.
    pub sessions: Rule,
    /// Weeks of the course, with the range of the trials.
    pub weeks: Rule,
    /// Minutes of a late session, with the range of the trials.
    pub late_session: Rule,
    /// Minutes in all, with the range of the trials.
    pub total: Rule,
    /// Runs before the start that pain is held against.
    pub pain_runs: Rule,
    /// Share of sessions and of running time from which the steps count as kept.
    pub half_way: Rule,
    /// How the feedback fades over the course.
    pub fade: Vec<Fade>,
    /// Cues, in the order in which they are shown.
    pub cue: Vec<CueRow>,
    /// What is known about its effect.
    pub evidence: Vec<EvidenceRow>,
}

/// How long the beat is on, up to some part of the course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fade {
    /// Up to this part of the sessions, 0 to 1.
    pub up_to_fraction: f64,
    /// Share of the session with the beat on, 0 to 1.
    pub feedback_fraction: f64,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// One thing to think of while running.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRow {
    /// Its name; the text `retraining-cue-<id>` carries it with hyphens.
    pub id: String,
    /// Whether it is given to everyone; a contested one never is.
    pub default: bool,
    /// The finding that tells whether it matters for this runner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Something that is known about the effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceRow {
    /// Its name; the text `retraining-evidence-<id>` carries it with hyphens.
    pub id: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl CueRow {
    /// What it says.
    pub fn text(&self) -> Message {
        Message::new(format!("retraining-cue-{}", self.id.replace('_', "-")))
    }
}

impl EvidenceRow {
    /// What it says.
    pub fn text(&self) -> Message {
        Message::new(format!("retraining-evidence-{}", self.id.replace('_', "-")))
    }
}

impl RetrainingTable {
    /// Every number.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        [
            &self.own_days,
            &self.own_runs,
            &self.band_low,
            &self.band_high,
            &self.sessions,
            &self.weeks,
            &self.late_session,
            &self.total,
            &self.pain_runs,
            &self.half_way,
        ]
        .into_iter()
    }
}

impl Table for RetrainingTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        for rule in self.rules() {
            rule.provenance.validate(&rule.id)?;
        }
        unique(self.cue.iter().map(|row| row.id.as_str()))?;
        unique(self.evidence.iter().map(|row| row.id.as_str()))?;
        for cue in &self.cue {
            cue.provenance.validate(&cue.id)?;
            if cue.default && cue.provenance.status == Status::Contested {
                return Err(KnowledgeError::row(
                    &cue.id,
                    "is contested, so it is not for everyone",
                ));
            }
        }
        for row in &self.evidence {
            row.provenance.validate(&row.id)?;
        }
        self.validate_fade()
    }
}

impl RetrainingTable {
    /// The feedback only fades, and the last step ends with the course.
    fn validate_fade(&self) -> Result<(), KnowledgeError> {
        let wrong = |reason: &str| Err(KnowledgeError::row("fade", reason));
        for fade in &self.fade {
            fade.provenance.validate("fade")?;
            if !(0.0..=1.0).contains(&fade.feedback_fraction) {
                return wrong("has a share outside 0 to 1");
            }
        }
        let fades = self.fade.is_sorted_by(|one, next| {
            one.up_to_fraction < next.up_to_fraction
                && one.feedback_fraction >= next.feedback_fraction
        });
        if !fades {
            return wrong("grows, or is out of order");
        }
        match self.fade.last() {
            Some(last) if last.up_to_fraction >= 1.0 => Ok(()),
            _ => wrong("does not reach the end of the course"),
        }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
    fade: Vec<Fade>,
    cue: Vec<CueRow>,
    evidence: Vec<EvidenceRow>,
}

impl TryFrom<File> for RetrainingTable {
    type Error = KnowledgeError;
    fn try_from(file: File) -> Result<Self, KnowledgeError> {
        let mut rows = RuleRows::new(file.rule)?;
        let table = Self {
            own_days: rows.take("retraining.own_days", "days", 14.0..=90.0)?,
            own_runs: rows.take("retraining.own_runs", "runs", 1.0..=10.0)?,
            band_low: rows.take("retraining.band_low", "steps/min", 150.0..=190.0)?,
            band_high: rows.take("retraining.band_high", "steps/min", 150.0..=200.0)?,
            sessions: rows.take("retraining.sessions", "sessions", 8.0..=18.0)?,
            weeks: rows.take("retraining.weeks", "weeks", 2.0..=6.0)?,
            late_session: rows.take("retraining.late_session", "minutes", 30.0..=45.0)?,
            total: rows.take("retraining.total", "minutes", 177.0..=196.0)?,
            pain_runs: rows.take("retraining.pain_runs", "runs", 1.0..=10.0)?,
            half_way: rows.take("retraining.half_way", "fraction", 0.3..=0.9)?,
            fade: file.fade,
            cue: file.cue,
            evidence: file.evidence,
        };
        rows.all_read()?;
        Ok(table)
    }
}
