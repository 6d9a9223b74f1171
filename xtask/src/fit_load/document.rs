//! The tables of `docs/load-model.md`, between their marks.

use anyhow::{Context, Result};
use trochlea_knowledge::LoadFit;

use super::Inputs;
use super::checks::Results;
use super::mechanism::Mechanism;
use super::surface::{Fitted, GRADE, GRADE_SQUARED, SPEED, STEP_RATE};

/// The page with every marked part written anew.
pub fn filled(
    page: &str,
    inputs: &Inputs,
    fitted: &Fitted,
    mechanism: &Mechanism,
    fit: &LoadFit,
    results: &Results,
) -> Result<String> {
    let parts = [
        ("coefficients", coefficients(inputs, fitted, mechanism, fit)),
        ("comparison", comparison(results)),
        ("rows", rows(results)),
        ("left-out", left_out(results)),
        ("checks", checks(results)),
        ("coverage", coverage(results)),
    ];
    let mut page = page.to_owned();
    for (name, text) in parts {
        page = replaced(&page, name, &text)?;
    }
    Ok(page)
}

fn replaced(page: &str, name: &str, text: &str) -> Result<String> {
    let (begin, end) = (
        format!("<!-- begin {name} -->"),
        format!("<!-- end {name} -->"),
    );
    let from = page.find(&begin).with_context(|| begin.clone())? + begin.len();
    let to = page.find(&end).with_context(|| end.clone())?;
    let before = page.get(..from).context("marks in disorder")?;
    let after = page.get(to..).context("marks in disorder")?;
    Ok(format!("{before}\n{text}{after}"))
}

fn coefficients(inputs: &Inputs, fitted: &Fitted, mechanism: &Mechanism, fit: &LoadFit) -> String {
    let surface = &fit.surface;
    let rise = surface.step_rate_speed_exponent;
    let mut text = String::from(
        "| | speed exponent per km | step-rate exponent per km | grade, per % | grade², per %² | RMS |\n\
         |---|---|---|---|---|---|\n",
    );
    let mut line = |name: &str, values: [f64; 5]| {
        let [speed, step_rate, grade, square, rms] = values;
        let or_none = |value: f64, digits: usize| {
            if value == 0.0 {
                "–".to_owned()
            } else {
                format!("{value:.digits$}")
            }
        };
        text.push_str(&format!(
            "| {name} | {:.3} | {:.3} | {} | {} | {:.1} % |\n",
            speed - 1.0 + rise,
            step_rate + 1.0,
            or_none(grade, 4),
            or_none(square, 5),
            100.0 * rms,
        ));
    };
    for study in &fitted.studies {
        let own = &study.surface;
        line(
            &format!("{} alone ({} rows)", study.name, study.n_rows),
            [
                own.coefficient(SPEED),
                own.coefficient(STEP_RATE),
                own.coefficient(GRADE),
                own.coefficient(GRADE_SQUARED),
                own.rms(),
            ],
        );
    }
    let pooled = &fitted.pooled;
    line(
        "all rows, one surface",
        [
            pooled.coefficient(SPEED),
            pooled.coefficient(STEP_RATE),
            pooled.coefficient(GRADE),
            pooled.coefficient(GRADE_SQUARED),
            pooled.rms(),
        ],
    );
    let [linear, square] = fitted.slope;
    let residuals = super::surface::residuals_of(&fitted.points, |it| fitted.log_relative(it));
    line(
        "**shipped**: between studies",
        [
            fitted.speed.mid,
            fitted.step_rate.mid,
            linear,
            square,
            super::least_squares::root_mean_square(&residuals),
        ],
    );
    let width = 1.2816;
    text.push_str(&format!(
        "\nShipped spread: speed exponent {:.3} (80 % of the draws {:.2} to {:.2}), step-rate exponent {:.3} \
         ({:.2} to {:.2}), both per kilometre. Per contact the exponents are {:.3} and {:.3}. Step rate rises with \
         speed to the power {:.3}, contact time changes with the power {:.3}. At 2.78 m/s on the level the \
         reference contact has a peak of {:.2} BW and an impulse of {:.3} BW·s, a reference kilometre {:.0} BW·s.\n",
        fitted.speed.mid - 1.0 + rise,
        fitted.speed.mid - 1.0 + rise - width * fitted.speed.sd,
        fitted.speed.mid - 1.0 + rise + width * fitted.speed.sd,
        fitted.step_rate.mid + 1.0,
        fitted.step_rate.mid + 1.0 - width * fitted.step_rate.sd,
        fitted.step_rate.mid + 1.0 + width * fitted.step_rate.sd,
        surface.impulse_speed_exponent,
        surface.impulse_step_rate_exponent,
        rise,
        surface.contact_time_speed_exponent,
        surface.peak_bw,
        surface.impulse_bw_s,
        surface.impulse_bw_s * inputs.contacts_per_km(surface.reference_speed_m_per_s, 1.0),
    ));
    text.push_str(&format!(
        "\nThe mechanistic alternative, fitted to all rows: flexion changes by {:.1} degrees per unit of log step \
         length and by {:.3} degrees per percent of grade.\n",
        mechanism.flexion_per_log_step_length_deg, mechanism.flexion_per_percent_deg,
    ));
    text
}

fn comparison(results: &Results) -> String {
    let percent = |it: f64| format!("{:.1} %", 100.0 * it);
    let mut text = String::from("| | fitted rows |");
    for left in &results.left_out {
        text.push_str(&format!(
            " {} predicted from the other ({} rows) |",
            left.study, left.n_rows
        ));
    }
    text.push_str(" checks: changes of peak, RMS |\n|---|---|");
    text.push_str(&"---|".repeat(results.left_out.len() + 1));
    text.push('\n');
    let changes: Vec<_> = results.check.iter().filter(|it| it.unit == "%").collect();
    let rms = |of: &dyn Fn(&super::checks::Check) -> f64| {
        let errors: Vec<f64> = changes.iter().map(|it| of(it) - it.observed).collect();
        super::least_squares::root_mean_square(&errors)
    };
    let left = |of: fn(&super::checks::LeftOut) -> f64| -> String {
        let cells: Vec<String> = results.left_out.iter().map(|it| percent(of(it))).collect();
        cells.join(" | ")
    };
    text.push_str(&format!(
        "| surface, all rows alike | {} | {} | |\n",
        percent(results.rms.pooled),
        left(|it| it.surface_rms),
    ));
    text.push_str(&format!(
        "| surface with speed × step rate | {} | {} | |\n",
        percent(results.rms.with_interaction),
        left(|it| it.with_interaction_rms),
    ));
    text.push_str(&format!(
        "| **surface between studies (shipped)** | {} | {} | {:.1} points |\n",
        percent(results.rms.shipped),
        vec!["as the first line"; results.left_out.len()].join(" | "),
        rms(&|it| it.predicted.mid),
    ));
    text.push_str(&format!(
        "| mechanism | {} | {} | {:.1} points |\n",
        percent(results.rms.mechanism),
        left(|it| it.mechanism_rms),
        rms(&|it| it.mechanism),
    ));
    text
}

fn rows(results: &Results) -> String {
    let mut text = String::from(
        "| study | m/s | grade % | step rate % | value | relative | model (80 %) | inside | shipped | pooled | with interaction | mechanism |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for it in &results.rows {
        let row = &it.row;
        text.push_str(&format!(
            "| {} | {:.2} | {:+.1} | {:+.0} | {:.0} | {:.3} | {:.3} ({:.3} to {:.3}) | {} | {:+.1} % | {:+.1} % | {:+.1} % | {:+.1} % |\n",
            row.short_name(),
            row.speed_m_per_s.unwrap_or(f64::NAN),
            row.grade_percent,
            row.step_rate_change_percent,
            row.value,
            it.observed,
            it.predicted.mid,
            it.predicted.low,
            it.predicted.high,
            match (it.is_reference, it.is_inside) {
                (true, _) => "reference",
                (false, true) => "yes",
                (false, false) => "**no**",
            },
            100.0 * it.shipped,
            100.0 * it.pooled,
            100.0 * it.with_interaction,
            100.0 * it.mechanism,
        ));
    }
    text
}

fn left_out(results: &Results) -> String {
    let mut text = String::from(
        "| left out | level rows | surface RMS | with interaction | mechanism RMS | inside the 80 % interval |\n|---|---|---|---|---|---|\n",
    );
    for it in &results.left_out {
        text.push_str(&format!(
            "| {} | {} | {:.1} % | {:.1} % | {:.1} % | {} of {} ({:.0} %) |\n",
            it.study,
            it.n_rows,
            100.0 * it.surface_rms,
            100.0 * it.with_interaction_rms,
            100.0 * it.mechanism_rms,
            it.n_inside,
            it.n_rows,
            100.0 * it.n_inside as f64 / it.n_rows as f64,
        ));
    }
    text
}

fn checks(results: &Results) -> String {
    let mut text = String::from(
        "| study | metric | at m/s | published | model (80 %) | inside | mechanism |\n|---|---|---|---|---|---|---|\n",
    );
    for it in &results.check {
        let sd = it.row.sd.map_or(String::new(), |sd| {
            format!(" ± {:.2}", sd * it.observed / it.row.value)
        });
        text.push_str(&format!(
            "| {} | {} | {:.2} | {:.2}{sd} {} | {:.2} ({:.2} to {:.2}) | {} | {:.2} |\n",
            it.row.short_name(),
            it.row.metric,
            it.speed_m_per_s,
            it.observed,
            it.unit,
            it.predicted.mid,
            it.predicted.low,
            it.predicted.high,
            if it.is_inside() { "yes" } else { "**no**" },
            it.mechanism,
        ));
    }
    text
}

fn coverage(results: &Results) -> String {
    let [per_km, impulse, peak] = results.half_widths.map(|it| 100.0 * it);
    format!(
        "{} of {} fitted rows ({:.0} %) lie inside their 80 % interval; without the two reference rows {} of {} \
         ({:.0} %). Median half width of a relative prediction over the range: {per_km:.1} % per kilometre, \
         {impulse:.1} % for the impulse and {peak:.1} % for the peak of a contact. What the mechanism says of a \
         kilometre lies inside the shipped interval at {:.0} % of the same grid; it lies outside by {:.1} % at most.\n",
        results.n_inside,
        results.n_rows,
        100.0 * results.n_inside as f64 / results.n_rows as f64,
        results.n_inside_of_others,
        results.n_others,
        100.0 * results.n_inside_of_others as f64 / results.n_others as f64,
        100.0 * results.mechanism_inside,
        100.0 * results.mechanism_farthest,
    )
}
