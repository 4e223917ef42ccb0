//! The sections of a running site: validators, faults, changes.

use std::collections::BTreeSet;
use std::time::Duration;

use ifilm_site::{Edit, Edition, Fault, ProgramKind, Removal, Sections, Site, SiteConfig};

use crate::wire::{Reply, get};

fn site() -> Site {
    Site::start(SiteConfig { sections: Some(Sections::default()), ..SiteConfig::default() }).unwrap()
}

const LISTING: &str = "/Home/PageingItem?category=3&page=1&size=30&orderby=1";

/// A path of each route, with an id of the site where one is needed.
fn paths(site: &Site, edition: &str) -> Vec<String> {
    let sections = site.sections(edition);
    let [series, film, program] = ProgramKind::ALL.map(|kind| sections.programs(kind)[0].id);
    let (person, album, tag) = (sections.people()[0].id, sections.albums()[0].id, sections.tags()[0].id);
    let mut paths = vec![
        LISTING.to_owned(),
        format!("/Series/Content/{series}"),
        format!("/film/content/{film}/a-slug"),
        format!("/Program/Content/{program}?En"),
        format!("/Home/PageingAttachmentItem?id={program}&page=1&size=30"),
        format!("/Artist/Content/{person}"),
        format!("/Music/Content/{album}"),
        format!("/Music/GetTracksBy?id={album}&page=1&size=30&type=0"),
        format!("/News/Tag?id={tag}&page=1"),
    ];
    let fixed = [
        "/Series?order=1&page=1",
        "/Film?order=2&page=2",
        "/Program",
        "/artist/Index?id=1&sort=0&page=1",
        "/Music/Index?page=1",
        "/Music/Clips",
        "/Home/Live",
        "/Schedule/Index",
        "/Home/Search?searchstring=a",
    ];
    paths.extend(fixed.map(str::to_owned));
    paths
}

#[test]
fn every_route_of_every_edition_answers_with_validators_and_then_with_304() {
    let site = site();
    for edition in Edition::ALL.map(Edition::id) {
        for path in paths(&site, edition) {
            let first = get(&site.base(edition), &path, &[("accept-encoding", "gzip")]);
            let tag = first.header("etag").unwrap_or_else(|| panic!("{path}")).to_owned();
            let time = first.header("last-modified").unwrap().to_owned();

            assert_eq!(first.status, 200, "{path}");
            let again =
                get(&site.base(edition), &path, &[("accept-encoding", "gzip"), ("if-none-match", &tag)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
            assert_eq!(
                get(&site.base(edition), &path, &[("if-modified-since", &time)]).status,
                304,
                "{path}"
            );
        }
    }
}

#[test]
fn a_site_without_sections_has_none_of_their_paths() {
    let (with, without) = (site(), Site::start(SiteConfig::default()).unwrap());
    for path in paths(&with, "ar").iter().filter(|path| !path.starts_with("/Home/PageingItem")) {
        assert_eq!(get(&without.base("ar"), path, &[]).status, 404, "{path}");
    }
    assert_eq!(get(&without.base("ar"), LISTING, &[]).body, b"[]");
}

#[test]
fn the_home_page_links_to_the_newest_programmes() {
    let site = site();
    let id = site.publish_programs("ar", ProgramKind::Film, 1)[0];
    let mark = format!("ontent/{id}");

    assert!(get(&site.base("ar"), "/home/index", &[]).text().contains(&mark));
}

#[test]
fn news_are_the_same_with_and_without_sections() {
    let (with, without) = (site(), Site::start(SiteConfig::default()).unwrap());
    let path = "/Home/PageingItem?category=1&page=1&size=30&orderby=1";

    assert_eq!(get(&with.base("fa"), path, &[]).body, get(&without.base("fa"), path, &[]).body);
    assert_eq!(with.newest("fa", 50), without.newest("fa", 50));
}

#[test]
fn ids_of_news_and_programmes_come_from_one_counter() {
    let site = site();
    let mut ids: BTreeSet<u64> = site.newest("fa", 300).into_iter().collect();
    let sections = site.sections("fa");
    let programs: Vec<u64> =
        ProgramKind::ALL.iter().flat_map(|kind| sections.programs(*kind)).map(|truth| truth.id).collect();
    ids.extend(&programs);
    assert_eq!(ids.len(), 300 + 105);

    let article = site.publish("fa", 7)[6];
    let film = site.publish_programs("fa", ProgramKind::Film, 1)[0];
    assert!(film > *programs.iter().max().unwrap() && film.abs_diff(article) < 10, "{film} {article}");
    assert!(ids.insert(article) && ids.insert(film));
}

#[test]
fn a_fault_strikes_the_routes_of_sections() {
    let site = site();
    let status = r#"{"path":"/Series","times":1,"do":{"kind":"status","status":503}}"#;
    let empty = r#"{"path":"/Home/Search","times":1,"do":{"kind":"empty"}}"#;
    for fault in [status, empty] {
        site.fault(serde_json::from_str::<Fault>(fault).unwrap());
    }

    assert_eq!(get(&site.base("en"), "/Series?page=1", &[]).status, 503);
    assert_eq!(get(&site.base("en"), "/Home/Search?searchstring=a", &[]).body, b"[]");
    assert_eq!(get(&site.base("en"), "/Series?page=1", &[]).status, 200);
}

fn tag(reply: &Reply) -> String {
    reply.header("etag").unwrap().to_owned()
}

#[test]
fn a_new_series_comes_first_and_changes_the_listings() {
    let site = site();
    let base = site.base("fa2");
    let before = [LISTING, "/Series?order=1&page=1"].map(|path| tag(&get(&base, path, &[])));
    site.advance(Duration::from_secs(3600));

    let id = site.publish_programs("fa2", ProgramKind::Series, 2)[1];

    assert_eq!(site.sections("fa2").programs(ProgramKind::Series)[0].id, id);
    let after = [LISTING, "/Series?order=1&page=1"].map(|path| tag(&get(&base, path, &[])));
    assert!(before[0] != after[0] && before[1] != after[1]);
    assert_eq!(get(&base, &format!("/Series/Content/{id}"), &[]).status, 200);
}

#[test]
fn an_edit_changes_title_or_story_and_a_new_episode_only_the_episodes() {
    let site = site();
    for (edition, kind) in
        Edition::ALL.iter().flat_map(|edition| ProgramKind::ALL.map(|kind| (edition.id(), kind)))
    {
        let before = site.sections(edition).programs(kind)[1].clone();
        let now = || site.sections(edition).program(before.id).unwrap();

        assert_eq!(site.edit(edition, before.id, Edit::Body), 2);
        let body = now();
        assert!(body.title == before.title && body.story != before.story);
        assert_eq!(site.edit(edition, before.id, Edit::Headline), 3);
        let headline = now();
        assert!(headline.title != body.title && headline.story == body.story);
        site.add_episode(edition, before.id);
        let episode = now();
        assert!(episode.episodes > before.episodes && episode.title == headline.title, "{edition} {kind}");
    }
}

#[test]
fn a_time_alone_never_hides_a_change() {
    let site = site();
    let (base, id) = (site.base("en"), site.sections("en").programs(ProgramKind::Program)[0].id);
    for path in
        [format!("/Program/Content/{id}"), format!("/Home/PageingAttachmentItem?id={id}&page=1&size=30")]
    {
        let before = get(&base, &path, &[]).header("last-modified").unwrap().to_owned();
        site.add_episode("en", id);
        site.edit("en", id, Edit::Both);
        assert_eq!(get(&base, &path, &[("if-modified-since", &before)]).status, 200, "{path}");
    }
}

#[test]
fn a_removed_programme_answers_404_or_410_and_leaves_lists_works_and_tags() {
    let site = site();
    let sections = site.sections("ar");
    let series = sections.programs(ProgramKind::Series);
    let (gone, missing) = (&series[0], &series[1]);

    site.remove("ar", gone.id, Removal::Gone);
    site.remove("ar", missing.id, Removal::NotFound);

    let status = |id: u64| get(&site.base("ar"), &format!("/Series/Content/{id}"), &[]).status;
    assert_eq!((status(gone.id), status(missing.id)), (410, 404));
    let now = site.sections("ar");
    assert_eq!(now.programs(ProgramKind::Series)[0].id, series[2].id);
    let works = now.people().into_iter().flat_map(|person| person.works);
    let rows = now.tags().into_iter().flat_map(|tag| tag.rows).map(|row| row.id);
    assert!(works.map(|work| work.id).chain(rows).all(|id| id != gone.id && id != missing.id));
}

#[test]
fn the_schedule_moves_with_the_clock_and_gains_days() {
    let site = site();
    let ends = |site: &Site| {
        let entries = site.sections("en").schedule().entries;
        (entries[0].start, entries.last().unwrap().start)
    };
    let first = ends(&site);
    let before = tag(&get(&site.base("en"), "/Schedule/Index", &[]));

    site.add_day("en");
    let longer = ends(&site);
    site.advance(Duration::from_secs(24 * 3600));
    let moved = ends(&site);

    assert!(longer.0 == first.0 && longer.1 > first.1);
    assert!(moved.0 > longer.0 && moved.1 > longer.1);
    assert_ne!(tag(&get(&site.base("en"), "/Schedule/Index", &[])), before);
}

#[test]
fn live_master_and_variants_answer_except_one() {
    let site = site();
    for edition in Edition::ALL.map(Edition::id) {
        let live = site.sections(edition).live();
        let of =
            |address: &str| get(&site.base(edition), address.strip_prefix(&site.base(edition)).unwrap(), &[]);
        let master = of(&live.master);

        assert!(master.status == 200 && master.text().starts_with("#EXTM3U\n"));
        for variant in &live.variants {
            let name = variant.address.rsplit_once("/hls/").unwrap().1;
            assert!(master.text().contains(name));
            assert_eq!(of(&variant.address).status, if variant.answers { 200 } else { 404 });
        }
    }
}

#[test]
fn media_and_pictures_are_served_below_any_base() {
    let site = site();
    let sections = site.sections("fa");
    let base = site.base("fa");
    let path = |address: &str| format!("/{}", address.splitn(4, '/').nth(3).unwrap());
    let truth = sections.programs(ProgramKind::Series).into_iter().find(|truth| truth.numbered).unwrap();
    let episode = &sections.episodes(truth.id).unwrap()[0];
    let still = get(&base, &path(episode.picture.as_deref().unwrap()), &[]);

    assert!(get(&base, &path(episode.hls.as_deref().unwrap()), &[]).text().starts_with("#EXTM3U"));
    assert_eq!(get(&base, &path(&episode.mp4), &[]).header("content-type"), Some("video/mp4"));
    assert!(still.body.starts_with(b"\x89PNG") && still.body.ends_with(b"IEND\xaeB`\x82"));
    let posters =
        ProgramKind::ALL.iter().flat_map(|kind| sections.programs(*kind)).filter_map(|truth| truth.poster);
    for poster in posters.take(20) {
        assert!(get(&base, &path(&poster), &[]).body.starts_with(&[0xff, 0xd8, 0xff]), "{poster}");
    }
    let track = sections.albums()[0].tracks[0].clone();
    assert_eq!(get(&base, &path(&track.address), &[]).header("content-type"), Some("audio/mpeg"));
}
