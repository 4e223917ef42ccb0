//! What changes on a running site: new programmes, episodes and days, edits and removals.

use std::collections::BTreeSet;
use std::time::Duration;

use ifilm_site::{Edit, Edition, ProgramKind, Removal, Site};

use crate::sections::served::{LISTING, site};
use crate::wire::{Reply, get};

fn tag(reply: &Reply) -> String {
    reply.header("etag").unwrap().to_owned()
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
