//! What a person did with single episodes: watched marks and playback positions.

use std::time::Duration;

use ifilm_core::catalog::MediaForm;
use ifilm_core::{Act, Catalog, Client, EpisodeId, ItemKey, Kind, ListedEpisode, PlaybackPosition};
use ifilm_site::{FaultKind, ProgramKind, Raw, Sections, Site, SiteConfig};
use ifilm_tests::{Scenario, edition};

fn config() -> SiteConfig {
    let sections = Sections { series: 4, films: 2, programs: 4, own_media: true, ..Sections::default() };
    SiteConfig { items: 6, sections: Some(sections), mirrors: 1, ..SiteConfig::default() }
}

fn stopped(seconds: u64, of: u64) -> Option<PlaybackPosition> {
    let (position, duration) = (Duration::from_secs(seconds), Some(Duration::from_secs(of)));
    Some(PlaybackPosition { address: None, position, duration })
}

async fn listed(client: &Client, key: &ItemKey) -> Vec<ListedEpisode> {
    client.library().episodes(key).await.unwrap().episodes
}

/// The ids of the episodes that are watched, and those with a position in seconds.
fn marks(episodes: &[ListedEpisode]) -> (Vec<String>, Vec<(String, u64)>) {
    let watched = episodes.iter().filter(|it| it.watched).map(|it| it.id.to_string()).collect();
    let stopped = |it: &ListedEpisode| Some((it.id.to_string(), it.position.as_ref()?.position.as_secs()));
    (watched, episodes.iter().filter_map(stopped).collect())
}

/// A series whose page numbers its episodes, at least three.
fn numbered(scenario: &Scenario) -> ItemKey {
    let series = scenario.site.sections("en").programs(ProgramKind::Series);
    let series = series.into_iter().find(|it| it.numbered && it.episodes >= 3).unwrap();
    ItemKey { edition: edition("en"), kind: Kind::Series, id: series.id.to_string() }
}

/// A programme whose episodes are attachments.
fn attached(scenario: &Scenario) -> ItemKey {
    let programs = scenario.site.sections("en").programs(ProgramKind::Program);
    let program = programs.into_iter().find(|it| !it.numbered).unwrap();
    ItemKey { edition: edition("en"), kind: Kind::Program, id: program.id.to_string() }
}

/// Lists these attachments from now on, and syncs when they are due.
async fn attach(scenario: &Scenario, rows: &str) {
    let raw = Raw { content: Some(rows.to_owned()), ..Raw::new(200, [""; 0]) };
    scenario.site.clear_faults();
    scenario.site.fault(ifilm_tests::english_fault("/Home/PageingAttachmentItem", FaultKind::Raw(raw)));
    scenario.clock.advance(Duration::from_secs(40 * 24 * 60 * 60));
    scenario.sync().await;
}

#[tokio::test]
async fn a_number_that_comes_and_goes_takes_neither_mark_nor_position_along() {
    let scenario = Scenario::at_sections(config());
    let bare = r#"[{"Id":8,"Episode":null,"Caption":"Part","VideoAddress":"/road/12.mp4"}]"#;
    let numbered = r#"[{"Id":8,"Episode":12,"Caption":"Part","VideoAddress":"/road/12.mp4"}]"#;
    attach(&scenario, bare).await;
    let (key, user) = (attached(&scenario), scenario.client.user());
    let name: EpisodeId = "/road/12.mp4".parse().unwrap();
    user.mark_watched(&key, std::slice::from_ref(&name), true).await.unwrap();
    user.set_episode_playback(&key, &name, stopped(33, 2_400)).await.unwrap();

    attach(&scenario, numbered).await;
    let with_number = marks(&listed(&scenario.client, &key).await);
    assert_eq!(user.episode_playback(&key, &12.into()).await.unwrap(), stopped(33, 2_400));
    user.set_episode_playback(&key, &12.into(), stopped(44, 2_400)).await.unwrap();
    attach(&scenario, bare).await;
    let without = marks(&listed(&scenario.client, &key).await);
    attach(&scenario, numbered).await;
    user.mark_watched(&key, &[12.into()], false).await.unwrap();
    user.set_episode_playback(&key, &12.into(), None).await.unwrap();
    let taken_back = marks(&listed(&scenario.client, &key).await);
    attach(&scenario, bare).await;

    assert_eq!(with_number, (vec!["12".to_owned()], vec![("12".to_owned(), 33)]));
    assert_eq!(without, (vec![name.to_string()], vec![(name.to_string(), 44)]));
    assert_eq!(taken_back, (vec![], vec![]));
    assert_eq!(marks(&listed(&scenario.client, &key).await), (vec![], vec![]));
}

/// Seen: two files of one name in folders of one name were one episode, and so were two queries.
#[tokio::test]
async fn each_episode_of_a_list_has_an_id_of_its_own_and_two_spellings_of_a_path_are_one() {
    let scenario = Scenario::at_sections(config());
    let rows = r#"[{"Id":1,"VideoAddress":"/road/s1/hd/1.mp4"}, {"Id":2,"VideoAddress":"/road/s2/hd/1.mp4"},
        {"Id":3,"VideoAddress":"/get.php?id=5"}, {"Id":4,"VideoAddress":"/get.php?id=6"},
        {"Id":5,"VideoAddress":"/old road/آب.mp4"}, {"Id":6,"VideoAddress":"/old%20road/%d8%a2%d8%a8.mp4"}]"#;
    attach(&scenario, rows).await;
    let key = attached(&scenario);

    scenario.client.user().mark_watched(&key, &["/old road/آب.mp4".parse().unwrap()], true).await.unwrap();

    let episodes = listed(&scenario.client, &key).await;
    let ids: Vec<_> = episodes.iter().map(|it| it.id.as_str()).collect();
    let last = "/old%20road/%D8%A2%D8%A8.mp4";
    let expected = ["/road/s1/hd/1.mp4", "/road/s2/hd/1.mp4", "/get.php?id=5", "/get.php?id=6", last];
    assert_eq!(ids, expected);
    assert_eq!(marks(&episodes).0, [last]);
}

#[tokio::test]
async fn an_episode_is_marked_and_unmarked_and_each_act_can_be_undone() {
    let scenario = Scenario::at_sections(config());
    scenario.sync().await;
    let (key, user) = (numbered(&scenario), scenario.client.user());

    user.mark_watched(&key, &[1.into(), 2.into()], true).await.unwrap();
    user.mark_watched(&key, &[1.into()], false).await.unwrap();
    user.set_episode_playback(&key, &3.into(), stopped(70, 2_400)).await.unwrap();
    let before = marks(&listed(&scenario.client, &key).await);
    let undone = user.undo().await.unwrap().unwrap();

    assert_eq!(before, (vec!["2".to_owned()], vec![("3".to_owned(), 70)]));
    assert_eq!((undone.act, undone.marks), (Act::MarkUnwatched, 1));
    assert_eq!(marks(&listed(&scenario.client, &key).await).0, ["1", "2"]);
    assert_eq!(user.undo().await.unwrap().unwrap().act, Act::MarkWatched);
    assert_eq!(marks(&listed(&scenario.client, &key).await).0, [""; 0]);
    assert_eq!(user.episode_playback(&key, &3.into()).await.unwrap(), stopped(70, 2_400));
}

#[tokio::test]
async fn an_episode_that_was_played_to_its_credits_is_watched_until_a_person_takes_it_back() {
    let scenario = Scenario::at_sections(config());
    scenario.sync().await;
    let (key, user) = (numbered(&scenario), scenario.client.user());

    user.set_episode_playback(&key, &1.into(), stopped(2_279, 2_400)).await.unwrap();
    let almost = marks(&listed(&scenario.client, &key).await).0;
    user.set_episode_playback(&key, &1.into(), stopped(2_280, 2_400)).await.unwrap();
    let watched = marks(&listed(&scenario.client, &key).await).0;
    user.mark_watched(&key, &[1.into()], false).await.unwrap();

    assert_eq!((almost, watched), (vec![], vec!["1".to_owned()]));
    assert_eq!(marks(&listed(&scenario.client, &key).await), (vec![], vec![("1".to_owned(), 2_280)]));
}

/// Attached episodes without numbers, in the folders of before and after a move.
#[tokio::test]
async fn a_move_of_the_site_loses_no_mark_and_no_position_of_an_episode() {
    let site = Site::start(config()).unwrap();
    let mut scenario = Scenario::at_sections_of(site, |_| ());
    let rows = r#"[{"Id":9,"Caption":"Part B","VideoAddress":"/programs/old road/b.mp4"},
        {"Id":8,"Caption":"Part A","VideoAddress":"/programs/old road/a.mp4"},
        {"Id":7,"Caption":"Part 0","VideoAddress":"0.mp4"}]"#;
    attach(&scenario, rows).await;
    let (listed_key, numbered_key) = (attached(&scenario), numbered(&scenario));
    let [part, outside] = ["/programs/old%20road/a.mp4", "/0.mp4"].map(|id| id.parse::<EpisodeId>().unwrap());
    for (key, episode) in [(&listed_key, part), (&listed_key, outside), (&numbered_key, 2.into())] {
        scenario.client.user().mark_watched(key, std::slice::from_ref(&episode), true).await.unwrap();
        scenario.client.user().set_episode_playback(key, &episode, stopped(33, 2_400)).await.unwrap();
    }
    let before = listed(&scenario.client, &listed_key).await;
    scenario.client.close().await.unwrap();

    let mut catalog = Catalog::from_json(&scenario.site.catalog_json_of_sections()).unwrap();
    for entry in &mut catalog.editions {
        entry.bases.remove(0);
        entry.media.attachments = vec![MediaForm::of("https://new.example.org/media/deep/")];
        entry.media.streams = vec![MediaForm::of("https://new.example.org/{id}/{n}.m3u8")];
    }
    let mut config = ifilm_tests::config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.catalog = catalog;
    scenario.client = Client::open(config).unwrap();
    scenario.clock.advance(Duration::from_secs(40 * 24 * 60 * 60));
    scenario.sync().await;

    let after = listed(&scenario.client, &listed_key).await;
    assert_eq!(after[1].episode.addresses, ["https://new.example.org/media/deep/programs/old%20road/a.mp4"]);
    assert_ne!(after[1].episode.addresses, before[1].episode.addresses);
    let names = || ["/programs/old%20road/a.mp4", "/0.mp4"].map(str::to_owned);
    assert_eq!(marks(&after), (names().to_vec(), names().map(|name| (name, 33)).to_vec()));
    let numbered = marks(&listed(&scenario.client, &numbered_key).await);
    assert_eq!(numbered, (vec!["2".to_owned()], vec![("2".to_owned(), 33)]));
}
