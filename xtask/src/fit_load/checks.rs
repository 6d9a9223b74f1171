//! How well the models fit, and what they say about rows they never saw.

use anyhow::{Context, Result};
use trochlea_knowledge::N_DRAWS;
use trochlea_load::{Answer, Figure, Interval, LoadModel, Query};
use trochlea_quantity::{Grade, Speed};

use super::evidence::Row;
use super::mechanism::Mechanism;
use super::surface::{Between, Fitted, Kind, OneSurface, Point, SPEED, STEP_RATE, residuals_of};
use super::{Inputs, draws, least_squares::root_mean_square};

/// Where a study says "preferred speed".
pub const PREFERRED_M_PER_S: f64 = 3.0;
const M_PER_MILE: f64 = 1609.344;

pub struct Results {
    pub rows: Vec<RowResult>,
    pub n_inside: usize,
    pub n_rows: usize,
    /// Without the two rows that the others are relative to.
    pub n_inside_of_others: usize,
    pub n_others: usize,
    pub rms: Rms,
    pub left_out: Vec<LeftOut>,
    pub check: Vec<Check>,
    /// Medians of relative predictions inside the range: per kilometre, impulse and peak.
    pub half_widths: [f64; 3],
    /// Share of the range in which the mechanism's kilometre lies inside the shipped interval.
    pub mechanism_inside: f64,
    /// How far outside it lies at most, as a fraction.
    pub mechanism_farthest: f64,
}

/// Of the residuals, as fractions.
pub struct Rms {
    pub pooled: f64,
    pub with_interaction: f64,
    pub shipped: f64,
    pub mechanism: f64,
}

/// A row that was fitted.
pub struct RowResult {
    pub row: Row,
    /// Against the study's own level row at the reference speed.
    pub observed: f64,
    pub predicted: Interval,
    pub is_inside: bool,
    pub is_reference: bool,
    pub shipped: f64,
    pub pooled: f64,
    pub with_interaction: f64,
    pub mechanism: f64,
}

/// A study predicted from the other.
pub struct LeftOut {
    pub study: String,
    /// Without slopes, which only one study has.
    pub n_rows: usize,
    pub surface_rms: f64,
    pub with_interaction_rms: f64,
    pub mechanism_rms: f64,
    pub n_inside: usize,
}

/// A row that no fit saw.
pub struct Check {
    pub row: Row,
    pub speed_m_per_s: f64,
    pub observed: f64,
    pub unit: &'static str,
    pub predicted: Interval,
    pub mechanism: f64,
}

impl Check {
    pub fn is_inside(&self) -> bool {
        (self.predicted.low..=self.predicted.high).contains(&self.observed)
    }
}

impl Results {
    pub fn new(
        inputs: &Inputs,
        fitted: &Fitted,
        mechanism: &Mechanism,
        model: &LoadModel,
    ) -> Result<Self> {
        let rows = row_results(inputs, fitted, mechanism, model)?;
        let others = || rows.iter().filter(|row| !row.is_reference);
        let (mechanism_inside, mechanism_farthest) = beside(inputs, mechanism, model)?;
        let rms = |of: fn(&RowResult) -> f64| {
            root_mean_square(&rows.iter().map(of).collect::<Vec<f64>>())
        };
        Ok(Self {
            n_inside: rows.iter().filter(|row| row.is_inside).count(),
            n_rows: rows.len(),
            n_inside_of_others: others().filter(|row| row.is_inside).count(),
            n_others: others().count(),
            rms: Rms {
                pooled: rms(|row| row.pooled),
                with_interaction: rms(|row| row.with_interaction),
                shipped: rms(|row| row.shipped),
                mechanism: rms(|row| row.mechanism),
            },
            left_out: left_out(inputs, fitted),
            check: checks(inputs, mechanism, model)?,
            half_widths: half_widths(model)?,
            mechanism_inside,
            mechanism_farthest,
            rows,
        })
    }
}

/// Asks the shipped model.
pub fn ask(
    model: &LoadModel,
    (speed, grade_percent, change_percent): (f64, f64, f64),
    relative_to_speed: f64,
) -> Result<Answer> {
    let query = Query {
        speed: Speed::from_m_per_s(speed),
        grade: Grade::from_percent(grade_percent),
        step_rate_change_fraction: change_percent / 100.0,
        relative_to: Some((
            Speed::from_m_per_s(relative_to_speed),
            Grade::from_fraction(0.0),
        )),
    };
    model.query(&query).context("a row that cannot be")
}

fn row_results(
    inputs: &Inputs,
    fitted: &Fitted,
    mechanism: &Mechanism,
    model: &LoadModel,
) -> Result<Vec<RowResult>> {
    let points = &fitted.points;
    let shipped = residuals_of(points, |point| fitted.log_relative(point));
    let mechanistic = residuals_of(points, |point| mechanism.log_relative(point, inputs));
    let rows = inputs.evidence.fit_rows();
    let mut results = Vec::new();
    for (idx, row) in rows.iter().enumerate() {
        let at = |residuals: &[f64]| residuals.get(idx).copied().unwrap_or(f64::NAN);
        let reference = reference_of(row, &rows, inputs).context("no level row")?;
        let condition = (
            row.speed()?,
            row.grade_percent,
            row.step_rate_change_percent,
        );
        let answer = ask(model, condition, reference.speed()?)?;
        let predicted = figure(&answer, Kind::of(row)).relative;
        let observed = row.value / reference.value;
        let is_reference = std::ptr::eq(*row, reference);
        results.push(RowResult {
            row: (*row).clone(),
            observed,
            predicted,
            // A row is itself, whatever the last digit says.
            is_inside: is_reference || (predicted.low..=predicted.high).contains(&observed),
            is_reference,
            shipped: at(&shipped),
            pooled: at(&fitted.pooled.residuals),
            with_interaction: at(&fitted.with_interaction.residuals),
            mechanism: at(&mechanistic),
        });
    }
    Ok(results)
}

fn figure(answer: &Answer, kind: Kind) -> Figure {
    match kind {
        Kind::PerKilometre => answer.per_km_impulse_bw_s,
        Kind::PerContact => answer.per_step_impulse_bw_s,
        Kind::Peak => answer.per_step_peak_bw,
    }
}

/// The study's own row on the level at the usual step rate, nearest to the reference speed.
fn reference_of<'a>(row: &Row, rows: &[&'a Row], inputs: &Inputs) -> Option<&'a Row> {
    let distance = |row: &Row| {
        row.speed_m_per_s.map_or(f64::INFINITY, |it| {
            (it - inputs.load.reference.speed_m_per_s).abs()
        })
    };
    rows.iter()
        .copied()
        .filter(|other| other.study == row.study && other.metric == row.metric)
        .filter(|other| other.grade_percent == 0.0 && other.step_rate_change_percent == 0.0)
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn left_out(inputs: &Inputs, fitted: &Fitted) -> Vec<LeftOut> {
    let rows = inputs.evidence.fit_rows();
    fitted
        .studies
        .iter()
        .map(|study| {
            let is_own = |point: &Point| point.study == study.name;
            let own: Vec<Point> = fitted
                .points
                .iter()
                .filter(|point| is_own(point) && point.grade_percent == 0.0)
                .cloned()
                .collect();
            let others: Vec<Point> = fitted
                .points
                .iter()
                .filter(|point| !is_own(point))
                .cloned()
                .collect();
            let other_rows: Vec<&Row> = rows
                .iter()
                .copied()
                .filter(|row| row.short_name() != study.name)
                .collect();
            let rms_of = |surface: &OneSurface| {
                root_mean_square(&residuals_of(&own, |point| surface.log_relative(point)))
            };
            let surface = OneSurface::fitted(&others, false);
            let mechanism = Mechanism::fitted(inputs, &other_rows);
            LeftOut {
                study: study.name.clone(),
                n_rows: own.len(),
                surface_rms: rms_of(&surface),
                with_interaction_rms: rms_of(&OneSurface::fitted(&others, true)),
                mechanism_rms: root_mean_square(&residuals_of(&own, |point| {
                    mechanism.log_relative(point, inputs)
                })),
                n_inside: n_inside(inputs, fitted, &surface, &own),
            }
        })
        .collect()
}

/// How many of a study's level rows lie within the 80 % interval that the other study gives,
/// each relative to the study's own reference row. Two studies differ by the spread between studies
/// twice: once for the one that is known, once for the one that is not.
fn n_inside(inputs: &Inputs, fitted: &Fitted, others: &OneSurface, own: &[Point]) -> usize {
    let between = |idx: usize, sd: f64| Between {
        mid: others.coefficient(idx),
        sd: sd * std::f64::consts::SQRT_2,
    };
    let lists = draws::draws(
        inputs,
        between(SPEED, fitted.speed.sd),
        between(STEP_RATE, fitted.step_rate.sd),
    );
    let list = |name: &str| {
        lists
            .iter()
            .find(|(other, _)| *other == name)
            .map_or(&[][..], |(_, values)| values.as_slice())
    };
    let (speed, step_rate) = (
        list("impulse_speed_exponent"),
        list("impulse_step_rate_exponent"),
    );
    let reference = own
        .iter()
        .filter(|point| point.log_step_rate.abs() < 1e-9)
        .min_by(|a, b| a.log_speed.abs().total_cmp(&b.log_speed.abs()));
    let Some(reference) = reference else { return 0 };
    own.iter()
        .filter(|point| {
            let mut ratios = [0.0; N_DRAWS];
            for (out, (speed, step_rate)) in ratios.iter_mut().zip(speed.iter().zip(step_rate)) {
                *out = speed * (point.log_speed - reference.log_speed)
                    + step_rate * point.log_step_rate;
            }
            let interval = Interval::of(&ratios);
            let observed = point.log_impulse - reference.log_impulse;
            (interval.low - 1e-9..=interval.high + 1e-9).contains(&observed)
        })
        .count()
}

fn checks(inputs: &Inputs, mechanism: &Mechanism, model: &LoadModel) -> Result<Vec<Check>> {
    let mut rows = inputs.evidence.with_use("check");
    rows.extend(
        inputs
            .evidence
            .with_use("check_scale")
            .into_iter()
            .filter(|row| row.unit == "BW"),
    );
    rows.into_iter()
        .map(|row| {
            let speed = row.speed_m_per_s.unwrap_or(if row.unit == "%" {
                PREFERRED_M_PER_S
            } else {
                inputs.load.level.at_speed_m_per_s
            });
            let condition = (speed, row.grade_percent, row.step_rate_change_percent);
            let asked = figure(&ask(model, condition, speed)?, Kind::of(row));
            let by_mechanism = mechanism.predicted(row, speed, inputs);
            let level = Row {
                step_rate_change_percent: 0.0,
                ..row.clone()
            };
            let change = by_mechanism / mechanism.predicted(&level, speed, inputs);
            let percent = |ratio: f64| 100.0 * (ratio - 1.0);
            let (observed, predicted, mechanism, unit) = if row.unit == "%" {
                let Interval { mid, low, high } = asked.relative;
                let predicted = Interval {
                    mid: percent(mid),
                    low: percent(low),
                    high: percent(high),
                };
                (row.value, predicted, percent(change), "%")
            } else {
                let per_km = if row.unit.contains("mile") {
                    1000.0 / M_PER_MILE
                } else {
                    1.0
                };
                let predicted = Interval {
                    mid: asked.mid,
                    low: asked.low,
                    high: asked.high,
                };
                let unit = match Kind::of(row) {
                    Kind::Peak => "BW",
                    Kind::PerContact => "BW·s",
                    Kind::PerKilometre => "BW·s/km",
                };
                (row.value * per_km, predicted, by_mechanism, unit)
            };
            Ok(Check {
                row: row.clone(),
                speed_m_per_s: speed,
                observed,
                unit,
                predicted,
                mechanism,
            })
        })
        .collect()
}

/// Medians over an even grid of the range.
fn half_widths(model: &LoadModel) -> Result<[f64; 3]> {
    let (mut per_km, mut impulse, mut peak) = (Vec::new(), Vec::new(), Vec::new());
    for condition in grid() {
        let answer = ask(model, condition, 2.78)?;
        per_km.push(answer.per_km_impulse_bw_s.relative.relative_half_width());
        impulse.push(answer.per_step_impulse_bw_s.relative.relative_half_width());
        peak.push(answer.per_step_peak_bw.relative.relative_half_width());
    }
    Ok([per_km, impulse, peak].map(median))
}

/// How often the mechanism agrees with the shipped interval, and how far it strays.
fn beside(inputs: &Inputs, mechanism: &Mechanism, model: &LoadModel) -> Result<(f64, f64)> {
    let km = |speed: f64, grade: f64, ratio: f64| {
        mechanism.impulse_bw_s(speed, grade, ratio, inputs) * inputs.contacts_per_km(speed, ratio)
    };
    let (mut inside, mut all, mut farthest) = (0.0, 0.0, 0.0_f64);
    for condition in grid() {
        let (speed, grade, change) = condition;
        let interval = ask(model, condition, 2.78)?.per_km_impulse_bw_s.relative;
        let ratio = km(speed, grade, 1.0 + change / 100.0) / km(2.78, 0.0, 1.0);
        let outside = (ratio / interval.high - 1.0).max(interval.low / ratio - 1.0);
        all += 1.0;
        inside += f64::from(outside <= 0.0);
        farthest = farthest.max(outside);
    }
    Ok((inside / all, farthest))
}

/// Speed, grade in percent and change of step rate in percent over the range.
fn grid() -> impl Iterator<Item = (f64, f64, f64)> {
    steps(2.2, 5.0, 15).flat_map(|speed| {
        steps(-10.5, 10.5, 15)
            .flat_map(move |grade| steps(-10.0, 10.0, 9).map(move |change| (speed, grade, change)))
    })
}

fn steps(from: f64, to: f64, n: usize) -> impl Iterator<Item = f64> {
    (0..n).map(move |idx| from + (to - from) * idx as f64 / (n - 1) as f64)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
