use std::io::{self, Write};

use serde::Serialize;

/// Prints one JSON document on one line.
pub(super) fn json_line(value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_string(value)?;
    text.push('\n');
    line(&text)
}

/// Prints text as it is.
pub(super) fn line(text: &str) -> anyhow::Result<()> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// Whether the reader of our output went away, as `head` does: no error of ours.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .root_cause()
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
