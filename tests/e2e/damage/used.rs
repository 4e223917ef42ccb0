//! Files that a person used for a while: the state before any damage.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{Client, Config, ExportRequest, ItemKey};
use ifilm_site::{Site, SiteConfig};
use ifilm_tests::{HandClock, config_for, edition};
use serde_json::Value;
use tempfile::TempDir;

/// The files, and what a person did until then.
pub(crate) struct Used {
    pub(crate) site: Site,
    pub(crate) clock: Arc<HandClock>,
    /// As a killed process leaves them, with both logs.
    pub(crate) killed: TempDir,
    /// As a client leaves them that was closed.
    pub(crate) closed: TempDir,
    /// As they were before the last acts.
    pub(crate) older: TempDir,
    /// What the newest backup has.
    pub(crate) backed_up: Vec<Value>,
    /// All that a person did.
    pub(crate) done: Vec<Value>,
    /// Items of the English edition, the newest first. The person did nothing with the last ones.
    pub(crate) items: Vec<ItemKey>,
}

impl Used {
    pub(crate) async fn make() -> Self {
        let site = Site::start(SiteConfig { items: 60, ..SiteConfig::default() }).unwrap();
        let clock = HandClock::of(&site);
        let data = tempfile::tempdir().unwrap();
        let client = Client::open(config(&site, data.path(), &clock)).unwrap();
        client.sync(ifilm_core::SyncRequest::all()).await.unwrap();
        let list = ifilm_core::ListQuery::news(edition("en")).with_limit(500);
        let items = client.library().list(list).await.unwrap().items;
        let items: Vec<_> = items.into_iter().map(|item| item.key).collect();
        act(&client, &items[..8], "before").await;
        client.close().await.unwrap(); // the writer looks at the clock after it has answered
        let client = Client::open(config(&site, data.path(), &clock)).unwrap();
        clock.advance(Duration::from_secs(12 * 3600));
        client.user().hide_word("sponsored", true).await.unwrap();
        client.close().await.unwrap();
        let client = Client::open(config(&site, data.path(), &clock)).unwrap();
        let backed_up = marks(&client).await;
        assert_eq!(client.check(false).await.unwrap().backups.len(), 1);
        let older = copy_of(data.path());

        act(&client, &items[8..16], "after").await;
        let done = marks(&client).await;
        let killed = copy_of(data.path());
        client.close().await.unwrap();
        let closed = copy_of(data.path());
        Self { site, clock, killed, closed, older, backed_up, done, items }
    }

    /// A client of other files.
    pub(crate) fn client(&self, data: &Path) -> Client {
        Client::open(config(&self.site, data, &self.clock)).unwrap()
    }
}

fn config(site: &Site, data: &Path, clock: &Arc<HandClock>) -> Config {
    config_for(site, data, clock)
}

/// Reads, saves and searches, as a person does.
async fn act(client: &Client, items: &[ItemKey], name: &str) {
    let user = client.user();
    for (number, key) in items.iter().enumerate() {
        match number % 4 {
            0 => user.mark_read(key, true).await.unwrap(),
            1 => user.save(key).await.unwrap(),
            2 => user.set_position(key, 0, 0).await.unwrap(),
            _ => user.note_opened(key).await.unwrap(),
        }
    }
    user.save_search(name, "rain").await.unwrap();
    user.set_setting(name, Some(ifilm_core::SettingValue::Flag(true))).await.unwrap();
}

/// What a person did, mark by mark.
pub(crate) async fn marks(client: &Client) -> Vec<Value> {
    try_marks(client).await.unwrap()
}

pub(crate) async fn try_marks(client: &Client) -> ifilm_core::Result<Vec<Value>> {
    let text = client.user().export(ExportRequest::default().with_history(true)).await?;
    Ok(leaves(&serde_json::from_str(&text).unwrap()))
}

/// The marks of an export: its values that say when they were changed, each with its place.
fn leaves(export: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    collect(export, &mut Vec::new(), &mut found);
    found
}

fn collect(value: &Value, place: &mut Vec<String>, found: &mut Vec<Value>) {
    match value {
        Value::Object(fields) if fields.contains_key("changed_at") => {
            found.push(serde_json::json!([place, value]));
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                place.push(name.clone());
                collect(value, place, found);
                place.pop();
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, place, found)),
        _ => {}
    }
}

/// A copy of a directory with its folders.
pub(crate) fn copy_of(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    copy(from, to.path());
    to
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&place).unwrap();
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}
