//! Notes each panic of the process, also one that the core catches, and ends the process if an input takes
//! too long.

use std::fs;
use std::io::Write as _;
use std::process::exit;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

/// While an input is read, the process may use no more processor time. Even a slow input takes less than a
/// tenth of this. Seen: beside other work an input took ten seconds by the clock, and did nothing wrong.
const MOST_WORK: Duration = Duration::from_secs(20);
/// No input may take longer by the clock: one that waits for ever does no work. Seen: beside builds of a
/// higher priority, an input that takes a second alone took two minutes.
const MOST_TIME: Duration = Duration::from_secs(600);

/// An input that is being read by a thread, and when that began.
struct Reading {
    thread: ThreadId,
    input: String,
    began: Instant,
    worked: Duration,
}

/// The inputs that are being read, each by one thread.
static AT_WORK: Mutex<Vec<Reading>> = Mutex::new(Vec::new());
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
        let at_work: Vec<String> = lock(&AT_WORK).iter().map(|reading| reading.input.clone()).collect();
        lock(&PANICS).push(format!("{panic}, with one of: {}", at_work.join("; ")));
        print(panic);
    }));
}

/// Written past the harness, which keeps what a test prints until the test ends.
fn end_if_one_hangs() {
    let worked = processor_time();
    let hangs = |it: &&Reading| it.began.elapsed() > MOST_TIME || worked - it.worked > MOST_WORK;
    if let Some(Reading { input, began, .. }) = lock(&AT_WORK).iter().find(hangs) {
        let _ = writeln!(std::io::stderr(), "{input} hangs: it began {:?} ago", began.elapsed());
        exit(1);
    }
}

/// The processor time that this process has used; zero where the system does not say.
fn processor_time() -> Duration {
    const TICKS_A_SECOND: u64 = 100;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let of_user_and_system = after_name.split_whitespace().skip(11).take(2);
    let ticks: u64 = of_user_and_system.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 1_000 / TICKS_A_SECOND)
}

/// An input that this thread reads, until it is dropped.
pub(crate) struct AtWork(Instant);

impl AtWork {
    pub(crate) fn on(input: String) -> Self {
        let (began, worked) = (Instant::now(), processor_time());
        lock(&AT_WORK).push(Reading { thread: thread::current().id(), input, began, worked });
        Self(began)
    }

    pub(crate) fn took(&self) -> Duration {
        self.0.elapsed()
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let thread = thread::current().id();
        lock(&AT_WORK).retain(|reading| reading.thread != thread);
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
