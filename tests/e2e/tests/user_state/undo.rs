//! Undo: every act, the newest first, also after a restart.

use std::time::Duration;

use ifilm_core::Section;
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

#[tokio::test]
async fn a_step_of_a_later_version_is_left_alone() {
    let scenario = Scenario::synced().await;
    let (key, user) = (scenario.list("en").await[0].key.clone(), scenario.client.user());
    user.mark_read(&key, true).await.unwrap();
    let later = rusqlite::Connection::open(scenario.data.path().join("user.db")).unwrap();
    let step =
        r#"INSERT INTO undo_step (act, done_at, changes) VALUES ('rate', 5, '[["rating","5",1,null,null]]')"#;
    later.execute(step, []).unwrap();

    let undone = user.undo().await.unwrap();

    assert_eq!((undone, user.undo_steps().await.unwrap()), (None, Vec::new()));
    assert!(scenario.client.library().article(&key).await.unwrap().read);
    let steps: u32 = later.query_row("SELECT count(*) FROM undo_step", [], |row| row.get(0)).unwrap();
    assert_eq!(steps, 2);
}
