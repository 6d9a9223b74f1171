use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use trochlea_knowledge::Knowledge;
use trochlea_load::{Baseline, Interval, LoadModel};
use trochlea_recording::{Limits, decode_each};
use trochlea_report::{
    INSPECT_SCHEMA, InspectedArchive, Inspection, LoadView, Loads, SessionView, WarningView, Words,
};

use super::output;
use crate::import::open;

/// Say what one recording holds, without keeping it
///
/// Reads FIT, TCX and GPX, bare or in .gz and .zip.
///
/// Example: trochlea inspect morning-run.fit --json
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file
    file: PathBuf,

    /// Print JSON (trochlea.inspect/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let files = look(&arguments.file, &knowledge);
    let was_read = files.iter().any(|file| file.error.is_none());
    if arguments.json {
        match files.as_slice() {
            [file] if file.name.is_none() => output::json_line(file)?,
            _ => output::json_line(&InspectedArchive { files })?,
        }
    } else {
        let words = Words::english()?;
        for file in &files {
            output::line(&in_words(file, &words))?;
        }
    }
    Ok(ExitCode::from(if was_read { 0 } else { 2 }))
}

/// Every innermost file; one that says why, when there is nothing to be read.
fn look(path: &Path, knowledge: &Knowledge) -> Vec<Inspection> {
    let mut files = Vec::new();
    let model = LoadModel::new(&knowledge.load, &knowledge.load_fit, &knowledge.gait);
    let baseline = Baseline::population(&knowledge.load, &knowledge.gait);
    let loads = Loads {
        model: &model,
        baseline: &baseline,
    };
    let size = &knowledge.import.size;
    let looked = open(path, size)
        .with_context(|| path.display().to_string())
        .and_then(|bytes| {
            let visited = decode_each(&bytes, &Limits::default(), |file, _| {
                files.push(Inspection::of(&file, &knowledge.gait, loads));
            });
            Ok(visited?)
        });
    if let Err(error) = looked {
        files.push(unread(&error));
    }
    files
}

fn unread(error: &anyhow::Error) -> Inspection {
    let message = format!("{error:#}");
    Inspection {
        schema: INSPECT_SCHEMA,
        name: None,
        format: None,
        sha256: None,
        device: None,
        sessions: Vec::new(),
        warnings: vec![WarningView {
            code: "not_read",
            message: message.clone(),
            byte: None,
        }],
        error: Some(message),
    }
}

fn in_words(file: &Inspection, words: &Words) -> String {
    let mut text = String::new();
    let maker = file.device.as_ref().map(|device| {
        let parts = [device.manufacturer.as_deref(), device.product.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    if let Some(name) = &file.name {
        let _ = writeln!(text, "{name}");
    }
    if let Some(format) = file.format {
        let maker = maker.filter(|maker| !maker.is_empty());
        let by = maker.map_or(String::new(), |maker| format!(", recorded by {maker}"));
        let _ = writeln!(text, "{}{by}", format.to_uppercase());
    }
    for session in &file.sessions {
        text.push_str(&session_in_words(session, words));
    }
    for warning in &file.warnings {
        let place = warning
            .byte
            .map_or(String::new(), |byte| format!(" (byte {byte})"));
        let _ = writeln!(text, "note: {}{place}", warning.message);
    }
    text
}

fn session_in_words(session: &SessionView, words: &Words) -> String {
    let it = &session.summary;
    let mut text = String::new();
    let sport = it.sport.as_deref().unwrap_or("unknown sport");
    let start = it.start.map_or("at an unknown time".to_owned(), |start| {
        start.strftime("%Y-%m-%d %H:%M UTC").to_string()
    });
    let _ = writeln!(
        text,
        "  {sport}, {start}, {} samples, {} laps",
        it.n_samples, session.n_laps
    );
    let unknown = || "unknown".to_owned();
    let km = it
        .distance
        .map_or_else(unknown, |it| format!("{:.2} km", it.as_km()));
    let minutes = it
        .timer
        .map_or_else(unknown, |it| format!("{:.1} min", it.as_min()));
    let _ = writeln!(text, "    distance {km}, timer {minutes}");
    let metres = |length: Option<trochlea_quantity::Length>| {
        length.map_or_else(unknown, |it| format!("{:.0} m", it.as_m()))
    };
    let _ = writeln!(
        text,
        "    ascent {} (device {}), descent {} (device {})",
        metres(it.ascent),
        metres(it.device_totals.ascent),
        metres(it.descent),
        metres(it.device_totals.descent)
    );
    if let Some(n_steps) = it.n_steps {
        let rate = it
            .step_rate_mean
            .map_or_else(unknown, |it| format!("{:.0} a minute", it.as_spm()));
        let drift = it.step_rate_drift_percent.map_or(String::new(), |percent| {
            format!(", {percent:+.1} % in the last third at equal speed")
        });
        let measured = it.origin.step_rate.measured * 100.0;
        let _ = writeln!(
            text,
            "    {n_steps} steps, {rate}{drift} ({measured:.0} % measured)"
        );
    }
    if let Some(load) = &session.load {
        text.push_str(&load_in_words(load));
    }
    let of_load = session.load.iter().flat_map(|load| &load.flags);
    for flag in it.flags.iter().chain(of_load) {
        let _ = writeln!(text, "    note: {}", words.say(flag));
    }
    text
}

fn load_in_words(load: &LoadView) -> String {
    let figure = |it: Interval| format!("{:.1} ({:.1} to {:.1})", it.mid, it.low, it.high);
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    format!(
        "    load of one knee like {} flat km, counting high peaks {}; against the {} baseline\n    \
         peak {} body weights; {} of it downhill, {} uphill; {} beyond what was ever measured\n",
        figure(load.flat_equivalent_km),
        figure(load.flat_equivalent_km_guard),
        if load.baseline == "population" {
            "population's"
        } else {
            "runner's own"
        },
        figure(load.peak_bw),
        percent(load.share.downhill),
        percent(load.share.uphill),
        percent(load.share_outside_range),
    )
}
