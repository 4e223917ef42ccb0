//! New episodes of what a person follows, since they followed it or looked at it.

use std::time::Duration;

use ifilm_core::{ItemKey, Kind};
use ifilm_site::{FaultKind, ProgramKind, Raw, Sections, SiteConfig};
use ifilm_tests::{Scenario, edition};

const DAY: Duration = Duration::from_secs(25 * 60 * 60);

fn config() -> SiteConfig {
    let sections = Sections { series: 4, films: 2, programs: 3, own_media: true, ..Sections::default() };
    SiteConfig { items: 6, sections: Some(sections), ..SiteConfig::default() }
}

/// A programme whose episodes are numbered on its page, or are in a list of their own.
fn program(scenario: &Scenario, numbered: bool) -> ItemKey {
    let (kind, key_kind) = match numbered {
        true => (ProgramKind::Series, Kind::Series),
        false => (ProgramKind::Program, Kind::Program),
    };
    let programs = scenario.site.sections("en").programs(kind);
    let found = programs.into_iter().find(|it| it.numbered == numbered && it.episodes > 1).unwrap();
    ItemKey { edition: edition("en"), kind: key_kind, id: found.id.to_string() }
}

async fn next_day(scenario: &Scenario) {
    scenario.clock.advance(DAY);
    scenario.sync().await;
}

/// How many episodes of the one programme that is followed are new, and the id of the newest.
async fn new(scenario: &Scenario) -> (u32, Option<String>) {
    let followed = scenario.client.library().followed().await.unwrap().remove(0);
    (followed.new_episodes, followed.newest.map(|newest| newest.id.to_string()))
}

#[tokio::test]
async fn an_episode_that_came_since_the_follow_is_new_until_it_is_seen() {
    for numbered in [false, true] {
        let scenario = Scenario::at_sections(config());
        scenario.sync().await;
        let (key, user) = (program(&scenario, numbered), scenario.client.user());
        user.follow(&key, "Road").await.unwrap();
        assert_eq!(new(&scenario).await, (0, None), "{key}");

        let id = key.id.parse().unwrap();
        scenario.site.add_episode("en", id);
        scenario.site.add_episode("en", id);
        next_day(&scenario).await;

        let newest = scenario.site.sections("en").episodes(id).unwrap();
        let newest = newest.iter().filter_map(|it| it.number).max().unwrap().to_string();
        assert_eq!(new(&scenario).await, (2, Some(newest.clone())), "{key}");
        let listed = scenario.client.library().new_since(&key).await.unwrap();
        assert_eq!((listed.len(), listed[0].id.to_string()), (2, newest), "{key}");
        user.mark_watched(&key, &[listed[0].id.clone()], true).await.unwrap();
        assert_eq!(new(&scenario).await.0, 1, "{key}");
        user.note_episodes_seen(&key).await.unwrap();
        assert_eq!(new(&scenario).await, (0, None), "{key}");
    }
}

#[tokio::test]
async fn the_first_list_of_what_was_followed_before_is_not_new_and_an_unfollow_can_be_undone() {
    let scenario = Scenario::at_sections(config());
    let (key, user) = (program(&scenario, false), scenario.client.user());
    user.follow(&key, "Road").await.unwrap();

    scenario.sync().await;
    assert_eq!(new(&scenario).await, (0, None));
    scenario.site.add_episode("en", key.id.parse().unwrap());
    next_day(&scenario).await;
    user.unfollow(&key).await.unwrap();
    user.undo().await.unwrap().unwrap();

    assert_eq!(new(&scenario).await.0, 1);
}

/// Rows of a list with numbers and files.
fn rows(rows: &[(u32, &str)]) -> FaultKind {
    let row = |(number, file): &(u32, &str)| {
        format!(r#"{{"Id":{number},"Episode":{number},"Caption":"Road","VideoAddress":"/road/{file}.mp4"}}"#)
    };
    let content = Some(format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(",")));
    FaultKind::Raw(Raw { content, ..Raw::new(200, [""; 0]) })
}

#[tokio::test]
async fn an_episode_that_returns_or_is_numbered_anew_or_an_archive_again_tells_nobody() {
    let scenario = Scenario::at_sections(config());
    let whole = [(4, "d"), (3, "c"), (2, "b"), (1, "a")];
    let listed = async |list: &[(u32, &str)]| {
        scenario.site.clear_faults();
        scenario.site.fault(ifilm_tests::english_fault("/Home/PageingAttachmentItem", rows(list)));
        next_day(&scenario).await;
    };
    listed(&whole).await;
    scenario.client.user().follow(&program(&scenario, false), "Road").await.unwrap();

    for (list, expected) in [
        (&whole[1..], 0),                                             // one went away
        (&whole[..], 0),                                              // and returned
        (&[(14, "d"), (13, "c"), (12, "b"), (11, "a")][..], 0),       // all numbers moved
        (&whole[..], 0),                                              // and moved back
        (&[(4_000_000_000, "d"), (3, "c")][..], 0),                   // an absurd number
        (&[(5, "e"), (4, "d"), (3, "c"), (2, "b"), (1, "a")][..], 1), // a new one
    ] {
        listed(list).await;
        assert_eq!(new(&scenario).await.0, expected, "{list:?}");
    }
}

#[tokio::test]
async fn what_is_followed_is_checked_daily_and_a_sync_asks_for_no_more_pages_than_before() {
    let scenario = Scenario::at_sections(config());
    scenario.sync().await;
    for numbered in [false, true] {
        scenario.client.user().follow(&program(&scenario, numbered), "Road").await.unwrap();
    }
    for _ in 0..4 {
        next_day(&scenario).await; // a list that does not change is asked for more and more seldom
    }
    scenario.site.clear_requests();

    next_day(&scenario).await;

    let requests = scenario.site.requests();
    let own: Vec<&str> = requests.iter().filter(|it| it.edition == "en").map(|it| it.path.as_str()).collect();
    let list = format!("/Home/PageingAttachmentItem?id={}&", program(&scenario, false).id);
    let page = format!("/Series/Content/{}", program(&scenario, true).id);
    let has = |start: &str| own.iter().any(|path| path.starts_with(start));
    assert!(has(&list) && has(&page), "{own:?}");
    let pages = own.iter().filter(|path| path.contains("/Content/")).count();
    assert_eq!(pages, 3, "{own:?}");
}
