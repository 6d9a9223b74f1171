//! Causes: what is found in runs, answers and measures, and what must never count.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "in a test a failed unwrap is the message, also in the functions that tests share"
)]

mod law;
mod shoe;
mod situation;
mod words;

use std::sync::LazyLock;

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use trochlea_cause::{Causes, Contributor, Input, Shoe, Tables, causes};
use trochlea_knowledge::{CauseFamily, ConditionId, Knowledge};
use trochlea_ledger::{Run, RunId};
use trochlea_quantity::{Duration, Length, Side, StepRate};
use trochlea_symptom::{Answer, Diary, DiaryEntry, ItemAnswer, Measure, Reporter};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::shipped().unwrap());

/// The day the pain began in every situation that says when.
const ONSET: Date = Date::constant(2026, 5, 31);
/// The day all is looked at.
const TODAY: Date = Date::constant(2026, 6, 10);

/// What a runner brings; everything else is empty.
#[derive(Clone, Debug, Default)]
struct Told {
    conditions: Vec<ConditionId>,
    runs: Vec<Run>,
    diary: Vec<DiaryEntry>,
    answers: Vec<ItemAnswer>,
    measures: Vec<Measure>,
    shoes: Vec<Shoe>,
    pain_since: Option<Date>,
    usual_week: Option<Length>,
}

impl Told {
    fn since_onset() -> Self {
        Self {
            pain_since: Some(ONSET),
            ..Self::default()
        }
    }

    fn of(mut self, condition: &str) -> Self {
        self.conditions.push(condition.parse_id());
        self
    }

    fn answered(mut self, item: &str, answer: Answer) -> Self {
        self.answers.push(ItemAnswer {
            item: item.to_owned(),
            answer,
            at: TODAY.at(7, 0, 0, 0),
            by: Reporter::Runner,
            side: None,
        });
        self
    }

    fn measured(mut self, measure: &str, side: Side, value: f64, by: Reporter) -> Self {
        self.measures.push(Measure {
            measure: measure.to_owned(),
            side,
            value,
            pain: None,
            at: TODAY.at(7, 0, 0, 0),
            by,
        });
        self
    }

    fn ran(mut self, days_before: i64, km: f64) -> Self {
        self.runs.push(run(days_before, km));
        self
    }

    fn causes(&self) -> Causes {
        let diary = Diary::read(&self.diary);
        causes(
            &Input {
                now: TODAY.at(7, 30, 0, 0),
                sides: &[Side::Right],
                conditions: &self.conditions,
                runs: &self.runs,
                diary: &diary,
                answers: &self.answers,
                measures: &self.measures,
                shoes: &self.shoes,
                pain_since: self.pain_since,
                usual_week: self.usual_week,
            },
            Tables {
                causes: &KNOWLEDGE.causes,
                ledger: &KNOWLEDGE.ledger,
                findings: &KNOWLEDGE.findings,
            },
        )
    }
}

trait ParseId {
    fn parse_id(&self) -> ConditionId;
}

impl ParseId for str {
    fn parse_id(&self) -> ConditionId {
        let mut rows = KNOWLEDGE.conditions.conditions.iter();
        rows.find(|row| row.id.as_str() == self).unwrap().id.clone()
    }
}

/// A run of so many days before the pain began, six minutes a kilometre.
fn run(days_before: i64, km: f64) -> Run {
    let day = ONSET.saturating_sub(days_before.days());
    Run {
        id: RunId(format!("{day}-{km}")),
        start: TimeZone::UTC.to_timestamp(day.at(7, 0, 0, 0)).unwrap(),
        day,
        distance: Length::from_km(km),
        timer: Duration::from_min(km * 6.0),
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

/// Three runs of 8 km a week, for so many weeks up to the pain, from `first` days before it on.
fn steady(first: i64, weeks: i64) -> Vec<Run> {
    (0..weeks)
        .flat_map(|week| [0, 2, 4].map(|day| run(first + 7 * week + day, 8.0)))
        .collect()
}

fn found<'a>(causes: &'a Causes, id: &str) -> &'a Contributor {
    causes
        .families
        .iter()
        .flat_map(|family| &family.contributors)
        .find(|one| one.id == id)
        .unwrap_or_else(|| panic!("{id} is not there"))
}

fn steps(causes: &Causes, family: CauseFamily) -> i32 {
    let mut families = causes.families.iter();
    families
        .find(|one| one.family == family)
        .unwrap()
        .house_steps
}

fn with_steps(run: Run, mean_spm: f64, drift_percent: f64) -> Run {
    Run {
        step_rate_mean: Some(StepRate::from_spm(mean_spm)),
        step_rate_drift_percent: Some(drift_percent),
        ..run
    }
}

fn with_descent(run: Run, m: f64) -> Run {
    Run {
        descent: Some(Length::from_m(m)),
        ..run
    }
}
