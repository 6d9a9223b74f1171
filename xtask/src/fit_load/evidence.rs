//! The studies' rows.

use anyhow::{Context, Result, bail};

use super::least_squares::solve;

/// All rows.
pub struct Evidence {
    pub rows: Vec<Row>,
    pub step_rates: Vec<StepRateRow>,
}

/// One published figure.
#[derive(Clone, Debug)]
pub struct Row {
    pub study: String,
    /// Missing where the study says "preferred" or "mixed".
    pub speed_m_per_s: Option<f64>,
    pub grade_percent: f64,
    pub step_rate_change_percent: f64,
    pub metric: String,
    pub unit: String,
    pub value: f64,
    pub sd: Option<f64>,
    pub used_for: String,
}

impl Row {
    /// Author and year.
    pub fn short_name(&self) -> String {
        short_name(&self.study)
    }

    pub fn step_rate_ratio(&self) -> f64 {
        1.0 + self.step_rate_change_percent / 100.0
    }

    pub fn speed(&self) -> Result<f64> {
        self.speed_m_per_s
            .with_context(|| format!("{}: a row to fit needs a speed", self.study))
    }
}

/// The words up to the year.
pub fn short_name(study: &str) -> String {
    let mut name = Vec::new();
    for word in study.split_whitespace() {
        name.push(word);
        if word.len() == 4 && word.chars().all(|it| it.is_ascii_digit()) {
            break;
        }
    }
    name.join(" ")
}

/// A study's mean step rate at a speed.
#[derive(Clone, Debug)]
pub struct StepRateRow {
    pub speed_m_per_s: f64,
    pub step_rate_spm: f64,
    pub duty_factor: Option<f64>,
    pub study: String,
}

impl Evidence {
    pub fn read(running: &str, step_rates: &str) -> Result<Self> {
        Ok(Self {
            rows: lines(running)
                .map(row)
                .collect::<Result<_>>()
                .context("running_pfj.csv")?,
            step_rates: lines(step_rates)
                .map(step_rate)
                .collect::<Result<_>>()
                .context("step_rate.csv")?,
        })
    }

    pub fn fit_rows(&self) -> Vec<&Row> {
        self.with_use("fit")
    }

    pub fn with_use(&self, used_for: &str) -> Vec<&Row> {
        self.rows
            .iter()
            .filter(|row| row.used_for == used_for)
            .collect()
    }

    /// With which power of speed the step rate rises, over all study means.
    pub fn step_rate_speed_exponent(&self) -> f64 {
        let points = self.step_rates.iter();
        power(points.map(|row| (row.speed_m_per_s, row.step_rate_spm)))
    }

    /// With which power of speed contact time changes (negative), where one study has several
    /// duty factors: contact time = duty factor * time of a stride.
    pub fn contact_time_speed_exponent(&self) -> f64 {
        let of_one_study = self
            .step_rates
            .iter()
            .filter(|row| row.study == "Fukuchi 2017");
        power(of_one_study.filter_map(|row| {
            let duty_factor = row.duty_factor?;
            Some((row.speed_m_per_s, duty_factor * 120.0 / row.step_rate_spm))
        }))
    }
}

/// Exponent of the power law through some points.
fn power(points: impl Iterator<Item = (f64, f64)>) -> f64 {
    let rows: Vec<(Vec<f64>, f64)> = points
        .map(|(x, y)| (vec![1.0, libm::log(x)], libm::log(y)))
        .collect();
    solve(&rows).get(1).copied().unwrap_or(f64::NAN)
}

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split(',').collect())
}

fn row(fields: Vec<&str>) -> Result<Row> {
    let [
        study,
        _,
        speed,
        grade,
        change,
        metric,
        unit,
        value,
        sd,
        used_for,
        _,
        _,
    ] = fields[..]
    else {
        bail!("not twelve fields: {fields:?}");
    };
    Ok(Row {
        study: study.to_owned(),
        speed_m_per_s: speed.parse().ok(),
        grade_percent: grade.parse()?,
        step_rate_change_percent: change.parse()?,
        metric: metric.to_owned(),
        unit: unit.to_owned(),
        value: value.parse().with_context(|| value.to_owned())?,
        sd: sd.parse().ok(),
        used_for: used_for.to_owned(),
    })
}

fn step_rate(fields: Vec<&str>) -> Result<StepRateRow> {
    let [study, _, speed, step_rate, duty_factor] = fields[..] else {
        bail!("not five fields: {fields:?}");
    };
    Ok(StepRateRow {
        study: study.to_owned(),
        speed_m_per_s: speed.parse()?,
        step_rate_spm: step_rate.parse()?,
        duty_factor: duty_factor.parse().ok(),
    })
}
