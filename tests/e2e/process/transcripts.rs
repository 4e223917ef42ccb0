//! The same seed gives the same transcript in Rust, Kotlin and Python: the requests that the site saw, the
//! report of each sync, and the lists. `tests/fixtures/transcripts` holds the story and the transcripts.
//! With `IFILM_WRITE_TRANSCRIPTS=1` this test writes them anew; read the difference before you commit it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{Catalog, Client, Config, EditionId, Item, ListQuery, SectionReport, SyncRequest};
use ifilm_tests::{DEVICE_SEED, HandClock};
use serde_json::Value;

/// The practice site in a process of its own, as the other hosts have it.
struct SiteProcess {
    process: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    greeting: Value,
}

impl SiteProcess {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
        let process = command.args(["site", "--seed", "7"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = process.spawn().unwrap();
        let (orders, answers) = (process.stdin.take(), BufReader::new(process.stdout.take().unwrap()));
        let mut site = Self { process, orders, answers, greeting: Value::Null };
        site.greeting = site.answer();
        site
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn order(&mut self, line: &str) -> Value {
        writeln!(self.orders.as_ref().unwrap(), "{line}").unwrap();
        let answer = self.answer();
        assert_eq!(answer["ok"], true, "{line}: {answer}");
        answer
    }
}

impl Drop for SiteProcess {
    fn drop(&mut self) {
        drop(self.orders.take());
        self.process.wait().unwrap();
    }
}

/// A client at the site, and what it has written down.
struct Story {
    site: SiteProcess,
    clock: Arc<HandClock>,
    client: Client,
    lines: Vec<String>,
}

impl Story {
    fn begin(data: &Path) -> Self {
        let site = SiteProcess::start();
        let clock = HandClock::at(site.greeting["now"].as_str().unwrap().parse().unwrap());
        let mut config = Config::at(data);
        let catalog = std::fs::read_to_string(site.greeting["catalog"].as_str().unwrap()).unwrap();
        config.catalog = Catalog::from_json(&catalog).unwrap();
        config.clock = Arc::<HandClock>::clone(&clock);
        config.time_zone = Some("Asia/Kabul".to_owned());
        config.device_seed = Some(DEVICE_SEED);
        config.lead_pictures = 0;
        (config.limits.idle, config.limits.total) = (Duration::from_secs(2), Duration::from_secs(2));
        Self { site, clock, client: Client::open(config).unwrap(), lines: Vec::new() }
    }

    async fn step(&mut self, step: &Value, seed: u64) {
        if let Some(line) = step["site"].as_str() {
            self.site.order(&line.replace("SEED", &seed.to_string()));
        } else if let Some(seconds) = step["advance"].as_u64() {
            self.site.order(&format!("advance {seconds}"));
            self.clock.advance(Duration::from_secs(seconds));
        } else if let Some(editions) = step["sync"].as_array() {
            self.sync(editions).await;
        } else if step["list"].is_string() {
            let items = self.items(&step["list"]).await;
            self.lines.extend(items.iter().map(row));
        } else {
            self.mark(step).await;
        }
    }

    async fn sync(&mut self, editions: &[Value]) {
        let ids: Vec<EditionId> = editions.iter().map(edition).collect();
        let report = self.client.sync(SyncRequest::of(ids.clone())).await.unwrap();
        self.lines.extend(report.sections.iter().map(section));
        let requests = self.site.order("requests clear")["requests"].take();
        let requests = requests.as_array().unwrap();
        for id in &ids {
            let own = requests.iter().filter(|request| request["edition"] == id.as_str());
            self.lines.extend(own.map(request));
        }
    }

    async fn items(&self, id: &Value) -> Vec<Item> {
        let query = ListQuery::news(edition(id)).with_limit(10);
        self.client.library().list(query).await.unwrap().items
    }

    async fn mark(&self, step: &Value) {
        let act = if step["read"].is_string() { "read" } else { "save" };
        let item = &self.items(&step[act]).await[usize::try_from(step["place"].as_u64().unwrap()).unwrap()];
        match act {
            "read" => self.client.user().mark_read(&item.key, true).await.unwrap(),
            _ => self.client.user().save(&item.key).await.unwrap(),
        };
    }
}

fn edition(id: &Value) -> EditionId {
    id.as_str().unwrap().parse().unwrap()
}

fn section(report: &SectionReport) -> String {
    let SectionReport { edition, listing_requests, page_requests, revalidations, .. } = report;
    let SectionReport { not_modified, new_items, changed, removed, pages_failed, .. } = report;
    let next_due = report.next_due.map_or(0, |at| at.as_millisecond());
    format!(
        "sync {edition}: {listing_requests} {page_requests} {revalidations} requests, {not_modified} not modified, \
         {new_items} new, {changed} changed, {removed} removed, {pages_failed} failed, next {next_due}"
    )
}

/// The value of the ETag is left out: it depends on the port of the site, which pages may name.
fn request(request: &Value) -> String {
    let text = |name: &str| request[name].as_str().unwrap_or_default();
    let validator = if request["if_none_match"].is_null() { "-" } else { "etag" };
    let (edition, method, path) = (text("edition"), text("method"), text("path"));
    format!("{edition} {method} {path} {validator} {}", request["status"])
}

/// Without its title: the bindings give that as it is shown, with the letters of the edition.
fn row(item: &Item) -> String {
    let marks = [(item.read, "read"), (item.saved, "saved"), (item.edited, "edited"), (item.gone, "gone")];
    let marks: Vec<&str> = marks.into_iter().filter(|(is_set, _)| *is_set).map(|(_, name)| name).collect();
    let key = format!("{}/{}", item.key.edition, item.key.id);
    format!("{key} | {} | {}", item.date_text, marks.join(" "))
}

async fn transcript(seed: u64) -> String {
    let data = tempfile::tempdir().unwrap();
    let mut story = Story::begin(data.path());
    for step in std::fs::read_to_string(fixture("story.jsonl")).unwrap().lines() {
        story.step(&serde_json::from_str(step).unwrap(), seed).await;
    }
    story.client.close().await.unwrap();
    story.lines.iter().map(|line| format!("{line}\n")).collect()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/transcripts").join(name)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_transcript_that_every_host_gets() {
    for seed in [1, 2, 3] {
        let (file, transcript) = (fixture(&format!("seed-{seed}.txt")), transcript(seed).await);
        if std::env::var_os("IFILM_WRITE_TRANSCRIPTS").is_some() {
            std::fs::write(&file, &transcript).unwrap();
        }

        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        let same = transcript.lines().zip(expected.lines()).take_while(|(one, other)| one == other).count();

        assert_eq!(
            transcript.lines().nth(same),
            expected.lines().nth(same),
            "seed {seed}, line {}",
            same + 1
        );
        assert_eq!(transcript, expected, "seed {seed}");
    }
}
