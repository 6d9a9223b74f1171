use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use jiff::{Timestamp, tz::TimeZone};
use trochlea_knowledge::Knowledge;
use trochlea_store::Store;

use crate::{demo, web};

/// Show the pages on a made-up runner
///
/// Keeps everything in a temporary folder that is gone when it stops.
///
/// Example: trochlea demo --port 8080 --no-open
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The port; 0 takes any that is free
    #[arg(long, default_value_t = 7878)]
    port: u16,

    /// Do not open a browser
    #[arg(long)]
    no_open: bool,

    /// Print the address as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = tempfile::Builder::new()
        .prefix("trochlea-demo-")
        .tempdir()
        .context("no temporary folder can be made")?;
    super::block_on(async {
        let knowledge = Knowledge::shipped()?;
        let now = Timestamp::now();
        let zone = TimeZone::system();
        let store = Store::open(folder.path(), now).await?;
        demo::fill(&store, &knowledge, &now.to_zoned_datetime(zone.clone())).await?;
        let state = web::State {
            store,
            zone,
            demo: true,
            knowledge,
        };
        super::serve::listen(arguments.port, arguments.no_open, arguments.json, state).await
    })
}
