//! Processor time of this process without the threads of its sites.

use std::collections::HashMap;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

/// The names of the threads that serve requests.
pub(crate) const SITES: [&str; 2] = ["practice-site", "made-up-site"];

/// The runtime of a site, on a thread whose time does not count.
pub(crate) fn of_site() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).thread_name(SITES[1]).enable_all().build().expect("a runtime")
}

/// The processor time of each thread so far, in nanoseconds.
pub(crate) struct Used(HashMap<String, u64>);

impl Used {
    /// What the threads have used until now.
    pub(crate) fn now() -> Self {
        let threads = std::fs::read_dir("/proc/self/task").expect("a list of threads");
        let name = |thread: std::fs::DirEntry| thread.file_name().into_string().expect("a number");
        Self(threads.flatten().map(name).filter_map(|id| Some((id.clone(), of_thread(&id)?))).collect())
    }

    /// What they have used since. A thread that ended meanwhile does not count.
    pub(crate) fn since(&self) -> Duration {
        let before = |id: &String| self.0.get(id).copied().unwrap_or(0);
        let used = Self::now().0.iter().map(|(id, used)| used.saturating_sub(before(id))).sum();
        Duration::from_nanos(used)
    }
}

/// `None` if the thread has ended, or serves requests.
fn of_thread(id: &str) -> Option<u64> {
    let read = |file: &str| std::fs::read_to_string(format!("/proc/self/task/{id}/{file}")).ok();
    if SITES.contains(&read("comm")?.trim()) {
        return None;
    }
    read("schedstat")?.split(' ').next()?.parse().ok()
}
