//! The memory of a sync stays small, even if an answer is very large or there are many editions.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::path::Path;
use std::process::{Child, Command, Stdio};

use ifilm_site::{Edition, Fault, FaultKind, Site, SiteConfig};

/// Besides the code of the program, which takes 25 MiB here and 9 in a phone: 64 in all, with room to spare.
const MOST_KIB: u64 = 52 << 10;

fn sync(site: &Site, data: &Path) -> Child {
    start(data, &site.catalog_json(), &["--edition", "en", "--total", "3000", "sync"])
}

fn start(data: &Path, catalog: &str, arguments: &[&str]) -> Child {
    let file = data.join("catalog.json");
    std::fs::write(&file, catalog).unwrap();
    let mut sync = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    sync.arg("--data").arg(data).arg("--catalog").arg(file).args(arguments);
    sync.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The peak memory of a process in KiB, without its code: the kernel's last values before the process ends.
fn peak_kib(mut child: Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        peak = peak.max(without_code(&status).unwrap_or(0));
        std::thread::yield_now();
    }
    peak
}

fn without_code(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let kib = |name: &str| -> Option<u64> {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix("kB")?.trim().parse().ok()
    };
    Some(kib("VmHWM:")?.saturating_sub(kib("RssFile:")?))
}

#[test]
#[cfg(target_os = "linux")]
fn bombs_and_endless_answers_do_not_fill_the_memory() {
    let site = Site::start(SiteConfig { items: 12, ..SiteConfig::default() }).unwrap();
    for kind in [
        FaultKind::Big { length: true, bytes: 200 << 20 },
        FaultKind::Big { length: false, bytes: 200 << 20 },
        FaultKind::GzipBomb,
        FaultKind::BrotliBomb,
        FaultKind::Drip { interval_ms: 1 },
        FaultKind::Big { length: true, bytes: 7 << 20 },
    ] {
        for path in ["/", "/News/Content/"] {
            let data = tempfile::tempdir().unwrap();
            site.clear_faults();
            site.clear_requests();
            site.fault(Fault::new(kind.clone()).edition(Edition::En).path(path));

            let peak = peak_kib(sync(&site, data.path()));

            assert!(
                site.requests().iter().any(|request| request.path.starts_with(path)),
                "{kind:?} at {path}"
            );
            assert!(peak > 0 && peak < MOST_KIB, "{kind:?} at {path}: {peak} KiB");
        }
    }
}

/// Each edition has a host of its own, and ten articles. The bench `editions` has a thousand of them.
#[test]
#[cfg(target_os = "linux")]
fn two_hundred_editions_do_not_fill_the_memory() {
    let site = Site::start(SiteConfig { items: 10, mirrors: 49, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();

    for requests in [200 * 11, 200 * 4] {
        site.clear_requests();
        let peak = peak_kib(start(data.path(), &site.catalog_json_of_hosts(), &["sync", "--all"]));

        assert!(site.requests().len() >= requests, "{} requests", site.requests().len());
        assert!(peak > 0 && peak < MOST_KIB, "{peak} KiB");
    }
}
