use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_cause::Causes;
use trochlea_knowledge::{CauseFamily, Gate, Message, RepetitionRule};
use trochlea_ledger::Run;
use trochlea_quantity::Length;

use crate::{Downhill, GateStatus, Input, Plan};

/// Downhill repetitions within the next run, measured out by what the knee went down of late.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct DownhillRepetitions {
    /// The run they belong to.
    #[schemars(with = "String")]
    pub date: Date,
    /// The most that this run may go down, all repetitions together.
    #[serde(rename = "descent_m")]
    pub descent: Length,
    /// Sets and repetitions; `None` while nobody said how high the hill is.
    pub sets: Option<RepetitionSets>,
    /// Pain above which they end.
    pub pain_at_most: u8,
    /// In words.
    pub text: Message,
}

/// Sets of repetitions on a hill.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RepetitionSets {
    /// How many sets.
    pub sets: u32,
    /// Repetitions in each.
    pub reps: u32,
    /// Metres down in each repetition: the whole hill, or its lower part where it is too high.
    #[serde(rename = "each_m")]
    pub each: Length,
}

/// Repetitions, where all of this holds: conditioning leads among the causes, the runner rarely
/// ran downhill, every gate is passed (which asks for painless weeks on the flat), no setback
/// counts, and the plan allows downhill as training. Anywhere else there are none.
pub fn downhill_repetitions(
    plan: &Plan,
    causes: &Causes,
    input: &Input<'_>,
    rule: &RepetitionRule,
) -> Option<DownhillRepetitions> {
    let called_for =
        causes.leading == Some(CauseFamily::Conditioning) && causes.rarely_ran_downhill;
    let full = plan
        .gates
        .iter()
        .filter(|gate| gate.gate == Gate::MayTrainFully)
        .all(|gate| gate.status == GateStatus::Passed);
    let allowed = plan.downhill == Downhill::Allowed && plan.flares.is_empty();
    if !called_for || !full || !allowed || plan.gates.is_empty() {
        return None;
    }
    let date = plan.week.days.iter().find(|day| day.run.is_some())?.date;
    let descent = room(input, date, rule);
    if descent <= Length::ZERO {
        return None;
    }
    let hill = input.stated.hill_height.filter(|it| *it > Length::ZERO);
    let sets = hill.map(|hill| sets(hill, descent, rule));
    Some(DownhillRepetitions {
        date,
        descent,
        sets,
        pain_at_most: plan.pain_at_most,
        text: text(date, descent, sets, plan.pain_at_most),
    })
}

/// What is left of the week's descent on the day of the run: a tenth more than the larger of the
/// weeks before, at least the start, less what the six days before it went down already.
fn room(input: &Input<'_>, date: Date, rule: &RepetitionRule) -> Length {
    let week = |n: i64| {
        let to = date.saturating_sub((7 * n).days());
        let from = to.saturating_sub(7.days());
        let is_in = move |run: &&Run| run.day > from && run.day <= to;
        input.runs.iter().filter(is_in)
    };
    let start = Length::from_m(rule.start_descent_m);
    // A run whose descent nobody knows is no base, and it may have used up the week: the start
    // alone is left then.
    let unknown = |run: &Run| !run.treadmill && run.descent.is_none();
    let descent = |n: i64| -> Length { week(n).filter_map(|run| run.descent).sum() };
    let recent = (1..=i64::from(rule.recent_weeks))
        .filter(|n| !week(*n).any(unknown))
        .map(descent)
        .max_by(Length::total_cmp)
        .unwrap_or(Length::ZERO);
    let allowed = if week(0).any(unknown) {
        start
    } else {
        start.max(recent * rule.week_ratio)
    };
    (allowed - descent(0)).max(Length::ZERO)
}

/// Whole sets where there is room for one, else as many repetitions as there are; a hill higher
/// than the room is run down in its lower part only.
fn sets(hill: Length, descent: Length, rule: &RepetitionRule) -> RepetitionSets {
    let each = hill.min(descent);
    // Far below a metre: what dividing floats loses must not cost a repetition.
    let fit = (descent / each + 1e-9).floor() as u32;
    let (sets, reps) = if fit < rule.set_reps {
        (1, fit.max(1))
    } else {
        ((fit / rule.set_reps).min(rule.sets_most), rule.set_reps)
    };
    RepetitionSets { sets, reps, each }
}

fn text(date: Date, descent: Length, sets: Option<RepetitionSets>, pain_at_most: u8) -> Message {
    let id = match sets {
        Some(_) => "plan-downhill-repetitions",
        None => "plan-downhill-how-high",
    };
    let text = Message::new(id)
        .text("date", date.to_string())
        .number("descent_m", descent.as_m().floor())
        .number("pain_nprs", f64::from(pain_at_most));
    match sets {
        Some(sets) => text
            .number("sets", f64::from(sets.sets))
            .number("reps", f64::from(sets.reps))
            .number("each_m", sets.each.as_m()),
        None => text,
    }
}
