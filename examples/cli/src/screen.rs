//! Printing. No other place writes to standard output.

use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use serde::Serialize;

use crate::failure::Failure;

/// The first failure to write to standard output. Later lines may be lost, too.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Prints a line. [`finish`] returns whether all lines were written.
pub(crate) fn line(text: impl AsRef<str>) {
    note(writeln!(io::stdout(), "{}", text.as_ref()));
}

/// Prints the text of `--help` or `--version`, bold on a terminal.
pub(crate) fn help(help: &clap::Error) {
    let text = help.render();
    let text = if has_colors() { text.ansi().to_string() } else { text.to_string() };
    line(text.trim_end());
}

/// Prints a line about something that failed to standard error.
pub(crate) fn warning(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "ifilm: {}", text.as_ref()); // there is no other place to report it
}

/// Prints a line about how far a job has come to standard error.
pub(crate) fn progress(text: impl AsRef<str>) {
    let _ = writeln!(io::stderr(), "{}", text.as_ref()); // nobody misses a line that nobody can read
}

/// Writes the buffered lines.
///
/// # Errors
/// The first failure to write a line. A closed pipe, as by `head`, is not a failure.
pub(crate) fn finish() -> Result<(), Failure> {
    note(io::stdout().flush());
    match LOST.get() {
        Some(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::Other(format!("the output could not be written: {cause}")))
        }
        _ => Ok(()),
    }
}

/// Whether a line could not be written, for example because nobody reads standard output any more.
pub(crate) fn is_lost() -> bool {
    LOST.get().is_some()
}

fn note(written: io::Result<()>) {
    if let Err(cause) = written {
        let _ = LOST.set(cause); // only the first one counts
    }
}

/// Prints JSON on one line.
pub(crate) fn json(value: &impl Serialize) {
    line(serde_json::to_string(value).expect("every key of our JSON is a text"));
}

/// Whether standard error is a terminal, so that a line on it can be overwritten.
pub(crate) fn is_live() -> bool {
    io::stderr().is_terminal()
}

/// Whether standard output is a terminal that shows bold letters.
pub(crate) fn has_colors() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Overwrites the last line of the terminal.
pub(crate) fn redraw(text: &str) {
    let _ = write!(io::stderr(), "\r\u{1b}[K{text}");
    let _ = io::stderr().flush();
}
