//! The store at 10,000 and 100,000 articles and, with `1000000` as an argument, at a million: the figures of
//! docs/performance.md about size. What is compared is measured in one run, because the speed of a machine
//! changes. With `bulk N` as arguments it only stores N articles and indexes them, once.

#![allow(clippy::print_stdout, reason = "its output is the table")]

#[path = "scale/floor.rs"]
mod floor;
#[path = "scale/zipf.rs"]
mod zipf;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ifilm_core::clock::FixedClock;
use ifilm_core::testing::{Bulk, BulkArticle};
use ifilm_core::{Catalog, Client, Config, Cursor, ListQuery, SearchOrder, SearchQuery};
use ifilm_tests::edition;
use jiff::Timestamp;
use tokio::runtime::Runtime;
use zipf::Language;

const CATALOG: &str = "ifilm";

fn main() {
    let runtime = Runtime::new().expect("a runtime");
    let languages = Language::all();
    println!("| what | measured | bound |");
    println!("| --- | --- | --- |");
    let asked = std::env::args().skip(1).find_map(|size| size.parse::<usize>().ok());
    if std::env::args().any(|argument| argument == "bulk") {
        return bulk_write(&runtime, &languages[1], asked.unwrap_or(10_000), 1);
    }
    bulk_write(&runtime, &languages[1], 10_000, 3);
    let mut small = None;
    for size in [10_000, asked.unwrap_or(100_000)] {
        let data = tempfile::tempdir().expect("a directory");
        fill(&runtime, data.path(), &languages, size);
        let page = walk(&runtime, data.path(), &languages[1], size);
        if let Some(small) = small {
            ratio(&format!("a page at {size}, against one at 10,000"), page, small, 1.5);
        }
        small.get_or_insert(page);
        counts(&runtime, data.path(), size);
        searches(&runtime, data.path(), &languages, size);
        reads_beside_a_sync(&runtime, data.path(), &languages[1], size);
    }
}

fn newest() -> Timestamp {
    "2026-11-01T00:00:00Z".parse().expect("a time")
}

fn client(data: &Path) -> Client {
    let mut config = Config::at(data);
    config.catalog = Catalog::embedded();
    config.clock = Arc::new(FixedClock(newest()));
    config.time_zone = Some("Asia/Tehran".to_owned());
    Client::open(config).expect("a client")
}

fn print(what: &str, measured: &str, bound: &str, is_over: bool) {
    let mark = if is_over { " **over**" } else { "" };
    println!("| {what} | {measured}{mark} | {bound} |");
}

fn ratio(what: &str, time: Duration, floor: Duration, bound: f64) {
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    let measured = format!("{ratio:.2} × ({time:.1?} / {floor:.1?})");
    print(what, &measured, &format!("{bound} ×"), ratio > bound);
}

fn at_most(what: &str, time: Duration, bound: Duration) {
    print(what, &format!("{time:.1?}"), &format!("{bound:.1?}"), time > bound);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The time that `percent` of some times do not exceed.
fn percentile(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn median(times: Vec<Duration>) -> Duration {
    percentile(times, 50)
}

/// Stores articles of all languages, and indexes them.
fn fill(runtime: &Runtime, data: &Path, languages: &[Language], size: usize) {
    let bulk = Bulk::at(data, CATALOG);
    let time = timed(|| {
        runtime.block_on(async {
            for from in (0..size / languages.len()).step_by(2_000) {
                for language in languages {
                    let numbers = from..(from + 2_000).min(size / languages.len());
                    let articles = numbers.map(|number| language.article(number, newest())).collect();
                    bulk.store(articles, newest()).await.expect("they are stored");
                }
            }
            bulk.index().await.expect("they are indexed");
            bulk.close().await.expect("it closes once");
        });
    });
    let bytes = std::fs::metadata(data.join("cache.db")).expect("the cache").len();
    eprintln!("{size} articles: {time:.1?}, {} MB", bytes / 1_000_000);
}

/// Articles in one transaction, and their words, against the same rows without the core.
fn bulk_write(runtime: &Runtime, language: &Language, size: usize, times: usize) {
    let articles: Vec<BulkArticle> = (0..size).map(|number| language.article(number, newest())).collect();
    let blocks: Vec<String> = articles.iter().map(blocks).collect();
    let [mut ours, mut full, mut bare, mut index, mut again, mut select] = [const { Vec::new() }; 6];
    for _ in 0..times {
        let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        runtime.block_on(async {
            let empty = Bulk::at(other.path(), CATALOG);
            empty.store(Vec::new(), newest()).await.expect("it is made");
            empty.close().await.expect("it closes once");
        });
        let mut cache = floor::opened(other.path());
        bare.push(timed(|| floor::insert(&mut cache, &articles, &blocks)));
        index.push(timed(|| floor::index(&mut cache, &articles)));
        runtime.block_on(async {
            let bulk = Bulk::at(one.path(), CATALOG);
            bulk.store(Vec::new(), newest()).await.expect("it is made");
            let (rows, same) = (articles.clone(), articles[..size.min(1_000)].to_vec());
            let start = Instant::now();
            bulk.store(rows, newest()).await.expect("they are stored");
            ours.push(start.elapsed());
            bulk.index().await.expect("they are indexed");
            full.push(start.elapsed());
            let start = Instant::now();
            bulk.store_pages(same, newest()).await.expect("they are the same");
            again.push(start.elapsed());
            bulk.close().await.expect("it closes once");
        });
        select.push(timed(|| floor::select(&cache, &articles[..size.min(1_000)])));
    }
    let bare = median(bare);
    ratio(&format!("{size} articles: rows visible, against bare inserts"), median(ours), bare, 1.3);
    ratio(&format!("{size} articles: full text complete, against bare inserts"), median(full), bare, 7.0);
    ratio("the index alone, filled in one transaction without folding", median(index), bare, 5.0);
    ratio("1,000 unchanged articles, against a prepared SELECT", median(again), median(select), 2.0);
}

/// The JSON that the core stores for a text.
fn blocks(article: &BulkArticle) -> String {
    let block = |text: &String| {
        let span = serde_json::json!({ "text": text, "marks": [], "href": null, "language": null });
        serde_json::json!({ "type": "paragraph", "spans": [span], "dir": article.direction.as_str() })
    };
    serde_json::Value::from(article.paragraphs.iter().map(block).collect::<Vec<_>>()).to_string()
}

/// Reads a list to its end, and returns the time of a page.
fn walk(runtime: &Runtime, data: &Path, language: &Language, size: usize) -> Duration {
    let client = client(data);
    let mut times = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let query = ListQuery::news(edition(language.edition)).with_limit(50).with_after(after);
        let start = Instant::now();
        let slice = runtime.block_on(client.library().list(query)).expect("a page");
        times.push(start.elapsed());
        after = slice.next;
        if after.is_none() {
            break;
        }
    }
    runtime.block_on(client.close()).expect("it closes once");
    times.pop(); // it may be short
    let part = (times.len() / 4).min(100);
    let (first, last) = (times[1..part].to_vec(), times[times.len() - part..].to_vec());
    ratio(&format!("the last pages of {size}, against the first"), median(last), median(first), 1.5);
    median(times)
}

/// All counts of the sections, and what they take after an act.
fn counts(runtime: &Runtime, data: &Path, size: usize) {
    let client = client(data);
    let count = || drop(runtime.block_on(client.library().counts()).expect("counts"));
    let times = (0..20).map(|_| timed(count)).collect();
    at_most(&format!("{size}: all counts, median"), median(times), Duration::from_millis(5));
    let list = runtime.block_on(client.library().list(ListQuery::news(edition("fa")))).expect("a page");
    let mark = |item: &ifilm_core::Item| {
        timed(|| {
            runtime.block_on(client.user().mark_read(&item.key, true)).expect("a mark");
            count();
        })
    };
    let times = list.items.iter().map(mark).collect();
    at_most(
        &format!("{size}: an item is marked as read, and all counts"),
        median(times),
        Duration::from_millis(20),
    );
    runtime.block_on(client.close()).expect("it closes once");
}

fn searches(runtime: &Runtime, data: &Path, languages: &[Language], size: usize) {
    let client = client(data);
    let [mut ranked, mut common, mut newest, mut keys] = [const { Vec::new() }; 4];
    let bulk = Bulk::at(data, CATALOG);
    for language in languages {
        for rank in [0, 1, 3, 10, 30, 100, 300, 1_000, 5_000, 20_000] {
            for with in ["", &language.words[2], &language.words[50]] {
                let query = SearchQuery::of(format!("{} {with}", language.words[rank]));
                let find = || {
                    let hits = runtime.block_on(client.library().search(query.clone())).expect("hits").hits;
                    std::hint::black_box(hits);
                };
                let times: Vec<Duration> = (0..3).map(|_| timed(find)).collect();
                if rank == 0 {
                    common.extend(times.clone());
                }
                ranked.extend(times);
                let query = query.clone().with_order(SearchOrder::Newest);
                let keys_of = || runtime.block_on(bulk.newest_keys(query.text.as_str(), 20)).expect("keys");
                keys.extend((0..3).map(|_| timed(|| drop(std::hint::black_box(keys_of())))));
                let find = || drop(runtime.block_on(client.library().search(query.clone())).expect("hits"));
                newest.extend((0..3).map(|_| timed(find)));
            }
        }
    }
    let bound = Duration::from_millis(20);
    at_most(&format!("{size}: ranked search, 20 hits with snippets, p95"), percentile(ranked, 95), bound);
    at_most(&format!("{size}: the same for the commonest word, p95"), percentile(common, 95), bound);
    let (short, long) = (Duration::from_micros(150), Duration::from_millis(3));
    at_most(&format!("{size}: the newest 20 keys, median"), median(keys), short);
    at_most(&format!("{size}: the newest 20 hits with snippets, median"), median(newest), long);
    runtime.block_on(bulk.close()).expect("it closes once");
    runtime.block_on(client.close()).expect("it closes once");
}

/// Reads lists while ten thousand articles are committed in one transaction.
fn reads_beside_a_sync(runtime: &Runtime, data: &Path, language: &Language, size: usize) {
    let client = client(data);
    let articles: Vec<BulkArticle> =
        (0..10_000).map(|number| language.article(2_000_000 + number, newest())).collect();
    let is_done = Arc::new(AtomicBool::new(false));
    let done = Arc::clone(&is_done);
    let directory = data.to_owned();
    let writing = runtime.spawn(async move {
        let bulk = Bulk::at(&directory, CATALOG);
        bulk.store(articles, newest()).await.expect("they are stored");
        done.store(true, Ordering::Relaxed);
        bulk.close().await.expect("it closes once");
    });
    let mut times = Vec::new();
    while !is_done.load(Ordering::Relaxed) || times.len() < 100 {
        let query = ListQuery::news(edition(language.edition)).with_limit(50);
        times.push(timed(|| drop(runtime.block_on(client.library().list(query)).expect("a page"))));
    }
    runtime.block_on(writing).expect("the writer");
    runtime.block_on(client.close()).expect("it closes once");
    let what = format!("{size}: pages of 50 while 10,000 articles are committed, p99 of {}", times.len());
    at_most(&what, percentile(times, 99), Duration::from_millis(5));
}
