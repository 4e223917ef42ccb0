//! A directory with items whose titles and leads a test types itself.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::clock::FixedClock;
use ifilm_core::testing::{Bulk, BulkArticle};
use ifilm_core::{Client, Config, Direction, ItemKey};
use ifilm_tests::edition;
use jiff::Timestamp;
use tempfile::TempDir;

pub(crate) fn now() -> Timestamp {
    "2024-05-02T09:30:00Z".parse().unwrap()
}

/// An item that was published so many minutes ago.
pub(crate) fn article(id: &str, number: usize, (title, lead): (&str, &str)) -> BulkArticle {
    BulkArticle {
        key: ItemKey::article(edition(id), number.to_string()),
        title: title.to_owned(),
        lead: lead.to_owned(),
        paragraphs: vec!["A text about rain.".to_owned()],
        language: id.parse().unwrap(),
        direction: if id == "en" { Direction::Ltr } else { Direction::Rtl },
        published: now() - Duration::from_secs(60 * number as u64),
    }
}

/// Stores items as one answer of the listing, and their texts, and indexes them.
pub(crate) async fn store(data: &Path, articles: Vec<BulkArticle>) {
    let bulk = Bulk::at(data, "ifilm");
    bulk.store(articles, now()).await.unwrap();
    bulk.index().await.unwrap();
    bulk.close().await.unwrap();
}

/// A directory with these items, numbered from 1, and a client of it.
pub(crate) async fn with(id: &str, items: &[(&str, &str)]) -> (TempDir, Client) {
    let data = tempfile::tempdir().unwrap();
    let articles = (1..).zip(items).map(|(number, item)| article(id, number, *item)).collect();
    store(data.path(), articles).await;
    let client = client_of(data.path());
    (data, client)
}

pub(crate) fn client_of(data: &Path) -> Client {
    let mut config = Config::at(data);
    config.clock = Arc::new(FixedClock(now()));
    Client::open(config).unwrap()
}
