//! Running with shorter, quicker steps: what to think of, how quick, how long, and when to stop.

mod course;
mod own;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Knowledge, Message, Protocol, Provenance, RetrainingTable, Status};
use trochlea_ledger::Run;
use trochlea_quantity::{Side, StepRate};
use trochlea_symptom::{Cleared, Diary, Measure, Running};

pub use course::{Kept, Session};
pub use own::{OwnStepRate, own_step_rate};

/// What retraining is made from.
#[derive(Clone, Copy, Debug)]
pub struct RetrainingInput<'a> {
    /// The day of the decision.
    pub today: Date,
    /// Every pattern that is still possible, on either knee.
    pub conditions: &'a [(Side, Protocol)],
    /// Whether any running is allowed now.
    pub may_run: bool,
    /// The day the runner began it; `None` when they did not.
    pub since: Option<Date>,
    /// The runs.
    pub runs: &'a [Run],
    /// The diary, for the pain of the runs.
    pub diary: &'a Diary,
    /// Tests, for what was seen of the stride.
    pub measures: &'a [Measure],
}

/// Running with shorter, quicker steps. An option, never a must.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Retraining {
    /// Where it stands.
    pub status: RetrainingStatus,
    /// That, in words.
    pub text: Message,
    /// The runner's own step rate before it; `None` when too few runs measured it.
    pub own: Option<OwnStepRate>,
    /// What to aim at; only with a measured own rate, never from a table.
    pub target: Option<StepRateTarget>,
    /// The absolute band of the documents, for context: it sets no target.
    pub band: Band,
    /// What to think of.
    pub cues: Vec<Cue>,
    /// Strength about the hip as the structural fix, the step rate as the mechanical one.
    pub fixes: Vec<Message>,
    /// When to stop.
    pub stop_rule: Message,
    /// Every session of the course, with the beat that fades.
    pub sessions: Vec<Session>,
    /// The session that comes next, counted from 1; `None` unless it is under way.
    pub next_session: Option<usize>,
    /// How long the course is, in words.
    pub course: Message,
    /// How far the target was kept since the start, from the recordings.
    pub kept: Option<Kept>,
    /// That the effect is not settled.
    pub effect: Message,
    /// What is known about it.
    pub evidence: Vec<Evidence>,
    /// Ids of all numbers that had a part in this.
    pub rules_fired: Vec<String>,
}

/// Where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetrainingStatus {
    /// No running yet, so no steps to change.
    NotRunning,
    /// Too few runs measured the step rate.
    NoOwnRate,
    /// Can be begun.
    Offered,
    /// Begun and not yet at its end.
    UnderWay,
    /// Pain rose: back to the own step rate.
    Stopped,
    /// Its sessions or its weeks are over.
    Done,
}

/// A range of step rates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepRateTarget {
    /// Lower end.
    #[serde(rename = "low_spm")]
    pub low: StepRate,
    /// Upper end.
    #[serde(rename = "high_spm")]
    pub high: StepRate,
}

/// The absolute band of the documents.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Band {
    /// Lower end.
    #[serde(rename = "low_spm")]
    pub low: StepRate,
    /// Upper end.
    #[serde(rename = "high_spm")]
    pub high: StepRate,
    /// Where the runner's own rate lies; `None` when it is not known.
    pub own: Option<BandPlace>,
    /// What it is good for, in words.
    pub text: Message,
    /// Where it comes from: contested.
    pub provenance: Provenance,
}

/// Where a step rate lies against the band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandPlace {
    /// Slower.
    Below,
    /// Within it, its ends included.
    Within,
    /// Quicker.
    Above,
}

/// One thing to think of while running.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cue {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: Message,
    /// Whether it is given; a contested one is only named.
    pub given: bool,
    /// What to know before trying it.
    pub caution: Option<Message>,
    /// The finding that tells whether it matters for this runner.
    pub measure: Option<String>,
    /// Its latest value, the larger of both sides.
    pub found: Option<f64>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Something that is known about the effect.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// What was found.
    pub text: Message,
    /// By whom, and how far that was read.
    pub provenance: Provenance,
}

/// Retraining for now.
///
/// Only a screening that blocks no running can call it.
pub fn retraining(
    _cleared: Cleared<Running>,
    input: &RetrainingInput<'_>,
    knowledge: &Knowledge,
) -> Retraining {
    of(input, knowledge)
}

pub(crate) fn of(input: &RetrainingInput<'_>, knowledge: &Knowledge) -> Retraining {
    let table = &knowledge.retraining;
    // Frozen at the start: runs with quicker steps must not raise what they are held against.
    let own = own_step_rate(input.runs, input.since.unwrap_or(input.today), table);
    let rises = (
        &knowledge.protocols.itbs_step_rate_low,
        &knowledge.protocols.itbs_step_rate_high,
    );
    let target = own.as_ref().map(|own| StepRateTarget {
        low: own.step_rate * (1.0 + rises.0.value),
        high: own.step_rate * (1.0 + rises.1.value),
    });
    let course = course::of(input, target, knowledge);
    let status = status(input, own.is_some(), &course);
    let next_session = (status == RetrainingStatus::UnderWay).then(|| course.n_done + 1);
    let mut fired: Vec<String> = table.rules().map(|rule| rule.id.clone()).collect();
    fired.extend([rises.0.id.clone(), rises.1.id.clone()]);
    fired.sort_unstable();
    Retraining {
        status,
        text: status_text(status, own.as_ref(), table),
        band: band(own.as_ref(), table),
        cues: cues(input, table),
        fixes: ["retraining-fix-structural", "retraining-fix-mechanical"]
            .map(Message::new)
            .into(),
        stop_rule: Message::new("retraining-stop-rule"),
        sessions: course::sessions(table),
        next_session,
        course: course::in_words(table),
        kept: course.kept,
        effect: Message::new("retraining-effect"),
        evidence: table
            .evidence
            .iter()
            .map(|row| Evidence {
                text: row.text(),
                provenance: row.provenance.clone(),
            })
            .collect(),
        rules_fired: fired,
        own,
        target,
    }
}

fn status(
    input: &RetrainingInput<'_>,
    own_is_known: bool,
    course: &course::Course,
) -> RetrainingStatus {
    match input.since {
        Some(_) if course.pain_rose => RetrainingStatus::Stopped,
        _ if !input.may_run => RetrainingStatus::NotRunning,
        _ if !own_is_known => RetrainingStatus::NoOwnRate,
        Some(_) if course.is_over => RetrainingStatus::Done,
        Some(_) => RetrainingStatus::UnderWay,
        None => RetrainingStatus::Offered,
    }
}

fn status_text(
    status: RetrainingStatus,
    own: Option<&OwnStepRate>,
    table: &RetrainingTable,
) -> Message {
    let id = match status {
        RetrainingStatus::NotRunning => "retraining-not-running",
        RetrainingStatus::NoOwnRate => "retraining-no-own-rate",
        RetrainingStatus::Offered => "retraining-offered",
        RetrainingStatus::UnderWay => "retraining-under-way",
        RetrainingStatus::Stopped => "retraining-stopped",
        RetrainingStatus::Done => "retraining-done",
    };
    let text = Message::new(id).number("runs", table.own_runs.value);
    match own {
        Some(own) => text.number("own_spm", own.step_rate.as_spm().round()),
        None => text,
    }
}

fn band(own: Option<&OwnStepRate>, table: &RetrainingTable) -> Band {
    let (low, high) = (table.band_low.value, table.band_high.value);
    let place = own.map(|own| match own.step_rate.as_spm() {
        spm if spm < low => BandPlace::Below,
        spm if spm > high => BandPlace::Above,
        _ => BandPlace::Within,
    });
    let id = match place {
        Some(BandPlace::Below) => "retraining-band-below",
        Some(BandPlace::Within) => "retraining-band-within",
        Some(BandPlace::Above) => "retraining-band-above",
        None => "retraining-band",
    };
    Band {
        low: StepRate::from_spm(low),
        high: StepRate::from_spm(high),
        own: place,
        text: Message::new(id)
            .number("low_spm", low)
            .number("high_spm", high),
        provenance: table.band_low.provenance.clone(),
    }
}

fn cues(input: &RetrainingInput<'_>, table: &RetrainingTable) -> Vec<Cue> {
    let found = |id: &str| {
        let of_it = input.measures.iter().filter(|it| it.measure == id);
        let of_it = of_it.filter(|it| it.at.date() <= input.today);
        let latest = of_it.max_by(|a, b| a.at.cmp(&b.at).then(a.value.total_cmp(&b.value)));
        latest.map(|it| it.value)
    };
    let rows = table.cue.iter();
    rows.map(|row| {
        let contested = row.provenance.status == Status::Contested;
        Cue {
            id: row.id.clone(),
            text: row.text(),
            given: row.default && !contested,
            caution: contested.then(|| Message::new("retraining-cue-contested")),
            measure: row.measure.clone(),
            found: row.measure.as_deref().and_then(found),
            provenance: row.provenance.clone(),
        }
    })
    .collect()
}
