//! The memory of a thousand editions of a made-up catalogue, each at a host of its own and with ten articles.
//! A number as an argument is another number of editions. The bench `cost` has their time.

#![allow(clippy::print_stdout, reason = "its output is the table")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ifilm_site::{Site, SiteConfig};

const ARTICLES: u64 = 10;
const MOST_KIB: u64 = 64 << 10;

fn main() {
    let asked = std::env::args().skip(1).find_map(|number| number.parse::<u16>().ok());
    let editions = asked.unwrap_or(1_000).max(4);
    let config = SiteConfig { items: ARTICLES, mirrors: editions / 4 - 1, ..SiteConfig::default() };
    let site = Site::start(config).expect("a site");
    println!("| {editions} editions with {ARTICLES} articles each | measured | bound |");
    println!("| --- | --- | --- |");
    memory(&site);
}

/// The peak of a process of the command: at a first sync, and at one without news.
fn memory(site: &Site) {
    let data = tempfile::tempdir().expect("a directory");
    let catalog = data.path().join("catalog.json");
    std::fs::write(&catalog, site.catalog_json_of_hosts()).expect("a file");
    for what in ["a first sync, its pictures too", "a sync without news"] {
        let mut command = Command::new(std::env::var_os("IFILM_BIN").expect("IFILM_BIN: the built command"));
        command.arg("--data").arg(data.path()).arg("--catalog").arg(&catalog).args(["sync", "--all"]);
        let mut child = command.stdout(Stdio::null()).spawn().expect("it starts");
        let (start, mut peak) = (Instant::now(), 0);
        while child.try_wait().expect("its status").is_none() {
            peak = peak.max(peak_kib(child.id()).unwrap_or(0));
            std::thread::sleep(Duration::from_millis(2));
        }
        let mark = if peak > MOST_KIB { " **over**" } else { "" };
        let (mib, time) = (peak as f64 / 1024.0, start.elapsed());
        println!("| memory of {what} | {mib:.1} MiB{mark} ({time:.1?}) | {} MiB |", MOST_KIB >> 10);
    }
}

/// The high-water mark of the memory of a process: proc_pid_status(5).
fn peak_kib(process: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
