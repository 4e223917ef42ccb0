//! What a person did: it stays whatever happens to the site and the cache, and can be undone.

mod hidden;
mod history;
mod in_memory;
mod positions;
mod read_marks;
mod saved;
mod searches;
mod shelf;
mod transfer;
mod undo;
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
