//! The numbers of docs/performance.md: `./tests/bench.sh` runs this and prints the table. The name of a
//! function, such as `first_sync`, as an argument measures that alone.
//!
//! Each figure is the median of many runs in this process or, where it says so, of whole processes. Two
//! things that are compared are measured in the same run, in turns, because the speed of a machine changes.

#![allow(clippy::print_stdout, reason = "its output is the table")]

#[path = "bare.rs"]
mod bare;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use html5gum::Tokenizer;
use icu_normalizer::ComposingNormalizerBorrowed;
use ifilm_core::catalog::Editions;
use ifilm_core::language::speech::speech_runs;
use ifilm_core::language::text::{fold, isolate_mixed};
use ifilm_core::language::time::{DateWords, tehran};
use ifilm_core::testing::{self, Document, choose};
use ifilm_core::{
    Catalog, Client, DateSettings, DateStyle, Direction, ListQuery, SearchQuery, SyncRequest, TimeOfDay,
};
use ifilm_site::{Edition, Layout, Site, SiteConfig};
use ifilm_tests::{EDITIONS, HandClock, config_for, edition};
use jiff::{SignedDuration, Timestamp};
use tokio::runtime::Runtime;
use url::Url;

fn main() {
    if let Some(file) = std::env::var_os(bare::FILE) {
        return bare::list(Path::new(&file));
    }
    let runtime = Runtime::new().expect("a runtime");
    let site = Site::start(SiteConfig::default()).expect("a site");
    print("what", "median", "bound");
    print("---", "---", "---");
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let figure = |name: &str, measure: &dyn Fn()| {
        if wanted.as_deref().is_none_or(|wanted| wanted == name) {
            measure();
        }
    };
    figure("article_page", &article_page);
    figure("choice_of_edition", &choice_of_edition);
    figure("mixed_line", &mixed_line);
    figure("fold_ascii", &fold_ascii);
    figure("fold_persian", &fold_persian);
    figure("dates_of_a_list", &dates_of_a_list);
    figure("open_and_list", &|| open_and_list(&runtime, &site));
    figure("search", &|| search(&runtime, &site));
    figure("snippet_of_a_long_paragraph", &|| snippet_of_a_long_paragraph(&runtime));
    figure("first_sync", &|| first_sync(&runtime, &site));
    figure("same_story", &|| same_story(&runtime, &site));
    let over = OVER.load(Ordering::Relaxed);
    assert!(over == 0, "{over} figures are over their bound");
}

/// How many figures are over their limit.
static OVER: AtomicU32 = AtomicU32::new(0);

fn print(what: &str, median: &str, bound: &str) {
    let is_over = matches!((base(median), base(bound)), (Some(median), Some(bound)) if median > bound);
    OVER.fetch_add(u32::from(is_over), Ordering::Relaxed);
    let mark = if is_over { " **over**" } else { "" };
    println!("| {what} | {median}{mark} | {bound} |");
}

/// A figure in seconds, or as a multiple; `None` if the text is not a figure.
fn base(figure: &str) -> Option<f64> {
    let (number, unit) = figure.split_once(' ')?;
    let scale = match unit {
        "s" | "×" => 1.0,
        "ms" => 1e-3,
        "µs" => 1e-6,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * scale)
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

fn article_page() {
    let catalog = Catalog::embedded();
    let address = Url::parse("https://en.ifilmtv.ir/News/Content/1").expect("an address");
    let pages: Vec<String> = (0..50).map(page_html).collect();
    let bytes: usize = pages.iter().map(String::len).sum::<usize>() / pages.len();
    let (mut times, mut bare) = (Vec::new(), Vec::new());
    for round in 0..500 {
        let page = &pages[round % pages.len()];
        bare.push(timed(|| {
            black_box(Tokenizer::new(page.as_str()).count());
        }));
        let document = Document {
            bytes: page.as_bytes(),
            charset: None,
            address: &address,
            edition: &catalog.editions[0],
            received_at: jiff::Timestamp::now(),
        };
        times.push(timed(|| {
            black_box(testing::article(document)).expect("a page");
        }));
    }
    let what = format!("parse an article page ({} kB on average)", bytes / 1000);
    let (time, bare) = (median(times).as_secs_f64(), median(bare).as_secs_f64());
    print(&what, &format!("{:.2} ms", time * 1e3), "2.5 ms");
    print("the same, against its bare tokens", &format!("{:.2} ×", time / bare), "3 ×");
}

/// Five wishes. Only the last one matches, so that all are tried.
fn choice_of_edition() {
    let editions = Editions::embedded();
    let wishes = ["de-AT", "tr-TR", "zh-Hant-HK", "az-Latn-AZ", "prs-AF"].map(str::to_owned);
    let time = || {
        timed(|| {
            black_box(choose(&editions, black_box(&wishes)));
        })
    };
    let time = median((0..2000).map(|_| time()).collect());
    let micros = format!("{:.1} µs", time.as_secs_f64() * 1e6);
    print("choose an edition, 5 wishes × 4 offers", &micros, "20 µs");
}

/// One line of a megabyte whose script changes with every word.
fn mixed_line() {
    let line = "Sara Miller و باران (2024-05-02) ".repeat(25_000);
    let persian = "fa".parse().expect("a tag");
    let times = (0..9).map(|_| timed(|| drop(black_box(isolate_mixed(&line, Direction::Rtl))))).collect();
    print("isolate a line of 1 MB", &format!("{:.0} ms", median(times).as_secs_f64() * 1e3), "1 s");
    let times = (0..9).map(|_| timed(|| drop(black_box(speech_runs(&line, &persian))))).collect();
    print("cut a line of 1 MB for voices", &format!("{:.0} ms", median(times).as_secs_f64() * 1e3), "1 s");
}

fn page_html(seed: u64) -> String {
    let edition = Edition::ALL[seed as usize % Edition::ALL.len()];
    let layout = Layout::ALL[seed as usize % Layout::ALL.len()];
    ifilm_site::page(seed, edition, layout, seed).0
}

/// Headlines and texts of the practice site in an edition. Of the English edition only those in ASCII.
fn texts(edition: Edition) -> Vec<String> {
    let pages = (0..40).map(|seed| ifilm_site::page(seed, edition, Layout::ALL[0], seed).1);
    let texts = pages.flat_map(|truth| [truth.title, truth.paragraphs.join("\n\n")]);
    texts
        .map(|text| if edition == Edition::En { text.replace(|c: char| !c.is_ascii(), "'") } else { text })
        .collect()
}

fn fold_ascii() {
    let texts = texts(Edition::En);
    let ratio =
        ratio(&texts, |text| drop(black_box(fold(text))), |text| drop(black_box(text.to_lowercase())));
    print("fold ASCII, as a multiple of `to_lowercase`", &format!("{ratio:.2} ×"), "2 ×");
}

fn fold_persian() {
    let texts = texts(Edition::Fa);
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let normalize = |text: &str| drop(black_box(nfkc.normalize(text).into_owned()));
    let ratio = ratio(&texts, |text| drop(black_box(fold(text))), normalize);
    print("fold Persian, as a multiple of NFKC by icu_normalizer", &format!("{ratio:.2} ×"), "1 ×");
}

/// The median of the ratio of the two times for all the texts, first to second, measured in turns.
fn ratio(texts: &[String], first: impl Fn(&str), second: impl Fn(&str)) -> f64 {
    let all = |work: &dyn Fn(&str)| {
        timed(|| (0..20).for_each(|_| texts.iter().for_each(|text| work(black_box(text)))))
    };
    let mut ratios: Vec<f64> =
        (0..101).map(|_| all(&first).as_secs_f64() / all(&second).as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

/// A search for a word that many articles have, and its first slice with marks and snippets.
fn search(runtime: &Runtime, site: &Site) {
    let data = tempfile::tempdir().expect("a directory");
    sync_into(runtime, site, data.path());
    let client = Client::open(config_for(site, data.path(), &HandClock::of(site))).expect("a client");
    let query = SearchQuery::of("فیلم");
    let search = || runtime.block_on(client.library().search(query.clone())).expect("storage works");
    let found = search().hits.len();
    let times = (0..100).map(|_| timed(|| drop(black_box(search())))).collect();
    let what = format!("search all editions, first {found} hits with snippets");
    print(&what, &format!("{:.1} ms", median(times).as_secs_f64() * 1e3), "-");
}

/// A search in one paragraph of 2 MB. The first word is everywhere in it, the second only at its end.
fn snippet_of_a_long_paragraph(runtime: &Runtime) {
    let data = tempfile::tempdir().expect("a directory");
    let client = Client::open(ifilm_core::Config::at(data.path())).expect("a client");
    runtime.block_on(client.prepare()).expect("the files open");
    bare::store_paragraph(&data.path().join("cache.db"), &("rain fell ".repeat(200_000) + "snow"));
    let query = SearchQuery::of("rain snow").with_typing(false);
    let search = || runtime.block_on(client.library().search(query.clone())).expect("storage works");
    let times = (0..5).map(|_| timed(|| drop(black_box(search())))).collect();
    let measured = format!("{:.0} ms", median(times).as_secs_f64() * 1e3);
    print("search in a paragraph of 2 MB, full of hits", &measured, "300 ms");
}

/// The cost of the dates of 50 rows, each with its age, in Dari.
fn dates_of_a_list() {
    let (zone, language) = (tehran(), "fa-AF".parse().expect("a tag"));
    let now: Timestamp = "2024-05-02T14:35:00Z".parse().expect("a moment");
    let write = || {
        let dates = DateWords::new(&zone, &language, DateSettings::default());
        for hours in 0..50_i64 {
            let at = now - SignedDuration::from_hours(5 * hours);
            black_box(dates.text(at, DateStyle::Long, TimeOfDay::Without));
            black_box(dates.age(at, now, TimeOfDay::Without));
        }
    };
    let times = (0..500).map(|_| timed(write)).collect();
    print("dates and ages of 50 rows", &format!("{:.3} ms", median(times).as_secs_f64() * 1e3), "0.2 ms");
}

/// The whole process: start, open both files, read 50 headlines, print them as JSON, end. It is compared, in
/// turns, with a process that prints the same rows with rusqlite alone.
fn open_and_list(runtime: &Runtime, site: &Site) {
    let data = tempfile::tempdir().expect("a directory");
    let catalog = data.path().join("catalog.json");
    std::fs::write(&catalog, site.catalog_json()).expect("a file");
    for _ in 0..2 {
        sync_into(runtime, site, data.path());
        site.publish("en", 30);
    }
    let list = || {
        let mut command = ifilm();
        command.arg("--data").arg(data.path()).arg("--catalog").arg(&catalog);
        command.args(["--edition", "en", "list", "--limit", "50", "--json"]);
        run(command);
    };
    let bare = || {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.env(bare::FILE, data.path().join("cache.db"));
        run(command);
    };
    list();
    let (mut ours, mut bares) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        ours.push(timed(list));
        bares.push(timed(bare));
    }
    let (ours, bares) = (median(ours).as_secs_f64() * 1e3, median(bares).as_secs_f64() * 1e3);
    print("open + first 50 headlines, a whole new process", &format!("{ours:.1} ms"), "10 ms");
    let what = "the same, as a multiple of a bare rusqlite process";
    print(what, &format!("{:.2} × ({ours:.1} ms / {bares:.1} ms)", ours / bares), "2.5 ×");
    let version = || {
        let mut command = ifilm();
        command.arg("--version");
        run(command);
    };
    let (ours, least) = (processor_time(list), processor_time(version));
    let what = "the same, processor time as a multiple of `ifilm --version`";
    print(what, &format!("{:.2} ×", ours / least), "3 ×");
}

fn ifilm() -> Command {
    Command::new(std::env::var_os("IFILM_BIN").expect("IFILM_BIN: the built command"))
}

fn run(mut command: Command) {
    assert!(command.stdout(Stdio::null()).status().expect("it runs").success());
}

/// The processor time of a hundred processes, in ticks of the kernel.
fn processor_time(process: impl Fn()) -> f64 {
    let before = ticks_of_children();
    (0..100).for_each(|_| process());
    ticks_of_children() - before
}

/// What all processes that this one started have taken so far: `cutime` and `cstime` of proc_pid_stat(5).
fn ticks_of_children() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let (_, fields) = stat.rsplit_once(')').expect("the name of the process in brackets");
    fields.split_whitespace().skip(13).take(2).map(|ticks| ticks.parse::<f64>().expect("a number")).sum()
}

/// The same story of each of the newest Persian articles in the Dari edition, which is most similar: read
/// from disk and compared in both directions.
fn same_story(runtime: &Runtime, site: &Site) {
    let data = tempfile::tempdir().expect("a directory");
    sync_into(runtime, site, data.path());
    let client = Client::open(config_for(site, data.path(), &HandClock::of(site))).expect("a client");
    let list = client.library().list(ListQuery::news(edition("fa")));
    let items = runtime.block_on(list).expect("the list can be read").items;
    let find = |key| {
        runtime.block_on(client.library().same_story(key, &edition("fa2"))).expect("the store can be read")
    };
    let time = |key| {
        timed(|| {
            black_box(find(key));
        })
    };
    let times = (0..5).flat_map(|_| items.iter().map(|item| time(&item.key))).collect();
    let what = format!("the same story in another edition, {} articles each", items.len());
    print(&what, &format!("{:.1} ms", median(times).as_secs_f64() * 1e3), "20 ms");
}

/// Syncs into a directory, and returns the time of the sync alone. The files are opened before.
fn sync_into(runtime: &Runtime, site: &Site, data: &Path) -> Duration {
    let clock = HandClock::of(site);
    let client = Client::open(config_for(site, data, &clock)).expect("a client");
    runtime.block_on(async {
        client.prepare().await.expect("the files open");
        let start = Instant::now();
        let report = client.sync(SyncRequest::all()).await.expect("storage works");
        let time = start.elapsed();
        assert!(!report.any_failed(), "{report:?}");
        client.close().await.expect("it closes once");
        time
    })
}

/// A first sync of all editions, compared with the same requests by plain reqwest, with one connection for
/// each host. The bytes that reqwest reads are dropped.
fn first_sync(runtime: &Runtime, site: &Site) {
    let data = tempfile::tempdir().expect("a directory");
    site.clear_requests();
    sync_into(runtime, site, data.path());
    let asked: Vec<(String, String)> =
        site.requests().into_iter().map(|request| (request.edition.to_owned(), request.path)).collect();
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        let fresh = tempfile::tempdir().expect("a directory");
        ours.push(sync_into(runtime, site, fresh.path()));
        floors.push(timed(|| runtime.block_on(fetch_all(site, &asked))));
    }
    let mut ratios: Vec<f64> =
        ours.iter().zip(&floors).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    let articles = asked.len() - EDITIONS.len();
    let what = format!("first sync of {articles} articles, as a multiple of the floor");
    let measured = format!(
        "{:.2} × ({:.0} ms / {:.0} ms)",
        ratios[ratios.len() / 2],
        median(ours).as_secs_f64() * 1e3,
        median(floors).as_secs_f64() * 1e3
    );
    print(&what, &measured, "2.5 ×");
}

async fn fetch_all(site: &Site, asked: &[(String, String)]) {
    let http =
        reqwest::Client::builder().tls_backend_preconfigured(no_roots()).build().expect("an HTTP client");
    let of_edition = |id: &str| {
        let base = site.base(id);
        let paths: Vec<String> =
            asked.iter().filter(|(of, _)| of == id).map(|(_, path)| format!("{base}{path}")).collect();
        let http = http.clone();
        async move {
            for path in paths {
                let request = http.get(path).header("accept-encoding", "gzip, br");
                black_box(request.send().await.expect("an answer").bytes().await.expect("a body"));
            }
        }
    };
    let [a, b, c, d] = EDITIONS.map(|id| tokio::spawn(of_edition(id)));
    for task in [a, b, c, d] {
        task.await.expect("a task");
    }
}

/// The compared client uses plain http, but reqwest requires a TLS configuration.
fn no_roots() -> rustls::ClientConfig {
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    config.expect("TLS").with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}
