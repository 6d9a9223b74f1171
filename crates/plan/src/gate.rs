use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Criterion, CriterionKind, Gate, Message, Protocol};
use trochlea_quantity::Side;
use trochlea_symptom::{DayRecord, Measure, PainScore, Reporter};

use crate::knee::{Knee, Response, before, days_between};

/// A gate on one way back, as it stands today.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GateNow {
    /// Which gate.
    pub gate: Gate,
    /// For which knee.
    pub side: Side,
    /// On which way back.
    pub condition: Protocol,
    /// Passed, the one in front, or further ahead.
    pub status: GateStatus,
    /// What it asks for.
    pub criteria: Vec<CriterionNow>,
}

/// Where a gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateStatus {
    /// All it asks for is met, and every gate before it is passed.
    Passed,
    /// The next one.
    Here,
    /// Later.
    Ahead,
}

/// One thing a gate asks for, as it stands today.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CriterionNow {
    /// Its id in the tables.
    pub id: String,
    /// Met or missing.
    pub status: CriterionStatus,
    /// The number asked for, in the unit of its rule.
    pub needed: f64,
    /// What was found; `None` when nothing is known.
    pub value: Option<f64>,
    /// Pain while it was measured.
    pub pain: Option<PainScore>,
    /// Who found it out.
    pub by: Option<Reporter>,
    /// When.
    #[schemars(with = "Option<String>")]
    pub at: Option<DateTime>,
    /// Whether the runner may measure it alone.
    pub may_self_measure: bool,
    /// Its text, with `needed` and, where known, `value`.
    pub text: Message,
    /// The number's id.
    pub rule: String,
}

/// Whether something asked for is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CriterionStatus {
    /// Yes.
    Met,
    /// No, or not known.
    Missing,
}

/// The three gates of one complaint, in order.
pub(crate) fn gates(knee: &Knee<'_>, measures: &[Measure]) -> Vec<GateNow> {
    let mut open = true;
    Gate::ALL
        .into_iter()
        .map(|gate| {
            let criteria: Vec<CriterionNow> = knee
                .table
                .guards(knee.complaint.condition, gate)
                .map(|criterion| now(knee, criterion, measures))
                .collect();
            let met = criteria
                .iter()
                .all(|criterion| criterion.status == CriterionStatus::Met);
            let status = match (open, met) {
                (true, true) => GateStatus::Passed,
                (true, false) => GateStatus::Here,
                (false, _) => GateStatus::Ahead,
            };
            open = open && met;
            GateNow {
                gate,
                side: knee.complaint.side,
                condition: knee.complaint.condition,
                status,
                criteria,
            }
        })
        .collect()
}

/// What was found out.
#[derive(Default)]
struct Found {
    met: bool,
    value: Option<f64>,
    pain: Option<PainScore>,
    by: Option<Reporter>,
    at: Option<DateTime>,
}

impl Found {
    fn counted(value: f64, met: bool) -> Self {
        Self {
            met,
            value: Some(value),
            ..Self::default()
        }
    }
}

fn now(knee: &Knee<'_>, criterion: &Criterion, measures: &[Measure]) -> CriterionNow {
    let needed = knee
        .table
        .rule(&criterion.rule)
        .map_or(f64::INFINITY, |rule| rule.value);
    let found = find(knee, criterion, measures, needed);
    let text_id = format!("plan-criterion-{}", criterion.id.replace(['.', '_'], "-"));
    let mut text = Message::new(text_id).number("needed", needed);
    if let Some(value) = found.value {
        text = text.number("value", value);
    }
    CriterionNow {
        id: criterion.id.clone(),
        status: if found.met {
            CriterionStatus::Met
        } else {
            CriterionStatus::Missing
        },
        needed,
        value: found.value,
        pain: found.pain,
        by: found.by,
        at: found.at,
        may_self_measure: criterion.may_self_measure,
        text,
        rule: criterion.rule.clone(),
    }
}

fn find(knee: &Knee<'_>, criterion: &Criterion, measures: &[Measure], needed: f64) -> Found {
    let today = knee.today;
    match criterion.kind {
        CriterionKind::MeasureAtLeast => {
            measured(knee, criterion, measures, |value| value >= needed)
        }
        CriterionKind::MeasureAtMost => {
            measured(knee, criterion, measures, |value| value <= needed)
        }
        CriterionKind::Stairs => daily(knee, criterion, measures, needed, |day| day.pain_stairs),
        CriterionKind::DailyLife => daily(knee, criterion, measures, needed, |day| day.pain_daily),
        CriterionKind::RecentPainBelow => {
            let from = before(today, knee.table.flare_rest_days.whole());
            match knee.worst_between(from, today) {
                Some(worst) => {
                    let worst = f64::from(worst.get());
                    Found::counted(worst, worst < needed)
                }
                None => Found {
                    met: true,
                    ..Found::default()
                },
            }
        }
        CriterionKind::RestedAfterFlare => match knee.last_red() {
            Some(red) => {
                let rested = days_between(red, today) - 1;
                Found::counted(rested as f64, rested as f64 >= needed)
            }
            None => Found {
                met: true,
                ..Found::default()
            },
        },
        CriterionKind::HeldWeeks => whole_weeks(days_between(knee.level_since(), today), needed),
        CriterionKind::PainFreeWeeks => {
            whole_weeks(knee.stretch(today).map_or(0, |one| one.days()), needed)
        }
        CriterionKind::CleanRuns => {
            let since = knee.level_since();
            let clean = knee
                .runs
                .iter()
                .filter(|(run, response)| run.day >= since && *response == Response::Clean)
                .count();
            Found::counted(clean as f64, clean as f64 >= needed)
        }
        CriterionKind::FlatWeeks => flat_weeks(knee, needed),
    }
}

/// Days against weeks: 13 days are less than two weeks, 14 are not.
fn whole_weeks(days: i64, needed: f64) -> Found {
    let weeks = days as f64 / 7.0;
    Found::counted(weeks, days as f64 >= needed * 7.0)
}

/// Painless weeks from the first run of the painless stretch on, with a run for each week.
fn flat_weeks(knee: &Knee<'_>, needed: f64) -> Found {
    let Some(stretch) = knee.stretch(knee.today) else {
        return whole_weeks(0, needed);
    };
    let from = stretch.from.max(knee.start);
    let mut days = knee
        .runs
        .iter()
        .map(|(run, _)| run.day)
        .filter(|day| (from..=stretch.to).contains(day));
    let Some(first) = days.next() else {
        return whole_weeks(0, needed);
    };
    let n_runs = days.count() + 1;
    let found = whole_weeks(days_between(first, stretch.to) + 1, needed);
    Found {
        met: found.met && n_runs as f64 >= needed,
        ..found
    }
}

/// The latest day's measures; of several on one day the worst decides.
fn measured(
    knee: &Knee<'_>,
    criterion: &Criterion,
    measures: &[Measure],
    good: impl Fn(f64) -> bool,
) -> Found {
    let valid: Vec<&Measure> = valid(knee, criterion, measures);
    let Some(latest) = valid.iter().map(|measure| measure.at.date()).max() else {
        return Found::default();
    };
    let painless = |measure: &Measure| {
        let pain = measure.pain.unwrap_or(PainScore::NONE);
        knee.definitions.is_pain_free(pain)
    };
    let of_day = valid
        .into_iter()
        .filter(|measure| measure.at.date() == latest);
    let worst = of_day.min_by(|a, b| {
        let rank = |measure: &Measure| good(measure.value) && painless(measure);
        (rank(a), b.pain, a.at)
            .cmp(&(rank(b), a.pain, b.at))
            .then(a.value.total_cmp(&b.value))
    });
    worst.map_or_else(Found::default, |measure| Found {
        met: good(measure.value) && painless(measure),
        value: Some(measure.value),
        pain: measure.pain,
        by: Some(measure.by),
        at: Some(measure.at),
    })
}

fn valid<'m>(knee: &Knee<'_>, criterion: &Criterion, measures: &'m [Measure]) -> Vec<&'m Measure> {
    let from = before(knee.today, knee.table.measure_valid_days.whole());
    measures
        .iter()
        .filter(|measure| {
            Some(&measure.measure) == criterion.measure.as_ref()
                && measure.side == knee.complaint.side
                && measure.value.is_finite()
                && (criterion.may_self_measure || measure.by == Reporter::Clinician)
                && (from..=knee.today).contains(&measure.at.date())
        })
        .collect()
}

/// Answers of the last days in the diary and as measures: at least one, and the worst decides.
fn daily(
    knee: &Knee<'_>,
    criterion: &Criterion,
    measures: &[Measure],
    needed: f64,
    field: impl Fn(&DayRecord) -> Option<PainScore>,
) -> Found {
    let from: Date = before(knee.today, knee.table.recent_days.whole() - 1);
    let diary = knee
        .days
        .range(from..=knee.today)
        .filter_map(|(day, record)| Some((f64::from(field(record)?.get()), *day, None)));
    let taken = valid(knee, criterion, measures)
        .into_iter()
        .filter(|measure| measure.at.date() >= from)
        .map(|measure| {
            let pain = measure.pain.map_or(0.0, |pain| f64::from(pain.get()));
            (measure.value.max(pain), measure.at.date(), Some(measure))
        });
    let worst = diary.chain(taken).max_by(|a, b| a.0.total_cmp(&b.0));
    worst.map_or_else(Found::default, |(value, day, measure)| Found {
        met: value <= needed,
        value: Some(value),
        pain: None,
        by: Some(measure.map_or(Reporter::Runner, |measure| measure.by)),
        at: Some(measure.map_or(day.at(0, 0, 0, 0), |measure| measure.at)),
    })
}
