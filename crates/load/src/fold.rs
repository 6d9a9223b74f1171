//! A run folded into cells of alike contacts, kilometre by kilometre.
//!
//! A cell stands at the mean of its contacts, so its width matters only in the second order: with
//! the widths below that is less than two in a thousand, for the weighted load too.

use std::collections::BTreeMap;

use trochlea_gait::Motion;
use trochlea_quantity::{Origin, Shares};

use crate::baseline::Baseline;
use crate::exponential::exponential;
use crate::iliotibial::Exposure;
use crate::model::LoadModel;
use crate::stretch::{GradeErrors, Stretch};
use crate::surface::Condition;

const SPEED_BIN_M_PER_S: f64 = 0.25;
const GRADE_BIN_FRACTION: f64 = 0.02;
const STEP_RATE_BIN: f64 = 0.04;
const KILOMETRE_M: f64 = 1000.0;
/// More than anyone runs; what lies beyond is added to the last.
const MOST_KILOMETRES: usize = 2000;

/// A run in cells, ready to be evaluated under every draw, and under other conditions.
#[derive(Clone, Debug)]
pub struct Folded {
    pub(crate) baseline: Baseline,
    pub(crate) kilometres: Vec<Kilometre>,
    pub(crate) grade_errors: GradeErrors,
    pub(crate) origin: Shares,
    pub(crate) exposure: Exposure,
    pub(crate) slope: SlopeError,
    /// Whether the ground was unknown under most contacts.
    pub(crate) knows_no_ground: bool,
}

/// One kilometre of the way, or what was left of it at the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kilometre {
    pub metres: f64,
    pub seconds: f64,
    pub cells: Vec<Cell>,
    pub slope: SlopeError,
    places: BTreeMap<u32, usize>,
    last: Option<(u32, usize)>,
}

/// Contacts of one knee that are alike.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub kind: Kind,
    pub terrain: Terrain,
    pub contacts: f64,
    pub metres: f64,
    pub outside: f64,
    speed: f64,
    grade: f64,
    step_rate_ratio: f64,
}

impl Folded {
    /// The cells of the whole way: what is alike in several kilometres is one cell. Where the
    /// kilometres do not matter, an ultra is evaluated as fast as a short run.
    pub(crate) fn merged(&self) -> Vec<Cell> {
        let mut places: BTreeMap<u32, Cell> = BTreeMap::new();
        for kilometre in &self.kilometres {
            for (key, &idx) in &kilometre.places {
                let Some(cell) = kilometre.cells.get(idx) else {
                    continue;
                };
                match places.get_mut(key) {
                    Some(sum) => sum.add(cell),
                    None => {
                        places.insert(*key, *cell);
                    }
                }
            }
        }
        places.into_values().collect()
    }
}

/// How a cell is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Running,
    /// With a step rate of the population.
    RunningAssumed,
    Walking,
}

/// Which way the ground goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Terrain {
    Uphill,
    Flat,
    Downhill,
}

impl Cell {
    fn add(&mut self, other: &Self) {
        self.contacts += other.contacts;
        self.metres += other.metres;
        self.outside += other.outside;
        self.speed += other.speed;
        self.grade += other.grade;
        self.step_rate_ratio += other.step_rate_ratio;
    }

    /// Where its contacts stand on average.
    pub fn condition(&self) -> Condition {
        Condition {
            speed_m_per_s: self.speed / self.contacts,
            grade_fraction: self.grade / self.contacts,
            step_rate_ratio: self.step_rate_ratio / self.contacts,
        }
    }
}

/// What the errors of the grade do to impulse and weighted load, as sums over blocks of way in
/// which the error is the same.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SlopeError {
    weight: [f64; 2],
    in_block: [f64; 2],
    squares: [f64; 2],
    signed: [f64; 2],
}

impl SlopeError {
    fn add(&mut self, weight: [f64; 2], error: [f64; 2]) {
        let sums = self.weight.iter_mut().zip(&mut self.in_block);
        for ((sum, block), (weight, error)) in sums.zip(weight.iter().zip(error)) {
            *sum += weight;
            *block += error;
        }
    }

    fn close_block(&mut self) {
        let sums = self.squares.iter_mut().zip(&mut self.signed);
        for ((square, signed), block) in sums.zip(&mut self.in_block) {
            *square += *block * *block;
            *signed += *block;
            *block = 0.0;
        }
    }

    /// Relative variance of impulse and weighted load.
    pub fn relative_variance(&self, errors: GradeErrors) -> [f64; 2] {
        let mut closed = *self;
        closed.close_block();
        let mut out = [0.0; 2];
        let sums = closed.squares.iter().zip(&closed.signed);
        for (out, ((square, signed), weight)) in out.iter_mut().zip(sums.zip(&closed.weight)) {
            let error = match errors {
                GradeErrors::AlongTheWay => *square,
                GradeErrors::WholeRun => signed * signed,
            };
            *out = if *weight > 0.0 {
                error / (weight * weight)
            } else {
                0.0
            };
        }
        out
    }
}

impl LoadModel {
    /// Folds stretches into cells. Nothing that is not walking or running counts.
    pub fn fold(
        &self,
        stretches: impl IntoIterator<Item = Stretch>,
        grade_errors: GradeErrors,
        baseline: &Baseline,
    ) -> Folded {
        let mut folding = Folding {
            model: self,
            folded: Folded {
                baseline: baseline.clone(),
                kilometres: Vec::new(),
                grade_errors,
                origin: Shares::default(),
                exposure: Exposure::default(),
                slope: SlopeError::default(),
                knows_no_ground: false,
            },
            way_m: 0.0,
            block: 0,
            weights: [0.0; 3],
            unknown_ground: 0.0,
        };
        for stretch in stretches {
            folding.add(self.on_known_ground(stretch));
        }
        folding.finish()
    }
}

struct Folding<'a> {
    model: &'a LoadModel,
    folded: Folded,
    way_m: f64,
    block: u64,
    weights: [f64; 3],
    unknown_ground: f64,
}

impl Folding<'_> {
    fn add(&mut self, stretch: Stretch) {
        let metres = stretch.metres.max(0.0);
        let end_m = self.way_m + metres;
        let contacts = contacts(&stretch);
        let count = contacts.map(|n| self.counted(&stretch, n));
        if metres > 0.0 {
            // A long interval may reach over several kilometres.
            while let Some(next_m) = self.kilometre_end(end_m) {
                self.put(&stretch, count.as_ref(), (next_m - self.way_m) / metres);
                self.way_m = next_m;
            }
            self.put(&stretch, count.as_ref(), (end_m - self.way_m) / metres);
        } else {
            self.put(&stretch, count.as_ref(), 1.0);
        }
        self.way_m = end_m;
    }

    /// Where the kilometre ends that the runner is in, when that is before `end_m`.
    fn kilometre_end(&self, end_m: f64) -> Option<f64> {
        let next_m = KILOMETRE_M * ((self.way_m / KILOMETRE_M).floor() + 1.0);
        (next_m < end_m && self.kilometre_idx() + 1 < MOST_KILOMETRES).then_some(next_m)
    }

    fn kilometre_idx(&self) -> usize {
        ((self.way_m / KILOMETRE_M) as usize).min(MOST_KILOMETRES - 1)
    }

    fn put(&mut self, stretch: &Stretch, counted: Option<&Counted>, share: f64) {
        if share <= 0.0 {
            return;
        }
        let is_nothing = counted.is_none() && stretch.metres <= 0.0;
        if is_nothing {
            return;
        }
        let idx = self.kilometre_idx();
        while self.folded.kilometres.len() <= idx {
            self.folded.kilometres.push(Kilometre::default());
        }
        let block = (self.way_m / self.model.grade_length_m) as u64;
        let Some(kilometre) = self.folded.kilometres.get_mut(idx) else {
            return;
        };
        if block != self.block {
            self.block = block;
            self.folded.slope.close_block();
            kilometre.slope.close_block();
        }
        kilometre.metres += stretch.metres.max(0.0) * share;
        kilometre.seconds += stretch.seconds * share;
        if let Some(counted) = counted {
            kilometre.add(counted, share, stretch.metres.max(0.0) * share);
            if let Some((weight, error)) = counted.slope {
                let part = |it: [f64; 2]| it.map(|value| value * share);
                kilometre.slope.add(part(weight), part(error));
                self.folded.slope.add(part(weight), part(error));
            }
            self.note(stretch, counted, share);
        }
    }

    fn note(&mut self, stretch: &Stretch, counted: &Counted, share: f64) {
        let contacts = counted.contacts * share;
        let [measured, estimated, assumed] = &mut self.weights;
        match stretch.origin() {
            Origin::Measured => *measured += contacts,
            Origin::Estimated => *estimated += contacts,
            Origin::Assumed => *assumed += contacts,
        }
        if stretch.grade_origin.is_none() {
            self.unknown_ground += contacts;
        }
        if counted.kind != Kind::Walking {
            self.folded.exposure.add(
                &counted.condition,
                counted.terrain == Terrain::Downhill,
                stretch.seconds * share,
                contacts,
                stretch.step_rate_origin != Some(Origin::Assumed),
                &self.model.table.iliotibial,
            );
        }
    }

    /// A stretch as contacts under a condition.
    fn counted(&self, stretch: &Stretch, contacts: f64) -> Counted {
        let model = self.model;
        let grade = stretch.grade_fraction;
        let terrain = if grade > model.flat_within_fraction {
            Terrain::Uphill
        } else if grade < -model.flat_within_fraction {
            Terrain::Downhill
        } else {
            Terrain::Flat
        };
        let walks = stretch.motion == Motion::Walking;
        let kind = match (walks, stretch.step_rate_origin) {
            (true, _) => Kind::Walking,
            (false, Some(Origin::Assumed) | None) => Kind::RunningAssumed,
            (false, _) => Kind::Running,
        };
        let usual = self.folded.baseline.line.at(stretch.speed_m_per_s).max(1.0);
        let condition = Condition {
            speed_m_per_s: stretch.speed_m_per_s,
            grade_fraction: grade,
            step_rate_ratio: if walks {
                1.0
            } else {
                stretch.step_rate_spm / usual
            },
        };
        let is_outside = if walks {
            -grade > model.table.walking.downhill_fraction
        } else {
            model.surface.is_outside(&condition)
        };
        let slope = (!walks).then(|| {
            let exponent = model.table.reference.guard_exponent;
            let log = model.surface.slope_mid(grade);
            let change = model.surface.slope_derivative(grade) * stretch.grade_se_fraction;
            let weight = [
                contacts * exponential(log),
                contacts * exponential(exponent * log),
            ];
            let [impulse, weighted] = weight;
            (weight, [impulse * change, weighted * exponent * change])
        });
        Counted {
            kind,
            terrain,
            contacts,
            condition,
            is_outside,
            slope,
        }
    }

    fn finish(mut self) -> Folded {
        let [measured, estimated, assumed] = self.weights;
        self.folded.knows_no_ground = self.unknown_ground > (measured + estimated + assumed) / 2.0;
        self.folded.origin = Shares::from_weights(measured, estimated, assumed);
        self.folded.slope.close_block();
        self.folded
    }
}

struct Counted {
    kind: Kind,
    terrain: Terrain,
    contacts: f64,
    condition: Condition,
    is_outside: bool,
    /// Weight, and what one standard error of the grade changes of it.
    slope: Option<([f64; 2], [f64; 2])>,
}

/// Contacts of one knee: every other step. `None` where nobody walked or ran.
pub(crate) fn contacts(stretch: &Stretch) -> Option<f64> {
    let moves = matches!(stretch.motion, Motion::Walking | Motion::Running);
    let contacts = stretch.step_rate_spm * stretch.seconds / 120.0;
    (moves && contacts > 0.0 && stretch.speed_m_per_s > 0.0 && contacts.is_finite())
        .then_some(contacts)
}

impl Kilometre {
    fn add(&mut self, counted: &Counted, share: f64, metres: f64) {
        let contacts = counted.contacts * share;
        let at = &counted.condition;
        let Some(cell) = self.cell(key(counted), counted) else {
            return;
        };
        cell.contacts += contacts;
        cell.metres += metres;
        cell.speed += contacts * at.speed_m_per_s;
        cell.grade += contacts * at.grade_fraction;
        cell.step_rate_ratio += contacts * at.step_rate_ratio;
        cell.outside += if counted.is_outside { contacts } else { 0.0 };
    }

    fn cell(&mut self, key: u32, counted: &Counted) -> Option<&mut Cell> {
        let idx = match self.last {
            Some((last, idx)) if last == key => idx,
            _ => {
                let next = self.cells.len();
                let idx = *self.places.entry(key).or_insert(next);
                if idx == next {
                    self.cells.push(Cell {
                        kind: counted.kind,
                        terrain: counted.terrain,
                        contacts: 0.0,
                        metres: 0.0,
                        outside: 0.0,
                        speed: 0.0,
                        grade: 0.0,
                        step_rate_ratio: 0.0,
                    });
                }
                self.last = Some((key, idx));
                idx
            }
        };
        self.cells.get_mut(idx)
    }
}

fn key(counted: &Counted) -> u32 {
    let at = &counted.condition;
    let bin = |value: f64, width: f64, first: f64| {
        (((value - first) / width).floor()).clamp(0.0, 127.0) as u32
    };
    let speed = bin(at.speed_m_per_s, SPEED_BIN_M_PER_S, 0.0);
    let grade = bin(at.grade_fraction, GRADE_BIN_FRACTION, -1.28);
    let step_rate = bin(at.step_rate_ratio, STEP_RATE_BIN, 0.0);
    (((speed * 128 + grade) * 128 + step_rate) * 4 + counted.kind as u32) * 4
        + counted.terrain as u32
}
