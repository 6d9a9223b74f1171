//! What a rule of growth comes to: from the restart back to the onset, and over the weeks.

use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{ProtocolTable, Rule};
use trochlea_quantity::Length;

/// A way back by the rule for the outer knee, session by session, each painless.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RestartTable {
    /// Where the pain begins.
    #[serde(rename = "onset_m")]
    pub onset: Length,
    /// The first run as a share of it.
    pub share_fraction: f64,
    /// Growth after each painless run.
    pub growth_fraction: f64,
    /// The first run, then the runs after it up to the one that would reach the onset.
    pub rows: Vec<RestartRow>,
    /// How many runs after the first that takes.
    pub n_grown: u32,
    /// What no run passes while the onset stands: a plan stays below it.
    #[serde(rename = "stays_below_m")]
    pub stays_below: Length,
}

/// One run of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RestartRow {
    /// The first is 1.
    pub session: u32,
    /// How far.
    #[serde(rename = "distance_m")]
    pub distance: Length,
    /// As a share of the onset distance.
    pub share_fraction: f64,
    /// Whether a plan still allows it while the onset stands.
    pub within: bool,
}

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoTable {
    /// A distance is not above zero, or no number.
    Distance,
    /// A share outside what the rule knows.
    Share {
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
    /// A growth outside what the rule knows.
    Growth {
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
    /// So many sessions a week nobody has.
    Sessions,
    /// The distance to be reached is not beyond the one to begin with, or needs too many weeks.
    Target,
}

impl std::fmt::Display for NoTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |share: f64| (share * 100.0).round();
        match *self {
            Self::Distance => f.write_str("the distance must be a number above zero"),
            Self::Share { low, high } => write!(
                f,
                "the first run is {} to {} % of the distance where pain begins",
                percent(low),
                percent(high)
            ),
            Self::Growth { low, high } => {
                write!(
                    f,
                    "the rule grows by {} to {} %",
                    percent(low),
                    percent(high)
                )
            }
            Self::Sessions => f.write_str("give one to seven sessions a week"),
            Self::Target => f.write_str(
                "the distance to reach must lie beyond the one to begin with, and within ten years",
            ),
        }
    }
}

impl std::error::Error for NoTable {}

/// The restart table from an onset distance. Share and growth of `None` are the plan's own.
///
/// # Errors
/// Refuses an onset that is not above zero, and shares or growths outside the rule's own range.
pub fn restart_table(
    onset: Length,
    share: Option<f64>,
    growth: Option<f64>,
    table: &ProtocolTable,
) -> Result<RestartTable, NoTable> {
    if !(onset.is_finite() && onset > Length::ZERO) {
        return Err(NoTable::Distance);
    }
    let [low, high] = range(&table.itbs_restart_share);
    let share = share.unwrap_or(table.itbs_restart_share.value);
    if !(low..=high).contains(&share) {
        return Err(NoTable::Share { low, high });
    }
    let [low, high] = range(&table.itbs_session_growth);
    let growth = growth.unwrap_or(table.itbs_session_growth.value);
    if !(low..=high).contains(&growth) {
        return Err(NoTable::Growth { low, high });
    }
    let stays_below = onset * table.onset_stay_below_share.value;
    let mut rows: Vec<RestartRow> = Vec::new();
    let (mut session, mut of_onset) = (1, share);
    loop {
        let distance = onset * of_onset;
        rows.push(RestartRow {
            session,
            distance,
            share_fraction: of_onset,
            within: distance <= stays_below,
        });
        if of_onset >= 1.0 {
            break;
        }
        session += 1;
        of_onset *= 1.0 + growth;
    }
    Ok(RestartTable {
        onset,
        share_fraction: share,
        growth_fraction: growth,
        rows,
        n_grown: session - 1,
        stays_below,
    })
}

fn range(rule: &Rule) -> [f64; 2] {
    rule.range.unwrap_or([rule.value, rule.value])
}

/// What a growth comes to over the weeks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Compound {
    /// Growth of each step.
    pub growth_fraction: f64,
    /// Steps in a week: 1 for a rule by the week, the sessions for a rule by the session.
    pub steps_a_week: u32,
    /// What the steps of a week come to together.
    pub weekly_fraction: f64,
    /// The weekly growth that the plan never passes.
    pub cap_fraction: f64,
    /// Whether the rule alone would pass it: then the plan holds the tighter of the two.
    pub above_cap: bool,
    /// Week by week from the first on, up to the one that reaches the target; empty without one.
    #[serde(rename = "weeks_m")]
    pub weeks: Vec<Length>,
}

/// Ten years.
const MOST_WEEKS: usize = 520;

/// Compounds a growth over a week and, from a distance to another, over the weeks.
///
/// # Errors
/// Refuses a growth that is not above zero or beyond the largest that any rule knows, other than
/// one to seven steps a week, and a way that does not rise.
pub fn compound(
    growth: f64,
    steps_a_week: u32,
    from_to: Option<(Length, Length)>,
    table: &ProtocolTable,
) -> Result<Compound, NoTable> {
    let high = table.itbs_session_growth_most.value;
    if !(growth > 0.0 && growth <= high) {
        return Err(NoTable::Growth { low: 0.0, high });
    }
    if !(1..=7).contains(&steps_a_week) {
        return Err(NoTable::Sessions);
    }
    let factor = (0..steps_a_week).fold(1.0, |factor, _| factor * (1.0 + growth));
    let cap = table.pfps_weekly_growth.value;
    let weeks = match from_to {
        Some((from, to)) => rising(from, to, factor)?,
        None => Vec::new(),
    };
    Ok(Compound {
        growth_fraction: growth,
        steps_a_week,
        weekly_fraction: factor - 1.0,
        cap_fraction: cap,
        // A hair of rounding is no growth.
        above_cap: factor - 1.0 > cap + 1e-9,
        weeks,
    })
}

fn rising(from: Length, to: Length, factor: f64) -> Result<Vec<Length>, NoTable> {
    let above = |length: Length| length.is_finite() && length > Length::ZERO;
    if !above(from) || !above(to) {
        return Err(NoTable::Distance);
    }
    if to <= from {
        return Err(NoTable::Target);
    }
    let mut weeks = vec![from];
    let mut week = from;
    while week < to {
        week = week * factor;
        weeks.push(week);
        if weeks.len() > MOST_WEEKS {
            return Err(NoTable::Target);
        }
    }
    Ok(weeks)
}
