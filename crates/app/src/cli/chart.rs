use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use trochlea_knowledge::{Knowledge, Message};
use trochlea_picture::{Drawing, Width};
use trochlea_recording::{Limits, decode};
use trochlea_report::{CHART_SCHEMA, ChartDocument, Words};
use trochlea_store::RunId;
use trochlea_symptom::{Diary, RunRecord};

use super::export::write_whole;
use super::load::Asking;
use super::route::stated_speed;
use super::{output, stand_alone};
use crate::decide::{Memory, assessed};
use crate::import::open;
use crate::loads;
use crate::place::Place;
use crate::route::{today_of, usual_speed};
use crate::said::Said;
use crate::web::drawing::ledger::LedgerPictures;
use crate::web::drawing::route::variants;
use crate::web::drawing::run::RunPictures;
use crate::web::drawing::view::{LoadView, Reader, RunView};

/// Draw a picture of a run, a route or the ledger as SVG or PNG, the same as on its page, and print
/// the table behind it
///
/// Examples: trochlea chart morning-run.fit --what load --out load.svg;
/// trochlea chart hills.gpx --route --what variants --out gentler.png;
/// trochlea chart --what ledger-weeks --out weeks.svg
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A recording, or the id of a kept run; none for the ledger
    #[arg(value_name = "FILE")]
    run: Option<String>,

    /// Take it as a route that has not been run
    #[arg(long)]
    route: bool,

    /// The speed on the route, in metres per second [default: the usual one]
    #[arg(long, value_name = "M_PER_S", requires = "route")]
    speed: Option<f64>,

    /// What to draw
    #[arg(long, value_enum)]
    what: Subject,

    /// The new file; its end says how: .svg or .png
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.chart/1): the table behind the picture
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Subject {
    /// The ground and what each kilometre cost
    Load,
    /// The way from above, coloured by the load of a step
    Track,
    /// Altitude over distance
    Profile,
    /// Pace over distance
    Pace,
    /// Step rate against the runner's own line
    StepRate,
    /// What was run beside what it cost
    Cost,
    /// The cost as it grew
    Cumulative,
    /// Way and cost by uphill, flat and downhill
    Terrain,
    /// What it would have cost otherwise
    WhatIf,
    /// Gentler ways over a route
    Variants,
    /// All loads of the last thirty days
    LedgerDays,
    /// All loads by week
    LedgerWeeks,
    /// The dearest run of late beside the newest
    LedgerRun,
}

#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let format = format_of(&arguments.out)?;
    let knowledge = Knowledge::shipped()?;
    let words = Words::english()?;
    let (title, drawing) = super::block_on(async {
        let asking = Asking::of(&arguments.place, &knowledge).await?;
        asked(arguments, &asking, &words).await
    })?;
    let svg = stand_alone::svg(&drawing.svg, &title)?;
    let bytes = match format {
        Format::Svg => svg.into_bytes(),
        Format::Png => stand_alone::png(&svg)?,
    };
    write_whole(&bytes, &arguments.out)?;
    let document = ChartDocument {
        schema: CHART_SCHEMA,
        path: arguments.out.display().to_string(),
        title,
        head: drawing.table.head,
        rows: drawing.table.rows,
    };
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document))?;
    }
    Ok(ExitCode::SUCCESS)
}

async fn asked(
    arguments: &Arguments,
    asking: &Asking<'_>,
    words: &Words,
) -> anyhow::Result<(String, Drawing)> {
    let of_ledger = matches!(
        arguments.what,
        Subject::LedgerDays | Subject::LedgerWeeks | Subject::LedgerRun
    );
    match &arguments.run {
        None if of_ledger => ledger(arguments, asking, words).await,
        None => bail!("name the recording, the id of a kept run, or with --route a route"),
        Some(_) if of_ledger => bail!("the ledger is of a store: leave the file out"),
        Some(file) if arguments.route => {
            let now = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
            let speed = match stated_speed(arguments.speed, asking.knowledge)? {
                Some(speed) => speed,
                None => {
                    let store = asking.store.as_ref();
                    usual_speed(
                        store,
                        &asking.knowledge.ledger,
                        &asking.baseline,
                        now.date(),
                    )
                    .await?
                    .0
                }
            };
            let limit = match &asking.store {
                Some(store) => today_of(&assessed(store, &now, asking.knowledge).await?).limit,
                None => None,
            };
            let bytes = open(Path::new(file), &asking.knowledge.import.size)
                .with_context(|| file.clone())?;
            let route = reader(asking)
                .route(&bytes, speed, limit)
                .map_err(|fault| anyhow!("{file}: {fault}"))?;
            if arguments.what == Subject::Variants {
                let title = words.say(&Message::new("page-route-gentler"));
                let drawing = variants(words, &route, &title);
                return Ok((title, drawing.context("there is no gentler way to tell")?));
            }
            let pictures = RunPictures::planned(words, &route.view);
            draw(&pictures, arguments.what).with_context(|| file.clone())
        }
        Some(_) if arguments.what == Subject::Variants => {
            bail!("gentler ways are those of a route: add --route")
        }
        Some(run) => {
            let (view, said) = read(asking, run).await?;
            let pictures = RunPictures::new(words, &view, &said);
            draw(&pictures, arguments.what).with_context(|| run.clone())
        }
    }
}

async fn ledger(
    arguments: &Arguments,
    asking: &Asking<'_>,
    words: &Words,
) -> anyhow::Result<(String, Drawing)> {
    let store = asking.store()?;
    let now = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
    let history = loads::seen(store, &Memory::default(), asking.knowledge, &now).await?;
    let pictures = LedgerPictures {
        words,
        history: &history,
        newest: loads::newest_run(store).await?,
    };
    let title = |id: &'static str| words.say(&Message::new(id));
    Ok(match arguments.what {
        Subject::LedgerDays => {
            let title = title("page-ledger-days");
            let drawing = pictures.days(Width::Wide, "days", &title);
            (title, drawing)
        }
        Subject::LedgerWeeks => {
            let title = title("page-ledger-weeks");
            let drawing = pictures.weeks(Width::Wide, "weeks", &title);
            (title, drawing)
        }
        _ => {
            let title = title("page-ledger-single");
            let drawing = pictures.single_run(&title);
            let drawing = drawing.context("there are fewer than three runs of late")?;
            (title, drawing)
        }
    })
}

fn reader<'a>(asking: &'a Asking<'_>) -> Reader<'a> {
    Reader {
        knowledge: asking.knowledge,
        model: &asking.model,
        baseline: asking.baseline.clone(),
    }
}

fn format_of(out: &Path) -> anyhow::Result<Format> {
    let end = out.extension().map(|end| end.to_ascii_lowercase());
    match end.as_ref().and_then(|end| end.to_str()) {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => bail!(
            "--out {}: name a file that ends in .svg or .png",
            out.display()
        ),
    }
}

/// The session that is drawn, and what was said about it.
async fn read(asking: &Asking<'_>, asked: &str) -> anyhow::Result<(RunView, Vec<RunRecord>)> {
    let reader = reader(asking);
    match asked.parse::<RunId>() {
        Ok(id) if !Path::new(asked).exists() => {
            let store = asking.store()?;
            store.run(&id).await?;
            let bytes = store.original_bytes(&id.sha256).await?;
            let mut said = Diary::read(&Said::read(store).await?.diary).runs;
            said.retain(|record| record.run == asked);
            let view = reader.read(&bytes, usize::try_from(id.session_idx)?)?;
            Ok((view, said))
        }
        _ => Ok((in_file(&reader, Path::new(asked))?, Vec::new())),
    }
}

/// The first run or walk of a file; the first of its sessions when there is none.
fn in_file(reader: &Reader<'_>, path: &Path) -> anyhow::Result<RunView> {
    let name = || path.display().to_string();
    let bytes = open(path, &reader.knowledge.import.size).with_context(name)?;
    let files = decode(&bytes, &Limits::default()).with_context(name)?;
    if files.len() > 1 {
        bail!("{} holds {} files: give one of them", name(), files.len());
    }
    let file = files.into_iter().next().context("it is empty");
    let (recording, _) = file.with_context(name)?.outcome.with_context(name)?;
    let mut first = None;
    for session_idx in 0..recording.sessions.len() {
        let view = reader.read(&bytes, session_idx).with_context(name)?;
        if view.load.is_some() {
            return Ok(view);
        }
        first = first.or(Some(view));
    }
    first.with_context(|| format!("{} holds no session", name()))
}

fn draw(pictures: &RunPictures<'_>, what: Subject) -> anyhow::Result<(String, Drawing)> {
    let wide = Width::Wide;
    let load = || {
        let load = pictures.view.load.as_ref();
        load.context("it is neither a run nor a walk, so no step of it loads a knee")
    };
    let of_load = |title: String, draw: &dyn Fn(&LoadView) -> Drawing| Ok((title, draw(load()?)));
    match what {
        Subject::Load => {
            let title = pictures.kilometres_heading(load()?);
            of_load(title, &|it| pictures.kilometres(it, wide, "kilometres"))
        }
        Subject::Cost => of_load(pictures.text("page-cost-title"), &|it| pictures.cost(it)),
        Subject::Cumulative => of_load(pictures.text("page-cumulative-title"), &|it| {
            pictures.cumulative(it)
        }),
        Subject::WhatIf => of_load(pictures.text("page-what-if-title"), &|it| {
            pictures.what_if(it)
        }),
        Subject::Terrain => {
            let load = load()?;
            let drawing = pictures.terrain(load).context("nobody knows its ground")?;
            Ok((pictures.terrain_heading(load), drawing))
        }
        Subject::Track => {
            let drawing = pictures.track().context("it has no positions")?;
            Ok((pictures.track_heading(), drawing))
        }
        Subject::Profile => {
            let drawing = pictures.profile(wide, "profile");
            let drawing = drawing.context("it has no altitude")?;
            Ok(("Altitude over distance".to_owned(), drawing))
        }
        Subject::Pace => {
            let drawing = pictures.pace().context("it has no times or no way")?;
            Ok(("Pace over distance, faster upward".to_owned(), drawing))
        }
        Subject::Variants | Subject::LedgerDays | Subject::LedgerWeeks | Subject::LedgerRun => {
            bail!("a run has no such picture")
        }
        Subject::StepRate => {
            let drawing = pictures.step_rate(wide, "step-rate");
            let drawing =
                drawing.context("its step rate was not measured, or at one speed only")?;
            Ok((pictures.step_rate_heading(), drawing))
        }
    }
}

fn in_words(document: &ChartDocument) -> String {
    let lines: Vec<&Vec<String>> = std::iter::once(&document.head)
        .chain(&document.rows)
        .collect();
    let width_of = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let mut text = format!("{}\n", document.title);
    for line in &lines {
        let cells = line.iter().enumerate();
        let cells = cells.map(|(column, cell)| format!("{cell:<width$}", width = width_of(column)));
        let _ = writeln!(
            text,
            "  {}",
            cells.collect::<Vec<_>>().join("  ").trim_end()
        );
    }
    let _ = writeln!(text, "Drawn in {}", document.path);
    text
}
