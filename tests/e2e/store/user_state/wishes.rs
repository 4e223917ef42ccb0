//! What a person wants: hidden words and sections, followed programmes, reminders, settings, saved searches.

use std::time::Duration;

use ifilm_core::{Client, Config, ErrorCode, ItemKey, Reminder, Section, SettingValue};
use ifilm_tests::{Scenario, edition};

use super::restarted;

/// All that a person wants, as text.
async fn wishes(client: &Client) -> Vec<String> {
    let user = client.user();
    let words = user.hidden_words().await.unwrap().into_iter().map(|word| format!("hidden {word}"));
    let sections = user.hidden_sections().await.unwrap().into_iter();
    let sections = sections.map(|hidden| format!("hidden {}/{}", hidden.edition, hidden.section.as_str()));
    let followed = user.followed().await.unwrap().into_iter();
    let followed = followed.map(|followed| format!("follows {} {}", followed.key, followed.title));
    let reminders = user.reminders("2024-05-01T00:00:00Z".parse().unwrap()).await.unwrap().into_iter();
    let reminders = reminders.map(|it| format!("reminder {} {} {}", it.key, it.remind_at, it.title));
    let settings = user.settings().await.unwrap().into_iter();
    let settings = settings.map(|setting| format!("{} = {:?}", setting.name, setting.value));
    let searches = user.saved_searches().await.unwrap().into_iter();
    let searches = searches.map(|search| format!("search {}: {}", search.name, search.query));
    words.chain(sections).chain(followed).chain(reminders).chain(settings).chain(searches).collect()
}

fn reminder(key: &str, remind_at: &str, title: &str) -> Reminder {
    Reminder::of(key.parse().unwrap(), remind_at.parse().unwrap(), title)
}

#[tokio::test]
async fn wishes_outlive_a_restart_and_are_undone_one_by_one() {
    let scenario = Scenario::begin();
    let (user, fa) = (scenario.client.user(), edition("fa"));
    let (series, person): (ItemKey, ItemKey) =
        ("fa/series/77".parse().unwrap(), "en/person/3".parse().unwrap());
    user.hide_word(" باران ", true).await.unwrap();
    user.hide_section(&fa, Section::News, true).await.unwrap();
    user.follow(&series, "Night Shift").await.unwrap();
    scenario.clock.advance(Duration::from_secs(1));
    user.follow(&person, "Kaveh Rastin").await.unwrap();
    user.set_reminder(reminder("fa/series/77", "2024-05-03T18:00:00Z", "Night Shift")).await.unwrap();
    user.set_reminder(reminder("fa/series/77", "2024-05-02T18:00:00Z", "Night Shift")).await.unwrap();
    user.set_setting("size", Some(SettingValue::Number(3))).await.unwrap();
    user.set_setting("days", Some(SettingValue::Texts(vec!["mon".to_owned()]))).await.unwrap();
    user.save_search("Rain", "rain edition:en unread").await.unwrap();

    let client = restarted(&scenario).await;
    let all = wishes(&client).await;
    let mut left = Vec::new();
    while client.user().undo().await.unwrap().is_some() {
        left.push(wishes(&client).await.len());
    }

    let expected = [
        "hidden باران",
        "hidden fa/news",
        "follows en/person/3 Kaveh Rastin",
        "follows fa/series/77 Night Shift",
        "reminder fa/series/77 2024-05-02T18:00:00Z Night Shift",
        "reminder fa/series/77 2024-05-03T18:00:00Z Night Shift",
        r#"days = Texts(["mon"])"#,
        "size = Number(3)",
        "search Rain: rain edition:en unread",
    ];
    assert_eq!(all, expected);
    assert_eq!(left, [8, 7, 6, 5, 4, 3, 2, 1, 0]);
}

#[tokio::test]
async fn wishes_can_be_taken_back_and_a_changed_one_keeps_its_place() {
    let scenario = Scenario::begin();
    let (user, fa) = (scenario.client.user(), edition("fa"));
    let series: ItemKey = "fa/series/77".parse().unwrap();
    user.hide_word("rain", true).await.unwrap();
    user.hide_section(&fa, Section::News, true).await.unwrap();
    user.follow(&series, "Night Shift").await.unwrap();
    user.set_reminder(reminder("fa/series/77", "2024-05-03T18:00:00Z", "Night Shift")).await.unwrap();
    user.set_setting("size", Some(SettingValue::Flag(true))).await.unwrap();
    user.save_search("Rain", "rain").await.unwrap();
    scenario.clock.advance(Duration::from_secs(1));
    user.save_search("Snow", "snow").await.unwrap();

    user.save_search("Rain", "heavy rain").await.unwrap();
    let changed = wishes(&scenario.client).await;
    user.hide_word("rain", false).await.unwrap();
    user.hide_section(&fa, Section::News, false).await.unwrap();
    user.unfollow(&series).await.unwrap();
    user.remove_reminder(&series, "2024-05-03T18:00:00Z".parse().unwrap()).await.unwrap();
    user.set_setting("size", None).await.unwrap();
    user.delete_search("Rain").await.unwrap();

    assert_eq!(changed[5..], ["search Rain: heavy rain", "search Snow: snow"]);
    assert_eq!(wishes(&scenario.client).await, ["search Snow: snow"]);
}

#[tokio::test]
async fn words_and_names_without_or_with_too_many_characters_are_refused() {
    let scenario = Scenario::begin();
    let user = scenario.client.user();
    let long = "ب".repeat(101);

    let errors = [
        user.hide_word("  ", true).await.unwrap_err(),
        user.hide_word(&long, true).await.unwrap_err(),
        user.set_setting("", None).await.unwrap_err(),
        user.save_search(long, "rain").await.unwrap_err(),
        user.hide_section(&edition("xx"), Section::News, true).await.unwrap_err(),
    ];

    assert!(errors.iter().all(|error| error.code() == ErrorCode::BadArgument), "{errors:?}");
}

/// What was removed leaves room in the file, which only compacting gives back to the disk.
#[tokio::test]
async fn compacting_gives_the_free_room_of_the_users_file_back() {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(data.path())).unwrap();
    let user = client.user();
    let long = SettingValue::Text("x".repeat(20_000));
    let size = || std::fs::metadata(data.path().join("user.db")).unwrap().len();

    for name in 0..100 {
        user.set_setting(format!("{name}"), Some(long.clone())).await.unwrap();
    }
    for name in 0..100 {
        user.set_setting(format!("{name}"), None).await.unwrap();
    }
    let freed = client.storage().compact().await.unwrap();

    // The thirty steps of undo hold thirty values of twenty thousand bytes.
    assert!(freed > 1_000_000, "{freed} bytes");
    assert!((600_000..1_000_000).contains(&size()), "{} bytes", size());
}
