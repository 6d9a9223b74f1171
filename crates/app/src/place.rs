//! Where the store is, and in which zone its runner lives.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use etcetera::BaseStrategy;
use jiff::{Timestamp, tz::TimeZone};
use trochlea_knowledge::Knowledge;
use trochlea_store::Store;

/// Where things are kept.
#[derive(Clone, Debug, Args)]
pub(crate) struct Place {
    /// The folder of the store [default: trochlea in the user's data folder]
    #[arg(long, value_name = "DIR", env = "TROCHLEA_STORE")]
    store: Option<PathBuf>,

    /// A PostgreSQL database instead of SQLite; originals stay in the store's folder
    #[arg(
        long,
        value_name = "URL",
        env = "TROCHLEA_POSTGRES",
        hide_env_values = true
    )]
    postgres: Option<String>,

    /// The runner's time zone, such as Europe/Berlin [default: this machine's]
    #[arg(long, value_name = "ZONE", env = "TROCHLEA_ZONE")]
    zone: Option<String>,
}

impl Place {
    /// The folder of the store.
    pub(crate) fn folder(&self) -> anyhow::Result<PathBuf> {
        match &self.store {
            Some(folder) => Ok(folder.clone()),
            None => {
                let base = etcetera::choose_base_strategy()
                    .context("no home folder: name one with --store DIR")?;
                Ok(base.data_dir().join("trochlea"))
            }
        }
    }

    /// Opens the store, making it when it is not there.
    pub(crate) async fn open(&self) -> anyhow::Result<Store> {
        let folder = self.folder()?;
        let now = Timestamp::now();
        let store = match &self.postgres {
            Some(url) => Store::connect_postgres(url, &folder, now).await?,
            None => Store::open(&folder, now).await?,
        };
        if let Some(backup) = &store.opened().backup {
            eprintln!("The store was brought up to date; as it was before it lies in {backup}");
        }
        Ok(store)
    }

    /// Where a clinic's own thresholds lie, if there are any.
    pub(crate) fn overlay(&self) -> anyhow::Result<PathBuf> {
        Ok(self.folder()?.join("clinic.toml"))
    }

    /// The tables of this build, with a clinic's thresholds in place. A file that breaks a rule is
    /// named and left out whole: the shipped thresholds stay in force.
    pub(crate) fn knowledge(&self) -> anyhow::Result<Knowledge> {
        let shipped = Knowledge::shipped().context("the clinical tables of this build")?;
        let file = self.overlay()?;
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(shipped),
            Err(error) => return Err(error).with_context(|| file.display().to_string()),
        };
        Ok(shipped.with_overlay(&text).unwrap_or_else(|error| {
            eprintln!(
                "{}, {error}. It is left out: the shipped thresholds are in force",
                file.display()
            );
            shipped
        }))
    }

    /// The runner's zone.
    pub(crate) fn zone(&self) -> anyhow::Result<TimeZone> {
        match &self.zone {
            Some(name) => TimeZone::get(name)
                .with_context(|| format!("{name} is no time zone; one is Europe/Berlin")),
            None => Ok(TimeZone::system()),
        }
    }
}
