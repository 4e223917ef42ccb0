//! A client without files, for tests and previews.

use ifilm_core::{Client, SavedQuery};
use ifilm_site::SiteConfig;
use ifilm_tests::{Scenario, text};

#[tokio::test]
async fn a_client_in_memory_syncs_reads_searches_and_saves_and_makes_no_file() {
    let site = SiteConfig { items: 12, ..SiteConfig::default() };
    let scenario = Scenario::with(site, |config| config.in_memory = true);
    scenario.sync().await;
    let key = scenario.list("en").await[0].key.clone();

    let user = scenario.client.user();
    user.save(&key).await.unwrap();
    user.mark_read(&key, true).await.unwrap();
    let article = scenario.client.library().article(&key).await.unwrap();
    let undone = user.undo().await.unwrap().unwrap();
    let found = scenario.client.library().search(ifilm_core::SearchQuery::of(&*article.title)).await.unwrap();

    assert!(article.saved && article.read && !text(&article).is_empty());
    assert_eq!(undone.act.as_str(), "mark_read");
    assert_eq!(found.hits[0].item.key, key);
    assert_eq!(std::fs::read_dir(scenario.data.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn two_clients_in_memory_share_nothing() {
    let config = || ifilm_core::Config::in_memory();
    let (one, other) = (Client::open(config()).unwrap(), Client::open(config()).unwrap());
    one.user().hide_word("rain", true).await.unwrap();

    let words = other.user().hidden_words().await.unwrap();
    one.close().await.unwrap();

    assert_eq!(words, [""; 0]);
    assert_eq!(other.user().saved(SavedQuery::all()).await.unwrap().items, []);
}
