//! Fetching, parsing and bare inserts: what a sync of a made-up catalogue cannot do without.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ifilm_core::catalog::{DocumentType, EditionEntry};
use ifilm_core::testing::{self, Bulk, BulkArticle, Document};
use ifilm_core::{ItemKey, Kind};
use jiff::Timestamp;
use reqwest::Client;
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use url::Url;

use crate::bare::{self, Asked};
use crate::thousand::Thousand;
use crate::{floor, measured};

/// The articles that were parsed, with the JSON of their blocks.
type Parsed = Arc<Mutex<Vec<(BulkArticle, String)>>>;

/// Fetches all editions, parses what comes, and inserts all rows in one transaction of prepared statements.
pub(crate) fn rows(runtime: &Runtime, site: &Thousand, at_once: usize) -> (Duration, Duration) {
    let data = tempfile::tempdir().expect("a directory");
    let now: Timestamp = "2026-11-01T00:00:00Z".parse().expect("a time");
    runtime.block_on(async {
        let empty = Bulk::at(data.path(), "thousand");
        empty.store(Vec::new(), now).await.expect("it is made");
        empty.close().await.expect("it closes once");
    });
    let mut cache = floor::opened(data.path());
    let parsed = Parsed::default();
    measured(|| {
        runtime.block_on(fetch_and_parse(site, at_once, &parsed, now));
        let parsed = std::mem::take(&mut *parsed.lock().expect("no thread panicked"));
        assert_eq!(parsed.len(), site.addresses.iter().map(|of| of.len() - 1).sum::<usize>());
        let (articles, blocks): (Vec<_>, Vec<_>) = parsed.into_iter().unzip();
        floor::insert(&mut cache, &articles, &blocks);
    })
}

async fn fetch_and_parse(site: &Thousand, at_once: usize, parsed: &Parsed, now: Timestamp) {
    let (http, turns) = (bare::client(), Arc::new(Semaphore::new(at_once)));
    let mut tasks = Vec::new();
    for (edition, addresses) in site.catalog.editions.iter().cloned().zip(site.addresses.clone()) {
        let (http, turns, parsed) = (http.clone(), Arc::clone(&turns), Arc::clone(parsed));
        tasks.push(tokio::spawn(async move {
            let _turn = turns.acquire().await.expect("turns");
            edition_of(&http, &edition, addresses, &parsed, now).await;
        }));
    }
    for task in tasks {
        task.await.expect("a task");
    }
}

async fn edition_of(
    http: &Client,
    edition: &EditionEntry,
    addresses: Vec<String>,
    parsed: &Parsed,
    received_at: Timestamp,
) {
    for (number, address) in addresses.into_iter().enumerate() {
        let bytes = bare::get(http, &Asked::of(address.clone())).await;
        let url = Url::parse(&address).expect("an address");
        let charset = Some("utf-8");
        let document = Document { bytes: &bytes, charset, address: &url, edition, received_at };
        if number == 0 {
            let rows = testing::listing(document, DocumentType::Json, &edition.sections[0]);
            std::hint::black_box(rows.expect("a listing"));
        } else {
            let article = article(document, edition, &url);
            parsed.lock().expect("no thread panicked").push(article);
        }
    }
}

fn article(document: Document<'_>, edition: &EditionEntry, address: &Url) -> (BulkArticle, String) {
    let article = testing::article(document).expect("a page");
    let blocks = serde_json::to_string(&article.blocks).expect("blocks are JSON");
    let id = address.path_segments().and_then(Iterator::last).expect("an id").to_owned();
    let article = BulkArticle {
        key: ItemKey { edition: edition.id.clone(), kind: Kind::Article, id },
        title: article.title.unwrap_or_default(),
        lead: article.lead.unwrap_or_default(),
        paragraphs: Vec::new(),
        language: article.language,
        direction: article.direction,
        published: article.published.map_or(document.received_at, |published| published.at),
    };
    (article, blocks)
}
