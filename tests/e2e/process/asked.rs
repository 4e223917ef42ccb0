//! What `tests/faults.sh` asks for, through the environment.

use std::fs::OpenOptions;
use std::io::Write as _;

/// A number that the script gives, or the one of the checks.
pub(crate) fn number(name: &str, of_checks: u64) -> u64 {
    let given = std::env::var(format!("IFILM_FAULTS_{name}"));
    given.map_or(of_checks, |text| text.parse().unwrap())
}

/// Adds lines to the figures of the script, if it runs.
pub(crate) fn note_figures(lines: &str) {
    if let Ok(file) = std::env::var("IFILM_FAULTS_FIGURES") {
        let mut figures = OpenOptions::new().create(true).append(true).open(file).unwrap();
        writeln!(figures, "{lines}").unwrap();
    }
}
