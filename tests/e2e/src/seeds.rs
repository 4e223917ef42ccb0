//! The runs of a suite. Each is determined by its seed, so a failing one can be repeated alone.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Which seeds to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seeds {
    /// The first one. The others follow.
    pub first: u64,
    /// How many, at most.
    pub count: u64,
    /// No run begins later than this after the first one.
    pub limit: Duration,
}

impl Seeds {
    /// The seeds that the script of a suite chose in the environment (`tests/suite.sh`); without a script, so
    /// many from 1.
    ///
    /// # Panics
    /// If a variable is set, but is no number.
    pub fn of_environment(count: u64) -> Self {
        Self {
            first: number("IFILM_SUITE_SEED").unwrap_or(1),
            count: number("IFILM_SUITE_COUNT").unwrap_or(count),
            limit: Duration::from_secs(60 * number("IFILM_SUITE_MINUTES").unwrap_or(60)),
        }
    }

    /// Runs all, so many at the same time, each on one thread. The outcomes come in the order of their ends.
    ///
    /// # Panics
    /// If a run does.
    pub fn run<O: Send>(self, at_once: usize, run: impl AsyncFn(u64) -> O + Sync, add: impl FnMut(O) + Send) {
        let (next, begun, add) = (AtomicU64::new(self.first), Instant::now(), Mutex::new(add));
        let run_some = || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("a runtime starts");
            loop {
                let seed = next.fetch_add(1, Relaxed);
                if seed >= self.first + self.count || begun.elapsed() > self.limit {
                    return;
                }
                let outcome = runtime.block_on(run(seed));
                (add.lock().expect("no run panics while it is counted"))(outcome);
            }
        };
        std::thread::scope(|scope| {
            let runs: Vec<_> = (0..at_once).map(|_| scope.spawn(run_some)).collect();
            runs.into_iter().for_each(|run| run.join().expect("a run does not panic"));
        });
    }
}

/// The seed that the script of a suite chose; without a script, 1.
///
/// # Panics
/// If the variable is no number.
pub fn suite_seed() -> u64 {
    Seeds::of_environment(1).first
}

/// How many minutes the script of a suite chose; `None` without a script.
///
/// # Panics
/// If the variable is no number.
pub fn suite_minutes() -> Option<u64> {
    number("IFILM_SUITE_MINUTES")
}

fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|cause| panic!("{name}={text}: {cause}")))
}

/// Notes for the script of a suite, if one runs, how many runs were done. Too few are not published.
///
/// # Panics
/// If the file of the script cannot be written.
pub fn note_runs(runs: u64) {
    if let Ok(file) = std::env::var("IFILM_SUITE_FIGURES") {
        std::fs::write(format!("{file}.runs"), format!("{runs}\n")).expect("it can be written");
    }
}

/// Adds figures to those that the script of a suite prints, if one runs.
///
/// # Panics
/// If the file of the script cannot be written.
pub fn note_figures(figures: &str) {
    if let Ok(file) = std::env::var("IFILM_SUITE_FIGURES") {
        let mut file = OpenOptions::new().create(true).append(true).open(file).expect("it can be opened");
        writeln!(file, "{}", figures.trim_end()).expect("it can be written");
    }
}
