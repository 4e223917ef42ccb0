//! Pages of people, music, tags and live.

use ifilm_site::{Edition, ProgramKind, WorkTruth};

use crate::sections::crude::{Page, picture};
use crate::sections::{everywhere, mixed};

fn labels(edition: Edition) -> (&'static str, &'static str, &'static str) {
    match edition {
        Edition::En => ("Biography", "Works", "Tracks"),
        Edition::Fa => ("زندگی‌نامه", "آثار", "قطعه‌ها"),
        Edition::Ar => ("السيرة", "الأعمال", "المقطوعات"),
        Edition::Fa2 => ("زنده‌گی‌نامه", "کارها", "آهنگ‌ها"),
    }
}

#[test]
fn every_page_of_a_person_equals_its_truth_in_every_style() {
    for (name, edition, sections) in everywhere() {
        let (biography, works, _) = labels(edition);
        for truth in sections.people() {
            let page = Page::get(&sections, &format!("/artist/Content/{}", truth.id));

            assert_eq!(page.meta("og:title").unwrap(), truth.name, "{name}");
            assert_eq!(page.between(biography, &[works]), truth.biography, "{name}\n{}", page.html);
            let image = page.meta("og:image").map(|image| picture(edition, &image));
            assert_eq!(image, truth.picture, "{name}");
            let mut found: Vec<WorkTruth> = Vec::new();
            for kind in ProgramKind::ALL {
                found.extend(page.links(kind.route()).into_iter().map(|(id, link)| WorkTruth {
                    kind,
                    id,
                    shown_title: link.texts[0].clone(),
                    role: link.texts.get(1).cloned(),
                }));
            }
            found.sort_by_key(|work| std::cmp::Reverse(work.id));
            assert_eq!(found, truth.works, "{name}\n{}", page.html);
        }
    }
}

#[test]
fn the_lists_of_directors_and_actors_have_everybody_once() {
    for (name, edition, sections) in everywhere() {
        let people = sections.people();
        for (id, directs) in [(1, true), (2, false)] {
            let truth: Vec<_> = people.iter().filter(|person| person.directs == directs).collect();
            let first = Page::get(&sections, &format!("/artist/Index?id={id}&sort=0&page=1"));
            let pages: u64 = first.variable("totalPages").unwrap().parse().unwrap();
            let page = |number| Page::get(&sections, &format!("/artist/Index?id={id}&sort=0&page={number}"));
            let found: Vec<_> = (1..=pages).flat_map(|number| page(number).links("artist")).collect();

            let found: Vec<_> = found
                .iter()
                .filter(|(_, link)| !link.texts.is_empty())
                .map(|(id, link)| {
                    (*id, link.texts[0].clone(), link.pictures.first().map(|source| picture(edition, source)))
                })
                .collect();
            let expected: Vec<_> =
                truth.iter().map(|person| (person.id, person.name.clone(), person.picture.clone())).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn every_page_of_an_album_equals_its_truth_in_every_style() {
    for (name, edition, sections) in everywhere() {
        let (_, _, tracks) = labels(edition);
        for truth in sections.albums() {
            let page = Page::get(&sections, &format!("/Music/Content/{}", truth.id));

            assert_eq!(page.meta("og:title").as_deref(), Some(truth.title.as_str()), "{name}");
            let image = page.meta("og:image").map(|image| picture(edition, &image));
            assert_eq!(image, truth.picture, "{name}");
            let title = page.blocks().iter().rposition(|block| *block == truth.title).unwrap();
            let after = page.blocks()[title + 1..].to_vec();
            assert_eq!(after[0], truth.performer, "{name}\n{}", page.html);
            let story: Vec<String> = after[1..]
                .iter()
                .filter(|block| *block != "X")
                .take_while(|block| *block != tracks)
                .cloned()
                .collect();
            assert_eq!(story, truth.story, "{name}\n{}", page.html);
            let titles: Vec<String> = truth.tracks.iter().map(|track| track.title.clone()).collect();
            let found = page.between(tracks, &[]);
            assert_eq!(found[..titles.len()], titles, "{name}");
        }
    }
}

#[test]
fn the_albums_fill_two_pages() {
    for (name, _, sections) in mixed() {
        let expected: Vec<u64> = sections.albums().iter().map(|album| album.id).collect();
        let page = |number| {
            let mut ids: Vec<u64> = Page::get(&sections, &format!("/Music/Index?page={number}"))
                .links("music")
                .into_iter()
                .map(|(id, _)| id)
                .collect();
            ids.dedup();
            ids
        };
        assert_eq!([page(1), page(2)].concat(), expected, "{name}");
        assert!(page(3).is_empty() && expected.len() == 24);
    }
}

#[test]
fn a_tag_lists_programmes_of_all_kinds_and_its_second_page_is_empty() {
    for (name, edition, sections) in everywhere() {
        for truth in sections.tags() {
            let page = Page::get(&sections, &format!("/News/Tag?id={}&page=1", truth.id));
            let mut found = Vec::new();
            for kind in ProgramKind::ALL {
                let links = page.links(kind.route()).into_iter().filter(|(_, link)| !link.texts.is_empty());
                found.extend(links.map(|(id, link)| (kind.id(), id, link.texts[0].clone(), link.pictures)));
            }
            found.sort_by_key(|(_, id, ..)| std::cmp::Reverse(*id));

            assert_eq!(found.len(), truth.rows.len(), "{name}");
            for ((kind, id, title, pictures), row) in found.iter().zip(&truth.rows) {
                assert_eq!((*kind, *id, title), (row.kind, row.id, &row.shown_title), "{name}");
                // A link that is closed too early leaves its picture in another link.
                let source = pictures.first().map(|source| picture(edition, source));
                assert!(source == row.picture || source.is_none(), "{name}: {source:?} {:?}", row.picture);
            }
            assert!(page.blocks().contains(&truth.title), "{name}");
            let second = Page::get(&sections, &format!("/News/Tag?id={}&page=2", truth.id));
            assert!(ProgramKind::ALL.iter().all(|kind| second.links(kind.route()).is_empty()), "{name}");
        }
    }
}

#[test]
fn the_live_page_has_the_master_as_its_first_source() {
    for (name, edition, sections) in everywhere() {
        let page = Page::get(&sections, "/Home/Live");

        let source =
            page.first("source", "src").map(|source| crate::sections::crude::address(edition, &source));
        assert_eq!(source, Some(sections.live().master), "{name}");
        assert_eq!(sections.live().variants.iter().filter(|variant| !variant.answers).count(), 1);
    }
}
