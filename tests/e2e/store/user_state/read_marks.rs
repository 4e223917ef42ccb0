//! Read marks, one by one and for a whole list.

use ifilm_core::{ErrorCode, ItemKey, Section};
use ifilm_tests::{Scenario, edition};

/// Which items of the English list are read, newest first.
async fn read(scenario: &Scenario) -> Vec<bool> {
    scenario.list("en").await.iter().map(|item| item.read).collect()
}

#[tokio::test]
async fn marking_a_list_from_an_item_on_marks_that_item_and_all_below_it() {
    let scenario = Scenario::synced().await;
    let items = scenario.list("en").await;
    let from = &items[20].key;

    let marked =
        scenario.client.user().mark_all_read(&from.edition, Section::News, Some(from)).await.unwrap();

    let expected: Vec<bool> = (0..30).map(|place| place >= 20).collect();
    assert_eq!((marked, read(&scenario).await), (10, expected));
}

#[tokio::test]
async fn marking_a_list_is_undone_at_once_and_leaves_what_was_read_before() {
    let scenario = Scenario::synced().await;
    let (user, english) = (scenario.client.user(), edition("en"));
    let before = scenario.list("en").await[25].key.clone();
    user.mark_read(&before, true).await.unwrap();

    let marked = user.mark_all_read(&english, Section::News, None).await.unwrap();
    let all = read(&scenario).await;
    let undone = user.undo().await.unwrap().unwrap();

    assert_eq!((marked, undone.marks, undone.act.as_str()), (29, 29, "mark_all_read"));
    assert!(all.iter().all(|read| *read));
    let read: Vec<_> = scenario.list("en").await.into_iter().filter(|item| item.read).collect();
    assert_eq!(read.into_iter().map(|item| item.key).collect::<Vec<_>>(), [before]);
    assert!(scenario.list("fa").await.iter().all(|item| !item.read));
}

#[tokio::test]
async fn marking_a_list_that_is_read_already_is_no_act() {
    let scenario = Scenario::synced().await;
    let (user, english) = (scenario.client.user(), edition("en"));
    user.mark_all_read(&english, Section::News, None).await.unwrap();

    let again = user.mark_all_read(&english, Section::News, None).await.unwrap();

    assert_eq!((again, user.undo_steps().await.unwrap().len()), (0, 1));
}

#[tokio::test]
async fn marking_from_an_item_that_the_list_does_not_have_is_not_found() {
    let scenario = Scenario::synced().await;
    let (user, english) = (scenario.client.user(), edition("en"));
    let persian = scenario.list("fa").await[0].key.clone();
    let absent = ItemKey::article(english.clone(), "1");

    let unknown = user.mark_all_read(&english, Section::News, Some(&absent)).await.unwrap_err();
    let foreign = user.mark_all_read(&english, Section::News, Some(&persian)).await.unwrap_err();

    assert_eq!(unknown.to_string(), "there is no en/1 in the list of news");
    assert_eq!((unknown.code(), foreign.code()), (ErrorCode::NotFound, ErrorCode::BadArgument));
}
