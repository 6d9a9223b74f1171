//! A route that nobody has run yet: what it would cost one knee, where, and how it could be
//! gentler.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use trochlea_gait::{Motion, Steps};
use trochlea_knowledge::N_DRAWS;
use trochlea_quantity::{Grade, Length, Origin, Speed};

use crate::baseline::Baseline;
use crate::drawn::{DrawnLoad, OtherBaseline};
use crate::interval::{Interval, PerDraw};
use crate::model::LoadModel;
use crate::run::RunLoad;
use crate::stretch::{GradeErrors, Stretch, grade_errors};

/// A way and the ground under it, without any times.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    pieces: Vec<Piece>,
    grade_errors: GradeErrors,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Piece {
    metres: f64,
    grade_fraction: f64,
    grade_se_fraction: f64,
    grade_origin: Option<Origin>,
}

impl Route {
    /// The way of a session, whether it has times or not; `None` when it leads nowhere.
    pub fn of(steps: &Steps) -> Option<Self> {
        let ground = &steps.ground;
        let under = ground.grade_fraction.iter().zip(&ground.grade_se_fraction);
        let pieces: Vec<Piece> = steps
            .track
            .intervals()
            .zip(under)
            .filter(|((_, metres), _)| metres.is_finite() && *metres > 0.0)
            .map(|((_, metres), (&grade, &se))| Piece {
                metres,
                grade_fraction: grade,
                grade_se_fraction: se,
                grade_origin: ground.origin.filter(|_| grade.is_finite()),
            })
            .collect();
        (!pieces.is_empty()).then(|| Self {
            pieces,
            grade_errors: grade_errors(steps),
        })
    }

    /// How long it is.
    pub fn length(&self) -> Length {
        Length::from_m(self.pieces.iter().map(|piece| piece.metres).sum())
    }

    /// Its first part.
    fn until(&self, end_m: f64) -> Self {
        let mut left_m = end_m;
        let mut pieces = Vec::new();
        for piece in &self.pieces {
            if left_m <= 0.0 {
                break;
            }
            pieces.push(Piece {
                metres: piece.metres.min(left_m),
                ..*piece
            });
            left_m -= piece.metres;
        }
        Self {
            pieces,
            grade_errors: self.grade_errors,
        }
    }

    fn part(&self, from: usize, to: usize) -> Self {
        Self {
            pieces: self.pieces.get(from..to).unwrap_or_default().to_vec(),
            grade_errors: self.grade_errors,
        }
    }
}

/// What a route would cost one knee at one speed, uphill and downhill alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteLoad {
    /// The speed that it was computed for.
    pub speed_m_per_s: f64,
    /// The whole, kilometre by kilometre.
    pub load: RunLoad,
    /// The steepest way down; `None` when nothing goes down, or nobody knows.
    pub steepest_descent: Option<Descent>,
    /// The same route in gentler ways, and what they would save.
    pub variants: Vec<RouteVariant>,
}

/// A stretch that goes down, as long as a grade can be told apart from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Descent {
    /// Where it begins.
    pub from_m: f64,
    /// How long it is.
    pub length_m: f64,
    /// Its mean grade, rise over run: below zero.
    pub grade_fraction: f64,
    /// One standard error of it.
    pub grade_se_fraction: f64,
    /// How the grade came to be.
    pub grade_origin: Origin,
    /// What it costs.
    pub flat_equivalent_km: Interval,
    /// The same by the guard.
    pub flat_equivalent_km_guard: Interval,
}

/// A route done otherwise: ratios of its load to the whole route at the same speed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteVariant {
    /// What would be otherwise.
    pub change: RouteChange,
    /// How long it then is.
    pub distance_m: f64,
    /// Impulse against that of the route.
    pub impulse_ratio: Interval,
    /// Guard against the guard of the route.
    pub guard_ratio: Interval,
    /// What is left of the guard.
    pub flat_equivalent_km_guard: Interval,
}

/// What would be otherwise on a route.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RouteChange {
    /// Only its first part, to the limit.
    Shorter {
        /// How far.
        to_m: f64,
    },
    /// Slower where it goes down.
    SlowerDownhill {
        /// Below zero.
        percent: f64,
    },
    /// Walked where it goes down.
    WalkedDownhill,
}

/// How the pieces of a route are covered.
#[derive(Clone, Copy)]
struct Manner {
    speed: Speed,
    downhill: (Motion, Speed),
}

impl LoadModel {
    /// What a route would cost at a speed, and what is saved where it is cut at `limit`, run
    /// slower downhill or walked down. The runner's usual step rate is taken; where it is not
    /// known, the population's.
    pub fn route_load(
        &self,
        route: &Route,
        speed: Speed,
        limit: Option<Length>,
        baseline: &Baseline,
    ) -> RouteLoad {
        let steady = Manner {
            speed,
            downhill: (Motion::Running, speed),
        };
        let load = self.cover(route, steady, baseline);
        RouteLoad {
            speed_m_per_s: speed.as_m_per_s(),
            steepest_descent: self.steepest_descent(route, steady, baseline),
            variants: self.variants(route, speed, limit, baseline, &load),
            load,
        }
    }

    fn cover(&self, route: &Route, manner: Manner, baseline: &Baseline) -> RunLoad {
        let stretches = route
            .pieces
            .iter()
            .map(|piece| self.piece(piece, manner, baseline));
        self.run_load(&self.fold(stretches, route.grade_errors, baseline))
    }

    fn piece(&self, piece: &Piece, manner: Manner, baseline: &Baseline) -> Stretch {
        let how = if self.goes_down(piece) {
            manner.downhill
        } else {
            (Motion::Running, manner.speed)
        };
        let ground = (
            Grade::from_fraction(piece.grade_fraction),
            Grade::from_fraction(piece.grade_se_fraction),
        );
        Stretch {
            grade_origin: piece.grade_origin,
            ..self.planned(Length::from_m(piece.metres), ground, how, baseline)
        }
    }

    fn goes_down(&self, piece: &Piece) -> bool {
        piece.grade_fraction < -self.flat_within_fraction
    }

    fn variants(
        &self,
        route: &Route,
        speed: Speed,
        limit: Option<Length>,
        baseline: &Baseline,
        whole: &RunLoad,
    ) -> Vec<RouteVariant> {
        let steady = (Motion::Running, speed);
        let manner = |downhill| Manner { speed, downhill };
        let mut variants = Vec::new();
        let mut add = |change, load: &RunLoad| variants.push(variant(change, load, whole));
        let cut = limit.filter(|limit| limit.as_m() > 0.0 && *limit < route.length());
        if let Some(to_m) = cut.map(Length::as_m) {
            let load = self.cover(&route.until(to_m), manner(steady), baseline);
            add(RouteChange::Shorter { to_m }, &load);
        }
        if !route.pieces.iter().any(|piece| self.goes_down(piece)) {
            return variants;
        }
        let changes = self.table.what_if.speed_changes_percent.iter().copied();
        for percent in changes.filter(|percent| *percent < 0.0) {
            let slower = Speed::from_m_per_s(speed.as_m_per_s() * (1.0 + percent / 100.0));
            let load = self.cover(route, manner((Motion::Running, slower)), baseline);
            add(RouteChange::SlowerDownhill { percent }, &load);
        }
        let walking = Speed::from_m_per_s(self.table.walking.speed_m_per_s);
        let load = self.cover(route, manner((Motion::Walking, walking)), baseline);
        add(RouteChange::WalkedDownhill, &load);
        variants
    }

    /// The steepest stretch over the length along which the errors of a grade are the same: on
    /// less, a grade is mostly error.
    fn steepest_descent(
        &self,
        route: &Route,
        manner: Manner,
        baseline: &Baseline,
    ) -> Option<Descent> {
        let mut window = Window::default();
        let mut steepest: Option<Window> = None;
        for piece in &route.pieces {
            window.push(piece);
            while let Some(first) = route.pieces.get(window.from)
                && window.metres - first.metres >= self.grade_length_m
            {
                window.drop_first(first);
            }
            let is_long = window.metres >= self.grade_length_m.min(route.length().as_m());
            let is_steeper = steepest.is_none_or(|it| window.grade() < it.grade());
            if is_long && window.is_known() && is_steeper {
                steepest = Some(window);
            }
        }
        let steepest = steepest.filter(|it| it.grade() < -self.flat_within_fraction)?;
        let load = self.cover(&route.part(steepest.from, steepest.to), manner, baseline);
        let origins = route.pieces.get(steepest.from..steepest.to)?.iter();
        Some(Descent {
            from_m: steepest.from_m,
            length_m: steepest.metres,
            grade_fraction: steepest.grade(),
            grade_se_fraction: steepest.se_m / steepest.metres,
            grade_origin: origins.filter_map(|piece| piece.grade_origin).max()?,
            flat_equivalent_km: load.flat_equivalent_km,
            flat_equivalent_km_guard: load.flat_equivalent_km_guard,
        })
    }
}

/// Neighbouring pieces of a route, with sums over them.
#[derive(Clone, Copy, Default)]
struct Window {
    from: usize,
    to: usize,
    from_m: f64,
    metres: f64,
    rise_m: f64,
    /// Standard errors times metres: within the window they are one error.
    se_m: f64,
    n_unknown: usize,
}

impl Window {
    fn push(&mut self, piece: &Piece) {
        self.to += 1;
        self.metres += piece.metres;
        if piece.grade_fraction.is_finite() {
            self.rise_m += piece.grade_fraction * piece.metres;
            self.se_m += piece.grade_se_fraction * piece.metres;
        } else {
            self.n_unknown += 1;
        }
    }

    fn drop_first(&mut self, piece: &Piece) {
        self.from += 1;
        self.from_m += piece.metres;
        self.metres -= piece.metres;
        if piece.grade_fraction.is_finite() {
            self.rise_m -= piece.grade_fraction * piece.metres;
            self.se_m -= piece.grade_se_fraction * piece.metres;
        } else {
            self.n_unknown -= 1;
        }
    }

    fn grade(&self) -> f64 {
        self.rise_m / self.metres
    }

    const fn is_known(&self) -> bool {
        self.n_unknown == 0
    }
}

fn variant(change: RouteChange, load: &RunLoad, whole: &RunLoad) -> RouteVariant {
    RouteVariant {
        change,
        distance_m: load.distance_m,
        impulse_ratio: ratio(&load.draws.impulse(), &whole.draws.impulse()),
        guard_ratio: ratio(&guard(&load.draws), &guard(&whole.draws)),
        flat_equivalent_km_guard: load.flat_equivalent_km_guard,
    }
}

/// The one of the two whose middle is larger, as the guard shows it.
fn guard(load: &DrawnLoad) -> PerDraw {
    let (impulse, weighted) = (load.impulse(), load.weighted());
    if Interval::of(&weighted).mid > Interval::of(&impulse).mid {
        weighted
    } else {
        impulse
    }
}

fn ratio(now: &PerDraw, was: &PerDraw) -> Interval {
    let mut out = [1.0; N_DRAWS];
    for (out, (now, was)) in out.iter_mut().zip(now.iter().zip(was)) {
        if *was > 0.0 {
            *out = now / was;
        }
    }
    Interval::of(&out)
}

/// The guard of one load against that of another, draw by draw and with the grade errors of both.
///
/// # Errors
/// When they are relative to different baselines.
pub fn guard_ratio(now: &DrawnLoad, was: &DrawnLoad) -> Result<Interval, OtherBaseline> {
    if now.baseline != was.baseline {
        return Err(OtherBaseline);
    }
    let between = ratio(&guard(now), &guard(was));
    let own = |load: &DrawnLoad| {
        let km = load.weighted_equivalent_km().mid;
        if km > 0.0 {
            load.weighted_variance_km2 / (km * km)
        } else {
            0.0
        }
    };
    Ok(between.widened(between.mid * (own(now) + own(was)).sqrt()))
}
