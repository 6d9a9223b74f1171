//! What the runner said, in the order it was said.

use std::str::FromStr;

use jiff::Timestamp;

use crate::db::{Place, Tx, on};
use crate::run::instant;
use crate::{Json, Store, StoreError};

/// What kind of thing was said.
///
/// A closed list: a kind misspelt would read as "nothing was said", and a standing red flag must not get lost so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A diary entry.
    Diary,
    /// An answer to a question of the assessment.
    Answer,
    /// A red flag cleared: which, by whom, when.
    Clearance,
    /// Something measured by hand or tape.
    Measure,
    /// Where it hurts.
    Spots,
    /// A finding that speaks for or against a pattern.
    Feature,
    /// The runner: age, pregnancy, mass.
    Profile,
    /// How the runner runs: days, usual week, since when the way back goes on.
    Habits,
    /// A score of an outcome measure.
    Outcome,
    /// What loads are relative to: frozen, and replaced by an act of its own only.
    Baseline,
}

impl EventKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Diary,
        Self::Answer,
        Self::Clearance,
        Self::Measure,
        Self::Spots,
        Self::Feature,
        Self::Profile,
        Self::Habits,
        Self::Outcome,
        Self::Baseline,
    ];

    /// Its name in the store and in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Diary => "diary",
            Self::Answer => "answer",
            Self::Clearance => "clearance",
            Self::Measure => "measure",
            Self::Spots => "spots",
            Self::Feature => "feature",
            Self::Profile => "profile",
            Self::Habits => "habits",
            Self::Outcome => "outcome",
            Self::Baseline => "baseline",
        }
    }
}

impl FromStr for EventKind {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or_else(|| StoreError::NotA {
            text: text.to_owned(),
            expected: "a kind of entry that this version knows",
        })
    }
}

/// An entry to add.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    /// Its name, chosen by the caller and never used twice. The same entry again changes nothing, so a form sent
    /// twice is one entry.
    pub id: String,
    /// What kind.
    pub kind: EventKind,
    /// When it was said; kept to the millisecond.
    pub at: Timestamp,
    /// The entry it corrects, which stays and is marked. Only the newest of a history can be corrected.
    pub replaces: Option<String>,
    /// What was said.
    pub document: Json,
}

/// A kept entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its number: 1, 2, 3... over all kinds, without gaps, in the order they were added.
    pub seq: i64,
    /// Its name.
    pub id: String,
    /// What kind.
    pub kind: EventKind,
    /// When it was said.
    pub at: Timestamp,
    /// The entry it corrects.
    pub replaces: Option<String>,
    /// The entry that corrects it. An entry counts while this is `None`.
    pub replaced_by: Option<String>,
    /// What was said.
    pub document: Json,
}

impl Store {
    /// Adds entries, all or none, and gives their numbers. What is answered for survives a power cut.
    pub async fn append(&self, events: &[NewEvent]) -> Result<Vec<i64>, StoreError> {
        let mut tx = self.place.write("add an entry").await?;
        let mut numbers = Vec::with_capacity(events.len());
        for event in events {
            numbers.push(append_one(&self.place, &mut tx, event).await?);
        }
        self.place.commit(tx, "add an entry").await?;
        Ok(numbers)
    }

    /// Entries of one kind, or of all, oldest first, with their corrections.
    pub async fn events(&self, kind: Option<EventKind>) -> Result<Vec<Event>, StoreError> {
        let mut tx = self.place.read("read the entries").await?;
        let rows: Vec<EventRow> = match kind {
            Some(kind) => on!(&mut tx, e => sqlx::query_as(
                "SELECT event.seq, event.id, event.kind, event.at_unix_ms, event.replaces, later.id, event.document
                 FROM event LEFT JOIN event AS later ON later.replaces = event.id
                 WHERE event.kind = $1 ORDER BY event.seq",
            )
            .bind(kind.as_str())
            .fetch_all(e)
            .await),
            None => on!(&mut tx, e => sqlx::query_as(
                "SELECT event.seq, event.id, event.kind, event.at_unix_ms, event.replaces, later.id, event.document
                 FROM event LEFT JOIN event AS later ON later.replaces = event.id
                 ORDER BY event.seq",
            )
            .fetch_all(e)
            .await),
        }
        .map_err(self.place.while_("read the entries"))?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// Like [`Store::events`], without those that were replaced.
    pub async fn current_events(&self, kind: Option<EventKind>) -> Result<Vec<Event>, StoreError> {
        let mut events = self.events(kind).await?;
        events.retain(|event| event.replaced_by.is_none());
        Ok(events)
    }
}

pub(crate) type EventRow = (
    i64,
    String,
    String,
    i64,
    Option<String>,
    Option<String>,
    String,
);

impl TryFrom<EventRow> for Event {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        let (seq, id, kind, at, replaces, replaced_by, document) = row;
        let (kind, at, document) = (kind.parse()?, instant(at)?, Json::parse(document)?);
        Ok(Self {
            seq,
            id,
            kind,
            at,
            replaces,
            replaced_by,
            document,
        })
    }
}

async fn append_one(place: &Place, tx: &mut Tx, event: &NewEvent) -> Result<i64, StoreError> {
    let doing = || place.while_("add an entry");
    if let Some(known) = find(tx, &event.id).await.map_err(doing())? {
        return same(event, Event::try_from(known)?);
    }
    if let Some(replaced) = &event.replaces {
        refuse_fork(place, tx, event.kind, replaced).await?;
    }
    let last: i64 = on!(&mut *tx, e => sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM event").fetch_one(e).await)
        .map_err(doing())?;
    on!(tx, e => sqlx::query(
        "INSERT INTO event (seq, id, kind, at_unix_ms, replaces, document) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(last + 1)
    .bind(event.id.as_str())
    .bind(event.kind.as_str())
    .bind(event.at.as_millisecond())
    .bind(event.replaces.as_deref())
    .bind(event.document.as_str())
    .execute(e)
    .await
    .map(|_| last + 1))
    .map_err(doing())
}

fn same(event: &NewEvent, known: Event) -> Result<i64, StoreError> {
    let same = known.kind == event.kind
        && known.at.as_millisecond() == event.at.as_millisecond()
        && known.replaces == event.replaces
        && known.document == event.document;
    if same {
        Ok(known.seq)
    } else {
        Err(StoreError::IdTaken { id: known.id })
    }
}

async fn refuse_fork(
    place: &Place,
    tx: &mut Tx,
    kind: EventKind,
    replaced: &str,
) -> Result<(), StoreError> {
    let row = find(tx, replaced)
        .await
        .map_err(place.while_("add an entry"))?;
    match row.map(Event::try_from).transpose()? {
        Some(Event {
            id,
            replaced_by: Some(by),
            ..
        }) => Err(StoreError::AlreadyReplaced { id, by }),
        Some(known) if known.kind == kind => Ok(()),
        _ => Err(StoreError::NothingToReplace {
            id: replaced.to_owned(),
        }),
    }
}

async fn find(tx: &mut Tx, id: &str) -> Result<Option<EventRow>, sqlx::Error> {
    on!(tx, e => sqlx::query_as(
        "SELECT event.seq, event.id, event.kind, event.at_unix_ms, event.replaces, later.id, event.document
         FROM event LEFT JOIN event AS later ON later.replaces = event.id
         WHERE event.id = $1",
    )
    .bind(id)
    .fetch_optional(e)
    .await)
}
