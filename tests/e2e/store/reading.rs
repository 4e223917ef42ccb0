//! Reading from disk only. It does not matter what the site does.

use std::time::Duration;

use ifilm_core::{
    ArticleBody, Calendar, Client, Config, Direction, ErrorCode, ItemKey, ListQuery, PublishedSource, Rule,
    SyncRequest,
};
use ifilm_site::SiteConfig;
use ifilm_tests::{Scenario, config_for, edition, english_fault, status, text};

#[tokio::test]
async fn opening_alone_does_not_access_the_disk() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("not there yet");

    let client = Client::open(Config::at(&data)).unwrap();

    assert!(!data.exists());
    client.prepare().await.unwrap();
    assert!(data.join("cache.db").exists() && data.join("user.db").exists());
}

#[tokio::test]
async fn synced_items_are_read_without_the_site_and_without_a_packet() {
    let mut scenario = Scenario::synced().await;
    scenario.client.close().await.unwrap();
    let client = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();

    let online = client.library().list(ListQuery::news(edition("fa2"))).await.unwrap();
    scenario.site.stop();
    let page = client.library().list(ListQuery::news(edition("fa2"))).await.unwrap();
    let article = client.library().article(&page.items[0].key).await.unwrap();

    assert_eq!(page, online);
    assert_eq!(page.items.len(), 30);
    assert_eq!(page.fresh_as_of, Some(scenario.site.now()));
    assert!(!text(&article).is_empty());
    assert!(scenario.site.requests().is_empty());
}

#[tokio::test]
async fn slices_of_a_list_join_without_gap_or_duplicate() {
    let scenario = Scenario::synced().await;
    let all = scenario.list("en").await;

    let mut paged = Vec::new();
    let mut query = ListQuery::news(edition("en")).with_limit(7);
    loop {
        let page = scenario.client.library().list(query.clone()).await.unwrap();
        paged.extend(page.items);
        let Some(next) = page.next else { break };
        query.after = Some(next);
    }

    assert_eq!(paged, all);
}

#[tokio::test]
async fn items_have_their_texts_in_the_words_of_their_edition() {
    let scenario = Scenario::synced().await;

    for (id, direction) in
        [("en", Direction::Ltr), ("ar", Direction::Rtl), ("fa", Direction::Rtl), ("fa2", Direction::Rtl)]
    {
        let items = scenario.list(id).await;
        let item = &items[0];
        assert_eq!(item.direction, direction, "{id}");
        let latin = item.date_text.chars().any(|c| c.is_ascii_digit());
        assert_eq!(latin, id == "en", "{id}: {}", item.date_text);
        assert!(items.iter().any(|item| item.published.source != PublishedSource::FirstSeen), "{id}");
    }
}

#[tokio::test]
async fn ages_follow_the_clients_clock() {
    let scenario = Scenario::synced().await;
    let page = |id: &str| scenario.client.library().list(ListQuery::news(edition(id)));

    let at_once = page("en").await.unwrap();
    scenario.clock.advance(Duration::from_secs(5 * 60));
    let (english, dari) = (page("en").await.unwrap(), page("fa2").await.unwrap());
    scenario.clock.advance(Duration::from_secs(30 * 24 * 60 * 60));
    let late = page("en").await.unwrap();

    assert_eq!(at_once.fresh_as_of_age_text.as_deref(), Some("just now"));
    assert_eq!(english.fresh_as_of_age_text.as_deref(), Some("5 minutes ago"));
    assert_eq!(dari.fresh_as_of_age_text.as_deref(), Some("۵ دقیقه قبل"));
    let newest = &at_once.items[0];
    assert_ne!(newest.age_text, newest.date_text, "the site's newest story is of its own day");
    assert!(late.items.iter().all(|item| item.age_text == item.date_text));
    let article = scenario.client.library().article(&newest.key).await.unwrap();
    assert_eq!(article.age_text, article.date_text);
}

/// Seen: after the first sync every article without a date said `just now`, as if it were the newest.
#[tokio::test]
async fn an_article_without_a_date_says_that_its_date_is_estimated() {
    let scenario = Scenario::synced().await;

    for (id, word) in [("en", "about "), ("ar", "نحو "), ("fa", "حدود "), ("fa2", "در حدود ")] {
        let (undated, dated): (Vec<_>, Vec<_>) = scenario
            .list(id)
            .await
            .into_iter()
            .partition(|item| item.published.source == PublishedSource::Neighbours);
        let article = scenario.client.library().article(&undated[0].key).await.unwrap();

        let are_words = |age: &str, date: &str| age.starts_with(word) && date.starts_with(word);
        assert!(undated.iter().all(|item| are_words(&item.age_text, &item.date_text)), "{id}");
        assert!(are_words(&article.age_text, &article.date_text), "{id}");
        assert!(
            !dated.iter().any(|item| item.age_text.contains(word) || item.date_text.contains(word)),
            "{id}"
        );
    }
}

#[tokio::test]
async fn a_person_may_have_another_calendar() {
    let lunar = |config: &mut Config| config.dates.calendar = Some(Calendar::LunarHijri);
    let scenario = Scenario::with(SiteConfig { items: 60, ..SiteConfig::default() }, lunar);
    scenario.sync().await;

    for (id, mark) in [("en", " AH"), ("ar", " هـ"), ("fa", " ه\u{200D}.ق"), ("fa2", " هـ.ق")] {
        let items = scenario.list(id).await;
        assert!(items.iter().all(|item| item.date_text.ends_with(mark)), "{}", items[0].date_text);
    }
}

#[tokio::test]
async fn an_item_whose_page_is_not_stored_yet_says_so() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/Content/", status(404)));
    scenario.sync_english().await;

    let item = scenario.list("en").await.remove(0);
    let waiting = scenario.client.library().article(&item.key).await.unwrap();
    scenario.site.clear_faults();
    scenario.sync_english().await;
    let ready = scenario.client.library().article(&item.key).await.unwrap();

    assert!(matches!(waiting.body, ArticleBody::Waiting { .. }));
    assert_eq!(waiting.title, item.title);
    assert!(matches!(ready.body, ArticleBody::Ready { .. }));
}

#[tokio::test]
async fn a_read_mark_is_kept_and_can_be_taken_back() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("ar").await[0].key.clone();

    scenario.client.user().mark_read(&key, true).await.unwrap();
    let read = scenario.list("ar").await[0].read;
    scenario.client.user().mark_read(&key, false).await.unwrap();
    let unread = !scenario.list("ar").await[0].read;

    assert!(read && unread);
}

#[tokio::test]
async fn only_an_explicit_choice_is_stored_and_it_beats_every_wish() {
    let scenario = Scenario::at(SiteConfig { items: 1, ..SiteConfig::default() });
    let wishes = ["fa-IR"];

    let by_wish = scenario.client.language().choice(wishes).await.unwrap();
    scenario.client.language().choose(Some(&edition("ar"))).await.unwrap();
    scenario.client.close().await.unwrap();
    let reopened = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();
    let chosen = reopened.language().choice(wishes).await.unwrap();
    reopened.language().choose(None).await.unwrap();
    let forgotten = reopened.language().choice(wishes).await.unwrap();

    assert_eq!((by_wish.edition.as_str(), by_wish.explicit), ("fa", false));
    assert_eq!((chosen.edition.as_str(), chosen.trace[0].rule), ("ar", Rule::Explicit));
    assert_eq!(forgotten, by_wish);
}

/// Seen: `ifilm editions` created a data directory with two databases only to find the language for the
/// names.
#[tokio::test]
async fn the_display_language_is_known_without_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(directory.path().join("data"))).unwrap();

    let suggestion = client.language().suggestion(["ps-AF"]).unwrap();
    let language = client.language().display_language(&suggestion).unwrap();
    client.close().await.unwrap();

    assert_eq!((suggestion.edition.as_str(), language.as_str()), ("fa2", "fa-AF"));
    assert_eq!(directory.path().read_dir().unwrap().count(), 0);
}

#[tokio::test]
async fn an_unknown_item_is_not_found() {
    let scenario = Scenario::at(SiteConfig { items: 1, ..SiteConfig::default() });

    let error = scenario.client.library().article(&ItemKey::article(edition("en"), "1")).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_second_close_and_any_use_after_it_are_errors() {
    let scenario = Scenario::synced().await;
    scenario.client.close().await.unwrap();

    let errors = [
        scenario.client.close().await.unwrap_err(),
        scenario.client.library().list(ListQuery::news(edition("en"))).await.unwrap_err(),
        scenario.client.sync(SyncRequest::all()).await.unwrap_err(),
        scenario.client.language().editions().unwrap_err(),
    ];

    assert!(errors.iter().all(|error| error.code() == ErrorCode::Closed), "{errors:?}");
}

#[tokio::test]
async fn closing_while_the_files_are_being_opened_closes_them() {
    let directory = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(directory.path())).unwrap();

    let (prepared, closed) = tokio::join!(client.prepare(), client.close());

    assert!(closed.is_ok());
    assert!(prepared.is_ok() || prepared.is_err_and(|error| error.code() == ErrorCode::Closed));
    assert_eq!(client.prepare().await.unwrap_err().code(), ErrorCode::Closed);
}
