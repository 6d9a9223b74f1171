use trochlea_knowledge::{AltitudeNoise, Climb, GaitTable, GroundRules};
use trochlea_quantity::Origin;
use trochlea_recording::AltitudeSource;

use crate::climb::{self, Climbed};
use crate::columns::Columns;
use crate::smoother::{Model, Node, Smoothed, best_scale, smooth, transitions};
use crate::track::Track;

/// The ground under each sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ground {
    /// Smoothed altitude in metres; "not a number" where it is not known. Empty when no sample
    /// has one.
    pub altitude_m: Vec<f64>,
    /// Rise over run as a fraction, uphill positive; "not a number" where it is not known.
    pub grade_fraction: Vec<f64>,
    /// One standard error of the grade, as a fraction.
    pub grade_se_fraction: Vec<f64>,
    /// How the grades came to be; `None` when there are none.
    pub origin: Option<Origin>,
    /// Metres climbed and come down; `None` when the altitude is not known.
    pub climbed: Option<Climbed>,
    /// Altitudes that could not be, left out.
    pub n_impossible: u32,
    /// Whether the altitude never changed and so was not measured.
    pub is_constant: bool,
    /// Leaps of the altitude, over which the profile does not count.
    pub n_jumps: u32,
}

/// Reads the ground from the altitudes; a treadmill is taken as level.
pub(crate) fn ground(
    columns: &Columns,
    track: &Track,
    treadmill: bool,
    table: &GaitTable,
) -> Ground {
    if treadmill {
        return level(columns.len, &table.ground);
    }
    if is_constant(columns, track, &table.ground) {
        return Ground {
            is_constant: true,
            ..unknown(columns.len)
        };
    }
    let gathered = gather(columns, track, &table.ground);
    let stretches = stretches(&gathered.nodes, &table.ground);
    let noise = noise(columns, &table.ground);
    let model = fit(&stretches.nodes, noise, &table.ground);
    let smoothed: Vec<Vec<Smoothed>> = stretches
        .nodes
        .iter()
        .map(|nodes| smooth(nodes, &transitions(nodes, &model), &model))
        .collect();
    let mut ground = Ground {
        n_impossible: gathered.n_impossible,
        n_jumps: stretches.n_jumps,
        ..unknown(columns.len)
    };
    if smoothed.iter().all(|stretch| stretch.len() < 2) {
        return ground;
    }
    ground.origin = Some(Origin::Estimated);
    ground.climbed = Some(climbed(columns.altitude_source, &smoothed, &table.climb));
    lay(&mut ground, track, &stretches.nodes, &smoothed, &model);
    ground
}

/// No sensor gives one value over a long way: an app without altitude writes zeros.
fn is_constant(columns: &Columns, track: &Track, rules: &GroundRules) -> bool {
    let way_m = track.distance_m.last().copied().unwrap_or(0.0);
    let mut known = columns.altitude_m.iter().filter(|m| m.is_finite());
    let first = known.next();
    first.is_some_and(|first| {
        way_m > rules.constant_over_m && known.all(|m| m.total_cmp(first).is_eq())
    })
}

fn unknown(len: usize) -> Ground {
    Ground {
        grade_fraction: vec![f64::NAN; len],
        grade_se_fraction: vec![f64::NAN; len],
        ..Ground::default()
    }
}

fn level(len: usize, rules: &GroundRules) -> Ground {
    Ground {
        grade_fraction: vec![0.0; len],
        grade_se_fraction: vec![rules.treadmill_grade_se_fraction; len],
        origin: Some(Origin::Assumed),
        ..Ground::default()
    }
}

fn noise(columns: &Columns, rules: &GroundRules) -> AltitudeNoise {
    let mut noise = match columns.altitude_source {
        AltitudeSource::Barometric => rules.barometric,
        AltitudeSource::Gps => rules.gps,
        AltitudeSource::Unknown => rules.unknown,
    };
    if is_in_whole_metres(&columns.altitude_m) {
        // The variance of rounding to a step is its square over twelve.
        noise.sample_sd_m = (noise.sample_sd_m * noise.sample_sd_m + 1.0 / 12.0).sqrt();
    }
    noise
}

fn is_in_whole_metres(altitude_m: &[f64]) -> bool {
    altitude_m
        .iter()
        .filter(|m| m.is_finite())
        .all(|m| m.fract() == 0.0)
}

struct Gathered {
    /// Stretches between long pauses.
    nodes: Vec<Vec<Node>>,
    n_impossible: u32,
}

/// Means of neighbouring samples over a short way, so that a thousand samples at one place weigh
/// as one place.
fn gather(columns: &Columns, track: &Track, rules: &GroundRules) -> Gathered {
    let possible = rules.lowest_altitude_m..=rules.highest_altitude_m;
    let mut gathered = Gathered {
        nodes: Vec::new(),
        n_impossible: 0,
    };
    let mut stretch = Vec::new();
    let mut bin = Bin::default();
    let places = track.distance_m.iter().zip(&track.paused_s);
    for (&altitude, (&distance, &paused_s)) in columns.altitude_m.iter().zip(places) {
        if paused_s >= rules.break_after_pause_s {
            stretch.extend(bin.take());
            gathered.nodes.push(std::mem::take(&mut stretch));
        }
        if altitude.is_nan() {
            continue;
        }
        if !possible.contains(&altitude) {
            gathered.n_impossible += 1;
            continue;
        }
        if bin.n > 0.0 && distance - bin.from_m >= rules.node_length_m {
            stretch.extend(bin.take());
        }
        bin.add(distance, altitude);
    }
    stretch.extend(bin.take());
    gathered.nodes.push(stretch);
    gathered
}

#[derive(Default)]
struct Bin {
    from_m: f64,
    distance_m: f64,
    altitude_m: f64,
    n: f64,
}

impl Bin {
    fn add(&mut self, distance_m: f64, altitude_m: f64) {
        if self.n == 0.0 {
            self.from_m = distance_m;
        }
        self.distance_m += distance_m;
        self.altitude_m += altitude_m;
        self.n += 1.0;
    }

    fn take(&mut self) -> Option<Node> {
        let bin = std::mem::take(self);
        (bin.n > 0.0).then(|| Node {
            distance_m: bin.distance_m / bin.n,
            altitude_m: bin.altitude_m / bin.n,
            n_samples: bin.n,
        })
    }
}

struct Stretches {
    nodes: Vec<Vec<Node>>,
    n_jumps: u32,
}

/// Leaves out single nodes that leap away and back, and begins anew where a leap stays.
fn stretches(gathered: &[Vec<Node>], rules: &GroundRules) -> Stretches {
    let mut stretches = Stretches {
        nodes: Vec::new(),
        n_jumps: 0,
    };
    for nodes in gathered {
        let mut stretch: Vec<Node> = Vec::with_capacity(nodes.len());
        for (idx, node) in nodes.iter().enumerate() {
            let Some(last) = stretch.last() else {
                stretch.push(*node);
                continue;
            };
            if !leaps(last, node, rules) {
                stretch.push(*node);
                continue;
            }
            stretches.n_jumps += 1;
            let returns = nodes
                .get(idx + 1)
                .is_none_or(|next| !leaps(last, next, rules));
            if !returns {
                stretches.nodes.push(std::mem::take(&mut stretch));
                stretch.push(*node);
            }
        }
        stretches.nodes.push(stretch);
    }
    stretches.nodes.retain(|stretch| !stretch.is_empty());
    stretches
}

fn leaps(from: &Node, to: &Node, rules: &GroundRules) -> bool {
    let rise = (to.altitude_m - from.altitude_m).abs();
    let way = to.distance_m - from.distance_m;
    rise > rules.jump_m && rise > rules.jump_grade_fraction * way
}

/// A fit needs no more nodes than this: the middle of a longer stretch stands for all.
const NODES_TO_FIT: usize = 1500;

/// The model whose ground and errors explain the longest stretch best.
fn fit(stretches: &[Vec<Node>], noise: AltitudeNoise, rules: &GroundRules) -> Model {
    let model = |grade_sd: f64| Model {
        grade_sd,
        node_length_m: rules.node_length_m,
        grade_length_m: rules.grade_length_m,
        correlated_sd_m: noise.correlated_sd_m,
        correlation_length_m: noise.correlation_length_m,
        sample_sd_m: noise.sample_sd_m,
    };
    let longest = stretches.iter().max_by_key(|nodes| nodes.len());
    let nodes = longest.map_or(&[][..], |nodes| middle(nodes, NODES_TO_FIT));
    let steps = transitions(nodes, &model(1.0));
    let range = (rules.least_noise_scale, rules.greatest_noise_scale);
    rules
        .grade_sd_fractions
        .iter()
        .map(|&grade_sd| {
            let (scale, misfit) = best_scale(nodes, &steps, &model(grade_sd), range);
            (model(grade_sd).scaled(scale), misfit)
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(model(0.0), |(model, _)| model)
}

fn middle<T>(items: &[T], at_most: usize) -> &[T] {
    let from = items.len().saturating_sub(at_most) / 2;
    items
        .get(from..items.len().min(from + at_most))
        .unwrap_or(items)
}

fn climbed(source: AltitudeSource, stretches: &[Vec<Smoothed>], rules: &Climb) -> Climbed {
    let threshold_m = match source {
        AltitudeSource::Barometric => rules.barometric_threshold_m,
        AltitudeSource::Gps => rules.gps_threshold_m,
        AltitudeSource::Unknown => rules.unknown_threshold_m,
    };
    stretches
        .iter()
        .map(|stretch| climb::climbed(stretch.iter().map(|node| node.altitude_m), threshold_m))
        .fold(Climbed::default(), Climbed::plus)
}

/// Carries the ground from the nodes to the samples.
fn lay(
    ground: &mut Ground,
    track: &Track,
    stretches: &[Vec<Node>],
    smoothed: &[Vec<Smoothed>],
    model: &Model,
) {
    let nodes: Vec<(Node, Smoothed, usize)> = stretches
        .iter()
        .zip(smoothed)
        .enumerate()
        .flat_map(|(n, (nodes, smoothed))| {
            let pairs = nodes.iter().zip(smoothed);
            pairs.map(move |(node, smoothed)| (*node, *smoothed, n))
        })
        .collect();
    ground.altitude_m.reserve_exact(track.distance_m.len());
    let mut rest = nodes.as_slice();
    let out = ground
        .grade_fraction
        .iter_mut()
        .zip(&mut ground.grade_se_fraction);
    for (&distance, (grade, se)) in track.distance_m.iter().zip(out) {
        while let [_, next, ..] = rest {
            if next.0.distance_m > distance {
                break;
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        let at = match rest {
            [from, to, ..] if from.2 == to.2 => between(from, to, distance, model),
            [from, to, ..] => nearest(from, to, distance, model),
            [from] => beyond(from, distance, model),
            [] => continue,
        };
        ground.altitude_m.push(at.altitude_m);
        *grade = at.grade;
        *se = at.grade_variance.sqrt();
    }
}

type Placed = (Node, Smoothed, usize);

fn between(from: &Placed, to: &Placed, distance_m: f64, model: &Model) -> Smoothed {
    let way = to.0.distance_m - from.0.distance_m;
    if distance_m <= from.0.distance_m || way <= 0.0 {
        return beyond(from, distance_m, model);
    }
    let share = ((distance_m - from.0.distance_m) / way).min(1.0);
    let mix = |a: f64, b: f64| a + (b - a) * share;
    let (a, b) = (&from.1, &to.1);
    Smoothed {
        altitude_m: mix(a.altitude_m, b.altitude_m),
        grade: mix(a.grade, b.grade),
        grade_variance: mix(a.grade_variance, b.grade_variance)
            + wander(share.min(1.0 - share) * way, model),
    }
}

fn nearest(from: &Placed, to: &Placed, distance_m: f64, model: &Model) -> Smoothed {
    let is_nearer_to_first =
        (distance_m - from.0.distance_m).abs() <= (to.0.distance_m - distance_m).abs();
    beyond(
        if is_nearer_to_first { from } else { to },
        distance_m,
        model,
    )
}

fn beyond(node: &Placed, distance_m: f64, model: &Model) -> Smoothed {
    let way = distance_m - node.0.distance_m;
    Smoothed {
        altitude_m: node.1.altitude_m + node.1.grade * way,
        grade: node.1.grade,
        grade_variance: node.1.grade_variance + wander(way.abs(), model),
    }
}

/// How far the grade may have wandered on a way without any altitude; nothing within a node.
fn wander(way_m: f64, model: &Model) -> f64 {
    if way_m <= model.node_length_m {
        return 0.0;
    }
    let left = libm::exp(-2.0 * way_m / model.grade_length_m);
    model.grade_sd * model.grade_sd * (1.0 - left)
}
