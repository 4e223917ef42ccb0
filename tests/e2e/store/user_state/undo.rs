//! Undo: every act, the newest first, also after a restart.

use std::time::Duration;

use ifilm_core::{ErrorCode, ExportRequest, ItemKey, PlaybackPosition, Section};
use ifilm_site::Edit;
use ifilm_tests::{Scenario, edition};

use super::restarted;

#[tokio::test]
async fn acts_are_undone_newest_first_also_after_a_restart() {
    let scenario = Scenario::synced().await;
    let items = scenario.list("en").await;
    let user = scenario.client.user();
    user.mark_read(&items[0].key, true).await.unwrap();
    user.save(&items[1].key).await.unwrap();
    user.mark_read(&items[0].key, false).await.unwrap();
    user.unsave(&items[1].key).await.unwrap();
    scenario.client.language().choose(Some(&edition("ar"))).await.unwrap();
    let client = restarted(&scenario).await;

    let mut states = Vec::new();
    while let Some(step) = client.user().undo().await.unwrap() {
        let read = client.library().article(&items[0].key).await.unwrap().read;
        let saved = client.library().article(&items[1].key).await.unwrap().saved;
        let chosen = client.language().choice(["en"]).await.unwrap().explicit;
        states.push((step.act.as_str(), read, saved, chosen));
    }

    assert_eq!(
        states,
        [
            ("choose_edition", false, false, false),
            ("unsave", false, true, false),
            ("mark_unread", true, true, false),
            ("save", true, false, false),
            ("mark_read", false, false, false),
        ]
    );
}

#[tokio::test]
async fn the_last_thirty_acts_can_be_undone() {
    let scenario = Scenario::synced().await;
    let (items, user) = (scenario.list("en").await, scenario.client.user());
    for item in &items {
        user.mark_read(&item.key, true).await.unwrap();
    }
    user.mark_read(&items[0].key, false).await.unwrap();
    user.mark_read(&items[1].key, false).await.unwrap();

    let mut undone = 0;
    while user.undo().await.unwrap().is_some() {
        undone += 1;
    }

    let read: Vec<bool> = scenario.list("en").await.iter().map(|item| item.read).collect();
    let expected: Vec<bool> = (0..30).map(|place| place < 2).collect();
    assert_eq!((undone, read), (30, expected));
}

#[tokio::test]
async fn an_act_that_changes_nothing_makes_no_step() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());

    user.mark_read(&key, false).await.unwrap();
    user.unsave(&key).await.unwrap();
    scenario.client.language().choose(None).await.unwrap();
    let nothing = user.undo().await.unwrap();

    assert_eq!((nothing, user.undo_steps().await.unwrap()), (None, Vec::new()));
}

#[tokio::test]
async fn steps_say_what_was_done_and_when() {
    let scenario = Scenario::synced().await;
    let (began, user) = (ifilm_core::Clock::now(&*scenario.clock), scenario.client.user());
    user.mark_all_read(&edition("fa"), Section::News, None).await.unwrap();
    scenario.clock.advance(Duration::from_secs(60));
    user.save(&scenario.list("fa").await[0].key).await.unwrap();

    let steps = user.undo_steps().await.unwrap();

    let said: Vec<_> = steps.iter().map(|step| (step.act.as_str(), step.marks, step.done_at)).collect();
    let later = began + Duration::from_secs(60);
    assert_eq!(said, [("save", 1, later), ("mark_all_read", 30, began)]);
}

/// An older version writes no steps. A step that took back its work would lose a mark.
#[tokio::test]
async fn undo_leaves_what_something_else_changed_since() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.mark_read(&key, true).await.unwrap();
    let other = rusqlite::Connection::open(scenario.data.path().join("user.db")).unwrap();
    other.execute("UPDATE read_mark SET read_at = read_at + 5", []).unwrap();

    user.undo().await.unwrap().unwrap();

    assert!(scenario.client.library().article(&key).await.unwrap().read);
}

/// It stood above all earlier acts, and nothing could be undone.
#[tokio::test]
async fn a_step_of_a_later_version_is_left_alone_and_hides_no_earlier_one() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.mark_read(&key, true).await.unwrap();
    let later = rusqlite::Connection::open(scenario.data.path().join("user.db")).unwrap();
    let step =
        r#"INSERT INTO undo_step (act, done_at, marks, changes) VALUES ('rate', 5, 1, '[{"stars":5}]')"#;
    later.execute(step, []).unwrap();

    let steps = user.undo_steps().await.unwrap();
    let undone = user.undo().await.unwrap().unwrap();

    assert_eq!((steps.len(), undone.act.as_str(), undone.marks), (1, "mark_read", 1));
    assert!(!scenario.client.library().article(&key).await.unwrap().read);
    let left: String = later.query_row("SELECT act FROM undo_step", [], |row| row.get(0)).unwrap();
    assert_eq!((left.as_str(), user.undo().await.unwrap()), ("rate", None));
}

/// The time of reading was that of the undo, and what had changed since was lost.
#[tokio::test]
async fn an_article_that_is_read_again_by_undo_was_read_when_it_was_read() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.mark_read(&key, true).await.unwrap();
    scenario.clock.advance(Duration::from_secs(3_600));
    scenario.site.edit("en", key.id.parse().unwrap(), Edit::Both);
    scenario.sync().await;
    let before = scenario.client.library().changes(&key).await.unwrap();
    scenario.clock.advance(Duration::from_secs(3_600));

    user.mark_read(&key, false).await.unwrap();
    user.undo().await.unwrap().unwrap();

    assert_eq!((before.from, before.to), (1, 2));
    assert_eq!(scenario.client.library().changes(&key).await.unwrap(), before);
}

#[tokio::test]
async fn a_mark_that_was_undone_leaves_no_trace() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.mark_read(&key, true).await.unwrap();
    user.save(&key).await.unwrap();

    user.undo().await.unwrap().unwrap();
    user.undo().await.unwrap().unwrap();

    let text = user.export(ExportRequest::default()).await.unwrap();
    assert!(text.contains("\"marks\": {}"), "{text}");
}

/// It was stored, and its undo undid nothing.
#[tokio::test]
async fn a_key_without_an_id_is_no_key() {
    let scenario = Scenario::synced().await;
    let (key, user) = (ItemKey::article(edition("en"), ""), scenario.client.user());

    let errors = [
        user.mark_read(&key, true).await.unwrap_err(),
        user.announce(vec![key.clone()]).await.unwrap_err(),
        user.set_playback(
            &key,
            Some(PlaybackPosition { address: None, position: Duration::ZERO, duration: None }),
        )
        .await
        .unwrap_err(),
    ];

    assert_eq!(errors.map(|error| error.code()), [ErrorCode::BadArgument; 3]);
    assert_eq!(user.undo_steps().await.unwrap(), []);
}
