//! `xtask fit-load`: fits the model of the load in the knee to the studies.
//!
//! Reads `knowledge/evidence/*.csv`, `knowledge/load.toml` and `knowledge/gait.toml`; writes
//! `knowledge/load_fit.toml`, and the tables and plots of `docs/load-model.md`. No chance and no
//! clock: the same inputs give the same bytes, and a test holds the committed files to it.

mod checks;
mod document;
mod draws;
mod evidence;
mod least_squares;
mod mechanism;
mod plot;
mod surface;

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;
use trochlea_knowledge::{GaitTable, LoadFit, LoadTable};
use trochlea_load::LoadModel;

use evidence::Evidence;

const DOCUMENT: &str = "docs/load-model.md";
const FIT: &str = "knowledge/load_fit.toml";

/// Fits, and writes what came out.
///
/// # Errors
///
/// When a table cannot be read or a file not be written.
pub fn run(root: &Path) -> Result<()> {
    let files = fit(root)?;
    std::fs::create_dir_all(root.join("docs/load-model"))?;
    for (name, text) in &files {
        std::fs::write(root.join(name), text).with_context(|| name.clone())?;
    }
    println!("{} files written", files.len());
    Ok(())
}

/// Every file that the fit writes, by its path in the repository.
fn fit(root: &Path) -> Result<BTreeMap<String, String>> {
    let inputs = Inputs::read(root)?;
    let fitted = surface::Fitted::new(&inputs);
    let text = draws::to_toml(&inputs, &fitted);
    // What is compared is what was rounded and written.
    let load_fit: LoadFit = toml::from_str(&text).context(FIT)?;
    let model = LoadModel::new(&inputs.load, &load_fit, &inputs.gait);
    let mechanism = mechanism::Mechanism::fitted(&inputs, &inputs.evidence.fit_rows());
    let results = checks::Results::new(&inputs, &fitted, &mechanism, &model)?;
    let page = read(root, DOCUMENT)?;
    let mut files = BTreeMap::new();
    files.insert(
        DOCUMENT.to_owned(),
        document::filled(&page, &inputs, &fitted, &mechanism, &load_fit, &results)?,
    );
    files.insert(FIT.to_owned(), text);
    files.extend(plot::all(&inputs, &model)?);
    Ok(files)
}

/// What a fit stands on.
struct Inputs {
    evidence: Evidence,
    load: LoadTable,
    gait: GaitTable,
}

impl Inputs {
    fn read(root: &Path) -> Result<Self> {
        Ok(Self {
            evidence: Evidence::read(
                &read(root, "knowledge/evidence/running_pfj.csv")?,
                &read(root, "knowledge/evidence/step_rate.csv")?,
            )?,
            load: toml::from_str(&read(root, "knowledge/load.toml")?)?,
            gait: toml::from_str(&read(root, "knowledge/gait.toml")?)?,
        })
    }

    /// Steps per minute of the population.
    fn step_rate_spm(&self, speed_m_per_s: f64) -> f64 {
        let line = &self.gait.population_line;
        line.at_reference_spm
            + line.slope_spm_per_m_per_s * (speed_m_per_s - line.reference_speed_m_per_s)
    }

    /// Contacts of one knee over a kilometre.
    fn contacts_per_km(&self, speed_m_per_s: f64, step_rate_ratio: f64) -> f64 {
        1000.0 * self.step_rate_spm(speed_m_per_s) * step_rate_ratio / (120.0 * speed_m_per_s)
    }

    /// Contact time.
    fn contact_time_s(&self, speed_m_per_s: f64, step_rate_ratio: f64) -> f64 {
        let by_speed = libm::pow(
            speed_m_per_s / 3.0,
            self.evidence.contact_time_speed_exponent(),
        );
        let by_step_rate = libm::pow(
            step_rate_ratio,
            -self.load.spread.contact_time_step_rate_exponent_mid,
        );
        self.load.contact.time_at_3_m_per_s_s * by_speed * by_step_rate
    }
}

fn read(root: &Path, name: &str) -> Result<String> {
    std::fs::read_to_string(root.join(name)).with_context(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_files_are_those_of_a_fresh_fit() {
        let root = crate::root();
        for (name, fresh) in fit(&root).unwrap() {
            let committed = read(&root, &name).unwrap();
            assert!(committed == fresh, "{name}: run `cargo xtask fit-load`");
        }
    }

    #[test]
    fn three_of_four_to_nineteen_of_twenty_rows_lie_in_their_interval() {
        let inputs = Inputs::read(&crate::root()).unwrap();
        let fitted = surface::Fitted::new(&inputs);
        let load_fit = toml::from_str(&draws::to_toml(&inputs, &fitted)).unwrap();
        let model = LoadModel::new(&inputs.load, &load_fit, &inputs.gait);
        let mechanism = mechanism::Mechanism::fitted(&inputs, &inputs.evidence.fit_rows());
        let results = checks::Results::new(&inputs, &fitted, &mechanism, &model).unwrap();
        println!("{} of {} rows inside", results.n_inside, results.n_rows);
        let share = results.n_inside as f64 / results.n_rows as f64;
        assert!((0.75..=0.95).contains(&share), "{share}");
        let against = results.n_inside_of_others as f64 / results.n_others as f64;
        assert!((0.75..=0.95).contains(&against), "{against}");
        println!("median half widths {:?}", results.half_widths);
        assert!(results.half_widths.iter().all(|width| *width <= 0.2));
    }
}
