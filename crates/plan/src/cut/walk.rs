use jiff::{ToSpan, civil::Date};
use trochlea_knowledge::{Message, Protocol, Rule};
use trochlea_quantity::{Length, Speed};
use trochlea_schedule::{Kind, Session};

use super::Rules;
use super::level::Level;
use super::model::{Activity, After, CutReason, CutSession, Phase, Phases};
use super::placed::{Ahead, Placed};
use crate::decide::{self, Found};
use crate::knee::{Response, before, days_between};
use crate::{Input, week};

/// The shortest run that can be told from none on a page.
const FINEST: Length = Length::from_m(100.0);

/// Goes through the days in their order, and remembers what was left of each run.
pub(crate) struct Walk<'a> {
    found: &'a [Found<'a>],
    rules: &'a Rules<'a>,
    level: &'a Level,
    phases: &'a Phases,
    today: Date,
    speed: Option<Speed>,
    standing: Vec<Message>,
    /// Runs that every knee bore, then those that were left in the plan.
    runs: Vec<(Date, Length)>,
    /// Everything that counts against seven days: real runs since the start, and those of the plan.
    counted: Vec<(Date, Length)>,
}

/// How far a run may be, and what says so.
struct Limit {
    length: Length,
    reason: CutReason,
}

impl<'a> Walk<'a> {
    pub fn new(
        found: &'a [Found<'a>],
        input: &Input<'_>,
        rules: &'a Rules<'a>,
        level: &'a Level,
        phases: &'a Phases,
        speed: Option<Speed>,
    ) -> Self {
        let counted = week::since_start(input);
        Self {
            found,
            rules,
            level,
            phases,
            today: input.today,
            speed,
            standing: decide::standing_before(input.today, found),
            runs: borne(found),
            counted: counted.iter().map(|run| (run.day, run.distance)).collect(),
        }
    }

    pub fn sessions(&mut self, ahead: &Ahead<'_>) -> Vec<CutSession> {
        let mut strength =
            StrengthDays::new(ahead, self.phases, self.rules, self.found, self.today);
        let mut sessions = Vec::new();
        for placed in &ahead.sessions {
            sessions.extend(strength.put_in_before(placed.day, self.phases));
            sessions.push(self.session(placed, &mut strength));
        }
        sessions.extend(strength.put_in_rest(self.phases));
        sessions.sort_by_key(|session| session.day);
        sessions
    }

    fn session(&mut self, placed: &Placed<'_>, strength: &mut StrengthDays) -> CutSession {
        let (day, session) = (placed.day, placed.session);
        let before_distance = self.distance_of(session);
        let mut cut = CutSession {
            day,
            phase: self.phases.of(day),
            placed: placed.placed,
            before: Some(session.clone()),
            before_distance,
            after: After {
                activity: as_planned(session.kind),
                distance: before_distance.filter(|_| session.kind.may_be_a_run()),
                at_most: None,
            },
            changed: false,
            reasons: Vec::new(),
        };
        if !session.kind.may_be_a_run() {
            return cut;
        }
        match self.stands_before(placed) {
            Some(reason) => self.take_out(&mut cut, reason, strength),
            None => self.shorten(&mut cut, session, strength),
        }
        cut
    }

    /// How far a session is: as written, or its time at the usual speed.
    fn distance_of(&self, session: &Session) -> Option<Length> {
        let by_time = session
            .duration
            .zip(self.speed)
            .map(|(time, speed)| speed * time);
        match (session.distance, session.duration, session.in_parts) {
            (Some(way), Some(_), true) => by_time.map(|by_time| way + by_time),
            (Some(way), _, _) => Some(way),
            (None, _, _) => by_time,
        }
    }

    /// Why there is no run at all on this day.
    fn stands_before(&self, placed: &Placed<'_>) -> Option<CutReason> {
        let table = self.rules.protocols;
        if self.phases.of(placed.day) == Phase::Rest {
            let message = self
                .standing
                .first()
                .cloned()
                .unwrap_or_else(|| Message::plain("plan-cut-not-yet"));
            return Some(reason(message, &[&table.flare_rest_days]));
        }
        if !placed.keeps_run {
            let rules = [&table.week_runs, &table.week_runs_most];
            return Some(reason(Message::plain("plan-cut-day-between"), &rules));
        }
        None
    }

    fn take_out(&self, cut: &mut CutSession, reason: CutReason, strength: &mut StrengthDays) {
        cut.changed = true;
        cut.after = After {
            activity: if strength.takes(cut.day) {
                Activity::Strength
            } else {
                Activity::CrossTraining
            },
            distance: None,
            at_most: None,
        };
        cut.reasons.push(reason);
    }

    fn shorten(&mut self, cut: &mut CutSession, session: &Session, strength: &mut StrengthDays) {
        let limit = self.limit(cut.day);
        if limit.length < FINEST {
            return self.take_out(cut, limit.reason, strength);
        }
        if let Some(reason) = self.too_intense(session.kind, cut.day) {
            cut.after.activity = Activity::EasyRun;
            cut.changed = true;
            cut.reasons.push(reason);
        }
        cut.after.at_most = Some(limit.length);
        match cut.before_distance {
            Some(way) if way > limit.length => {
                cut.after.distance = Some(limit.length);
                cut.changed = true;
                cut.reasons.push(limit.reason);
            }
            Some(_) => {}
            None => {
                cut.changed = true;
                cut.reasons.push(reason(
                    Message::new("plan-cut-unknown").number("km", limit.length.as_km()),
                    &[],
                ));
                cut.reasons.push(limit.reason);
            }
        }
        let counts = cut.after.distance.unwrap_or(limit.length);
        self.runs.push((cut.day, counts));
        self.counted.push((cut.day, counts));
    }

    /// Hills, speed and races wait for their gate.
    fn too_intense(&self, kind: Kind, day: Date) -> Option<CutReason> {
        let id = match kind {
            Kind::Speed => "plan-cut-no-speed",
            Kind::Hills => "plan-cut-no-hills",
            Kind::Race => "plan-cut-no-race",
            _ => return None,
        };
        if self.phases.intense_from.is_some_and(|from| day >= from) {
            return None;
        }
        let table = self.rules.protocols;
        let message = match self.phases.intense_from {
            Some(from) => Message::new(format!("{id}-before")).text("from", from.to_string()),
            None => Message::new(id),
        };
        Some(reason(
            message,
            &[self.hills_rule(), &table.pfps_no_downhill_weeks],
        ))
    }

    fn is_outer(&self) -> bool {
        let mut found = self.found.iter();
        found.any(|one| one.knee.complaint.condition == Protocol::Itbs)
    }

    fn hills_rule(&self) -> &'a Rule {
        let table = self.rules.protocols;
        if self.is_outer() {
            &table.itbs_hills_after_weeks
        } else {
            &table.pfps_hills_after_weeks
        }
    }

    /// The tightest limit on a run of a day.
    fn limit(&self, day: Date) -> Limit {
        let mut tightest = self.by_level(day);
        let others = [
            self.by_longest(day),
            self.by_onset(),
            Some(self.by_week(day)),
        ];
        for other in others.into_iter().flatten() {
            if other.length < tightest.length {
                tightest = other;
            }
        }
        tightest
    }

    fn grown(&self, day: Date) -> f64 {
        let growth = 1.0 + self.rules.protocols.pfps_weekly_growth.value;
        let weeks = self.phases.weeks_grown(day);
        (0..weeks).fold(1.0, |factor, _| factor * growth)
    }

    fn by_level(&self, day: Date) -> Limit {
        let table = self.rules.protocols;
        let length = self.level.run * self.grown(day);
        let (id, rule) = match self.phases.of(day) {
            Phase::Rebuild => ("plan-cut-rebuild", &table.pfps_weekly_growth),
            _ => ("plan-cut-hold", &table.pfps_hold_weeks),
        };
        let message = Message::new(id)
            .number("km", length.as_km())
            .number("level_km", self.level.run.as_km())
            .number("weeks", table.pfps_hold_weeks.value)
            .number("growth_percent", table.pfps_weekly_growth.value * 100.0);
        Limit {
            length,
            reason: reason(message, &[rule]),
        }
    }

    /// A run is at most a little longer than the longest of the days before it.
    fn by_longest(&self, day: Date) -> Option<Limit> {
        let rule = &self.rules.ledger.single_run;
        let from = before(day, i64::from(rule.window_days));
        let longest = self
            .runs
            .iter()
            .filter(|(of, _)| *of >= from && *of < day)
            .map(|(_, length)| *length)
            .max_by(Length::total_cmp)?;
        let length = longest * rule.limit_ratio;
        let message = Message::new("plan-cut-single-run")
            .number("km", length.as_km())
            .number("longest_km", longest.as_km())
            .number("days", f64::from(rule.window_days));
        Some(Limit {
            length,
            reason: reason(message, &[&self.rules.protocols.base_window_days]),
        })
    }

    /// Every run of an outer knee ends before its pain begins.
    fn by_onset(&self) -> Option<Limit> {
        let table = self.rules.protocols;
        let onset = self
            .found
            .iter()
            .filter_map(|one| one.onset.as_ref().map(|onset| onset.on(self.today)))
            .min_by(Length::total_cmp)?;
        let length = onset * table.onset_stay_below_share.value;
        let message = Message::new("plan-cut-onset")
            .number("km", length.as_km())
            .number("onset_km", onset.as_km());
        Some(Limit {
            length,
            reason: reason(message, &[&table.onset_stay_below_share]),
        })
    }

    /// What is left of any seven days that end on this one.
    fn by_week(&self, day: Date) -> Limit {
        let table = self.rules.protocols;
        let of_week = self.week_limit(day);
        let done = sum(&self.counted, before(day, 6), day);
        let length = (of_week - done).max(Length::ZERO);
        let message = Message::new("plan-cut-week")
            .number("km", length.as_km())
            .number("week_km", of_week.as_km())
            .number("done_km", done.as_km());
        Limit {
            length,
            reason: reason(
                message,
                &[&table.pfps_weekly_growth, &table.pfps_hold_weeks],
            ),
        }
    }

    /// Growth earned on the level, and no more than the growth of one week over what was run in
    /// the fuller of the last weeks.
    fn week_limit(&self, day: Date) -> Length {
        let table = self.rules.protocols;
        let growth = 1.0 + table.pfps_weekly_growth.value;
        let recent = (0..table.base_recent_weeks.whole())
            .map(|n| sum(&self.runs, before(day, 7 * n + 7), before(day, 7 * n + 1)))
            .max_by(Length::total_cmp)
            .unwrap_or(Length::ZERO);
        let earned = self.level.week * self.grown(day);
        earned.min(self.level.week.max(recent * growth))
    }
}

fn as_planned(kind: Kind) -> Activity {
    match kind {
        Kind::Strength => Activity::Strength,
        Kind::Cross => Activity::CrossTraining,
        Kind::Rest => Activity::Rest,
        _ => Activity::Run,
    }
}

fn reason(message: Message, rules: &[&Rule]) -> CutReason {
    CutReason {
        message,
        rules: rules.iter().map(|rule| rule.id.clone()).collect(),
    }
}

fn sum(runs: &[(Date, Length)], from: Date, to: Date) -> Length {
    runs.iter()
        .filter(|(day, _)| (from..=to).contains(day))
        .map(|(_, length)| *length)
        .sum()
}

/// Runs that no knee answered with a setback.
fn borne(found: &[Found<'_>]) -> Vec<(Date, Length)> {
    let Some(first) = found.first() else {
        return Vec::new();
    };
    let runs = first.knee.runs.iter().enumerate();
    runs.filter(|(idx, _)| {
        found.iter().all(|one| {
            let run = one.knee.runs.get(*idx);
            run.is_some_and(|(_, response)| *response != Response::Red)
        })
    })
    .map(|(_, (run, _))| (run.day, run.distance))
    .collect()
}

/// The strength days of the hold: as many a week as the way back asks for, a day between, on days
/// without a run where there is one.
struct StrengthDays {
    /// Days on which strength work is due and the plan holds none.
    due: Vec<Date>,
}

impl StrengthDays {
    fn new(
        ahead: &Ahead<'_>,
        phases: &Phases,
        rules: &Rules<'_>,
        found: &[Found<'_>],
        today: Date,
    ) -> Self {
        let mut due = Vec::new();
        let n_days = days_between(today, phases.held_until);
        if !rules.strength || ahead.sessions.is_empty() {
            return Self { due };
        }
        let most = decide::strength_sessions(found, rules.protocols);
        let planned = |day: Date| {
            let mut of_day = ahead.sessions.iter().filter(|one| one.day == day);
            of_day.any(|one| one.session.kind == Kind::Strength)
        };
        let (mut since, mut of_week) = (i64::MAX, 0);
        for n in 0..n_days {
            let day = today.saturating_add(n.days());
            if n % 7 == 0 {
                of_week = 0;
            }
            let tomorrow = day.saturating_add(1.days());
            let waits = ahead.run_days.contains(&day) && !ahead.run_days.contains(&tomorrow);
            let is_due = since >= 2 && of_week < most && !waits && !planned(tomorrow);
            if planned(day) || is_due {
                if !planned(day) {
                    due.push(day);
                }
                since = 0;
                of_week += 1;
            }
            since = since.saturating_add(1);
        }
        Self { due }
    }

    /// Whether a run that is taken out of this day makes room for strength work.
    fn takes(&mut self, day: Date) -> bool {
        let at = self.due.iter().position(|due| *due == day);
        at.is_some_and(|at| {
            self.due.remove(at);
            true
        })
    }

    /// Strength work on the days before one, in its own rows.
    fn put_in_before(&mut self, day: Date, phases: &Phases) -> Vec<CutSession> {
        let later = self
            .due
            .split_off(self.due.partition_point(|due| *due < day));
        let now = std::mem::replace(&mut self.due, later);
        now.into_iter().map(|day| put_in(day, phases)).collect()
    }

    fn put_in_rest(&mut self, phases: &Phases) -> Vec<CutSession> {
        let rest = std::mem::take(&mut self.due);
        rest.into_iter().map(|day| put_in(day, phases)).collect()
    }
}

fn put_in(day: Date, phases: &Phases) -> CutSession {
    CutSession {
        day,
        phase: phases.of(day),
        placed: false,
        before: None,
        before_distance: None,
        after: After {
            activity: Activity::Strength,
            distance: None,
            at_most: None,
        },
        changed: true,
        reasons: vec![CutReason {
            message: Message::plain("plan-cut-strength"),
            rules: vec![
                "pfps.hold_weeks".to_owned(),
                "strength.sessions_per_week".to_owned(),
            ],
        }],
    }
}
