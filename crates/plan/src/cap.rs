use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, Protocol, Rule};
use trochlea_ledger::{History, Run};
use trochlea_quantity::{Length, Side};

use crate::Input;
use crate::knee::{Knee, Response, before, days_between};
use crate::onset::OnsetCourse;

/// One limit for a run today, with its reason.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Cap {
    /// Which rule of the plan, such as `single_run`.
    pub id: String,
    /// For which knee.
    pub side: Side,
    /// By which way back.
    pub condition: Protocol,
    /// The longest run it allows.
    #[serde(rename = "limit_m")]
    pub limit: Length,
    /// Whether it is the one that decides.
    pub tightest: bool,
    /// Why, in words.
    pub reason: Message,
    /// Ids of the numbers behind it.
    pub rules: Vec<String>,
}

/// What one complaint allows.
pub(crate) struct Allowance {
    /// Every cap; the step back stands last because it is taken from the tightest of the rest.
    pub caps: Vec<Cap>,
    /// The longest run.
    pub run: Length,
    /// The longest week: any seven days in a row.
    pub week: Length,
    /// The week that growth is counted from.
    pub base_week: Length,
    /// Weeks of growth earned.
    pub weeks_grown: i64,
}

/// All caps of one complaint.
///
/// Iliotibial band syndrome gets every cap of patellofemoral pain and its own on top, so that it
/// never allows more for the same input.
pub(crate) fn allowance(
    knee: &Knee<'_>,
    input: &Input<'_>,
    onset: Option<&OnsetCourse>,
    runs_a_week: f64,
    held: bool,
) -> Allowance {
    let base_week = base_week(knee, input);
    let restart = restart_week(knee, base_week, runs_a_week);
    let weeks_grown = weeks_grown(knee);
    let kept = kept(knee);
    let mut week = week_limit(knee, restart, weeks_grown);
    if held {
        week = week.min(week_of_late(knee).unwrap_or(restart));
    }
    let mut caps = vec![
        share_of_week(knee, week, runs_a_week),
        single_run(knee, input.history, restart / runs_a_week),
    ];
    caps.extend(repeat(knee));
    if held {
        caps.push(progress_held(knee, restart / runs_a_week));
    }
    if let Some(onset) = onset {
        caps.push(below_onset(knee, onset));
        caps.push(session(knee, onset));
    }
    let before_setback = tightest(&caps);
    if kept < 1.0 {
        caps.push(step_back(knee, before_setback * kept));
    }
    let run = tightest(&caps);
    for cap in &mut caps {
        cap.tightest = cap.limit <= run;
    }
    Allowance {
        run,
        week: week * kept,
        base_week,
        weeks_grown,
        caps,
    }
}

fn tightest(caps: &[Cap]) -> Length {
    caps.iter()
        .map(|cap| cap.limit)
        .min_by(Length::total_cmp)
        .unwrap_or(Length::ZERO)
}

/// The share that setbacks leave of everything: one step for each.
fn kept(knee: &Knee<'_>) -> f64 {
    let step = 1.0 - knee.table.flare_step_back.value;
    (0..knee.n_setbacks()).fold(1.0, |kept, _| kept * step)
}

/// The usual week before the way back began: the lower middle one of the weeks with any run,
/// counting only runs that provoked nothing; what the runner stated when there is none.
fn base_week(knee: &Knee<'_>, input: &Input<'_>) -> Length {
    let mut weeks: Vec<Length> = (1..=knee.table.base_weeks.whole())
        .map(|n| (before(knee.start, 7 * n), before(knee.start, 7 * n - 6)))
        .filter(|(from, to)| {
            let mut days = knee.runs.iter().map(|(run, _)| run.day);
            days.any(|day| (*from..=*to).contains(&day))
        })
        .map(|(from, to)| knee.borne_between(from, to))
        .collect();
    weeks.sort_by(Length::total_cmp);
    let middle = weeks.len().saturating_sub(1) / 2;
    weeks
        .get(middle)
        .copied()
        .or(input.stated.usual_week)
        .unwrap_or(Length::ZERO)
}

/// The significantly reduced week.
fn restart_week(knee: &Knee<'_>, base_week: Length, runs_a_week: f64) -> Length {
    let least = Length::from_m(knee.table.base_least_run_m.value) * runs_a_week;
    (base_week * knee.table.pfps_reduced_share.value).max(least)
}

/// Weeks of growth: one for each week since the start that ended after the hold and within the
/// painless weeks asked for; a week with a setback takes one away.
fn weeks_grown(knee: &Knee<'_>) -> i64 {
    let table = knee.table;
    let hold_days = table.pfps_hold_weeks.whole() * 7;
    let needed_days = table.pfps_pain_free_weeks.whole() * 7;
    let whole_weeks = days_between(knee.start, knee.today) / 7;
    let mut grown = 0_i64;
    for week in 0..whole_weeks {
        let first = before(knee.start, -7 * week);
        let last = before(first, -6);
        if knee.red.range(first..=last).next().is_some() {
            grown = (grown - 1).max(0);
            continue;
        }
        let held = days_between(knee.start, last) + 1 >= hold_days;
        let painless = knee.stretch(last).map_or(0, |stretch| stretch.days());
        if held && painless >= needed_days {
            grown += 1;
        }
    }
    grown
}

/// The longest seven days: growth earned on the restart, and never more than the growth of one
/// week over what was really run and well borne lately.
fn week_limit(knee: &Knee<'_>, restart: Length, weeks_grown: i64) -> Length {
    let growth = 1.0 + knee.table.pfps_weekly_growth.value;
    let earned = (0..weeks_grown).fold(restart, |week, _| week * growth);
    let recent = (0..knee.table.base_recent_weeks.whole())
        .map(|n| knee.borne_between(before(knee.today, 7 * n + 7), before(knee.today, 7 * n + 1)))
        .max_by(Length::total_cmp)
        .unwrap_or(Length::ZERO);
    earned.min(restart.max(recent * growth))
}

fn share_of_week(knee: &Knee<'_>, week: Length, runs_a_week: f64) -> Cap {
    let limit = week / runs_a_week;
    let reason = Message::new("plan-cap-share-of-week")
        .number("week_km", week.as_km())
        .number("runs", runs_a_week);
    let table = knee.table;
    let rules = [
        &table.pfps_reduced_share,
        &table.pfps_hold_weeks,
        &table.pfps_pain_free_weeks,
        &table.pfps_weekly_growth,
        &table.base_weeks,
        &table.base_recent_weeks,
    ];
    cap(knee, "share_of_week", limit, reason, &rules)
}

/// The longest of thirty days and a tenth; with too few runs well borne, or after a pause, no
/// more than the restart.
fn single_run(knee: &Knee<'_>, history: Option<&History>, restart: Length) -> Cap {
    let table = knee.table;
    let rested_long = history
        .and_then(|history| history.days_since_last_run)
        .is_none_or(|days| i64::from(days) >= table.base_pause_days.whole());
    let limit = history.and_then(|history| history.single_run_limit.as_ref());
    match limit {
        Some(limit) if !rested_long => {
            let reason = Message::new("plan-cap-single-run")
                .number("limit_km", limit.limit.as_km())
                .number("longest_km", limit.base.distance.as_km());
            cap(
                knee,
                "single_run",
                limit.limit,
                reason,
                &[&table.base_window_days],
            )
        }
        Some(limit) => {
            let limit = limit.limit.min(restart);
            let reason = Message::new("plan-cap-after-pause").number("limit_km", limit.as_km());
            cap(
                knee,
                "after_pause",
                limit,
                reason,
                &[&table.base_pause_days],
            )
        }
        None => {
            let limit = restart.min(shortest_of_window(knee).unwrap_or(restart));
            let reason = Message::new("plan-cap-no-recent-runs").number("limit_km", limit.as_km());
            let rules = [&table.base_least_run_m, &table.pfps_reduced_share];
            cap(knee, "no_recent_runs", limit, reason, &rules)
        }
    }
}

/// When a run of the window was too badly borne to count for a limit, the restart is no longer
/// than the shortest of them: otherwise a painful run could lift a limit by taking it away.
fn shortest_of_window(knee: &Knee<'_>) -> Option<Length> {
    let from = before(knee.today, knee.table.base_window_days.whole());
    let in_window = |run: &Run| run.day >= from && run.day < knee.today;
    let runs = knee.runs.iter().filter(|(run, _)| in_window(run));
    if !runs.clone().any(|(_, response)| *response == Response::Red) {
        return None;
    }
    runs.filter(|(run, _)| run.distance > Length::ZERO)
        .map(|(run, _)| run.distance)
        .min_by(Length::total_cmp)
}

/// After an amber run the same again; after a red one less than that run.
fn repeat(knee: &Knee<'_>) -> Option<Cap> {
    let table = knee.table;
    let from = before(knee.today, table.flare_lasts_days.whole());
    let step = 1.0 - table.flare_step_back.value;
    let limits = knee.runs.iter().filter(|(run, _)| run.day > from);
    let (limit, response) = limits
        .filter(|(run, _)| run.distance > Length::ZERO)
        .filter_map(|(run, response)| match response {
            Response::Amber => Some((run.distance, response)),
            Response::Red => Some((run.distance * step, response)),
            _ => None,
        })
        .min_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let (id, text) = match response {
        Response::Red => ("after_red_run", "plan-cap-after-red-run"),
        _ => ("repeat", "plan-cap-repeat"),
    };
    let reason = Message::new(text).number("limit_km", limit.as_km());
    let rules = [&table.pfps_green_at_most, &table.flare_step_back];
    Some(cap(knee, id, limit, reason, &rules))
}

/// While a flag holds progress, no run is longer than the longest of the window; the restart
/// when there is none. Badly borne runs count too: a pain score must not move this cap.
fn progress_held(knee: &Knee<'_>, restart: Length) -> Cap {
    let from = before(knee.today, knee.table.base_window_days.whole());
    let limit = knee
        .runs
        .iter()
        .filter(|(run, _)| run.day >= from && run.day < knee.today)
        .map(|(run, _)| run.distance)
        .filter(|distance| *distance > Length::ZERO)
        .max_by(Length::total_cmp)
        .unwrap_or(restart);
    let reason = Message::new("plan-cap-progress-held").number("limit_km", limit.as_km());
    let rules = [&knee.table.base_window_days];
    cap(knee, "progress_held", limit, reason, &rules)
}

/// The longest of the last weeks as they were run, whatever they provoked.
fn week_of_late(knee: &Knee<'_>) -> Option<Length> {
    (0..knee.table.base_recent_weeks.whole())
        .map(|n| knee.run_between(before(knee.today, 7 * n + 7), before(knee.today, 7 * n + 1)))
        .filter(|week| *week > Length::ZERO)
        .max_by(Length::total_cmp)
}

fn below_onset(knee: &Knee<'_>, onset: &OnsetCourse) -> Cap {
    let table = knee.table;
    let estimate = onset.on(knee.today);
    let limit = estimate * table.onset_stay_below_share.value;
    let text = if onset.assumed {
        "plan-cap-below-onset-assumed"
    } else {
        "plan-cap-below-onset"
    };
    let reason = Message::new(text)
        .number("limit_km", limit.as_km())
        .number("onset_km", estimate.as_km());
    let mut rules = vec![&table.onset_stay_below_share];
    if onset.assumed {
        rules.push(&table.onset_assumed_m);
    }
    cap(knee, "below_onset", limit, reason, &rules)
}

/// The distance that the sessions so far have earned, from the restart share of the onset on.
fn session(knee: &Knee<'_>, onset: &OnsetCourse) -> Cap {
    let table = knee.table;
    let limit = session_distance(knee, onset);
    let reason = Message::new("plan-cap-session")
        .number("limit_km", limit.as_km())
        .number("onset_km", onset.on(knee.today).as_km())
        .number("restart_percent", table.itbs_restart_share.value * 100.0)
        .number("growth_percent", table.itbs_session_growth.value * 100.0);
    let rules = [
        &table.itbs_restart_share,
        &table.itbs_restart_most_share,
        &table.itbs_session_growth,
        &table.itbs_session_growth_most,
    ];
    cap(knee, "session", limit, reason, &rules)
}

fn session_distance(knee: &Knee<'_>, onset: &OnsetCourse) -> Length {
    let table = knee.table;
    let growth = 1.0 + (table.itbs_session_growth.value).min(table.itbs_session_growth_most.value);
    let restart_on = |day: Date| onset.on(day) * table.itbs_restart_share.value;
    let most_on = |day: Date| onset.on(day) * table.itbs_restart_most_share.value;
    let pause = table.base_pause_days.whole();
    let mut allowed = restart_on(knee.start).min(most_on(knee.start));
    let mut last_run = knee.start;
    for day in session_days(knee) {
        let runs = knee.runs_on(day);
        if !runs.is_empty() {
            if days_between(last_run, day) >= pause {
                allowed = allowed.min(restart_on(day));
            }
            last_run = day;
        }
        if knee.red.contains_key(&day) {
            allowed = allowed / growth;
        }
        for (run, response) in runs {
            if knee.hurt_on(run) {
                allowed = allowed.min(most_on(day));
            } else if *response == Response::Clean {
                // Growth has what was really run as its base.
                allowed = allowed.max((allowed * growth).min(run.distance * growth));
            }
        }
    }
    if days_between(last_run, knee.today) >= pause {
        allowed = allowed.min(restart_on(knee.today));
    }
    allowed
}

/// Days from the start on with a run or a setback.
fn session_days(knee: &Knee<'_>) -> impl Iterator<Item = Date> {
    let mut days: std::collections::BTreeSet<Date> = knee.red.keys().copied().collect();
    days.extend(knee.runs.iter().map(|(run, _)| run.day));
    days.split_off(&knee.start).into_iter()
}

fn step_back(knee: &Knee<'_>, limit: Length) -> Cap {
    let table = knee.table;
    let reason = Message::new("plan-cap-step-back")
        .number("limit_km", limit.as_km())
        .number("step_percent", table.flare_step_back.value * 100.0)
        .number("days", table.flare_lasts_days.value);
    let rules = [&table.flare_step_back, &table.flare_lasts_days];
    cap(knee, "step_back", limit, reason, &rules)
}

pub(crate) fn cap(
    knee: &Knee<'_>,
    id: &str,
    limit: Length,
    reason: Message,
    rules: &[&Rule],
) -> Cap {
    Cap {
        id: id.to_owned(),
        side: knee.complaint.side,
        condition: knee.complaint.condition,
        limit,
        tightest: false,
        reason,
        rules: rules.iter().map(|rule| rule.id.clone()).collect(),
    }
}
