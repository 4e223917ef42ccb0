//! What a person did: it stays whatever happens to the site and the cache, and can be undone.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

#[path = "user_state/hidden.rs"]
mod hidden;
#[path = "user_state/history.rs"]
mod history;
#[path = "user_state/in_memory.rs"]
mod in_memory;
#[path = "user_state/positions.rs"]
mod positions;
#[path = "user_state/read_marks.rs"]
mod read_marks;
#[path = "user_state/saved.rs"]
mod saved;
#[path = "user_state/searches.rs"]
mod searches;
#[path = "user_state/shelf.rs"]
mod shelf;
#[path = "user_state/transfer.rs"]
mod transfer;
#[path = "user_state/undo.rs"]
mod undo;
#[path = "user_state/wishes.rs"]
mod wishes;

use ifilm_core::Client;
use ifilm_tests::{Scenario, config_for};

/// The client of the next start.
async fn restarted(scenario: &Scenario) -> Client {
    scenario.client.close().await.unwrap();
    Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap()
}

/// The client of the next start, after the cache was lost.
async fn without_cache(scenario: &Scenario) -> Client {
    let client = restarted(scenario).await;
    for entry in std::fs::read_dir(scenario.data.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_string_lossy().starts_with("cache.db") {
            std::fs::remove_file(path).unwrap();
        }
    }
    client
}
