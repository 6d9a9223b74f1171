use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use trochlea_knowledge::{Knowledge, Message};
use trochlea_quantity::Side;
use trochlea_report::{CHART_SCHEMA, ChartDocument, ExerciseFigure, Words, exercise_figure};

use super::export::write_whole;
use super::{output, stand_alone};

/// Draw an exercise as a line figure: a moving SVG, or a PNG of its start and end
///
/// Examples: trochlea figure side_lying_leg_raise --out raise.svg;
/// trochlea figure step_squat --side left --out squat.png
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The exercise by its id, as in knowledge/exercises.toml
    exercise: String,

    /// For which knee
    #[arg(long, value_enum, default_value = "right")]
    side: Knee,

    /// The new file; its end says how: .svg (moves) or .png (stands still)
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// Print JSON (trochlea.chart/1): the tempo behind the figure
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Knee {
    Left,
    Right,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let words = Words::english()?;
    let (title, figure) = drawn(arguments, &knowledge, &words)?;
    write_whole(&in_file(&figure, &title, &arguments.out)?, &arguments.out)?;
    let rows = figure.tempo.iter();
    let rows = rows.map(|part| vec![words.say(&part.what), part.seconds.to_string()]);
    let document = ChartDocument {
        schema: CHART_SCHEMA,
        path: arguments.out.display().to_string(),
        title,
        head: vec!["Tempo".to_owned(), "Seconds".to_owned()],
        rows: rows.collect(),
    };
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn drawn(
    arguments: &Arguments,
    knowledge: &Knowledge,
    words: &Words,
) -> anyhow::Result<(String, ExerciseFigure)> {
    let id = &arguments.exercise;
    let Some(exercise) = knowledge.exercises.get(id) else {
        let ids = knowledge.exercises.exercise.iter();
        let ids: Vec<&str> = ids.map(|one| one.id.as_str()).collect();
        bail!(
            "there is no exercise `{id}`. Name one of: {}",
            ids.join(", ")
        );
    };
    let row = knowledge.figures.get(id);
    let row = row.with_context(|| format!("`{id}` has no figure"))?;
    let side = match arguments.side {
        Knee::Left => Side::Left,
        Knee::Right => Side::Right,
    };
    let name = words.say(&Message::new(format!("exercise-{}", id.replace('_', "-"))));
    let title = words.say(&Message::new("page-exercise-figure").text("name", name.clone()));
    let figure = exercise_figure(exercise, row, &knowledge.figures.tempo, side, &title)?;
    Ok((name, figure))
}

/// The file's bytes: the drawing alone, with its movement where the format has one.
fn in_file(figure: &ExerciseFigure, title: &str, out: &Path) -> anyhow::Result<Vec<u8>> {
    let svg = stand_alone::svg(&figure.drawing.svg, title)?;
    let end = out.extension().map(|end| end.to_ascii_lowercase());
    match end.as_ref().and_then(|end| end.to_str()) {
        Some("svg") => Ok(stand_alone::moving(&svg, &figure.drawing.rules).into_bytes()),
        Some("png") => stand_alone::png(&svg),
        _ => bail!(
            "--out {}: name a file that ends in .svg or .png",
            out.display()
        ),
    }
}

fn in_words(document: &ChartDocument) -> String {
    let mut text = format!("{}\n", document.title);
    for row in &document.rows {
        if let [what, seconds] = row.as_slice() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {what:<14}  {seconds} s");
        }
    }
    let _ = writeln!(text, "Drawn in {}", document.path);
    text
}
