//! Every example of docs/cli.md, run with the command itself against a practice site with all sections.

use std::path::Path;

use ifilm_site::{ProgramKind, Sections, Site, SiteConfig};

use super::{run, said};
use crate::manual::is_like;

fn site() -> (Site, tempfile::TempDir) {
    let sections = Sections {
        series: 4,
        films: 4,
        programs: 3,
        albums: 3,
        people: 9,
        own_media: true,
        ..Sections::default()
    };
    let config = SiteConfig { items: 12, sections: Some(sections), ..SiteConfig::default() };
    let site = Site::start(config).unwrap();
    let data = tempfile::tempdir().unwrap();
    std::fs::write(data.path().join("catalog.json"), site.catalog_json_of_sections()).unwrap();
    (site, data)
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    std::fs::read_to_string(path).unwrap()
}

/// The page with ids of the site in place of their names.
fn filled(page: &str, site: &Site) -> String {
    let english = site.sections("en");
    let first = |kind| english.programs(kind)[0].id.to_string();
    let listed = english.programs(ProgramKind::Program).into_iter().find(|it| it.episodes > 0).unwrap();
    let now: jiff::Timestamp = "2024-05-02T09:30:00Z".parse().unwrap();
    let broadcast = english.schedule().entries.into_iter().find(|it| it.start > now).unwrap().start;
    page.replace("BROADCAST", &broadcast.to_string())
        .replace("SERIES", &first(ProgramKind::Series))
        .replace("FILM", &first(ProgramKind::Film))
        .replace("PROGRAM", &listed.id.to_string())
        .replace("ALBUM", &english.albums()[0].id.to_string())
        .replace("PERSON", &busiest(&english).to_string())
        .replace("TOPIC", &fullest(&english).to_string())
}

/// The person with most works, whom a cast names.
fn busiest(site: &ifilm_site::SectionSnapshot) -> u64 {
    site.people().into_iter().max_by_key(|person| person.works.len()).unwrap().id
}

/// The tag with most rows.
fn fullest(site: &ifilm_site::SectionSnapshot) -> u64 {
    site.tags().into_iter().max_by_key(|tag| tag.rows.len()).unwrap().id
}

/// The commands of a page, each with the answer that it should have.
fn examples(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("```text\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
    lines.chunks(2).map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn every_example_of_the_page_about_sections_is_true() {
    let (site, data) = site();
    let page = filled(&page(), &site);
    let examples = examples(&page);
    assert!(examples.len() >= 12, "{}", examples.len());

    for (command, expected) in examples {
        let words = command.strip_prefix("$ ifilm ").unwrap().split(' ');
        let arguments: Vec<&str> =
            ["--edition", "en", "--now", "2024-05-02T09:30:00Z"].into_iter().chain(words).collect();
        let (status, output, complaint) = said(&run(data.path(), &arguments));

        assert_eq!((status, complaint.as_str()), (Some(0), ""), "{command}");
        let expected = expected.strip_prefix("< ").unwrap();
        let (expected, output) = (expected.strip_suffix('…').unwrap_or(expected), output.trim_end());
        let is_true = is_like(output, expected) || is_like(output, &format!("{expected}…"));
        assert!(is_true, "{command}\n{expected}\n{output:.2000}");
    }
}

#[test]
fn every_field_of_a_programme_is_on_the_page() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync", "--section", "film"]);
    let id = site.sections("en").programs(ProgramKind::Film)[0].id.to_string();

    let film = super::json(data.path(), &["--edition", "en", "films", &id]);

    let page = page();
    for field in film.as_object().unwrap().keys() {
        assert!(page.contains(&format!("`{field}`")), "{field}");
    }
    assert_eq!(film["title"], site.sections("en").programs(ProgramKind::Film)[0].title);
}

#[test]
fn a_section_is_shown_to_people_and_what_is_no_programme_is_bad_input() {
    let (site, data) = site();
    run(data.path(), &["--edition", "en", "sync"]);
    let id = site.sections("en").programs(ProgramKind::Series)[0].id.to_string();

    let (listed, list, _) = said(&run(data.path(), &["--edition", "en", "series"]));
    let (shown, text, _) = said(&run(data.path(), &["--edition", "en", "series", &id]));
    let (refused, _, complaint) = said(&run(data.path(), &["--edition", "en", "series", "en/article/5"]));
    let (unknown, ..) = said(&run(data.path(), &["--edition", "en", "series", "987654321"]));

    assert_eq!((listed, shown, refused, unknown), (Some(0), Some(0), Some(2), Some(2)));
    assert!(list.contains(&format!("en/series/{id}")), "{list}");
    assert!(text.contains(&format!("/Series/Content/{id}")), "{text}");
    assert!(complaint.contains("is no programme"), "{complaint}");
}
