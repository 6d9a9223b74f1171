//! A Kalman filter over distance with its smoother (Bryson and Frazier's form, which needs no
//! inverse): height, grade, and the error that neighbouring altitudes share.
//!
//! The grade wanders and returns to level over the grade's length; the height is its integral;
//! the shared error fades over its own length; each node has an error of its own besides.

/// An altitude at a place along the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Node {
    pub distance_m: f64,
    pub altitude_m: f64,
    /// How many samples were gathered in it.
    pub n_samples: f64,
}

/// What is assumed about ground and errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Model {
    pub grade_sd: f64,
    pub node_length_m: f64,
    pub grade_length_m: f64,
    pub correlated_sd_m: f64,
    pub correlation_length_m: f64,
    pub sample_sd_m: f64,
}

impl Model {
    /// All standard deviations times `scale`.
    pub fn scaled(self, scale: f64) -> Self {
        Self {
            grade_sd: self.grade_sd * scale,
            correlated_sd_m: self.correlated_sd_m * scale,
            sample_sd_m: self.sample_sd_m * scale,
            ..self
        }
    }
}

/// The ground at each node.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Smoothed {
    pub altitude_m: f64,
    pub grade: f64,
    pub grade_variance: f64,
}

/// From one node to the next: fading, and what the unknown adds per unit of variance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transition {
    rise: f64,
    grade_left: f64,
    error_left: f64,
    q_hh: f64,
    q_hg: f64,
    q_gg: f64,
    q_cc: f64,
}

/// The ways between neighbours do not depend on what is tried for the errors.
pub(crate) fn transitions(nodes: &[Node], model: &Model) -> Vec<Transition> {
    nodes
        .windows(2)
        .map(|pair| {
            let ends = pair.first().zip(pair.last());
            let way = ends.map_or(0.0, |(from, to)| to.distance_m - from.distance_m);
            Transition::over(way.max(0.0), model)
        })
        .collect()
}

impl Transition {
    fn over(way_m: f64, model: &Model) -> Self {
        let length = model.grade_length_m;
        let ratio = way_m / length;
        let left = libm::exp(-ratio);
        let error_left = libm::exp(-way_m / model.correlation_length_m);
        let lost = 1.0 - left;
        Self {
            rise: length * lost,
            grade_left: left,
            error_left,
            q_hh: (length * length * (2.0 * ratio - 3.0 + 4.0 * left - left * left)).max(0.0),
            q_hg: length * lost * lost,
            q_gg: 1.0 - left * left,
            q_cc: 1.0 - error_left * error_left,
        }
    }
}

/// A symmetric matrix over height (h), grade (g) and shared error (c).
#[derive(Clone, Copy, Debug, Default)]
struct Symmetric {
    hh: f64,
    hg: f64,
    hc: f64,
    gg: f64,
    gc: f64,
    cc: f64,
}

impl Symmetric {
    fn times(&self, v: [f64; 3]) -> [f64; 3] {
        let [h, g, c] = v;
        [
            self.hh * h + self.hg * g + self.hc * c,
            self.hg * h + self.gg * g + self.gc * c,
            self.hc * h + self.gc * g + self.cc * c,
        ]
    }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    let ([a0, a1, a2], [b0, b1, b2]) = (a, b);
    a0 * b0 + a1 * b1 + a2 * b2
}

/// The state before a node is looked at.
#[derive(Clone, Copy, Debug)]
struct Predicted {
    state: [f64; 3],
    covariance: Symmetric,
}

/// What a node told.
#[derive(Clone, Copy, Debug)]
struct Update {
    surprise: f64,
    variance: f64,
    gain: [f64; 3],
}

/// Nothing is known of the height before the first node.
const UNKNOWN_HEIGHT_VARIANCE: f64 = 1e6;

impl Predicted {
    fn start(node: &Node, model: &Model) -> Self {
        Self {
            state: [node.altitude_m, 0.0, 0.0],
            covariance: Symmetric {
                hh: UNKNOWN_HEIGHT_VARIANCE,
                gg: model.grade_sd * model.grade_sd,
                cc: model.correlated_sd_m * model.correlated_sd_m,
                ..Symmetric::default()
            },
        }
    }

    fn update(&self, node: &Node, model: &Model) -> Update {
        let [height, _, error] = self.state;
        let p = &self.covariance;
        let own = model.sample_sd_m * model.sample_sd_m / node.n_samples.max(1.0);
        let variance = p.hh + 2.0 * p.hc + p.cc + own;
        Update {
            surprise: node.altitude_m - height - error,
            variance,
            gain: [
                (p.hh + p.hc) / variance,
                (p.hg + p.gc) / variance,
                (p.hc + p.cc) / variance,
            ],
        }
    }

    /// The state before the next node, after this one was looked at.
    fn next(&self, update: &Update, step: &Transition, model: &Model) -> Self {
        let ([h, g, c], [kh, kg, kc]) = (self.state, update.gain);
        let (v, s) = (update.surprise, update.variance);
        let (h, g, c) = (h + kh * v, g + kg * v, c + kc * v);
        let p = &self.covariance;
        let (hh, hg, hc) = (p.hh - kh * kh * s, p.hg - kh * kg * s, p.hc - kh * kc * s);
        let (gg, gc, cc) = (p.gg - kg * kg * s, p.gc - kg * kc * s, p.cc - kc * kc * s);
        let (b, e, f) = (step.rise, step.grade_left, step.error_left);
        let grade_variance = model.grade_sd * model.grade_sd;
        let error_variance = model.correlated_sd_m * model.correlated_sd_m;
        Self {
            state: [h + b * g, e * g, f * c],
            covariance: Symmetric {
                hh: hh + 2.0 * b * hg + b * b * gg + step.q_hh * grade_variance,
                hg: e * (hg + b * gg) + step.q_hg * grade_variance,
                hc: f * (hc + b * gc),
                gg: e * e * gg + step.q_gg * grade_variance,
                gc: e * f * gc,
                cc: f * f * cc + step.q_cc * error_variance,
            },
        }
    }
}

/// How well a model explains the nodes, all its standard deviations scaled together as suits them
/// best within the range: the scale, and twice the negative log likelihood there.
pub(crate) fn best_scale(
    nodes: &[Node],
    steps: &[Transition],
    model: &Model,
    range: (f64, f64),
) -> (f64, f64) {
    let Some(first) = nodes.first() else {
        return (1.0, 0.0);
    };
    let mut predicted = Predicted::start(first, model);
    let mut update = predicted.update(first, model);
    let (mut chi_square, mut log_variance, mut product, mut n) = (0.0, 0.0, 1.0, 0.0);
    for (node, step) in nodes.iter().skip(1).zip(steps) {
        predicted = predicted.next(&update, step, model);
        update = predicted.update(node, model);
        chi_square += update.surprise * update.surprise / update.variance;
        // One logarithm for several factors: it would cost as much as the filter.
        product *= update.variance;
        if !(1e-100..1e100).contains(&product) {
            log_variance += libm::log(product);
            product = 1.0;
        }
        n += 1.0;
    }
    if n < 1.0 {
        return (1.0, 0.0);
    }
    log_variance += libm::log(product);
    let scale = (chi_square / n).sqrt().clamp(range.0, range.1);
    let square = scale * scale;
    (
        scale,
        log_variance + n * libm::log(square) + chi_square / square,
    )
}

/// The ground at each node, seen from all nodes.
pub(crate) fn smooth(nodes: &[Node], steps: &[Transition], model: &Model) -> Vec<Smoothed> {
    let Some(first) = nodes.first() else {
        return Vec::new();
    };
    let mut seen = Vec::with_capacity(nodes.len());
    let mut predicted = Predicted::start(first, model);
    let mut update = predicted.update(first, model);
    seen.push((predicted, update));
    for (node, step) in nodes.iter().skip(1).zip(steps) {
        predicted = predicted.next(&update, step, model);
        update = predicted.update(node, model);
        seen.push((predicted, update));
    }
    let mut smoothed: Vec<Smoothed> = backward(&seen, steps);
    smoothed.reverse();
    smoothed
}

/// From the last node to the first.
fn backward(seen: &[(Predicted, Update)], steps: &[Transition]) -> Vec<Smoothed> {
    let mut pull = [0.0; 3];
    let mut weight = Symmetric::default();
    let mut steps = steps.iter().rev();
    seen.iter()
        .rev()
        .map(|(predicted, update)| {
            look_at(update, &mut pull, &mut weight);
            let smoothed = corrected(predicted, pull, &weight);
            if let Some(step) = steps.next() {
                step_back(step, &mut pull, &mut weight);
            }
            smoothed
        })
        .collect()
}

/// Adds what a node told to what its successors told.
fn look_at(update: &Update, pull: &mut [f64; 3], weight: &mut Symmetric) {
    let inverse = 1.0 / update.variance;
    let [uh, ug, uc] = weight.times(update.gain);
    let both = dot(update.gain, [uh, ug, uc]) + inverse;
    let told = dot(update.gain, *pull) + update.surprise * inverse;
    let [h, g, c] = *pull;
    *pull = [h - told, g, c - told];
    *weight = Symmetric {
        hh: weight.hh - 2.0 * uh + both,
        hg: weight.hg - ug,
        hc: weight.hc - uh - uc + both,
        gg: weight.gg,
        gc: weight.gc - ug,
        cc: weight.cc - 2.0 * uc + both,
    };
}

fn corrected(predicted: &Predicted, pull: [f64; 3], weight: &Symmetric) -> Smoothed {
    let p = &predicted.covariance;
    let [height, grade, _] = predicted.state;
    let of_grade = [p.hg, p.gg, p.gc];
    Smoothed {
        altitude_m: height - dot([p.hh, p.hg, p.hc], pull),
        grade: grade - dot(of_grade, pull),
        grade_variance: (p.gg - dot(of_grade, weight.times(of_grade))).max(0.0),
    }
}

/// Carries pull and weight over the way to the node before.
fn step_back(step: &Transition, pull: &mut [f64; 3], weight: &mut Symmetric) {
    let (b, e, f) = (step.rise, step.grade_left, step.error_left);
    let [h, g, c] = *pull;
    *pull = [h, b * h + e * g, f * c];
    let w = *weight;
    *weight = Symmetric {
        hh: w.hh,
        hg: b * w.hh + e * w.hg,
        hc: f * w.hc,
        gg: b * b * w.hh + 2.0 * b * e * w.hg + e * e * w.gg,
        gc: f * (b * w.hc + e * w.gc),
        cc: f * f * w.cc,
    };
}
