//! Printing: the one place that writes to standard output.

use std::io::{IsTerminal, Write};

use serde_json::Value;

/// Prints a line. A reader that went away (a closed pipe) is no failure of ours.
pub(crate) fn line(text: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
}

/// Prints JSON on one line.
pub(crate) fn json(value: &Value) {
    line(value.to_string());
}

/// Whether standard error is a terminal, so that a line on it can be drawn over.
pub(crate) fn is_live() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether standard output is a terminal that shows bold letters.
pub(crate) fn has_colors() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Draws over the last line of the terminal.
pub(crate) fn redraw(text: &str) {
    let _ = write!(std::io::stderr(), "\r\u{1b}[K{text}");
    let _ = std::io::stderr().flush();
}
