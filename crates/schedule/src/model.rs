use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::Message;
use trochlea_quantity::{Duration, Length};

/// A plan: its sessions in order of their days, and what could not be read of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct TrainingPlan {
    /// By day; those without a day last, in the order they came.
    pub sessions: Vec<Session>,
    /// What was left out, or read only in part.
    pub problems: Vec<Problem>,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Session {
    /// Its day; a workout file has none.
    #[schemars(with = "Option<String>")]
    pub day: Option<Date>,
    /// What its author called it.
    pub title: String,
    /// Distance, as far as it was written.
    #[serde(rename = "distance_m")]
    pub distance: Option<Length>,
    /// Time, as far as it was written.
    #[serde(rename = "duration_s")]
    pub duration: Option<Duration>,
    /// Whether distance and time are done one after the other (a warm-up in minutes, then
    /// kilometres). Otherwise the time is that of the distance.
    pub in_parts: bool,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub source: Source,
}

/// What a session is, by the words of its title or its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An easy run.
    Easy,
    /// A long run.
    Long,
    /// Intervals, tempo and the like.
    Speed,
    /// Up or down.
    Hills,
    /// A race or a test.
    Race,
    /// Strength work.
    Strength,
    /// Another sport.
    Cross,
    /// No session.
    Rest,
    /// The words do not say.
    #[default]
    Unknown,
}

impl Kind {
    /// The word used in JSON and in message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Long => "long",
            Self::Speed => "speed",
            Self::Hills => "hills",
            Self::Race => "race",
            Self::Strength => "strength",
            Self::Cross => "cross",
            Self::Rest => "rest",
            Self::Unknown => "unknown",
        }
    }

    /// Whether it may be a run: what nobody knows is taken for one.
    pub const fn may_be_a_run(self) -> bool {
        !matches!(self, Self::Strength | Self::Cross | Self::Rest)
    }
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source {
    /// The file.
    pub file: String,
    /// The line, from 1; `None` in a file without lines.
    pub line: Option<u64>,
}

/// What was left out, or read only in part, and why.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Problem {
    /// Where.
    pub source: Source,
    /// Why, in words.
    pub reason: Message,
}

/// A file of which nothing can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct Unreadable {
    /// The file.
    pub file: String,
    /// Why, and what to do.
    pub reason: String,
}

impl TrainingPlan {
    /// One plan of several files.
    pub fn join(plans: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for plan in plans {
            all.sessions.extend(plan.sessions);
            all.problems.extend(plan.problems);
        }
        all.in_order()
    }

    /// By day, those of one day in the order they came.
    pub(crate) fn in_order(mut self) -> Self {
        self.sessions
            .sort_by_key(|session| (session.day.is_none(), session.day));
        self
    }

    pub(crate) fn problem(&mut self, file: &str, line: u64, reason: Message) {
        self.problems.push(Problem {
            source: Source {
                file: file.to_owned(),
                line: Some(line),
            },
            reason,
        });
    }
}
