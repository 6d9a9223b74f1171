//! The parameter draws: spread evenly, hardly correlated, the same every time.

use trochlea_knowledge::N_DRAWS;

use super::Inputs;
use super::surface::{Between, Fitted, SPEED, STEP_RATE};

/// Shuffles tried for each column; the one that correlates least with the columns before stays.
const N_SHUFFLES: usize = 3000;

/// `knowledge/load_fit.toml`.
pub fn to_toml(inputs: &Inputs, fitted: &Fitted) -> String {
    let mut text = String::from(
        "# Written by `cargo xtask fit-load` from load.toml and evidence/*.csv: do not edit.\n\n",
    );
    text.push_str(&surface_text(inputs, fitted));
    for study in &fitted.studies {
        let surface = &study.surface;
        let exponent = inputs.evidence.step_rate_speed_exponent();
        text.push_str(&format!(
            "[[study]]\nname = \"{}\"\nn_rows = {}\nper_km_speed_exponent = {:.4}\n\
             per_km_step_rate_exponent = {:.4}\nrms_percent = {:.3}\n\n",
            study.name,
            study.n_rows,
            surface.coefficient(SPEED) - 1.0 + exponent,
            surface.coefficient(STEP_RATE) + 1.0,
            100.0 * surface.rms(),
        ));
    }
    text.push_str("[draws]\n");
    for (name, values) in draws(inputs, fitted.speed, fitted.step_rate) {
        text.push_str(&format!("{name} = [\n"));
        for line in values.chunks(8) {
            let line: Vec<String> = line.iter().map(|it| format!("{it:.6}")).collect();
            text.push_str(&format!("    {},\n", line.join(", ")));
        }
        text.push_str("]\n");
    }
    text
}

fn surface_text(inputs: &Inputs, fitted: &Fitted) -> String {
    let evidence = &inputs.evidence;
    let contact_time = evidence.contact_time_speed_exponent();
    let level = &inputs.load.level;
    let reference = inputs.load.reference.speed_m_per_s;
    let peak_exponent = fitted.speed.mid - contact_time;
    let peak_bw = level.peak_bw * libm::pow(reference / level.at_speed_m_per_s, peak_exponent);
    let impulse_bw_s = peak_bw * inputs.load.contact.shape * inputs.contact_time_s(reference, 1.0);
    let [linear, square] = fitted.slope;
    format!(
        "[surface]\nreference_speed_m_per_s = {reference}\n\
         impulse_speed_exponent = {:.6}\nimpulse_step_rate_exponent = {:.6}\n\
         slope_per_percent = {linear:.7}\nslope_per_percent_squared = {square:.8}\n\
         step_rate_speed_exponent = {:.6}\ncontact_time_speed_exponent = {contact_time:.6}\n\
         peak_bw = {peak_bw:.5}\nimpulse_bw_s = {impulse_bw_s:.6}\n\
         speed_exponent_sd = {:.6}\nstep_rate_exponent_sd = {:.6}\n\n\
         [surface.provenance]\nstatus = \"sourced\"\n\
         source = \"Fitted to Van Hooren et al. 2024, doi 10.1111/sms.14570, and Hagen et al. 2023, doi 10.1249/MSS.0000000000003194; see docs/load-model.md\"\n\
         read = \"secondary\"\npopulation = \"19 and 12 healthy runners on treadmills\"\n\n",
        fitted.speed.mid,
        fitted.step_rate.mid,
        evidence.step_rate_speed_exponent(),
        fitted.speed.sd,
        fitted.step_rate.sd,
    )
}

/// Every list of the draws by its name.
pub fn draws(inputs: &Inputs, speed: Between, step_rate: Between) -> Vec<(&'static str, Vec<f64>)> {
    let spread = &inputs.load.spread;
    let [
        by_speed,
        by_step_rate,
        slope,
        slope_of_peak,
        level,
        level_of_peak,
        time_by_speed,
        time_by_step_rate,
        unknown_step_rate,
        walking,
        walking_slope,
        task_peak,
        task_impulse,
    ] = scores::<13>();
    let impulse_speed = line(speed.mid, speed.sd, &by_speed);
    let impulse_step_rate = line(step_rate.mid, step_rate.sd, &by_step_rate);
    let peak_speed = sum(
        &impulse_speed,
        &line(
            -inputs.evidence.contact_time_speed_exponent(),
            spread.contact_time_speed_exponent,
            &time_by_speed,
        ),
    );
    let peak_step_rate = sum(
        &impulse_step_rate,
        &line(
            spread.contact_time_step_rate_exponent_mid,
            spread.contact_time_step_rate_exponent_sd,
            &time_by_step_rate,
        ),
    )
    .into_iter()
    .map(|exponent| exponent.min(spread.greatest_peak_step_rate_exponent))
    .collect::<Vec<f64>>();
    let level_sd = |runner: f64| libm::hypot(runner, spread.laboratory_log);
    let level_of_peak = correlated(&level, &level_of_peak, spread.peak_impulse_correlation);
    let slope_of_peak = correlated(&slope, &slope_of_peak, spread.slope_peak_correlation);
    vec![
        ("impulse_speed_exponent", impulse_speed),
        ("impulse_step_rate_exponent", impulse_step_rate),
        ("peak_speed_exponent", peak_speed),
        ("peak_step_rate_exponent", peak_step_rate),
        ("slope_impulse_score", slope),
        ("slope_peak_score", slope_of_peak),
        (
            "level_impulse_log",
            line(0.0, level_sd(spread.runner_impulse_log), &level),
        ),
        (
            "level_peak_log",
            line(0.0, level_sd(spread.runner_peak_log), &level_of_peak),
        ),
        ("step_rate_score", unknown_step_rate),
        ("walking_peak_score", walking),
        ("walking_slope_score", walking_slope),
        ("task_peak_score", task_peak),
        ("task_impulse_score", task_impulse),
    ]
}

fn line(mid: f64, sd: f64, scores: &[f64]) -> Vec<f64> {
    scores.iter().map(|score| mid + sd * score).collect()
}

fn sum(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn correlated(with: &[f64], own: &[f64], correlation: f64) -> Vec<f64> {
    let rest = (1.0 - correlation * correlation).sqrt();
    with.iter()
        .zip(own)
        .map(|(with, own)| correlation * with + rest * own)
        .collect()
}

/// Columns of the same normal scores, each in an order of its own. The second half of the draws
/// mirrors the first in every column, so that the median of whatever is a sum of scores is its
/// centre, and no draw's luck moves the middle of a load.
fn scores<const N: usize>() -> [Vec<f64>; N] {
    let even = even_scores();
    let magnitudes = even.get(N_DRAWS / 2..).unwrap_or_default();
    let mut chance = Chance(0x7472_6f63_686c_6561);
    let mut columns: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for idx in 0..N {
        let (done, rest) = columns.split_at_mut(idx);
        let best = (0..N_SHUFFLES)
            .map(|_| {
                let column = chance.mirrored(magnitudes);
                (worst_correlation(&column, done), column)
            })
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let (Some(column), Some((_, best))) = (rest.first_mut(), best) {
            *column = best;
        }
    }
    columns
}

fn worst_correlation(column: &[f64], others: &[Vec<f64>]) -> f64 {
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    others
        .iter()
        .map(|other| (product(column, other) / product(column, column)).abs())
        .fold(0.0, f64::max)
}

/// Normal scores of even steps of probability, scaled so that their 90 % quantile, as the model
/// takes it, is the normal distribution's.
fn even_scores() -> Vec<f64> {
    let raw: Vec<f64> = (0..N_DRAWS)
        .map(|n| normal_quantile((n as f64 + 0.5) / N_DRAWS as f64))
        .collect();
    let place = 0.9 * (N_DRAWS - 1) as f64;
    let at = |idx: usize| raw.get(idx).copied().unwrap_or(f64::NAN);
    let below = place.floor() as usize;
    let quantile = at(below) + (at(below + 1) - at(below)) * place.fract();
    let scale = normal_quantile(0.9) / quantile;
    raw.iter().map(|score| score * scale).collect()
}

/// By halving: slow, exact, and the same everywhere.
fn normal_quantile(share: f64) -> f64 {
    let (mut low, mut high) = (-10.0, 10.0);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        let below = 0.5 * libm::erfc(-middle / std::f64::consts::SQRT_2);
        if below < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    /// The magnitudes shuffled, each with a sign, and the same with the other sign.
    fn mirrored(&mut self, magnitudes: &[f64]) -> Vec<f64> {
        let mut half = magnitudes.to_vec();
        for last in (1..half.len()).rev() {
            half.swap(last, self.below(last + 1));
        }
        for value in &mut half {
            if self.below(2) == 0 {
                *value = -*value;
            }
        }
        let mirror: Vec<f64> = half.iter().map(|value| -value).collect();
        [half, mirror].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_distribution_by_table() {
        assert!((normal_quantile(0.975) - 1.959_964).abs() < 1e-6);
        assert!(normal_quantile(0.5).abs() < 1e-9);
    }

    #[test]
    fn the_columns_hardly_correlate() {
        let columns = scores::<13>();
        for idx in 0..columns.len() {
            let worst = worst_correlation(&columns[idx], &columns[..idx]);
            assert!(worst < 0.25, "column {idx}: {worst}");
        }
    }
}
