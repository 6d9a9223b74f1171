use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write as _};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use trochlea_knowledge::Knowledge;
use trochlea_load::Baseline;
use trochlea_report::{BASELINE_SCHEMA, BaselineDocument, EarlierBaseline, RenewalView};
use trochlea_store::{EventKind, Store};

use super::output;
use super::progress::Progress;
use crate::engine::{Engine, renew, stored_baseline};
use crate::place::Place;
use crate::recompute::recompute;

/// Show what every load is relative to, or make it anew
///
/// It is frozen at the first import that has level, easy runs enough, and never moves by itself:
/// otherwise whoever raises the step rate would see no benefit.
///
/// Example: trochlea baseline --renew --from 2026-01-01
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Make a new one from the kept runs, and compute every load again
    #[arg(long)]
    renew: bool,

    /// Take only runs on this day or later, such as 2026-01-01
    #[arg(long, value_name = "DATE", requires = "renew")]
    from: Option<Date>,

    /// Do not ask before renewing
    #[arg(long, requires = "renew")]
    yes: bool,

    #[command(flatten)]
    place: Place,

    /// Print JSON (trochlea.baseline/1)
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let knowledge = Knowledge::shipped()?;
    if arguments.renew && !arguments.yes && !agreed()? {
        output::line("Nothing was changed.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let document = super::block_on(async {
        let store = arguments.place.open().await?;
        let renewed = if arguments.renew {
            Some(make_anew(&store, &knowledge, arguments).await?)
        } else {
            None
        };
        document(&store, &knowledge, renewed).await
    })?;
    let failed = document
        .renewed
        .as_ref()
        .is_some_and(|it| !it.failed.is_empty());
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document))?;
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// Asks on the terminal; without one nobody can agree.
fn agreed() -> anyhow::Result<bool> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        bail!("a new baseline changes every load that is kept: add --yes to agree");
    }
    let mut stderr = io::stderr().lock();
    write!(
        stderr,
        "A new baseline changes every load that is kept, and old figures cannot be compared with new ones.\nMake it? [y/N] "
    )?;
    stderr.flush()?;
    let mut answer = String::new();
    stdin.lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

async fn make_anew(
    store: &Store,
    knowledge: &Knowledge,
    arguments: &Arguments,
) -> anyhow::Result<RenewalView> {
    let zone = arguments.place.zone()?;
    let from = match arguments.from {
        Some(day) => Some(day.to_zoned_datetime(zone.clone()).context("no such day")?),
        None => None,
    };
    let before = stored_baseline(store, knowledge).await?;
    let own = renew(store, knowledge, Timestamp::now(), from.as_ref()).await?;
    let Some(own) = own else {
        let least = knowledge.load.baseline.least_runs;
        bail!(
            "nothing was changed: a baseline takes at least {least} level, easy runs with measured step rate{}",
            arguments
                .from
                .map_or(String::new(), |day| format!(" since {day}"))
        );
    };
    let engine = Engine::of(store, knowledge, zone).await?;
    let n = usize::try_from(store.counts().await?.originals)?;
    let progress = Progress::of(n, "recordings");
    let done = recompute(store, &engine, || progress.step()).await?;
    progress.finish();
    Ok(RenewalView {
        changed: before.id != own.id,
        n_recomputed: done.n_recomputed,
        failed: done.failed,
    })
}

async fn document(
    store: &Store,
    knowledge: &Knowledge,
    renewed: Option<RenewalView>,
) -> anyhow::Result<BaselineDocument> {
    let mut frozen = Vec::new();
    for event in store.events(Some(EventKind::Baseline)).await? {
        let baseline: Baseline = event.document.read()?;
        frozen.push(EarlierBaseline {
            id: baseline.id,
            frozen_at: event.at,
        });
    }
    let now = frozen.pop();
    Ok(BaselineDocument {
        schema: BASELINE_SCHEMA,
        baseline: stored_baseline(store, knowledge).await?,
        frozen_at: now.map(|it| it.frozen_at),
        earlier: frozen,
        renewed,
    })
}

fn in_words(document: &BaselineDocument) -> String {
    let it = &document.baseline;
    let mut text = match document.frozen_at {
        Some(at) => format!(
            "Your own baseline, frozen on {} from the first {} level, easy runs with measured step rate.\n",
            at.strftime("%Y-%m-%d"),
            it.n_runs
        ),
        None => "The population's baseline: there are too few level, easy runs with measured step rate for an own one yet.\n".to_owned(),
    };
    let _ = writeln!(
        text,
        "Reference: {:.2} m/s on the level at {:.0} steps a minute; {:+.1} steps a minute for each m/s more.\nIts name: {}",
        it.reference_speed_m_per_s,
        it.line.at(it.reference_speed_m_per_s),
        it.line.slope_spm_per_m_per_s,
        it.id,
    );
    for earlier in &document.earlier {
        let at = earlier.frozen_at.strftime("%Y-%m-%d");
        let _ = writeln!(text, "Until then: {} of {at}", earlier.id);
    }
    if let Some(renewed) = &document.renewed {
        let same = if renewed.changed {
            ""
        } else {
            "It is the same as before. "
        };
        let _ = writeln!(
            text,
            "{same}The loads of {} recordings were computed again.",
            renewed.n_recomputed
        );
        for failure in &renewed.failed {
            let _ = writeln!(text, "{failure}");
        }
    }
    text
}
