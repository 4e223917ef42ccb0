//! A thousand editions of a made-up catalogue, each at a host of its own and with ten articles: the figures
//! of docs/performance.md about many editions. A number as an argument is another number of editions, and with
//! `memory` only that is measured. What is compared is measured in turns, in one process with the practice
//! site.

#![allow(clippy::print_stdout, reason = "its output is the table")]

#[path = "scale/floor.rs"]
#[allow(dead_code, reason = "the other bench needs all of it")]
mod floor;

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ifilm_core::catalog::{EditionEntry, Editions};
use ifilm_core::testing::{self, Bulk, BulkArticle, Document};
use ifilm_core::{Catalog, Client, Config, EditionId, ItemKey, SyncRequest};
use ifilm_site::{Site, SiteConfig};
use ifilm_tests::HandClock;
use jiff::Timestamp;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use url::Url;

const ARTICLES: u64 = 10;
/// As many as the core has by default.
const REQUESTS_AT_ONCE: usize = 6;
const MOST_KIB: u64 = 64 << 10;

fn main() {
    let asked = std::env::args().skip(1).find_map(|number| number.parse::<u16>().ok());
    let editions = asked.unwrap_or(1_000).max(4);
    let config = SiteConfig { items: ARTICLES, mirrors: editions / 4 - 1, ..SiteConfig::default() };
    let site = Site::start(config).expect("a site");
    println!("| {editions} editions with {ARTICLES} articles each | measured | bound |");
    println!("| --- | --- | --- |");
    memory(&site);
    if std::env::args().all(|argument| argument != "memory") {
        times(&Runtime::new().expect("a runtime"), &site);
    }
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

/// A first sync against the same requests by plain reqwest, and against these with parsing and bare inserts.
fn times(runtime: &Runtime, site: &Site) {
    let editions = Editions::of(catalog(site)).expect("the catalogue makes sense");
    site.clear_requests();
    first_sync(runtime, site);
    let asked = Arc::new(asked(site, &editions));
    let (mut ours, mut floors, mut stored) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        ours.push(first_sync(runtime, site));
        floors.push(timed(|| runtime.block_on(fetch_all(&asked, |_, _, _| ()))));
        stored.push(fetch_and_store(runtime, &asked));
    }
    let (ours, floor, stored) = (median(ours), median(floors), median(stored));
    ratio("a first sync, against bare fetches", ours, floor, 2.5);
    ratio("a first sync, against fetches, parsing and bare inserts", ours, stored, 1.4);
}

fn catalog(site: &Site) -> Catalog {
    Catalog::from_json(&site.catalog_json_of_hosts()).expect("the site's catalogue can be read")
}

fn first_sync(runtime: &Runtime, site: &Site) -> Duration {
    let data = tempfile::tempdir().expect("a directory");
    let mut config = Config::at(data.path());
    config.catalog = catalog(site);
    config.clock = HandClock::of(site);
    config.lead_pictures = 0;
    let client = Client::open(config).expect("a client");
    runtime.block_on(async {
        client.prepare().await.expect("the files open");
        let start = Instant::now();
        let report = client.sync(SyncRequest::all()).await.expect("storage works");
        let time = start.elapsed();
        assert!(!report.any_failed(), "all came");
        client.close().await.expect("it closes once");
        time
    })
}

/// An edition, and the addresses that its sync asked: the listing first.
struct Asked {
    edition: EditionEntry,
    addresses: Vec<Url>,
}

/// All mirrors have the same pages, so the paths of one of them are those of all.
fn asked(site: &Site, editions: &Editions) -> Vec<Asked> {
    let mut paths: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for request in site.requests() {
        let of_edition = paths.entry(request.edition).or_default();
        if !of_edition.contains(&request.path) {
            of_edition.push(request.path);
        }
    }
    let of_edition = |edition: &EditionEntry| {
        let (id, base) = (edition.id.as_str(), edition.bases[0].as_str());
        let paths = &paths[id.split_once('-').expect("the id of a mirror").0];
        let address = |path: &String| Url::parse(&format!("{base}{path}")).expect("an address");
        Asked { edition: edition.clone(), addresses: paths.iter().map(address).collect() }
    };
    editions.all().iter().map(of_edition).collect()
}

/// Fetches first all listings and then all pages, those of one host one after another.
async fn fetch_all<T: Clone + Send + 'static>(asked: &Arc<Vec<Asked>>, take: T)
where
    T: Fn(&EditionEntry, &Url, &[u8]),
{
    let http =
        reqwest::Client::builder().tls_backend_preconfigured(no_roots()).build().expect("an HTTP client");
    for is_listing in [true, false] {
        let (mut running, mut next) = (JoinSet::new(), 0);
        while next < asked.len() || !running.is_empty() {
            if next < asked.len() && running.len() < REQUESTS_AT_ONCE {
                let (asked, http, take) = (Arc::clone(asked), http.clone(), take.clone());
                let at = next;
                running.spawn(async move {
                    let Asked { edition, addresses } = &asked[at];
                    let (listing, pages) = addresses.split_at(1);
                    for address in if is_listing { listing } else { pages } {
                        let answer = http.get(address.clone()).send().await.expect("an answer");
                        take(edition, address, &answer.bytes().await.expect("a body"));
                    }
                });
                next += 1;
            } else {
                running.join_next().await.expect("a task").expect("it ends well");
            }
        }
    }
}

/// Fetches all, parses it, and inserts each page with bare statements, those of an edition in a transaction.
fn fetch_and_store(runtime: &Runtime, asked: &Arc<Vec<Asked>>) -> Duration {
    let data = tempfile::tempdir().expect("a directory");
    runtime.block_on(async {
        let empty = Bulk::at(data.path(), "practice");
        empty.store(Vec::new(), Timestamp::UNIX_EPOCH).await.expect("it is made");
        empty.close().await.expect("it closes once");
    });
    let cache = Arc::new(Mutex::new(floor::opened(data.path())));
    let waiting: Arc<Mutex<BTreeMap<EditionId, Vec<(BulkArticle, String)>>>> = Arc::default();
    let take = move |edition: &EditionEntry, address: &Url, bytes: &[u8]| {
        let received_at = Timestamp::now();
        let document = Document { bytes, charset: None, address, edition, received_at };
        let Some(key) = edition.key_of(address) else {
            let section = &edition.sections[0];
            let listing = testing::listing(document, section.listings[0].document, section);
            assert_eq!(listing.expect("a listing").rows.len() as u64, ARTICLES);
            return;
        };
        let parsed = parsed(key, document);
        let mut waiting = waiting.lock().expect("nobody panicked");
        let here = waiting.entry(edition.id.clone()).or_default();
        here.push(parsed);
        if here.len() as u64 == ARTICLES {
            let (articles, blocks): (Vec<_>, Vec<_>) = std::mem::take(here).into_iter().unzip();
            drop(waiting);
            floor::insert(&mut cache.lock().expect("nobody panicked"), &articles, &blocks);
        }
    };
    timed(|| runtime.block_on(fetch_all(asked, take)))
}

/// An article, and the JSON of its text.
fn parsed(key: ItemKey, document: Document<'_>) -> (BulkArticle, String) {
    let page = testing::article(document).expect("a page");
    let blocks = serde_json::to_string(&page.blocks).expect("blocks have JSON");
    let article = BulkArticle {
        key,
        title: page.title.unwrap_or_default(),
        lead: page.lead.unwrap_or_default(),
        paragraphs: Vec::new(),
        language: page.language,
        direction: page.direction,
        published: page.published.map_or(document.received_at, |published| published.at),
    };
    (article, blocks)
}

fn ratio(what: &str, time: Duration, floor: Duration, bound: f64) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    let mark = if ratio > bound { " **over**" } else { "" };
    println!("| {what} | {ratio:.2} ×{mark} ({time:.1?} / {floor:.1?}) | {bound} × |");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The compared client uses plain http, but reqwest requires a TLS configuration.
fn no_roots() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    config.expect("TLS").with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}
