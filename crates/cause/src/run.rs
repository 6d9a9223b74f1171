use jiff::{ToSpan, civil::Date};
use trochlea_knowledge::{CauseWindows, LedgerTable, Message};
use trochlea_ledger::{Run, RunId};
use trochlea_quantity::Length;
use trochlea_symptom::Diary;

use crate::model::Compared;

/// What recordings or the diary say of a contributor.
pub(crate) struct Read {
    /// Whether it is there.
    pub is_there: bool,
    pub data: Message,
    pub compared: Option<Compared>,
    pub runs: Vec<RunId>,
}

/// The runs around the beginning of the pain. The day it began belongs to the recent ones.
pub(crate) struct Windows<'a> {
    pub onset: Date,
    recent_from: Date,
    usual_from: Date,
    /// Up to the beginning of the pain, in their order.
    runs: Vec<&'a Run>,
    rules: &'a CauseWindows,
}

impl<'a> Windows<'a> {
    pub(crate) fn new(runs: &'a [Run], onset: Date, rules: &'a CauseWindows) -> Self {
        let before = |days: u16| onset.saturating_sub(i64::from(days).days());
        let mut runs: Vec<&Run> = runs.iter().filter(|run| run.day <= onset).collect();
        runs.sort_by(|a, b| (a.day, a.start, &a.id).cmp(&(b.day, b.start, &b.id)));
        Self {
            onset,
            recent_from: before(rules.recent_days),
            usual_from: before(rules.recent_days + rules.usual_days),
            runs,
            rules,
        }
    }

    fn recent(&self) -> impl Iterator<Item = &'a Run> + Clone {
        let from = self.recent_from;
        self.runs.iter().copied().filter(move |run| run.day > from)
    }

    fn usual(&self) -> impl Iterator<Item = &'a Run> + Clone {
        let (from, to) = (self.usual_from, self.recent_from);
        let is_usual = move |run: &&Run| run.day > from && run.day <= to;
        self.runs.iter().copied().filter(is_usual)
    }

    fn both(&self) -> impl Iterator<Item = &'a Run> + Clone {
        self.usual().chain(self.recent())
    }

    /// Weeks of the usual days, from the first run in them on; `None` when they are too few. What
    /// lies before them is not read, so that a longer history changes nothing.
    fn usual_weeks(&self) -> Option<f64> {
        let first = self.usual().next()?.day;
        let days = days_between(first, self.recent_from) + 1;
        (days >= i64::from(self.rules.least_usual_days)).then_some(days as f64 / 7.0)
    }

    fn recent_weeks(&self) -> f64 {
        f64::from(self.rules.recent_days) / 7.0
    }

    fn enough<T>(&self, values: &[T]) -> bool {
        u32::try_from(values.len()).is_ok_and(|n| n >= self.rules.least_runs)
    }

    /// Every recent run against the longest of the days before it; the one that stands out most.
    pub(crate) fn single_run(&self, ledger: &LedgerTable) -> Option<Read> {
        let rule = &ledger.single_run;
        let against = |run: &'a Run| {
            let from = run.day.saturating_sub(i64::from(rule.window_days).days());
            let before: Vec<&Run> = self
                .runs
                .iter()
                .copied()
                .filter(|other| other.day >= from && other.day < run.day)
                .collect();
            let enough = u32::try_from(before.len()).is_ok_and(|n| n >= ledger.least_runs.value);
            let longest = before
                .into_iter()
                .max_by(|a, b| a.distance.total_cmp(&b.distance))?;
            (enough && longest.distance > Length::ZERO).then_some((run, longest))
        };
        let ratio = |(run, longest): &(&Run, &Run)| run.distance / longest.distance;
        let (run, longest) = self
            .recent()
            .filter_map(against)
            .max_by(|a, b| ratio(a).total_cmp(&ratio(b)))?;
        let limit = longest.distance * rule.limit_ratio;
        let is_there = run.distance > limit;
        let id = if is_there {
            "cause-data-single-run"
        } else {
            "cause-data-single-run-within"
        };
        let data = Message::new(id)
            .text("day", run.day.to_string())
            .text("longest_day", longest.day.to_string())
            .number("km", run.distance.as_km())
            .number("longest_km", longest.distance.as_km())
            .number("more_percent", percent(ratio(&(run, longest)) - 1.0))
            .number("limit_percent", percent(rule.limit_ratio - 1.0))
            .number("window_days", f64::from(rule.window_days))
            .number("recent_days", f64::from(self.rules.recent_days))
            .text("onset", self.onset.to_string());
        Some(Read {
            is_there,
            data,
            compared: Some(Compared {
                value: run.distance.as_km(),
                usual: Some(longest.distance.as_km()),
                threshold: limit.as_km(),
                unit: "km",
                day: Some(run.day),
            }),
            runs: vec![run.id.clone(), longest.id.clone()],
        })
    }

    /// The two weeks up to the pain against the two before them.
    pub(crate) fn two_week_distance(&self, above_fraction: f64) -> Option<Read> {
        let earlier_from = self
            .recent_from
            .saturating_sub(i64::from(self.rules.recent_days).days());
        // Recordings that begin within the earlier stretch would make any week look like a jump.
        let begins_before = self.usual().any(|run| run.day <= earlier_from);
        let earlier: Length = self
            .runs
            .iter()
            .filter(|run| run.day > earlier_from && run.day <= self.recent_from)
            .map(|run| run.distance)
            .sum();
        let recent: Length = self.recent().map(|run| run.distance).sum();
        if !begins_before || earlier <= Length::ZERO {
            return None;
        }
        let growth = recent / earlier - 1.0;
        let limit = earlier * (1.0 + above_fraction);
        let data = Message::new("cause-data-two-weeks")
            .number("recent_km", recent.as_km())
            .number("earlier_km", earlier.as_km())
            .number("change_percent", percent(growth.abs()))
            .text("direction", direction(growth))
            .number("limit_percent", percent(above_fraction))
            .text("onset", self.onset.to_string());
        Some(Read {
            is_there: recent > limit,
            data,
            compared: Some(Compared {
                value: recent.as_km(),
                usual: Some(earlier.as_km()),
                threshold: limit.as_km(),
                unit: "km",
                day: None,
            }),
            runs: ids(self.recent()),
        })
    }

    /// Metres down a week, lately and usually; `None` when too few runs know.
    fn descents(&self) -> Option<(f64, f64)> {
        let weeks = self.usual_weeks()?;
        let recent = descent(self.recent())? / self.recent_weeks();
        let usual = descent(self.usual())? / weeks;
        Some((recent, usual))
    }

    pub(crate) fn more_downhill(&self, above_ratio: f64, least_m: f64) -> Option<Read> {
        let (recent, usual) = self.descents()?;
        let threshold = (usual * above_ratio).max(usual + least_m);
        Some(Read {
            is_there: recent >= threshold,
            data: Message::new("cause-data-descent")
                .number("recent_m", recent.round())
                .number("usual_m", usual.round())
                .number("limit_m", threshold.round()),
            compared: Some(Compared {
                value: recent.round(),
                usual: Some(usual.round()),
                threshold: threshold.round(),
                unit: "m",
                day: None,
            }),
            runs: ids(self.recent()),
        })
    }

    pub(crate) fn little_downhill(&self, below_m: f64) -> Option<Read> {
        let (_, usual) = self.descents()?;
        Some(Read {
            is_there: usual < below_m,
            data: Message::new("cause-data-little-descent")
                .number("usual_m", usual.round())
                .number("limit_m", below_m),
            compared: Some(Compared {
                value: usual.round(),
                usual: None,
                threshold: below_m,
                unit: "m",
                day: None,
            }),
            runs: ids(self.usual()),
        })
    }

    pub(crate) fn step_rate(&self, at_most_spm: f64) -> Option<Read> {
        let known: Vec<(&Run, f64)> = self
            .both()
            .filter_map(|run| Some((run, run.step_rate_mean?.as_spm())))
            .collect();
        let mean = self.mean(&known)?;
        Some(Read {
            is_there: mean <= at_most_spm,
            data: Message::new("cause-data-step-rate")
                .number("own_spm", mean.round())
                .number("limit_spm", at_most_spm)
                .number("n", known.len() as f64),
            compared: Some(Compared {
                value: mean.round(),
                usual: None,
                threshold: at_most_spm,
                unit: "spm",
                day: None,
            }),
            runs: known.iter().map(|(run, _)| run.id.clone()).collect(),
        })
    }

    pub(crate) fn step_rate_drift(&self, at_most_percent: f64) -> Option<Read> {
        let known: Vec<(&Run, f64)> = self
            .both()
            .filter_map(|run| Some((run, run.step_rate_drift_percent?)))
            .collect();
        let mean = self.mean(&known)?;
        Some(Read {
            is_there: mean <= at_most_percent,
            data: Message::new("cause-data-drift")
                .number("change_percent", mean.abs())
                .text("direction", direction(mean))
                .number("limit_percent", at_most_percent.abs())
                .number("n", known.len() as f64),
            compared: Some(Compared {
                value: mean,
                usual: Some(0.0),
                threshold: at_most_percent,
                unit: "%",
                day: None,
            }),
            runs: known.iter().map(|(run, _)| run.id.clone()).collect(),
        })
    }

    /// How far the ground contact of the two feet is from even.
    pub(crate) fn contact_balance(&self, off_by_percent: f64) -> Option<Read> {
        let known: Vec<(&Run, f64)> = self
            .both()
            .filter_map(|run| Some((run, run.contact_balance_percent?)))
            .collect();
        let left = self.mean(&known)?;
        let (longer, share) = if left >= 50.0 {
            ("left", left)
        } else {
            ("right", 100.0 - left)
        };
        Some(Read {
            is_there: share - 50.0 >= off_by_percent,
            data: Message::new("cause-data-balance")
                .number("share_percent", share)
                .text("side", longer)
                .number("limit_percent", 50.0 + off_by_percent)
                .number("n", known.len() as f64),
            compared: Some(Compared {
                value: share,
                usual: Some(50.0),
                threshold: 50.0 + off_by_percent,
                unit: "%",
                day: None,
            }),
            runs: known.iter().map(|(run, _)| run.id.clone()).collect(),
        })
    }

    pub(crate) fn speed(&self, above_fraction: f64) -> Option<Read> {
        self.usual_weeks()?;
        let recent = pace(&self.recent().collect::<Vec<_>>(), self)?;
        let usual = pace(&self.usual().collect::<Vec<_>>(), self)?;
        let growth = recent / usual - 1.0;
        Some(Read {
            is_there: growth >= above_fraction,
            data: Message::new("cause-data-speed")
                .text("recent_pace", min_per_km(recent))
                .text("usual_pace", min_per_km(usual))
                .number("change_percent", percent(growth.abs()))
                .text("direction", direction(growth))
                .number("limit_percent", percent(above_fraction)),
            compared: Some(Compared {
                value: recent * 3.6,
                usual: Some(usual * 3.6),
                threshold: usual * (1.0 + above_fraction) * 3.6,
                unit: "km/h",
                day: None,
            }),
            runs: ids(self.recent()),
        })
    }

    pub(crate) fn treadmill(&self, change_fraction: f64) -> Option<Read> {
        self.usual_weeks()?;
        let recent = treadmill_share(self.recent())?;
        let usual = treadmill_share(self.usual())?;
        Some(Read {
            is_there: (recent - usual).abs() >= change_fraction,
            data: Message::new("cause-data-treadmill")
                .number("recent_percent", percent(recent))
                .number("usual_percent", percent(usual))
                .number("limit_percent", percent(change_fraction)),
            compared: Some(Compared {
                value: percent(recent),
                usual: Some(percent(usual)),
                threshold: percent(change_fraction),
                unit: "%",
                day: None,
            }),
            runs: ids(self.recent()),
        })
    }

    /// Distance of a usual week before the pain.
    pub(crate) fn usual_week(&self) -> Option<Length> {
        let weeks = self.usual_weeks()?;
        let all: Length = self.usual().map(|run| run.distance).sum();
        Some(all / weeks)
    }

    fn mean(&self, known: &[(&Run, f64)]) -> Option<f64> {
        let sum: f64 = known.iter().map(|(_, value)| value).sum();
        self.enough(known).then(|| sum / known.len() as f64)
    }
}

/// Metres come down on runs; those of a treadmill have none. `None` unless at least half of the
/// rest know theirs, which then stands for all of them by distance.
fn descent<'a>(runs: impl Iterator<Item = &'a Run>) -> Option<f64> {
    let (mut known_m, mut known_way, mut way) = (0.0, 0.0, 0.0);
    let mut any = false;
    for run in runs {
        any = true;
        if run.treadmill {
            continue;
        }
        way += run.distance.as_m();
        if let Some(descent) = run.descent {
            known_m += descent.as_m();
            known_way += run.distance.as_m();
        }
    }
    if !any || known_way * 2.0 < way {
        return None;
    }
    Some(if known_way > 0.0 {
        known_m * way / known_way
    } else {
        0.0
    })
}

/// Mean speed in metres per second over all the way of some runs.
fn pace(runs: &[&Run], windows: &Windows<'_>) -> Option<f64> {
    let way: f64 = runs.iter().map(|run| run.distance.as_m()).sum();
    let time: f64 = runs.iter().map(|run| run.timer.as_s()).sum();
    (windows.enough(runs) && time > 0.0 && way > 0.0).then(|| way / time)
}

fn treadmill_share<'a>(runs: impl Iterator<Item = &'a Run> + Clone) -> Option<f64> {
    let all: Length = runs.clone().map(|run| run.distance).sum();
    let on: Length = runs
        .filter(|run| run.treadmill)
        .map(|run| run.distance)
        .sum();
    (all > Length::ZERO).then(|| on / all)
}

fn ids<'a>(runs: impl Iterator<Item = &'a Run>) -> Vec<RunId> {
    runs.map(|run| run.id.clone()).collect()
}

/// Where in the run the pain began, over all runs that said so: the middle one.
pub(crate) fn onset_share(diary: &Diary, runs: &[Run], from_fraction: f64) -> Option<Read> {
    let mut shares: Vec<(f64, &Run)> = diary
        .runs
        .iter()
        .filter_map(|record| {
            let run = runs.iter().find(|run| run.id.0 == record.run)?;
            let share = record.onset? / run.distance;
            (0.0..=1.0).contains(&share).then_some((share, run))
        })
        .collect();
    shares.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (middle, _) = shares.get(shares.len().saturating_sub(1) / 2)?;
    let late = shares.iter().filter(|(share, _)| *share >= from_fraction);
    Some(Read {
        is_there: *middle >= from_fraction,
        data: Message::new("cause-data-onset-share")
            .number("n_late", late.count() as f64)
            .number("n", shares.len() as f64)
            .number("share_percent", percent(*middle)),
        compared: Some(Compared {
            value: percent(*middle),
            usual: None,
            threshold: percent(from_fraction),
            unit: "%",
            day: None,
        }),
        runs: shares.iter().map(|(_, run)| run.id.clone()).collect(),
    })
}

/// Days of strength work a week before the pain; `None` when the diary does not reach that far.
pub(crate) fn strength_days(diary: &Diary, onset: Date, rules: &CauseWindows) -> Option<f64> {
    let from = onset.saturating_sub(i64::from(rules.usual_days).days());
    let first = diary.days.first()?.day.max(from);
    let days = days_between(first, onset);
    if days < i64::from(rules.least_usual_days) {
        return None;
    }
    let mut trained: Vec<Date> = diary
        .days
        .iter()
        .filter(|record| record.day >= first && record.day < onset && !record.strength.is_empty())
        .map(|record| record.day)
        .collect();
    trained.dedup();
    Some(trained.len() as f64 * 7.0 / days as f64)
}

fn percent(fraction: f64) -> f64 {
    (fraction * 100.0).round()
}

const fn direction(change: f64) -> &'static str {
    if change < 0.0 { "down" } else { "up" }
}

/// Minutes and seconds for a kilometre, as runners say it.
fn min_per_km(speed_m_per_s: f64) -> String {
    let seconds = (1000.0 / speed_m_per_s).round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn days_between(earlier: Date, later: Date) -> i64 {
    later.duration_since(earlier).as_hours() / 24
}
