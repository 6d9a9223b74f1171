//! The way back as laws and as boundaries. Expected numbers are hand arithmetic from the rows of
//! requirements, written beside them.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use trochlea_knowledge::{Gate, Knowledge, Protocol};
use trochlea_ledger::{History, Run, RunId, history};
use trochlea_quantity::{Duration, Length, Side};
use trochlea_symptom::{Answer, Diary, DiaryEntry, Measure, PainScore, Reporter};

use super::*;

mod boundary;
mod compound;
mod cut;
mod golden;
mod law;
mod words;

/// A Monday.
const START: Date = date(2026, 3, 2);

#[derive(Clone, Debug)]
struct Case {
    today: Date,
    conditions: Vec<(Side, Protocol)>,
    runs: Vec<Run>,
    entries: Vec<DiaryEntry>,
    measures: Vec<Measure>,
    run_days: Vec<RunDay>,
    stated: Stated,
}

impl Case {
    fn new(condition: Protocol, days_since_start: i64) -> Self {
        Self {
            today: day(days_since_start),
            conditions: vec![(Side::Right, condition)],
            runs: Vec::new(),
            entries: Vec::new(),
            measures: Vec::new(),
            run_days: Vec::new(),
            stated: Stated::default(),
        }
    }

    /// Three runs of this distance a week in the six weeks before the start.
    fn usual(mut self, run_km: f64) -> Self {
        for week in 1..=6 {
            for weekday in [0, 2, 4] {
                self.runs.push(run(weekday - 7 * week, run_km));
            }
        }
        self
    }

    fn ran(mut self, n: i64, km: f64) -> Self {
        self.runs.push(run(n, km));
        self
    }

    fn entry(mut self, n: i64, fill: impl FnOnce(&mut DiaryEntry)) -> Self {
        let id = format!("e{}", self.entries.len());
        let mut entry = blank(&id, n);
        fill(&mut entry);
        self.entries.push(entry);
        self
    }

    /// Answers for a run: pain during it, and on the morning after.
    fn answered(self, n: i64, during: u8, next_morning: u8) -> Self {
        let id = run_id(n);
        let one = self.entry(n, |entry| {
            entry.run = Some(id.0);
            entry.pain_during = PainScore::new(during);
        });
        one.morning(n + 1, next_morning)
    }

    fn morning(self, n: i64, score: u8) -> Self {
        self.entry(n, |entry| entry.pain_next_morning = PainScore::new(score))
    }

    /// Painless answers for every day from one to another.
    fn quiet(mut self, days: std::ops::RangeInclusive<i64>) -> Self {
        for n in days {
            self = self.entry(n, |entry| {
                entry.pain_stairs = Some(PainScore::NONE);
                entry.pain_daily = Some(PainScore::NONE);
            });
        }
        self
    }

    fn measured(mut self, measure: &str, value: f64, pain: u8) -> Self {
        self.measures.push(Measure {
            measure: measure.to_owned(),
            side: Side::Right,
            value,
            pain: PainScore::new(pain),
            at: self.today.saturating_sub(1.days()).at(18, 0, 0, 0),
            by: Reporter::Runner,
        });
        self
    }

    /// What the outer knee needs before the first run.
    fn ready(self) -> Self {
        self.measured("single_leg_squat_depth_deg", 45.0, 0)
            .measured("single_leg_squat_hip_drop_reps", 0.0, 0)
            .measured("walk_downhill_pain_nprs", 0.0, 0)
            .measured("stairs_down_pain_nprs", 0.0, 0)
    }

    fn onset_km(mut self, km: f64) -> Self {
        self.stated.onset_distance = Some(Length::from_km(km));
        self
    }

    fn plan(&self) -> Plan {
        let knowledge = knowledge();
        self.with(knowledge, |input| {
            decide::plan(input, &knowledge.protocols, false)
        })
    }

    /// As [`Self::plan`], while a flag holds progress.
    fn held_plan(&self) -> Plan {
        let knowledge = knowledge();
        self.with(knowledge, |input| {
            decide::plan(input, &knowledge.protocols, true)
        })
    }

    fn signals(&self) -> Vec<CourseSignal> {
        let knowledge = knowledge();
        self.with(knowledge, |input| {
            course_signals(input, &knowledge.protocols)
        })
    }

    fn with<T>(&self, knowledge: &Knowledge, ask: impl FnOnce(&Input<'_>) -> T) -> T {
        let diary = Diary::read(&self.entries);
        let complaints: Vec<Complaint> = self
            .conditions
            .iter()
            .map(|&(side, condition)| Complaint { side, condition })
            .collect();
        let mut input = Input {
            today: self.today,
            complaints: &complaints,
            runs: &self.runs,
            history: None,
            diary: &diary,
            measures: &self.measures,
            run_days: &self.run_days,
            started_on: Some(START),
            stated: self.stated,
        };
        let provoking = provoking_runs(&input, &knowledge.protocols);
        let seen: History = history(&self.runs, &provoking, self.today, &knowledge.ledger).unwrap();
        input.history = Some(&seen);
        ask(&input)
    }
}

/// Read once: the laws ask some thousand times.
fn knowledge() -> &'static Knowledge {
    static SHIPPED: std::sync::OnceLock<Knowledge> = std::sync::OnceLock::new();
    SHIPPED.get_or_init(|| Knowledge::shipped().unwrap())
}

fn day(n: i64) -> Date {
    START.saturating_add(n.days())
}

fn run_id(n: i64) -> RunId {
    RunId(format!("r{n}"))
}

fn run(n: i64, km: f64) -> Run {
    Run {
        id: run_id(n),
        start: format!("{}T08:00:00Z", day(n)).parse().unwrap(),
        day: day(n),
        distance: Length::from_km(km),
        timer: Duration::from_min(6.0 * km),
        ascent: None,
        descent: None,
        n_steps: None,
        step_rate_mean: None,
        step_rate_drift_percent: None,
        contact_balance_percent: None,
        treadmill: false,
        share_downhill_fraction: None,
    }
}

fn blank(id: &str, n: i64) -> DiaryEntry {
    DiaryEntry::silent(id, day(n).at(7, 30, 0, 0), Side::Right)
}

fn status(plan: &Plan, gate: Gate) -> GateStatus {
    plan.gates
        .iter()
        .find(|now| now.gate == gate)
        .unwrap()
        .status
}

fn met(plan: &Plan, criterion: &str) -> bool {
    let mut criteria = plan.gates.iter().flat_map(|gate| &gate.criteria);
    criteria.find(|now| now.id == criterion).unwrap().status == CriterionStatus::Met
}

fn cap_km(plan: &Plan, id: &str) -> f64 {
    plan.caps
        .iter()
        .find(|cap| cap.id == id)
        .unwrap()
        .limit
        .as_km()
}

#[track_caller]
fn near(actual: f64, expected: f64) {
    assert!(
        (actual - expected).abs() < 1e-9,
        "{actual} is not {expected}"
    );
}
