use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use tempfile::{NamedTempFile, TempDir};
use trochlea_knowledge::Knowledge;
use trochlea_report::{
    COLUMNS, COLUMNS_SCHEMA, ColumnsDocument, ColumnsFile, Table, columns_table,
};
use trochlea_store::RunQuery;

use super::load::{AskedRun, Asking, NotOnFoot};
use super::output;
use super::progress::Progress;
use crate::place::Place;

/// Write everything that is kept as JSON lines, or what every sample cost the knee as columns
///
/// JSON: one line for each recording, run, entry (with its history) and decision. Columns: one
/// Parquet file for each run, one row for each sample, for notebooks; without positions.
///
/// Example: trochlea export --to everything.jsonl
///
/// Example: trochlea export --columns all-runs
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: Place,

    /// The file to write, which must not exist [default: standard output]
    #[arg(long, value_name = "FILE", conflicts_with = "columns")]
    to: Option<PathBuf>,

    /// Write the load of every sample as Parquet
    #[arg(long, requires = "out")]
    columns: bool,

    /// With --columns: the new folder; with --run as well: the new file
    #[arg(value_name = "OUT", requires = "columns")]
    out: Option<PathBuf>,

    /// With --columns: only this run, by its id, or a recording that is not kept
    #[arg(long, value_name = "RUN_ID", requires = "columns")]
    run: Option<String>,

    /// Print JSON; the export is JSON either way, with --columns a list of the files
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Some(out) = arguments.out.as_deref() else {
        return super::block_on(lines(arguments));
    };
    let knowledge = Knowledge::shipped()?;
    let document = super::block_on(async {
        let asking = Asking::of(&arguments.place, &knowledge).await?;
        match &arguments.run {
            Some(id) => one(&asking, id, out).await,
            None => all(&asking, out).await,
        }
    })?;
    if arguments.json {
        output::json_line(&document)?;
    } else {
        output::line(&in_words(&document, out))?;
    }
    Ok(ExitCode::from(u8::from(!document.failed.is_empty())))
}

async fn lines(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = arguments.place.open().await?;
    let mut out: Box<dyn Write> = match &arguments.to {
        Some(path) => Box::new(
            File::create_new(path)
                .with_context(|| format!("cannot write a new file {}", path.display()))?,
        ),
        None => Box::new(io::stdout().lock()),
    };
    let mut out = BufWriter::new(&mut out);
    store
        .export(|line| {
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")
        })
        .await?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

async fn one(asking: &Asking<'_>, id: &str, path: &Path) -> anyhow::Result<ColumnsDocument> {
    if path.exists() {
        bail!("{} is there already: name a new file", path.display());
    }
    let run = asking.run(id).await?;
    let table = table_of(asking, &run);
    write_whole(&table.to_bytes()?, path)?;
    let file = ColumnsFile {
        run: run.name,
        path: path.display().to_string(),
        n_rows: table.n_rows(),
    };
    Ok(document(vec![file]))
}

/// Every run of the store, into a folder that appears when all are written.
async fn all(asking: &Asking<'_>, folder: &Path) -> anyhow::Result<ColumnsDocument> {
    let store = asking.store()?;
    let unfinished = beside(folder)?;
    let mut written = document(Vec::new());
    let runs = store.runs(&RunQuery::default()).await?;
    let progress = Progress::of(runs.len(), "runs");
    for run in runs {
        let day = run.day.map_or("no-day".to_owned(), |day| day.to_string());
        let sha256 = run.id.sha256.to_string();
        let short = sha256.get(..12).unwrap_or(&sha256);
        let name = format!("{day}-{short}-{}.parquet", run.id.session_idx);
        match write_kept(asking, run.id, &unfinished.path().join(&name)).await {
            Ok(n_rows) => written.files.push(ColumnsFile {
                run: run.id.to_string(),
                path: folder.join(&name).display().to_string(),
                n_rows,
            }),
            Err(error) if error.is::<NotOnFoot>() => written.n_not_on_foot += 1,
            // A full disk is no fault of this run.
            Err(error) if error.root_cause().is::<io::Error>() => return Err(error),
            Err(error) => written.failed.push(format!("{}: {error:#}", run.id)),
        }
        progress.step();
    }
    progress.finish();
    written.files.reverse();
    appear(unfinished, folder)?;
    Ok(written)
}

async fn write_kept(
    asking: &Asking<'_>,
    id: trochlea_store::RunId,
    path: &Path,
) -> anyhow::Result<usize> {
    let run = asking.kept(id).await?;
    let table = table_of(asking, &run);
    fs::write(path, table.to_bytes()?)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(table.n_rows())
}

fn table_of(asking: &Asking<'_>, run: &AskedRun) -> Table {
    let load = asking.model.run_load(&run.folded);
    let session = (&run.recording, run.session_idx);
    // A recording's folder is nobody's business.
    let name = Path::new(&run.name)
        .file_name()
        .and_then(|name| name.to_str());
    columns_table(
        &asking.model,
        &asking.baseline,
        session,
        &run.steps,
        &load,
        name.unwrap_or(&run.name),
    )
}

fn document(files: Vec<ColumnsFile>) -> ColumnsDocument {
    ColumnsDocument {
        schema: COLUMNS_SCHEMA,
        columns: COLUMNS.to_vec(),
        files,
        n_not_on_foot: 0,
        failed: Vec::new(),
    }
}

/// A file that is there whole, or not at all.
pub(super) fn write_whole(bytes: &[u8], path: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write a new file {}", path.display());
    let mut file = NamedTempFile::new_in(parent(path)).with_context(cannot)?;
    file.write_all(bytes).with_context(cannot)?;
    readable(file.path(), 0o644).with_context(cannot)?;
    file.persist_noclobber(path)
        .map_err(|error| error.error)
        .with_context(cannot)?;
    Ok(())
}

/// A folder that becomes `folder` when all is in it.
fn beside(folder: &Path) -> anyhow::Result<TempDir> {
    let cannot = || format!("cannot make a new folder {}", folder.display());
    if folder.exists() {
        let is_empty =
            folder.is_dir() && fs::read_dir(folder).with_context(cannot)?.next().is_none();
        if !is_empty {
            bail!("{} is there already: name a new folder", folder.display());
        }
    }
    tempfile::Builder::new()
        .prefix(".trochlea-columns-")
        .tempdir_in(parent(folder))
        .with_context(cannot)
}

fn appear(unfinished: TempDir, folder: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot make a new folder {}", folder.display());
    if folder.exists() {
        fs::remove_dir(folder).with_context(cannot)?;
    }
    readable(unfinished.path(), 0o755).with_context(cannot)?;
    let path = unfinished.keep();
    fs::rename(&path, folder).with_context(cannot)
}

/// What is made for a moment is for its owner alone; what stays is like any other file.
#[cfg(unix)]
fn readable(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn readable(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn in_words(document: &ColumnsDocument, out: &Path) -> String {
    let n_rows: usize = document.files.iter().map(|file| file.n_rows).sum();
    let mut text = format!(
        "{} runs with {n_rows} samples written to {}; what the columns are stands in docs/columns.md\n",
        document.files.len(),
        out.display()
    );
    if document.n_not_on_foot > 0 {
        text.push_str(&format!(
            "{} sessions are neither run nor walk and were left out\n",
            document.n_not_on_foot
        ));
    }
    for failure in &document.failed {
        text.push_str(failure);
        text.push('\n');
    }
    text
}
