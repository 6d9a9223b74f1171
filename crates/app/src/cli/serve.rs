use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use crate::place::Place;
use crate::web;

/// Open the pages in a browser on this machine
///
/// Answers on the loopback address only, to this machine only.
///
/// Example: trochlea serve --port 8080
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

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
    super::block_on(async {
        let state = web::State {
            store: arguments.place.open().await?,
            zone: arguments.place.zone()?,
            knowledge: arguments.place.knowledge()?,
            demo: false,
        };
        listen(arguments.port, arguments.no_open, arguments.json, state).await
    })
}

/// Serves until stopped. That no browser opens is no error.
pub(super) async fn listen(
    port: u16,
    no_open: bool,
    json: bool,
    state: web::State,
) -> anyhow::Result<ExitCode> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .with_context(|| format!("port {port} is taken: choose another with --port"))?;
    let url = format!("http://{}/", listener.local_addr()?);
    if json {
        super::output::json_line(&serde_json::json!({ "schema": "trochlea.serve/1", "url": url }))?;
    } else {
        super::output::line(&format!("Trochlea is at {url} (Ctrl-C stops it)\n"))?;
    }
    if !no_open {
        open_browser(&url);
    }
    web::serve(listener, state).await?;
    Ok(ExitCode::SUCCESS)
}

fn open_browser(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(target_os = "windows") {
        "explorer"
    } else {
        "xdg-open"
    };
    let silent = std::process::Stdio::null;
    // The address stands on the screen: a machine without a browser loses nothing.
    drop(
        std::process::Command::new(opener)
            .arg(url)
            .stdin(silent())
            .stdout(silent())
            .stderr(silent())
            .spawn(),
    );
}
