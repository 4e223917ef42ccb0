//! Where a person stopped to read, to watch or to listen.

use std::time::Duration;

use ifilm_core::{ArticleBody, BlockContent, ErrorCode, ItemKey, PlaybackPosition};
use ifilm_site::Edit;
use ifilm_tests::{Scenario, edition};

use super::restarted;

#[tokio::test]
async fn a_reading_position_outlives_a_restart_and_can_be_forgotten() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("fa").await[0].key.clone();
    scenario.client.user().set_position(&key, 1, 20).await.unwrap();

    let client = restarted(&scenario).await;
    let found = client.user().position(&key).await.unwrap().unwrap();
    client.user().forget_position(&key).await.unwrap();

    assert_eq!((found.block, found.letter, found.is_exact), (1, 20, true));
    assert_eq!(client.user().position(&key).await.unwrap(), None);
    assert_eq!(client.user().undo_steps().await.unwrap(), []);
}

#[tokio::test]
async fn a_reading_position_is_at_the_same_words_after_an_edit() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    let words = async |block: u32, letter: u32| {
        let ArticleBody::Ready { blocks } = scenario.client.library().article(&key).await.unwrap().body
        else {
            panic!("it is stored")
        };
        let text = blocks[block as usize].content.text().unwrap();
        text.chars().skip(letter as usize).take(24).collect::<String>()
    };
    let ArticleBody::Ready { blocks } = scenario.client.library().article(&key).await.unwrap().body else {
        panic!("it is stored")
    };
    let is_long = |content: &BlockContent| content.text().is_some_and(|text| text.len() > 120);
    let last = blocks.iter().rposition(|block| is_long(&block.content)).unwrap() as u32;
    scenario.client.user().set_position(&key, last, 40).await.unwrap();
    let before = words(last, 40).await;

    scenario.site.edit("en", key.id.parse().unwrap(), Edit::Both);
    scenario.sync().await;
    let found = scenario.client.user().position(&key).await.unwrap().unwrap();

    assert!(scenario.client.library().article(&key).await.unwrap().edited && found.is_exact);
    assert_eq!(words(found.block, found.letter).await, before);
}

#[tokio::test]
async fn a_place_that_the_text_does_not_have_is_refused() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();

    let error = scenario.client.user().set_position(&key, 0, 100_000).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::BadArgument);
    assert_eq!(error.to_string(), "the text has no letter 100000 in a block 0");
}

#[tokio::test]
async fn a_playback_position_is_kept_in_milliseconds_also_of_an_item_that_is_not_stored() {
    let scenario = Scenario::begin();
    let episode: ItemKey = "fa/episode/5".parse().unwrap();
    let position = PlaybackPosition {
        address: Some("https://media.example/5.mp4".to_owned()),
        position: Duration::from_millis(61_500),
        duration: None,
    };
    scenario.client.user().set_playback(&episode, Some(position.clone())).await.unwrap();

    let client = restarted(&scenario).await;
    let stored = client.user().playback(&episode).await.unwrap();
    client.user().set_playback(&episode, None).await.unwrap();

    assert_eq!(stored, Some(position));
    assert_eq!(client.user().playback(&episode).await.unwrap(), None);
    assert_eq!(client.user().playback(&ItemKey::article(edition("fa"), "5")).await.unwrap(), None);
}
