//! The cost of syncs, against what reqwest alone needs for the same requests in the same run: the figures of
//! docs/performance.md about cost. The name of a figure as an argument measures it alone; `ours` or `bare`
//! behind it does only that side of it, for a profiler, so many times as a number behind that says.
//!
//! The ratios are of processor time, without the threads that serve the requests. Both sides take turns.
//! Other work on the machine changes these times less than those of a clock, but it does change them.

#![allow(clippy::print_stdout, reason = "its output is the table")]

#[path = "cost/bare.rs"]
mod bare;
#[path = "scale/floor.rs"]
#[allow(dead_code, reason = "it is shared")]
mod floor;
#[path = "cost/line.rs"]
mod line;
#[path = "cost/processor.rs"]
mod processor;
#[path = "cost/slow.rs"]
mod slow;
#[path = "cost/thousand.rs"]
mod thousand;
#[path = "cost/thousand_floor.rs"]
mod thousand_floor;

use std::path::Path;
use std::time::{Duration, Instant};

use bare::Asked;
use ifilm_core::{Client, Config, SyncReport, SyncRequest};
use ifilm_site::{RequestRecord, Site, SiteConfig};
use ifilm_tests::{EDITIONS, HandClock, config_for};
use processor::Used;
use thousand::Thousand;
use tokio::runtime::{Builder, Runtime};

/// Which sides of a figure are measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sides {
    Both,
    Ours,
    Bare,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let sides = match words.get(1).map(String::as_str) {
        Some("ours") => Sides::Ours,
        Some("bare") => Sides::Bare,
        _ => Sides::Both,
    };
    let times = words.iter().find_map(|word| word.parse().ok());
    let is_wanted = |name: &str| words.first().is_none_or(|wanted| wanted == name);
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    println!("| what | measured | bound |");
    println!("| --- | --- | --- |");
    if is_wanted("unchanged") {
        unchanged(&runtime, sides, times.unwrap_or(30));
    }
    if is_wanted("first_sync") {
        first_sync(&runtime, sides, times.unwrap_or(9));
    }
    if is_wanted("thousand") {
        thousand(&runtime, sides, times.unwrap_or(1_000));
    }
    if is_wanted("slow") {
        slow::figure(&runtime);
    }
}

/// Two sides of a figure in turns: for each, the time of the clock and that of the processor.
#[derive(Default)]
struct Pair {
    ours: Vec<(Duration, Duration)>,
    bare: Vec<(Duration, Duration)>,
}

/// The time of the clock and of the processor that some work takes.
fn measured(work: impl FnOnce()) -> (Duration, Duration) {
    let (start, used) = (Instant::now(), Used::now());
    work();
    (start.elapsed(), used.since())
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
}

impl Pair {
    /// Prints the median of the ratios of processor time, and the means for one of `count` requests.
    fn print(&self, what: &str, count: usize, bound: f64) {
        let ratio = |of: fn(&(Duration, Duration)) -> Duration| {
            let ratios = self.ours.iter().zip(&self.bare);
            median(ratios.map(|(ours, bare)| of(ours).as_secs_f64() / of(bare).as_secs_f64()).collect())
        };
        let mean = |times: &[(Duration, Duration)]| {
            let sum: Duration = times.iter().map(|(_, processor)| *processor).sum();
            sum.as_secs_f64() * 1e6 / (times.len() * count).max(1) as f64
        };
        let (processor, clock) = (ratio(|times| times.1), ratio(|times| times.0));
        let (ours, bare) = (mean(&self.ours), mean(&self.bare));
        let mark = if processor > bound { " **over**" } else { "" };
        println!(
            "| {what} | {processor:.2} × ({ours:.0} µs / {bare:.0} µs a request); by the clock {clock:.2} ×{mark} \
             | {bound} × |"
        );
    }
}

/// A client of a site, without pictures, whose files are open.
fn client(runtime: &Runtime, config: Config) -> Client {
    let client = Client::open(config).expect("a client");
    runtime.block_on(client.prepare()).expect("the files open");
    client
}

fn sync(runtime: &Runtime, client: &Client) -> SyncReport {
    let report = runtime.block_on(client.sync(SyncRequest::all())).expect("storage works");
    assert!(!report.any_failed(), "{report:?}");
    report
}

/// The requests that a site has seen, those of each edition for themselves.
fn asked(site: &Site) -> Vec<Vec<Asked>> {
    let requests = site.requests();
    let of = |id: &str| requests.iter().filter(|request| request.edition == id).map(as_asked(site)).collect();
    EDITIONS.map(of).into()
}

fn as_asked(site: &Site) -> impl Fn(&RequestRecord) -> Asked {
    |request| Asked {
        address: format!("{}{}", site.base(request.edition), request.path),
        etag: request.if_none_match.clone(),
        modified: request.if_modified_since.clone(),
    }
}

/// A sync without news: all answers are 304. The bare side makes its connections anew for each sync, as a
/// sync does.
fn unchanged(runtime: &Runtime, sides: Sides, times: usize) {
    let site = Site::start(SiteConfig::default()).expect("a site");
    let data = tempfile::tempdir().expect("a directory");
    let clock = HandClock::of(&site);
    let client = client(runtime, config_for(&site, data.path(), &clock));
    sync(runtime, &client);
    site.clear_requests();
    sync(runtime, &client);
    let asked = asked(&site);
    let count = asked.iter().map(Vec::len).sum();
    site.clear_requests();
    let mut pair = Pair::default();
    for _ in 0..times {
        clock.advance(Duration::from_secs(60));
        if sides != Sides::Bare {
            pair.ours.push(measured(|| drop(sync(runtime, &client))));
        }
        if sides != Sides::Ours {
            let fetch = || runtime.block_on(bare::fetch_all(&bare::client(), &asked, asked.len()));
            pair.bare.push(measured(fetch));
        }
    }
    assert!(site.requests().iter().all(|request| request.status == 304), "all is unchanged");
    runtime.block_on(client.close()).expect("it closes once");
    pair.print(&format!("a sync of four editions without news, {count} answers 304"), count, 1.5);
}

/// A first sync of four editions.
fn first_sync(runtime: &Runtime, sides: Sides, times: usize) {
    let site = Site::start(SiteConfig::default()).expect("a site");
    let ours = || {
        let data = tempfile::tempdir().expect("a directory");
        let client = client(runtime, config_for(&site, data.path(), &HandClock::of(&site)));
        let times = measured(|| drop(sync(runtime, &client)));
        runtime.block_on(client.close()).expect("it closes once");
        times
    };
    ours();
    let asked = asked(&site);
    let count: usize = asked.iter().map(Vec::len).sum();
    let mut pair = Pair::default();
    for _ in 0..times {
        if sides != Sides::Bare {
            pair.ours.push(ours());
        }
        if sides != Sides::Ours {
            let fetch = || runtime.block_on(bare::fetch_all(&bare::client(), &asked, asked.len()));
            pair.bare.push(measured(fetch));
        }
    }
    let articles = count - EDITIONS.len();
    pair.print(&format!("first sync of {articles} articles"), count, 3.0);
}

/// The articles of each edition of the made-up catalogue.
const ARTICLES: usize = 10;

/// A first sync of a made-up catalogue.
fn thousand(runtime: &Runtime, sides: Sides, editions: usize) {
    let site = Thousand::start(editions, ARTICLES);
    let hosts: Vec<Vec<Asked>> =
        site.addresses.iter().map(|addresses| addresses.iter().cloned().map(Asked::of).collect()).collect();
    let at_once = Config::in_memory().requests_at_once as usize;
    let (mut against_fetch, mut against_rows) = (Pair::default(), Pair::default());
    let rounds = if sides == Sides::Both { 3 } else { 1 };
    for _ in 0..rounds {
        if sides != Sides::Bare {
            let data = tempfile::tempdir().expect("a directory");
            let ours = thousand_synced(runtime, &site, data.path());
            against_fetch.ours.push(ours);
            against_rows.ours.push(ours);
        }
        if sides != Sides::Ours {
            let fetch = || runtime.block_on(bare::fetch_all(&bare::client(), &hosts, at_once));
            against_fetch.bare.push(measured(fetch));
            against_rows.bare.push(thousand_floor::rows(runtime, &site, at_once));
        }
    }
    let (count, all) = (editions * (ARTICLES + 1), editions * ARTICLES);
    against_fetch.print(&format!("{editions} editions with {all} articles, against fetching"), count, 2.5);
    against_rows.print("the same, against fetching, parsing and bare inserts", count, 1.4);
}

fn thousand_synced(runtime: &Runtime, site: &Thousand, data: &Path) -> (Duration, Duration) {
    let mut config = Config::at(data);
    config.catalog = site.catalog.clone();
    config.clock = HandClock::at("2026-11-01T00:00:00Z".parse().expect("a time"));
    config.lead_pictures = 0;
    let client = client(runtime, config);
    let mut texts = 0;
    let times = measured(|| {
        let report = sync(runtime, &client);
        texts = report.sections.iter().map(|one| one.page_requests - one.pages_failed).sum::<u32>() as usize;
    });
    assert_eq!(texts, site.addresses.len() * ARTICLES, "all texts came");
    runtime.block_on(client.close()).expect("it closes once");
    times
}
