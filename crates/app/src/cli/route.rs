use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use trochlea_knowledge::Knowledge;
use trochlea_load::{KilometreLoad, Route};
use trochlea_quantity::Speed;
use trochlea_report::{
    RouteDocument, RouteToday, SpeedFrom, Words, limit_km, route_change_message,
};

use super::load::{Asking, interval, ratio, recordings_in};
use super::output;
use crate::decide::{self, Memory};
use crate::place::Place;
use crate::route;

/// Say what a route would cost the knee before it is run, and where on the way
///
/// Takes the track of a GPX file, with times or without, or any recording.
///
/// Example: trochlea route sunday-loop.gpx --speed 2.8
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The route
    file: PathBuf,

    /// Speed in metres per second [default: the usual one of the last thirty days]
    #[arg(long, value_name = "M_PER_S", allow_negative_numbers = true)]
    speed: Option<f64>,

    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.route/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    let stated = stated_speed(arguments.speed, &knowledge)?;
    let (document, against) = super::block_on(async {
        let asking = Asking::of(&arguments.place, &knowledge).await?;
        let way = route_in(&arguments.file, &asking)?;
        let now = Timestamp::now().to_zoned_datetime(arguments.place.zone()?);
        let (speed, speed_from) = match stated {
            Some(speed) => (speed, SpeedFrom::Stated),
            None => {
                route::usual_speed(
                    asking.store.as_ref(),
                    &knowledge.ledger,
                    &asking.baseline,
                    now.date(),
                )
                .await?
            }
        };
        let mut today = match &asking.store {
            Some(store) => route::today_of(&decide::assessed(store, &now, &knowledge).await?),
            None => RouteToday::default(),
        };
        today.is_longer = today.limit.map(|limit| way.length() > limit);
        let load = asking
            .model
            .route_load(&way, speed, today.limit, &asking.baseline);
        if let Some(store) = &asking.store {
            today.guard = route::against_dearest(
                store,
                &Memory::default(),
                &knowledge,
                &now,
                &load.load.draws,
            )
            .await?;
        }
        Ok((RouteDocument::of(load, speed_from, today), asking.against()))
    })?;
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document, &against, &Words::english()?))?;
    }
    Ok(ExitCode::SUCCESS)
}

pub(super) fn stated_speed(
    stated: Option<f64>,
    knowledge: &Knowledge,
) -> anyhow::Result<Option<Speed>> {
    let Some(m_per_s) = stated else {
        return Ok(None);
    };
    let fastest = knowledge.gait.axis.max_speed_on_foot_m_per_s;
    if !(m_per_s > 0.0 && m_per_s <= fastest) {
        bail!(
            "--speed {m_per_s}: give metres per second above zero and up to {fastest}, such as --speed 2.8 for 6 minutes a kilometre"
        );
    }
    Ok(Some(Speed::from_m_per_s(m_per_s)))
}

/// The longest way of a file.
fn route_in(path: &Path, asking: &Asking<'_>) -> anyhow::Result<Route> {
    let recordings = recordings_in(path, asking.knowledge)
        .context("a route is read from the track of a GPX file; export it as a track")?;
    let longest = route::longest_way(&recordings, &asking.knowledge.gait);
    longest.map(|(route, ..)| route).with_context(|| {
        format!(
            "{} leads nowhere: a route takes at least two points apart",
            path.display()
        )
    })
}

fn in_words(document: &RouteDocument, against: &str, words: &Words) -> String {
    let load = &document.load;
    let mut text = format!(
        "{:.2} km at {} ({}): for one knee like {} flat km, counting high peaks {}\n",
        document.distance_m / 1000.0,
        pace(document.speed_m_per_s),
        match document.speed_from {
            SpeedFrom::Stated => "as stated",
            SpeedFrom::RecentRuns => "usual in the last thirty days",
            SpeedFrom::Baseline => "the speed of your baseline",
            SpeedFrom::Population => "the speed that studies refer to",
        },
        interval(load.flat_equivalent_km, 1),
        interval(load.flat_equivalent_km_guard, 1),
    );
    for flag in &load.flags {
        let _ = writeln!(text, "note: {}", words.say(flag));
    }
    text.push_str(&today_in_words(&document.today));
    text.push_str(&bars(&document.kilometres));
    if let Some(it) = &document.steepest_descent {
        let _ = writeln!(
            text,
            "Steepest down: {:.0} m from km {:.1}, {:.1} % (± {:.1}), like {} flat km, counting high peaks {}",
            it.length_m,
            it.from_m / 1000.0,
            100.0 * it.grade_fraction,
            100.0 * it.grade_se_fraction,
            interval(it.flat_equivalent_km, 2),
            interval(it.flat_equivalent_km_guard, 2),
        );
    }
    if !document.variants.is_empty() {
        text.push_str("Otherwise, in percent of the whole route:\n");
    }
    for it in &document.variants {
        let _ = writeln!(
            text,
            "  {:<48} {:>20}, counting high peaks {}",
            words.say(&route_change_message(it.change)),
            ratio(it.impulse_ratio),
            ratio(it.guard_ratio),
        );
    }
    let _ = writeln!(text, "In brackets the 80 % interval. {against}");
    text
}

fn today_in_words(today: &RouteToday) -> String {
    let mut text = String::new();
    if today.run_today == Some(false) {
        text.push_str("Today is no day for a run: trochlea today says why.\n");
    }
    if let Some(limit) = today.limit {
        let how = if today.is_longer == Some(true) {
            "the route is longer than that"
        } else {
            "the route is within it"
        };
        let _ = writeln!(text, "Today's limit is {} km: {how}.", limit_km(limit));
    } else if today.run_today.is_none() {
        text.push_str("No limit for today is known: trochlea import PATH, then trochlea assess.\n");
    }
    if let Some(guard) = &today.guard {
        let _ = writeln!(
            text,
            "Counting high peaks it is {} of the dearest run of the last thirty days, on {}.",
            ratio(guard.ratio),
            guard.day
        );
    }
    text
}

/// One line for each kilometre, with a bar of its load.
fn bars(kilometres: &[KilometreLoad]) -> String {
    let mut text = String::new();
    for it in kilometres {
        let load = it.flat_equivalent_km_guard;
        // A quarter of a flat kilometre for each mark.
        let n = (load.mid * 4.0).round().clamp(0.0, 60.0) as usize;
        let _ = writeln!(
            text,
            "  km {:>5.1}  {:<22} {}",
            (it.from_m + it.length_m) / 1000.0,
            interval(load, 2),
            "#".repeat(n)
        );
    }
    text
}

fn pace(m_per_s: f64) -> String {
    let seconds = (1000.0 / m_per_s).round() as u64;
    format!("{}:{:02} a km", seconds / 60, seconds % 60)
}
