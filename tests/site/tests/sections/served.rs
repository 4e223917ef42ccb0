//! The sections of a running site: validators, faults, media.

use ifilm_site::{Edition, Fault, ProgramKind, Sections, Site, SiteConfig};

use crate::sections::crude::Page;
use crate::wire::get;

pub(crate) fn site() -> Site {
    Site::start(SiteConfig { sections: Some(Sections::default()), ..SiteConfig::default() }).unwrap()
}

pub(crate) const LISTING: &str = "/Home/PageingItem?category=3&page=1&size=30&orderby=1";

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
fn a_site_with_its_own_media_names_and_serves_them_below_its_address() {
    let sections = Sections { own_media: true, ..Sections::default() };
    let site = Site::start(SiteConfig { sections: Some(sections), ..SiteConfig::default() }).unwrap();
    let catalog: serde_json::Value = serde_json::from_str(&site.catalog_json_of_sections()).unwrap();
    for (place, edition) in Edition::ALL.iter().enumerate() {
        let (base, now) = (site.base(edition.id()), site.sections(edition.id()));
        let media = &catalog["editions"][place]["media"];
        let filled = |list: &str, prefix: &str, id: u64, n: usize| {
            let template = media[list][0]["address"].as_str().unwrap();
            let filled = template.replace("{prefix}", prefix).replace("{id}", &id.to_string());
            filled.replace("{n}", &n.to_string())
        };
        for truth in now.programs(ProgramKind::Series) {
            let episodes = now.episodes(truth.id).unwrap();
            assert!(episodes.iter().all(|episode| episode.mp4.starts_with(&format!("{base}/ifilm/"))));
            if !truth.numbered {
                continue;
            }
            let page = Page::get(&now, &format!("/Series/Content/{}", truth.id));
            let of_page = page.variable("langE").filter(|_| media["prefix_of_page"] == true);
            let prefix = of_page.unwrap_or_else(|| media["prefix"].as_str().unwrap().to_owned());
            let last = episodes.last().unwrap();
            assert_eq!(last.hls, Some(filled("streams", &prefix, truth.id, episodes.len())));
            assert_eq!(last.mp4, filled("files", &prefix, truth.id, episodes.len()));
            assert_eq!(last.picture, Some(filled("stills", &prefix, truth.id, episodes.len())));
        }
        assert_eq!(media["live"][0]["address"], now.live().master);
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
