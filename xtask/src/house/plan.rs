//! The list of floors, and what only some rooms may touch.

use super::Finding;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `floors.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    floors: BTreeMap<String, u32>,
    only: Only,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Only {
    sql: BTreeSet<String>,
    http: BTreeSet<String>,
    clock: BTreeSet<String>,
    world: BTreeSet<String>,
}

/// What a room needs leave for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leave {
    /// A database.
    Sql,
    /// Requests and answers.
    Http,
    /// What time it is.
    Clock,
    /// Files, network, environment, randomness, waiting.
    World,
}

impl Leave {
    /// For a message: what it is that stands in the wrong room.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sql => "SQL",
            Self::Http => "HTTP",
            Self::Clock => "the clock",
            Self::World => "the outside world",
        }
    }
}

impl Plan {
    pub fn read(text: &str) -> Result<Self> {
        toml::from_str(text).context("cannot read floors.toml")
    }

    pub fn floor(&self, room: &str) -> Option<u32> {
        self.floors.get(room).copied()
    }

    pub fn may(&self, room: &str, leave: Leave) -> bool {
        self.rooms_with(leave).contains(room)
    }

    /// For a message: the rooms that have leave.
    pub fn who_may(&self, leave: Leave) -> String {
        let rooms: Vec<&str> = self.rooms_with(leave).iter().map(String::as_str).collect();
        rooms.join(", ")
    }

    fn rooms_with(&self, leave: Leave) -> &BTreeSet<String> {
        match leave {
            Leave::Sql => &self.only.sql,
            Leave::Http => &self.only.http,
            Leave::Clock => &self.only.clock,
            Leave::World => &self.only.world,
        }
    }

    /// Rooms without a floor, and floors without a room.
    pub fn missing_rooms(&self, rooms: &[String]) -> Vec<Finding> {
        let unlisted = rooms.iter().filter(|room| !self.floors.contains_key(*room));
        let empty = self.floors.keys().filter(|name| !rooms.contains(name));
        unlisted
            .map(|room| format!("the room {room} has no floor"))
            .chain(empty.map(|name| format!("there is no room {name} in crates/")))
            .map(|what| Finding {
                file: "floors.toml".to_owned(),
                line: 0,
                what,
            })
            .collect()
    }
}
