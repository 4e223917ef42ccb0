//! A site that sends exactly the given answers, and a client that reads it. It is for answers that the
//! practice site cannot give.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ifilm_core::{Article, Catalog, Client, Config, ItemKey, ListQuery, SectionReport, SyncRequest};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{DEVICE_SEED, HandClock, edition};

/// The answer for a path.
#[derive(Debug, Clone)]
pub struct PlainAnswer {
    /// The status and its reason: `200 OK`.
    pub status: String,
    /// The header lines.
    pub head: Vec<String>,
    /// The body.
    pub body: String,
}

impl PlainAnswer {
    /// 200 with a body.
    pub fn of(body: impl Into<String>) -> Self {
        Self { status: "200 OK".to_owned(), head: Vec::new(), body: body.into() }
    }

    /// The page of an article.
    pub fn page(title: &str, paragraphs: &[&str]) -> Self {
        let text: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
        Self::of(format!(
            "<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>\
             <div id=wrapper><h1>{title}</h1><div class=text>{text}</div></div></body></html>"
        ))
    }

    /// A page of a listing: id and headline of each row.
    pub fn rows(rows: &[(&str, &str)]) -> Self {
        let rows: Vec<Value> = rows.iter().map(|(id, title)| json!({"Id": id, "Title": title})).collect();
        Self::of(json!(rows).to_string())
    }

    /// A status without a body.
    pub fn status(status: &str) -> Self {
        Self { status: status.to_owned(), head: Vec::new(), body: String::new() }
    }

    /// 302 to another address.
    pub fn redirect(to: &str) -> Self {
        Self::status("302 Found").with(&format!("Location: {to}"))
    }

    /// Adds a header line.
    pub fn with(mut self, line: &str) -> Self {
        self.head.push(line.to_owned());
        self
    }
}

/// The site: one listing, `/list?page=1`, and pages at `/News/Content/ID`.
pub struct PlainSite {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: HashMap<String, PlainAnswer>,
    /// For each path, the answers that change after it was requested.
    afterwards: HashMap<String, Vec<(String, PlainAnswer)>>,
    /// The answers that change after each request for a listing, one step after another.
    steps: VecDeque<Vec<(String, PlainAnswer)>>,
    asked: Vec<String>,
    answers_304: bool,
    /// Who waits until the answer for a path was read.
    reading: HashMap<String, Sender<()>>,
}

impl PlainSite {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let state: Arc<Mutex<State>> = Arc::default();
        let served = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(&stream, &served);
            }
        });
        Self { address, state }
    }

    /// The base address.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets the answer for a path. A path without a query stands for all its queries.
    pub fn answer(&self, path: &str, answer: PlainAnswer) {
        self.state().answers.insert(path.to_owned(), answer);
    }

    /// Lists these items on the first page: id and headline. Further pages are empty.
    pub fn list(&self, rows: &[(&str, &str)]) {
        self.answer("/list", PlainAnswer::of("[]"));
        self.answer("/list?page=1", PlainAnswer::rows(rows));
    }

    /// Sets the page of an item.
    pub fn page(&self, id: &str, title: &str, paragraphs: &[&str]) {
        self.answer_page(id, PlainAnswer::page(title, paragraphs));
    }

    /// Sets the answer for the page of an item.
    pub fn answer_page(&self, id: &str, answer: PlainAnswer) {
        self.answer(&format!("/News/Content/{id}"), answer);
    }

    /// Gives the answer for the page of an item an ETag.
    pub fn tag_page(&self, id: &str, tag: &str) {
        let path = format!("/News/Content/{id}");
        if let Some(answer) = self.state().answers.get_mut(&path) {
            answer.head.push(format!("ETag: \"{tag}\""));
        }
    }

    /// Changes the answers for other paths after this one was requested.
    pub fn afterwards(&self, path: &str, answers: &[(&str, PlainAnswer)]) {
        let answers = answers.iter().map(|(path, answer)| ((*path).to_owned(), answer.clone())).collect();
        self.state().afterwards.insert(path.to_owned(), answers);
    }

    /// Changes answers after each request for a page of the listing, one step after another.
    pub fn change_step_by_step(&self, steps: impl IntoIterator<Item = Vec<(String, PlainAnswer)>>) {
        self.state().steps = steps.into_iter().collect();
    }

    /// Makes no further step. Returns how many were left.
    pub fn stop_changing(&self) -> usize {
        std::mem::take(&mut self.state().steps).len()
    }

    /// Answers 304 to every request with validators from now on, even if something has changed.
    pub fn answer_304_for_ever(&self) {
        self.state().answers_304 = true;
    }

    /// Waits until the next answer for a path was read to its end: the client closes the connection then.
    pub fn when_read(&self, path: &str) -> Receiver<()> {
        let (sender, read) = channel();
        self.state().reading.insert(path.to_owned(), sender);
        read
    }

    /// The paths that were requested since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.state().asked)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A catalogue of one edition, `en`, at this site.
    pub fn catalog(&self) -> Value {
        let host = self.address.to_string();
        json!({
            "catalog": 2, "id": "plain", "name": "A plain site", "default_edition": "en",
            "hosts": [{"host": host, "plain_http": true, "private": true}],
            "editions": [{
                "id": "en", "language": "en", "name": "English", "bases": [format!("http://{host}")],
                "sections": [{
                    "section": "news",
                    "content": [{"kind": "article", "path": "/News/Content/{id}"}],
                    "listings": [{"name": "list", "document": "json", "path": "/list?page={page}"}],
                }],
            }],
        })
    }
}

fn answer(mut stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut line = String::new();
    let mut request = BufReader::new(stream);
    request.read_line(&mut line)?;
    let rest = request.lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let is_conditional = rest.filter(|line| line.to_ascii_lowercase().starts_with("if-")).count() > 0;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let PlainAnswer { status, head, body } = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked.push(path.clone());
        let any_query = path.split('?').next().unwrap_or_default();
        let found = state.answers.get(&path).or_else(|| state.answers.get(any_query)).cloned();
        let found = if is_conditional && state.answers_304 {
            Some(PlainAnswer::status("304 Not Modified"))
        } else {
            found
        };
        let changes = state.afterwards.remove(&path).unwrap_or_default();
        state.answers.extend(changes);
        if path.starts_with("/list") {
            let step = state.steps.pop_front().unwrap_or_default();
            state.answers.extend(step);
        }
        found.unwrap_or_else(|| PlainAnswer::status("404 Not Found"))
    };
    let head: String = head.iter().map(|line| format!("{line}\r\n")).collect();
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")?;
    let reading = state.lock().unwrap_or_else(PoisonError::into_inner).reading.remove(&path);
    if let Some(reading) = reading {
        stream.read_to_end(&mut Vec::new())?;
        reading.send(()).unwrap_or(());
    }
    Ok(())
}

/// A test scenario: a plain site and a client that reads it.
pub struct PlainScenario {
    /// The site.
    pub site: PlainSite,
    /// The client's clock.
    pub clock: Arc<HandClock>,
    /// The client's files.
    pub data: TempDir,
    /// The client.
    pub client: Client,
    config: Config,
}

impl PlainScenario {
    /// A client that has not synced yet.
    pub fn begin() -> Self {
        Self::with(|_| ())
    }

    /// The same, with the catalogue changed.
    pub fn with(change: impl FnOnce(&mut Value)) -> Self {
        let site = PlainSite::start();
        let mut catalog = site.catalog();
        change(&mut catalog);
        let clock = HandClock::at("2024-05-02T09:30:00Z".parse().expect("a time"));
        let data = tempfile::tempdir().expect("a temporary directory can be made");
        let mut config = Config::at(data.path());
        config.catalog = Catalog::from_json(&catalog.to_string()).expect("the catalogue makes sense");
        config.clock = Arc::<HandClock>::clone(&clock);
        config.device_seed = Some(DEVICE_SEED);
        config.lead_pictures = 0;
        let client = Client::open(config.clone()).expect("the configuration makes sense");
        Self { site, clock, data, client, config }
    }

    /// Closes the client, and opens its files again, as another process would.
    pub async fn restart(&mut self) {
        self.restart_with(|_| ()).await;
    }

    /// The same, with the configuration changed.
    pub async fn restart_with(&mut self, change: impl FnOnce(&mut Config)) {
        self.client.close().await.expect("it is open");
        change(&mut self.config);
        self.client = Client::open(self.config.clone()).expect("the configuration makes sense");
    }

    /// Syncs, and moves the clock forward by an hour.
    pub async fn sync(&self) -> SectionReport {
        let report = self.client.sync(SyncRequest::all()).await.expect("storage works");
        self.clock.advance(Duration::from_secs(3_600));
        report.sections.into_iter().next().expect("a report for the edition")
    }

    /// The ids of the list.
    pub async fn ids(&self) -> Vec<String> {
        let query = ListQuery::news(edition("en")).with_limit(500);
        let slice = self.client.library().list(query).await.expect("the list can be read");
        slice.items.into_iter().map(|item| item.key.id).collect()
    }

    /// An article, which must be stored.
    pub async fn article(&self, id: &str) -> Article {
        let key = ItemKey::article(edition("en"), id);
        self.client.library().article(&key).await.expect("the article is stored")
    }
}
