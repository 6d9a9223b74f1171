//! Which clearances count, and for which flags.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use trochlea_knowledge::{ClearedBy, RedFlagTable};

use crate::{Clearance, RefusalReason, RefusedClearance, Reporter, ScreenInput};

/// When each flag was last cleared, covered flags included.
pub(crate) struct Clearings<'a> {
    by_anyone: BTreeMap<&'a str, DateTime>,
    by_clinician: BTreeMap<&'a str, DateTime>,
}

impl<'a> Clearings<'a> {
    /// From clearances that count.
    pub fn new(table: &'a RedFlagTable, cleared: &[Clearance]) -> Self {
        let mut clearings = Self {
            by_anyone: BTreeMap::new(),
            by_clinician: BTreeMap::new(),
        };
        for clearance in cleared {
            let Some(flag) = table.flag(&clearance.flag) else {
                continue;
            };
            let covered = flag
                .covers
                .iter()
                .filter(|_| clearance.by == Reporter::Clinician);
            for id in std::iter::once(&flag.id).chain(covered) {
                raise(&mut clearings.by_anyone, id, clearance.at);
                if clearance.by == Reporter::Clinician {
                    raise(&mut clearings.by_clinician, id, clearance.at);
                }
            }
        }
        clearings
    }

    /// When a flag was last cleared.
    pub fn last(&self, flag: &str) -> Option<DateTime> {
        self.by_anyone.get(flag).copied()
    }

    /// When a clinician last cleared a flag.
    pub fn by_clinician(&self, flag: &str) -> Option<DateTime> {
        self.by_clinician.get(flag).copied()
    }
}

fn raise<'a>(times: &mut BTreeMap<&'a str, DateTime>, flag: &'a str, at: DateTime) {
    let latest = times.entry(flag).or_insert(at);
    *latest = (*latest).max(at);
}

/// Those that count, and those that do not with the reason.
pub(crate) fn sort_clearances(
    table: &RedFlagTable,
    input: &ScreenInput<'_>,
) -> (Vec<Clearance>, Vec<RefusedClearance>) {
    let mut counts = Vec::new();
    let mut refused = Vec::new();
    for clearance in input.clearances {
        match refusal(table, clearance, input.now) {
            None => counts.push(clearance.clone()),
            Some(reason) => refused.push(RefusedClearance {
                clearance: clearance.clone(),
                reason,
            }),
        }
    }
    (counts, refused)
}

fn refusal(table: &RedFlagTable, clearance: &Clearance, now: DateTime) -> Option<RefusalReason> {
    let Some(flag) = table.flag(&clearance.flag) else {
        return Some(RefusalReason::UnknownFlag);
    };
    if clearance.at > now {
        return Some(RefusalReason::InTheFuture);
    }
    match (flag.cleared_by, clearance.by) {
        (ClearedBy::Nobody, _) => Some(RefusalReason::CannotBeCleared),
        (ClearedBy::Clinician, Reporter::Runner) => Some(RefusalReason::NeedsClinician),
        (_, Reporter::Clinician) if clearance.who.trim().is_empty() => Some(RefusalReason::NoName),
        _ => None,
    }
}
