use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::Message;
use trochlea_plan::{Activity, CutPlan, CutSession};
use trochlea_schedule::Problem;

use crate::{Words, limit_km};

/// The format of [`CutPlanDocument`].
pub const CUT_PLAN_SCHEMA: &str = "trochlea.cut_plan/1";

/// A training plan before and after the cut; without one, why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CutPlanDocument {
    /// Always `trochlea.cut_plan/1`.
    pub schema: &'static str,
    /// The plan; `None` while running is not cleared or no complaint has a way back here.
    pub cut: Option<CutPlan>,
    /// Why there is none; empty when there is one.
    pub no_plan: Vec<Message>,
    /// What of the files could not be read.
    pub problems: Vec<Problem>,
}

impl CutPlanDocument {
    /// With a plan.
    pub fn of(cut: CutPlan) -> Self {
        Self {
            schema: CUT_PLAN_SCHEMA,
            problems: cut.problems.clone(),
            cut: Some(cut),
            no_plan: Vec::new(),
        }
    }

    /// Without one.
    pub fn without(no_plan: Vec<Message>, problems: Vec<Problem>) -> Self {
        Self {
            schema: CUT_PLAN_SCHEMA,
            cut: None,
            no_plan,
            problems,
        }
    }
}

/// What is done instead of, or is left of, a session.
pub fn activity_message(activity: Activity) -> Message {
    Message::new(match activity {
        Activity::Run => "plan-cut-activity-run",
        Activity::EasyRun => "plan-cut-activity-easy-run",
        Activity::CrossTraining => "plan-cut-activity-cross-training",
        Activity::Strength => "plan-cut-activity-strength",
        Activity::Rest => "plan-cut-activity-rest",
    })
}

/// A session before the cut, as its author wrote it, with the distance where it is known.
pub fn before_in_words(session: &CutSession) -> String {
    let Some(before) = &session.before else {
        return String::new();
    };
    let title = if before.title.is_empty() {
        before.kind.as_str()
    } else {
        before.title.as_str()
    };
    match session
        .before_distance
        .filter(|_| before.kind.may_be_a_run())
    {
        Some(distance) => format!("{title} ({:.1} km)", distance.as_km()),
        None => title.to_owned(),
    }
}

/// A session after the cut. Limits are rounded down, as everywhere.
pub fn after_in_words(session: &CutSession, words: &Words) -> String {
    let after = &session.after;
    let untouched = session.before.as_ref().filter(|_| !session.changed);
    if untouched.is_some() {
        return before_in_words(session);
    }
    let activity = words.say(&activity_message(after.activity));
    match (after.distance, after.at_most) {
        (Some(distance), _) => format!("{activity}, {} km", limit_km(distance)),
        (None, Some(at_most)) => format!("{activity}, up to {} km", limit_km(at_most)),
        (None, None) => activity,
    }
}

/// The cut plan as a calendar (RFC 5545): one event of a whole day for each session. The same plan
/// gives the same bytes.
pub fn cut_plan_as_calendar(cut: &CutPlan, words: &Words) -> String {
    let mut text = String::new();
    let mut line = |content: &str| {
        text.push_str(&folded(content));
    };
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Trochlea//Cut training plan//EN");
    for (idx, session) in cut.sessions.iter().enumerate() {
        let day = session.day.strftime("%Y%m%d");
        let from = cut.from.strftime("%Y%m%d");
        line("BEGIN:VEVENT");
        line(&format!("UID:{from}-{day}-{idx}@trochlea.invalid"));
        line(&format!("DTSTAMP:{from}T000000Z"));
        line(&format!("DTSTART;VALUE=DATE:{day}"));
        line(&format!(
            "SUMMARY:{}",
            escaped(&after_in_words(session, words))
        ));
        let description = description(session, words);
        if !description.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&description)));
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn description(session: &CutSession, words: &Words) -> String {
    let mut text = String::new();
    if session.changed && session.before.is_some() {
        let _ = writeln!(text, "Planned: {}", before_in_words(session));
    }
    for reason in &session.reasons {
        let _ = writeln!(text, "{}", words.say(&reason.message));
    }
    text.trim_end().to_owned()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Lines end after 75 bytes and go on after a blank.
fn folded(content: &str) -> String {
    const MOST_BYTES: usize = 75;
    let mut out = String::new();
    let mut n_bytes = 0;
    for letter in content.chars() {
        if n_bytes + letter.len_utf8() > MOST_BYTES {
            out.push_str("\r\n ");
            n_bytes = 1;
        }
        out.push(letter);
        n_bytes += letter.len_utf8();
    }
    out.push_str("\r\n");
    out
}
