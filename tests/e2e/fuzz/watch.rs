//! Notes each panic of the process, also one that the core catches, and ends the process if an input takes
//! too long.

use std::fs;
use std::io::Write as _;
use std::process::exit;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// No input may take longer. Even a slow one takes less than a tenth of this.
const LIMIT: Duration = Duration::from_secs(10);

/// The inputs that are being read, each by one thread.
static AT_WORK: Mutex<Vec<(ThreadId, String, Instant)>> = Mutex::new(Vec::new());
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Watches from its beginning to its end.
pub(crate) struct Watch(Sender<()>);

impl Watch {
    pub(crate) fn begin() -> Self {
        note_panics();
        let (sender, end) = channel();
        thread::spawn(move || {
            while end.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
                end_if_one_hangs();
            }
        });
        Self(sender)
    }

    /// The panics until now, with the inputs that were read then.
    pub(crate) fn end(self) -> Vec<String> {
        drop(self.0);
        lock(&PANICS).clone()
    }
}

fn note_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let at_work: Vec<String> = lock(&AT_WORK).iter().map(|(_, input, _)| input.clone()).collect();
        lock(&PANICS).push(format!("{panic}, with one of: {}", at_work.join("; ")));
        print(panic);
    }));
}

/// Written past the harness, which keeps what a test prints until the test ends.
fn end_if_one_hangs() {
    if let Some((_, input, _)) = lock(&AT_WORK).iter().find(|(_, _, began)| began.elapsed() > LIMIT) {
        let _ = writeln!(std::io::stderr(), "{input} takes longer than {LIMIT:?}");
        exit(1);
    }
}

/// An input that this thread reads, until it is dropped.
pub(crate) struct AtWork(Instant);

impl AtWork {
    pub(crate) fn on(input: String) -> Self {
        let began = Instant::now();
        lock(&AT_WORK).push((thread::current().id(), input, began));
        Self(began)
    }

    pub(crate) fn took(&self) -> Duration {
        self.0.elapsed()
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let thread = thread::current().id();
        lock(&AT_WORK).retain(|(its, ..)| *its != thread);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The most memory that this process has had; `None` where the system does not say.
pub(crate) fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
