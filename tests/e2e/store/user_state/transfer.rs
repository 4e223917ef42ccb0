//! Export and import: nothing is lost, and two devices agree.

use std::time::Duration;

use ifilm_core::{
    Client, Config, ErrorCode, ExportRequest, ItemKey, PlaybackPosition, Reminder, SavedQuery, Section,
    SettingValue, User,
};
use ifilm_site::{Edit, SiteConfig};
use ifilm_tests::{HandClock, Scenario, config_for, edition, english_fault, status, text};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Another device of the same person.
fn device(scenario: &Scenario) -> (TempDir, Client) {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(config_for(&scenario.site, data.path(), &scenario.clock)).unwrap();
    (data, client)
}

async fn export(client: &Client) -> String {
    client.user().export(ExportRequest::default().with_history(true)).await.unwrap()
}

/// Does something of every kind.
async fn use_everything(scenario: &Scenario) {
    let (items, user, fa) = (scenario.list("fa").await, scenario.client.user(), edition("fa"));
    let series: ItemKey = "fa/series/77".parse().unwrap();
    user.mark_read(&items[0].key, true).await.unwrap();
    user.mark_read(&items[1].key, true).await.unwrap();
    user.mark_read(&items[1].key, false).await.unwrap();
    user.save(&items[2].key).await.unwrap();
    user.set_position(&items[2].key, 0, 5).await.unwrap();
    let (position, duration) = (Duration::from_secs(61), Some(Duration::from_secs(120)));
    user.set_playback(&series, Some(PlaybackPosition { address: None, position, duration })).await.unwrap();
    user.mark_watched(&series, &[7.into()], true).await.unwrap();
    user.set_episode_playback(
        &series,
        &8.into(),
        Some(PlaybackPosition { address: None, position, duration }),
    )
    .await
    .unwrap();
    user.note_opened(&items[2].key).await.unwrap();
    user.hide_word("باران", true).await.unwrap();
    user.hide_section(&fa, Section::News, true).await.unwrap();
    user.follow(&series, "Night Shift").await.unwrap();
    let remind_at = "2024-06-01T18:00:00Z".parse().unwrap();
    let reminder = Reminder::of(series.clone(), remind_at, "Night Shift");
    user.set_reminder(reminder).await.unwrap();
    user.set_setting("sizes", Some(SettingValue::Texts(vec!["big".to_owned()]))).await.unwrap();
    user.save_search("Rain", "rain unread").await.unwrap();
    user.announce(vec![items[3].key.clone()]).await.unwrap();
    scenario.client.language().choose(Some(&fa)).await.unwrap();
}

#[tokio::test]
async fn what_is_exported_and_imported_elsewhere_is_exported_the_same_there() {
    let scenario = Scenario::synced().await;
    use_everything(&scenario).await;
    let before = export(&scenario.client).await;
    let (_data, other) = device(&scenario);

    let report = other.user().import(before.as_str()).await.unwrap();
    let again = other.user().import(before.as_str()).await.unwrap();

    assert_eq!(export(&other).await, before);
    assert_eq!((report.changed, report.unchanged, again.changed, again.unchanged), (16, 0, 0, 16));
    let saved = other.user().saved(SavedQuery::all()).await.unwrap().items;
    assert!(saved[0].has_text && saved[0].item.key == scenario.list("fa").await[2].key);
    assert!(before.contains("\"hidden_word\": {\n      \"باران\": {\n"), "{before}");
}

#[tokio::test]
async fn two_devices_that_exchange_their_states_agree_on_the_latest() {
    let scenario = Scenario::synced().await;
    let (_data, other) = device(&scenario);
    let items = scenario.list("en").await;
    use_everything(&scenario).await;
    other.user().import(export(&scenario.client).await).await.unwrap();
    scenario.clock.advance(Duration::from_secs(60));
    scenario.client.user().mark_read(&items[0].key, true).await.unwrap();
    other.user().hide_word("باران", false).await.unwrap();
    scenario.clock.advance(Duration::from_secs(60));
    other.user().mark_read(&items[0].key, true).await.unwrap();
    other.user().mark_read(&items[0].key, false).await.unwrap();

    let (one, two) = (export(&scenario.client).await, export(&other).await);
    scenario.client.user().import(two).await.unwrap();
    other.user().import(one).await.unwrap();

    assert_eq!(export(&scenario.client).await, export(&other).await);
    assert!(!scenario.client.library().article(&items[0].key).await.unwrap().read);
    assert_eq!(scenario.client.user().hidden_words().await.unwrap(), [""; 0]);
}

/// A mark of a phone whose clock was ahead came back with each import.
#[tokio::test]
async fn a_mark_from_a_clock_that_is_ahead_can_be_taken_back_for_good() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    let ahead = HandClock::at(scenario.site.now() + Duration::from_secs(2 * 86_400));
    let data = tempfile::tempdir().unwrap();
    let other = Client::open(config_for(&scenario.site, data.path(), &ahead)).unwrap();
    other.user().mark_read(&key, true).await.unwrap();
    scenario.client.user().import(export(&other).await).await.unwrap();

    scenario.client.user().mark_read(&key, false).await.unwrap();
    scenario.client.user().import(export(&other).await).await.unwrap();

    assert!(!scenario.client.library().article(&key).await.unwrap().read);
}

#[tokio::test]
async fn an_import_is_one_act_that_can_be_undone() {
    let scenario = Scenario::synced().await;
    use_everything(&scenario).await;
    let (_data, other) = device(&scenario);
    other.user().hide_word("rain", true).await.unwrap();

    other.user().import(export(&scenario.client).await).await.unwrap();
    let undone = other.user().undo().await.unwrap().unwrap();

    assert_eq!((undone.act.as_str(), undone.marks), ("import", 16));
    assert_eq!(other.user().hidden_words().await.unwrap(), ["rain"]);
    assert_eq!(other.user().saved(SavedQuery::all()).await.unwrap().items, []);
    assert_eq!(other.user().undo_steps().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_history_is_exported_only_if_it_is_asked_for_and_a_cleared_one_stays_cleared() {
    let scenario = Scenario::synced().await;
    use_everything(&scenario).await;
    let with_history = export(&scenario.client).await;
    let without = scenario.client.user().export(ExportRequest::default()).await.unwrap();
    scenario.client.user().clear_history().await.unwrap();

    let cleared = export(&scenario.client).await;
    scenario.client.user().import(with_history.as_str()).await.unwrap();

    let title = &scenario.list("fa").await[2].title;
    assert!(with_history.contains("\"opened_at\"") && !without.contains("\"opened_at\""));
    assert!(!cleared.contains("\"opened_at\""), "{title}");
    assert_eq!(scenario.client.user().history(10, None).await.unwrap().entries, []);
}

#[tokio::test]
async fn an_import_with_a_fault_changes_nothing() {
    let scenario = Scenario::synced().await;
    use_everything(&scenario).await;
    let (_data, other) = device(&scenario);
    let text = export(&scenario.client).await;
    let faulty = text.replace("\"link\": \"http:", "\"link\": \"javascript:");
    let foreign = text.replace("\"catalog\": \"practice\"", "\"catalog\": \"other\"");

    let errors = [
        other.user().import(faulty).await.unwrap_err(),
        other.user().import(foreign).await.unwrap_err(),
        other.user().import(" ".repeat(User::IMPORT_LIMIT as usize + 1)).await.unwrap_err(),
        other.user().import(text.replace("\"usable_from\": 1", "\"usable_from\": 2")).await.unwrap_err(),
    ];

    let codes = errors.each_ref().map(|error| error.code());
    let expected =
        [ErrorCode::Unreadable, ErrorCode::BadArgument, ErrorCode::TooLarge, ErrorCode::NewerVersion];
    assert_eq!(codes, expected);
    assert!(errors[0].to_string().contains(": link: it is no address of a page"), "{}", errors[0]);
    assert_eq!(other.user().undo_steps().await.unwrap(), []);
    assert!(export(&other).await.contains("\"marks\": {}"));
}

#[tokio::test]
async fn what_a_later_version_exported_is_kept_for_the_next_export() {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(data.path())).unwrap();
    let later = r#"{
      "format": "ifilm-marks", "version": 7, "usable_from": 1, "catalog": "ifilm", "device": "phone",
      "marks": {
        "rating": { "en/article/5": { "changed_at": "2024-05-02T09:30:00Z", "stars": 5 } },
        "read_mark": { "en/article/5": { "changed_at": "2024-05-02T09:30:00Z", "place": 3 } }
      }
    }"#;

    client.user().import(later).await.unwrap();
    let exported = export(&client).await;

    let expected = r#"{
  "catalog": "ifilm",
  "device": "phone",
  "format": "ifilm-marks",
  "marks": {
    "rating": {
      "en/article/5": {
        "changed_at": "2024-05-02T09:30:00Z",
        "stars": 5
      }
    },
    "read_mark": {
      "en/article/5": {
        "changed_at": "2024-05-02T09:30:00Z",
        "place": 3
      }
    }
  },
  "usable_from": 1,
  "version": 1
}
"#;
    assert_eq!(exported, expected);
}

/// A phone that saved later, without a text or with an older one, took the text away.
#[tokio::test]
async fn an_import_never_replaces_a_text_by_none_or_by_an_older_one() {
    let scenario = Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() });
    scenario.sync_english().await;
    let keys: Vec<ItemKey> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
    let (_data, old) = device(&scenario);
    old.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();
    scenario.site.edit("en", keys[0].id.parse().unwrap(), Edit::Both);
    scenario.clock.advance(Duration::from_secs(3_600));
    scenario.sync_english().await;
    let (_data, empty) = device(&scenario);
    scenario.site.fault(english_fault("/News/Content", status(503)));
    empty.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();
    scenario.client.user().save(&keys[0]).await.unwrap();
    let before = scenario.client.library().article(&keys[0]).await.unwrap();
    scenario.clock.advance(Duration::from_secs(60));
    old.user().save(&keys[0]).await.unwrap();
    empty.user().save(&keys[0]).await.unwrap();

    for other in [&old, &empty] {
        scenario.client.user().import(export(other).await).await.unwrap();
        other.user().import(export(&scenario.client).await).await.unwrap();
    }
    let client = super::without_cache(&scenario).await;
    let after = client.library().article(&keys[0]).await.unwrap();

    assert!(before.edited && after.edited);
    assert_eq!(text(&after), text(&before));
    assert_eq!(text(&empty.library().article(&keys[0]).await.unwrap()), text(&before));
}

/// The cache of a device that cannot reach the site put its older text over the newer one of an import.
#[tokio::test]
async fn a_sync_leaves_an_imported_copy_that_is_newer_than_the_cache() {
    let mut scenario = Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() });
    scenario.sync_english().await;
    let key = scenario.list("en").await[0].key.clone();
    let (data, old) = device(&scenario);
    old.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();
    scenario.site.edit("en", key.id.parse().unwrap(), Edit::Both);
    scenario.clock.advance(Duration::from_secs(3_600));
    scenario.sync_english().await;
    scenario.client.user().save(&key).await.unwrap();
    let newer = text(&scenario.client.library().article(&key).await.unwrap());

    old.user().import(export(&scenario.client).await).await.unwrap();
    scenario.site.stop();
    old.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();
    old.close().await.unwrap();
    std::fs::remove_file(data.path().join("cache.db")).unwrap();
    let old = Client::open(config_for(&scenario.site, data.path(), &scenario.clock)).unwrap();

    assert_eq!(text(&old.library().article(&key).await.unwrap()), newer);
}

/// Undo wrote that all marks of the import were taken back now, and the next exchange took them from the
/// device where they came from.
#[tokio::test]
async fn an_import_that_was_undone_takes_nothing_from_other_devices_and_can_be_done_again() {
    let scenario = Scenario::synced().await;
    use_everything(&scenario).await;
    let theirs = export(&scenario.client).await;
    let (_data, other) = device(&scenario);
    let before = export(&other).await;

    other.user().import(theirs.as_str()).await.unwrap();
    scenario.clock.advance(Duration::from_secs(60));
    other.user().undo().await.unwrap().unwrap();
    let undone = export(&other).await;
    scenario.client.user().import(undone.as_str()).await.unwrap();
    let again = other.user().import(theirs.as_str()).await.unwrap();

    assert_eq!(undone, before);
    assert_eq!(export(&scenario.client).await, theirs);
    assert_eq!((again.changed, export(&other).await), (16, theirs));
}

#[tokio::test]
async fn what_an_export_carried_away_is_undone_on_the_other_device_too() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    let (_data, other) = device(&scenario);
    user.mark_read(&key, true).await.unwrap();
    user.follow(&key, "Rain").await.unwrap();
    other.user().import(export(&scenario.client).await).await.unwrap();
    user.hide_word("rain", true).await.unwrap();
    scenario.clock.advance(Duration::from_secs(60));

    for _ in 0..3 {
        user.undo().await.unwrap().unwrap();
    }
    other.user().import(export(&scenario.client).await).await.unwrap();

    let here = export(&scenario.client).await;
    assert_eq!((other.user().followed().await.unwrap().len(), export(&other).await), (0, here.clone()));
    assert!(!here.contains("hidden_word"), "it never left this device: {here}");
}

/// A clock before 1970, or a change of a mark at the end of 2999, made an export that no import took.
#[tokio::test]
async fn what_a_clock_at_the_limits_wrote_is_exported_imported_and_exported_the_same() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    let end = "2999-12-31T23:59:59.999Z";
    let far = format!(
        r#"{{"format":"ifilm-marks","version":1,"usable_from":1,"catalog":"practice",
        "marks":{{"read_mark":{{"{}/article/{}":{{"changed_at":"{end}"}}}}}}}}"#,
        key.edition, key.id
    );
    scenario.client.user().import(far).await.unwrap();
    scenario.client.user().mark_read(&key, false).await.unwrap();
    let clock = HandClock::at("1969-07-20T20:17:40Z".parse().unwrap());
    scenario.client.close().await.unwrap();
    let early = Client::open(config_for(&scenario.site, scenario.data.path(), &clock)).unwrap();
    let article = early.library().article(&key).await.unwrap();
    early.user().save(&key).await.unwrap();

    let text = export(&early).await;
    let (_data, other) = device(&scenario);
    other.user().import(text.as_str()).await.unwrap();

    assert!(!article.read);
    assert!(text.contains(&format!("\"changed_at\": \"{end}\",\n        \"withdrawn\": true")), "{text}");
    assert_eq!(export(&other).await, text);
}

/// Seen: a copy without a link seemed to be the best, because it had a text and was checked last. So the
/// article was saved no more.
#[tokio::test]
async fn a_copy_that_cannot_be_shown_takes_the_place_of_none() {
    let scenario = Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() });
    scenario.sync_english().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.save(&key).await.unwrap();
    let before = export(&scenario.client).await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&before).unwrap();
        change(&mut document["marks"]["saved"][format!("en/article/{}", key.id)]);
        document.to_string()
    };
    let end = "2999-01-01T00:00:00Z";
    let beside =
        with(&|entry| entry["copies"] = json!([{ "blocks": [], "checked_at": end, "copied_at": end }]));
    let alone = with(&|entry| {
        entry["link"] = Value::Null;
        (entry["checked_at"], entry["changed_at"]) = (json!(end), json!(end));
    });
    let text_before = text(&scenario.client.library().article(&key).await.unwrap());

    user.import(beside).await.unwrap();
    user.import(alone).await.unwrap();
    let client = super::without_cache(&scenario).await;

    assert_eq!(client.user().saved(SavedQuery::all()).await.unwrap().items.len(), 1);
    assert_eq!(text(&client.library().article(&key).await.unwrap()), text_before);
}

/// Seen: such an import took every saved article, and those that were saved later, too.
#[tokio::test]
async fn only_the_history_can_be_taken_back_as_a_whole() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.save(&key).await.unwrap();
    let all = |kind: &str| {
        format!(
            r#"{{"format":"ifilm-marks","version":1,"usable_from":1,"catalog":"practice","marks":
            {{"{kind}":{{"":{{"changed_at":"2024-05-02T09:30:00Z","withdrawn":true}}}}}}}}"#
        )
    };

    let refused = user.import(all("saved")).await.unwrap_err();
    user.import(all("history")).await.unwrap();

    assert!(refused.to_string().contains("/marks/saved/: "), "{refused}");
    assert_eq!(user.saved(SavedQuery::all()).await.unwrap().items.len(), 1);
}

/// Each word is looked for in each item, so an import of many made every act slow.
#[tokio::test]
async fn a_thousand_words_can_be_hidden_and_no_more() {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(data.path())).unwrap();
    let words = |count: usize| {
        let word = |number| (format!("word{number}"), json!({ "changed_at": "2024-05-02T09:30:00Z" }));
        let words: serde_json::Map<String, Value> = (0..count).map(word).collect();
        let head = json!({ "format": "ifilm-marks", "version": 1, "usable_from": 1, "catalog": "ifilm" });
        let mut document = head;
        document["marks"] = json!({ "hidden_word": words });
        document.to_string()
    };

    let refused = client.user().import(words(1_001)).await.unwrap_err();
    client.user().import(words(1_000)).await.unwrap();
    let one_more = client.user().hide_word("rain", true).await.unwrap_err();
    client.user().hide_word("word7", true).await.unwrap();
    client.user().hide_word("word7", false).await.unwrap();
    client.user().hide_word("rain", true).await.unwrap();

    assert_eq!((refused.code(), one_more.code()), (ErrorCode::BadArgument, ErrorCode::BadArgument));
    assert_eq!(client.user().hidden_words().await.unwrap().len(), 1_000);
}
