//! What a person saved: its copy outlives the site, the cache and the catalogue.

use std::time::Duration;

use ifilm_core::{ArticleBody, Catalog, Client, ErrorCode, ExportRequest, ItemKey, SavedQuery};
use ifilm_site::{Edit, Removal, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition, english_fault, status, text};

use super::{restarted, without_cache};

/// The ids of what is saved, in the order of the list.
async fn saved(client: &Client) -> Vec<String> {
    let slice = client.user().saved(SavedQuery::all()).await.unwrap();
    slice.items.into_iter().map(|saved| saved.item.key.id).collect()
}

#[tokio::test]
async fn a_saved_item_shows_as_saved_in_lists_articles_and_searches_until_it_is_taken_back() {
    let scenario = Scenario::synced().await;
    let (key, client) = (scenario.list("en").await[3].key.clone(), &scenario.client);

    client.user().save(&key).await.unwrap();
    let in_list = scenario.list("en").await.iter().map(|item| item.saved).collect::<Vec<_>>();
    let in_article = client.library().article(&key).await.unwrap().saved;
    client.user().unsave(&key).await.unwrap();
    let after = scenario.list("en").await.iter().any(|item| item.saved);

    assert_eq!(in_list.iter().position(|saved| *saved), Some(3));
    assert_eq!(in_list.iter().filter(|saved| **saved).count(), 1);
    assert!(in_article && !after);
    assert_eq!(saved(client).await, [""; 0]);
}

#[tokio::test]
async fn what_was_saved_last_comes_first_and_the_list_comes_in_slices() {
    let scenario = Scenario::synced().await;
    let (fa, en, user) = (scenario.list("fa").await, scenario.list("en").await, scenario.client.user());
    for key in [&fa[0].key, &en[1].key, &fa[2].key] {
        user.save(key).await.unwrap();
        scenario.clock.advance(Duration::from_secs(1));
    }

    let first = user.saved(SavedQuery::all().with_limit(2)).await.unwrap();
    let cursor = first.next.clone().map(|next| next.to_string().parse().unwrap());
    let second = user.saved(SavedQuery::all().with_limit(2).with_after(cursor)).await.unwrap();
    let english = user.saved(SavedQuery::all().with_editions([edition("en")])).await.unwrap();

    let keys = |slice: &ifilm_core::SavedSlice| -> Vec<ItemKey> {
        slice.items.iter().map(|saved| saved.item.key.clone()).collect()
    };
    assert_eq!(keys(&first), [fa[2].key.clone(), en[1].key.clone()]);
    assert_eq!((keys(&second), second.next), (vec![fa[0].key.clone()], None));
    assert_eq!(keys(&english), [en[1].key.clone()]);
    assert_eq!(first.items[0].item.date_text, fa[2].date_text);
}

#[tokio::test]
async fn items_saved_at_one_moment_are_all_listed_across_slices() {
    let scenario = Scenario::synced().await;
    let (items, user) = (scenario.list("en").await, scenario.client.user());
    for item in &items[..5] {
        user.save(&item.key).await.unwrap();
    }

    let mut ids = Vec::new();
    let mut query = SavedQuery::all().with_limit(2);
    loop {
        let slice = user.saved(query.clone()).await.unwrap();
        ids.extend(slice.items.into_iter().map(|saved| saved.item.key.id));
        let Some(next) = slice.next else { break };
        query = query.with_after(next);
    }

    let mut expected: Vec<String> = items[..5].iter().map(|item| item.key.id.clone()).collect();
    expected.sort();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn a_saved_article_is_read_without_the_cache_and_without_the_site() {
    let mut scenario = Scenario::synced().await;
    let key = scenario.list("fa").await[1].key.clone();
    scenario.client.user().mark_read(&key, true).await.unwrap();
    scenario.client.user().save(&key).await.unwrap();
    let before = scenario.client.library().article(&key).await.unwrap();
    scenario.site.stop();

    let client = without_cache(&scenario).await;
    let after = client.library().article(&key).await.unwrap();

    assert_eq!(after, ifilm_core::Article { related: Vec::new(), ..before });
    assert!(after.read && after.saved);
    assert_eq!(saved(&client).await, [key.id]);
}

#[tokio::test]
async fn a_saved_article_stays_when_the_site_removes_it() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.client.user().save(&key).await.unwrap();
    let before = text(&scenario.client.library().article(&key).await.unwrap());
    scenario.site.remove("en", key.id.parse().unwrap(), Removal::Gone);
    for _ in 0..40 {
        scenario.clock.advance(Duration::from_secs(6 * 3_600));
        scenario.sync().await;
    }
    let listed = scenario.list("en").await.into_iter().find(|item| item.key == key);
    assert!(listed.is_some_and(|item| item.gone && item.saved), "the site removed it, and a person saved it");

    let client = without_cache(&scenario).await;
    client.sync(ifilm_core::SyncRequest::all()).await.unwrap();

    assert_eq!(text(&client.library().article(&key).await.unwrap()), before);
    assert_eq!(saved(&client).await, [key.id]);
}

#[tokio::test]
async fn an_item_that_is_saved_before_its_page_came_gets_its_text_later() {
    let scenario = Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() });
    scenario.site.fault(english_fault("/News/Content", status(503)));
    scenario.sync_english().await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.client.user().save(&key).await.unwrap();
    let waiting = scenario.client.user().saved(SavedQuery::all()).await.unwrap();
    scenario.site.clear_faults();
    scenario.clock.advance(Duration::from_secs(24 * 3_600));
    scenario.sync_english().await;

    let client = without_cache(&scenario).await;
    let article = client.library().article(&key).await.unwrap();

    assert!(!waiting.items[0].has_text);
    assert!(matches!(article.body, ArticleBody::Ready { .. }), "{:?}", article.body);
}

#[tokio::test]
async fn an_item_that_is_saved_without_a_text_is_still_listed_without_the_cache() {
    let scenario = Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() });
    scenario.site.fault(english_fault("/News/Content", status(503)));
    scenario.sync_english().await;
    let item = scenario.list("en").await[0].clone();
    scenario.client.user().save(&item.key).await.unwrap();

    let client = without_cache(&scenario).await;
    let article = client.library().article(&item.key).await.unwrap();

    assert_eq!((article.title, article.link), (item.title, item.link));
    assert!(matches!(article.body, ArticleBody::Waiting { .. }));
}

#[tokio::test]
async fn an_edit_reaches_the_copy_and_it_still_shows_as_edited() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.client.user().save(&key).await.unwrap();
    scenario.site.edit("en", key.id.parse().unwrap(), Edit::Both);
    scenario.sync().await;
    let edited = scenario.client.library().article(&key).await.unwrap();

    let client = without_cache(&scenario).await;
    let copy = client.library().article(&key).await.unwrap();

    assert!(edited.edited && copy.edited && copy.saved);
    assert_eq!((copy.title.clone(), text(&copy)), (edited.title.clone(), text(&edited)));
}

#[tokio::test]
async fn taking_back_is_undone_with_the_copy_and_its_place_in_the_list() {
    let scenario = Scenario::synced().await;
    let (items, user) = (scenario.list("en").await, scenario.client.user());
    for item in &items[..3] {
        user.save(&item.key).await.unwrap();
        scenario.clock.advance(Duration::from_secs(1));
    }
    let mut before = user.saved(SavedQuery::all()).await.unwrap();
    let article = scenario.client.library().article(&items[1].key).await.unwrap();

    user.unsave(&items[1].key).await.unwrap();
    let client = without_cache(&scenario).await;
    client.user().undo().await.unwrap();

    before.items.iter_mut().for_each(|saved| saved.item.picture_small = None); // the cache knew it
    assert_eq!(client.user().saved(SavedQuery::all()).await.unwrap(), before);
    let again = client.library().article(&items[1].key).await.unwrap();
    assert_eq!(again, ifilm_core::Article { related: Vec::new(), ..article });
}

#[tokio::test]
async fn what_is_saved_of_an_edition_that_the_catalogue_lost_can_be_read() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("ar").await[0].key.clone();
    scenario.client.user().save(&key).await.unwrap();
    let before = scenario.client.library().article(&key).await.unwrap();
    scenario.client.close().await.unwrap();
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let mut catalog = Catalog::from_json(&scenario.site.catalog_json()).unwrap();
    catalog.editions.retain(|edition| edition.id != key.edition);
    config.catalog = catalog;

    let client = Client::open(config).unwrap();
    let article = client.library().article(&key).await.unwrap();
    let other = ItemKey { id: "1".to_owned(), ..key.clone() };
    let unknown = client.library().article(&other).await.unwrap_err();

    assert_eq!((text(&article), article.link), (text(&before), before.link));
    assert_eq!(article.date_text, before.date_text);
    assert_eq!(saved(&client).await, [key.id]);
    assert_eq!(unknown.code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn an_item_that_is_not_stored_cannot_be_saved() {
    let scenario = Scenario::synced().await;

    let error = scenario.client.user().save(&ItemKey::article(edition("en"), "1")).await.unwrap_err();

    assert_eq!(error.to_string(), "there is no en/1 in the cache");
    assert_eq!(saved(&restarted(&scenario).await).await, [""; 0]);
}

/// One such row stopped the list, the history, the export and the taking back of all.
#[tokio::test]
async fn rows_of_a_later_version_are_left_out_of_lists_and_kept_in_the_export() {
    let scenario = Scenario::synced().await;
    let (items, user) = (scenario.list("en").await, scenario.client.user());
    for item in &items[..3] {
        user.save(&item.key).await.unwrap();
        user.note_opened(&item.key).await.unwrap();
        scenario.clock.advance(Duration::from_secs(1));
    }
    let later = rusqlite::Connection::open(scenario.data.path().join("user.db")).unwrap();
    let of = |id: &str| format!("remote_id = '{id}'");
    let (podcast, poll) = (&items[1].key.id, &items[0].key.id);
    later
        .execute_batch(&format!(
            r#"PRAGMA foreign_keys = OFF;
            UPDATE saved SET kind = 'podcast' WHERE {0};
            UPDATE history SET kind = 'podcast' WHERE {0};
            UPDATE saved SET published_source = 'sitemap', blocks = '[{{"type":"poll","dir":"ltr"}}]' WHERE {1};"#,
            of(podcast),
            of(poll)
        ))
        .unwrap();
    let data = tempfile::tempdir().unwrap();
    let request = ExportRequest::default().with_history(true);

    let listed = user.saved(SavedQuery::all().with_limit(2)).await.unwrap();
    let opened = user.history(2, None).await.unwrap();
    let text = user.export(request).await.unwrap();
    let copy = Client::open(config_for(&scenario.site, data.path(), &scenario.clock)).unwrap();
    copy.user().import(text.as_str()).await.unwrap();

    let ids = [items[2].key.id.clone(), items[0].key.id.clone()];
    assert_eq!(listed.items.iter().map(|saved| saved.item.key.id.clone()).collect::<Vec<_>>(), ids);
    assert_eq!(opened.entries.iter().map(|entry| entry.key.id.clone()).collect::<Vec<_>>(), ids);
    for kept in [format!("en/podcast/{podcast}"), "\"type\": \"poll\"".to_owned(), "sitemap".to_owned()] {
        assert!(text.contains(&kept), "{kept}: {text}");
    }
    assert_eq!(copy.user().export(request).await.unwrap(), text);
    user.unsave(&items[0].key).await.unwrap();
    user.undo().await.unwrap();
    assert_eq!(user.export(request).await.unwrap(), text);
}

/// The first copy that could not be made stopped all others, at each sync.
#[tokio::test]
async fn a_copy_of_an_edition_that_the_catalogue_lost_holds_up_no_other() {
    let scenario = Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() });
    scenario.sync().await;
    let (ar, en) = (scenario.list("ar").await[0].key.clone(), scenario.list("en").await[0].key.clone());
    scenario.client.user().save(&ar).await.unwrap();
    scenario.client.user().save(&en).await.unwrap();
    let user_file = rusqlite::Connection::open(scenario.data.path().join("user.db")).unwrap();
    user_file.execute("UPDATE saved SET hash = NULL, blocks = NULL, checked_at = NULL", []).unwrap();
    scenario.client.close().await.unwrap();
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let mut catalog = Catalog::from_json(&scenario.site.catalog_json()).unwrap();
    catalog.editions.retain(|edition| edition.id != ar.edition);
    config.catalog = catalog;

    let client = Client::open(config).unwrap();
    client.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();

    let without_text = "SELECT count(*) FROM saved WHERE blocks IS NULL";
    assert_eq!(user_file.query_row(without_text, [], |row| row.get::<_, u32>(0)).unwrap(), 0);
}
