use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, ProtocolTable};
use trochlea_quantity::Length;

use crate::cap::Cap;
use crate::decide::Found;
use crate::knee::{Response, before};
use crate::{Input, week};

/// The level a plan is cut to: what was run without significant pain, within every cap of today.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Level {
    /// The longest run.
    #[serde(rename = "run_m")]
    pub run: Length,
    /// The longest seven days.
    #[serde(rename = "week_m")]
    pub week: Length,
    /// What decides it, in words.
    pub reason: Message,
    /// Ids of the numbers behind it.
    pub rules: Vec<String>,
}

/// The level of all complaints together; `None` when there is none.
///
/// Of the last days the longest run counts that provoked no setback on any knee: a pain at or
/// above the ceiling of the way back is significant, and so is any at the outer band. Where all of
/// them provoked one, the shortest is the level. Where nothing was run, the restart of today's
/// plan is.
pub(crate) fn level(
    found: &[Found<'_>],
    input: &Input<'_>,
    table: &ProtocolTable,
) -> Option<Level> {
    let allowed_run = least(found.iter().map(|one| one.allowance.run))?;
    let allowed_week = least(found.iter().map(|one| one.allowance.week))?;
    let runs = of_window(found, table);
    let longest_borne = runs
        .iter()
        .filter(|run| run.borne)
        .map(|run| run.distance)
        .max_by(Length::total_cmp);
    let shortest = least(runs.iter().map(|run| run.distance));
    let bound = longest_borne.or(shortest);
    let run = bound.map_or(allowed_run, |bound| bound.min(allowed_run));
    let runs_a_week = week::runs_a_week(input.run_days, table);
    let borne_week = borne_week(found, table).max(run * runs_a_week);
    let (reason, rules) = reason(found, table, run, allowed_run, longest_borne.is_some());
    Some(Level {
        run,
        week: allowed_week.min(borne_week),
        reason,
        rules,
    })
}

fn least(lengths: impl Iterator<Item = Length>) -> Option<Length> {
    lengths.min_by(Length::total_cmp)
}

/// A run of the window, and whether every knee bore it.
struct Seen {
    distance: Length,
    borne: bool,
}

fn of_window(found: &[Found<'_>], table: &ProtocolTable) -> Vec<Seen> {
    let Some(first) = found.first() else {
        return Vec::new();
    };
    let from = before(first.knee.today, table.base_window_days.whole());
    let runs = first.knee.runs.iter().enumerate();
    runs.filter(|(_, (run, _))| run.day >= from && run.day < first.knee.today)
        .filter(|(_, (run, _))| run.distance > Length::ZERO)
        .map(|(idx, (run, _))| Seen {
            distance: run.distance,
            // Every knee knows the same runs in the same order.
            borne: found.iter().all(|one| {
                let run = one.knee.runs.get(idx);
                run.is_some_and(|(_, response)| *response != Response::Red)
            }),
        })
        .collect()
}

/// The fullest of the whole weeks of the window that every knee bore.
fn borne_week(found: &[Found<'_>], table: &ProtocolTable) -> Length {
    let weeks = table.base_window_days.whole() / 7;
    let of_week = |n: i64| {
        let borne = found.iter().map(|one| {
            let today = one.knee.today;
            one.knee
                .borne_between(before(today, 7 * n + 7), before(today, 7 * n + 1))
        });
        least(borne).unwrap_or(Length::ZERO)
    };
    (0..weeks)
        .map(of_week)
        .max_by(Length::total_cmp)
        .unwrap_or(Length::ZERO)
}

fn reason(
    found: &[Found<'_>],
    table: &ProtocolTable,
    run: Length,
    allowed: Length,
    any_borne: bool,
) -> (Message, Vec<String>) {
    if run < allowed {
        let id = if any_borne {
            "plan-cut-level-borne"
        } else {
            "plan-cut-level-shortest"
        };
        let message = Message::new(id)
            .number("km", run.as_km())
            .number("days", table.base_window_days.value);
        let rules = [&table.base_window_days, &table.pfps_pain_below];
        return (message, rules.map(|rule| rule.id.clone()).to_vec());
    }
    let tightest = found
        .iter()
        .flat_map(|one| &one.allowance.caps)
        .min_by(|a: &&Cap, b: &&Cap| a.limit.total_cmp(&b.limit));
    tightest.map_or_else(
        || (Message::plain("plan-rest-no-way-back"), Vec::new()),
        |cap| (cap.reason.clone(), cap.rules.clone()),
    )
}
