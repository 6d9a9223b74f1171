use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::Message;
use trochlea_load::{Descent, Interval, KilometreLoad, RouteChange, RouteLoad, RouteVariant};
use trochlea_quantity::Length;

use crate::inspect::LoadView;

/// The format of [`RouteDocument`].
pub const ROUTE_SCHEMA: &str = "trochlea.route/1";

/// What a route that nobody has run would cost one knee, against what is allowed today.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RouteDocument {
    /// Always `trochlea.route/1`.
    pub schema: &'static str,
    /// How long it is.
    pub distance_m: f64,
    /// The speed it was computed for, uphill and downhill alike.
    pub speed_m_per_s: f64,
    /// Where that speed comes from.
    pub speed_from: SpeedFrom,
    /// What it would cost.
    pub load: LoadView,
    /// Where on the way it lies: one bar per kilometre.
    pub kilometres: Vec<KilometreLoad>,
    /// The steepest way down; `null` when nothing goes down, or nobody knows.
    pub steepest_descent: Option<Descent>,
    /// Against today's limits.
    pub today: RouteToday,
    /// The same route otherwise.
    pub variants: Vec<RouteVariant>,
}

/// Where the speed of a route comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpeedFrom {
    /// It was stated.
    Stated,
    /// The median of the runs of the last thirty days.
    RecentRuns,
    /// The reference speed of the runner's own baseline.
    Baseline,
    /// The reference speed of the population.
    Population,
}

/// What is allowed today, and how the route stands to it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct RouteToday {
    /// What is to be done first of all, as an assessment says it; `null` without a store.
    pub disposition: Option<String>,
    /// Whether today is a day for a run; `null` when nothing is planned.
    pub run_today: Option<bool>,
    /// The longest run today in kilometres of way, as metres; `null` when there is no limit.
    #[serde(rename = "limit_m")]
    pub limit: Option<Length>,
    /// Whose limit that is.
    pub limit_from: Option<LimitFrom>,
    /// Whether the route is longer than that.
    pub is_longer: Option<bool>,
    /// Against the dearest run of the last thirty days, in knee units; a comparison that says
    /// nothing about injuries.
    pub guard: Option<GuardComparison>,
}

/// Whose limit in kilometres it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LimitFrom {
    /// Today's plan.
    Plan,
    /// The longest run of the last thirty days and the share more that is allowed.
    SingleRun,
}

/// A route against the dearest run of late.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GuardComparison {
    /// That run.
    pub run: String,
    /// Its day.
    #[schemars(with = "String")]
    pub day: Date,
    /// What it cost by the guard.
    pub guard_km: Interval,
    /// The route as a multiple of it.
    pub ratio: Interval,
}

impl RouteDocument {
    /// From what was computed.
    pub fn of(route: RouteLoad, speed_from: SpeedFrom, today: RouteToday) -> Self {
        let mut load = route.load;
        let kilometres = std::mem::take(&mut load.kilometres);
        Self {
            schema: ROUTE_SCHEMA,
            distance_m: load.distance_m,
            speed_m_per_s: route.speed_m_per_s,
            speed_from,
            load: LoadView::of(load),
            kilometres,
            steepest_descent: route.steepest_descent,
            today,
            variants: route.variants,
        }
    }
}

/// What would be otherwise on a route, to be put into words.
pub fn route_change_message(change: RouteChange) -> Message {
    match change {
        RouteChange::Shorter { to_m } => {
            Message::new("load-route-shorter").number("limit_km", to_m / 1000.0)
        }
        RouteChange::SlowerDownhill { percent } => {
            Message::new("load-route-slower-downhill").number("percent", -percent)
        }
        RouteChange::WalkedDownhill => Message::new("load-route-walked-downhill"),
    }
}
