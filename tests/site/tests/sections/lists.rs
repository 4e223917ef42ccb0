//! JSON lists: programmes, episodes, tracks, search.

use ifilm_site::{
    Edition, EpisodeTruth, HitTruth, ProgramKind, Quirks, SectionSnapshot, Sections, TrackTruth,
};
use serde_json::Value;

use crate::sections::crude::{address, cleaned, picture};
use crate::sections::mixed;

fn rows(sections: &SectionSnapshot, path: &str) -> Vec<Value> {
    let (bytes, kind) = sections.get(path).unwrap();
    assert!(kind.starts_with("application/json"));
    let text = std::str::from_utf8(&bytes).unwrap().trim_start_matches('\u{feff}');
    let rows: Vec<Value> = serde_json::from_str(text).unwrap();
    rows.into_iter().filter(|row| number(row, "Id").is_some()).collect()
}

/// A number, as a number or as a text.
fn number(row: &Value, name: &str) -> Option<u64> {
    let value = row.get(name)?;
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn text(row: &Value, name: &str) -> Option<String> {
    let text = cleaned(row.get(name)?.as_str()?);
    (!text.is_empty()).then_some(text)
}

fn path(row: &Value, name: &str) -> Option<String> {
    row.get(name)?.as_str().filter(|path| !path.is_empty()).map(str::to_owned)
}

fn image(edition: Edition, row: &Value) -> Option<String> {
    let found = path(row, "ImageAddress_M").or_else(|| path(row, "ImageAddress_S"));
    found.map(|found| picture(edition, &found))
}

fn every_kind_of_quirks() -> [Quirks; 3] {
    [Quirks::NONE, Quirks::default(), Quirks { missing_titles: false, ..Quirks::ALL }]
}

#[test]
fn listings_have_every_programme_once_and_newest_first() {
    for (name, edition, sections) in mixed() {
        for kind in ProgramKind::ALL {
            let path = |page| {
                format!("/Home/PageingItem?category={}&page={page}&size=30&orderby=1", kind.category())
            };
            let mut found: Vec<_> = [1, 2, 3]
                .iter()
                .flat_map(|page| rows(&sections, &path(page)))
                .map(|row| (number(&row, "Id").unwrap(), text(&row, "Title").unwrap(), image(edition, &row)))
                .collect();
            found.dedup();

            let truths = sections.programs(kind);
            let expected: Vec<_> = truths
                .iter()
                .map(|truth| (truth.id, truth.shown_title.clone(), truth.poster.clone()))
                .collect();
            assert_eq!(found, expected, "{name} {kind}");
        }
    }
}

#[test]
fn a_listing_has_rows_without_titles_if_a_test_wants_them() {
    let sections = SectionSnapshot::of_seed(1, Edition::Fa, Sections::default()).with_quirks(Quirks::ALL);
    let rows = rows(&sections, "/Home/PageingItem?category=5&page=1&size=150&orderby=1");

    let untitled = rows.iter().filter(|row| text(row, "Title").is_none()).count();
    assert!((1..10).contains(&untitled), "{untitled}");
}

/// The episodes of the listing, without doubles and rows without an address.
fn attachments(edition: Edition, sections: &SectionSnapshot, id: u64) -> Vec<EpisodeTruth> {
    let mut found: Vec<EpisodeTruth> = Vec::new();
    for page in 1.. {
        let rows = rows(sections, &format!("/Home/PageingAttachmentItem?id={id}&page={page}&size=500"));
        let is_last = rows.len() < 100;
        for row in rows {
            let Some(video) = path(&row, "VideoAddress") else { continue };
            let whole = if video.contains("://") {
                video
            } else {
                format!("https://video.ifilmtv.ir/ifilm/{}", video.trim_start_matches('/'))
            };
            let episode = EpisodeTruth {
                id: number(&row, "Id"),
                number: number(&row, "Episode"),
                title: text(&row, "Caption"),
                description: text(&row, "Discription"),
                picture: image(edition, &row),
                hls: None,
                mp4: address(edition, &whole),
            };
            if !found.iter().any(|other| other.number == episode.number && other.mp4 == episode.mp4) {
                found.push(episode);
            }
        }
        if is_last {
            return found;
        }
    }
    found
}

#[test]
fn attachments_equal_the_truth_without_doubles_and_rows_without_an_address() {
    let (mut checked, mut unnumbered) = (0, 0);
    for (name, edition, _) in mixed() {
        for quirks in every_kind_of_quirks() {
            let sections =
                SectionSnapshot::of_seed(checked, edition, Sections { longest: 40, ..Sections::default() });
            let sections = sections.with_quirks(quirks);
            for truth in
                [ProgramKind::Series, ProgramKind::Program].iter().flat_map(|kind| sections.programs(*kind))
            {
                if truth.numbered {
                    continue;
                }
                let episodes = sections.episodes(truth.id).unwrap();
                unnumbered += episodes.iter().filter(|episode| episode.number.is_none()).count();

                assert_eq!(attachments(edition, &sections, truth.id), episodes, "{name} {}", truth.id);
                assert_eq!(episodes.len(), truth.episodes);
                checked += 1;
            }
        }
    }
    assert!(checked > 1_000 && unnumbered > 500, "{checked} {unnumbered}");
}

#[test]
fn five_thousand_episodes_are_listed_in_pages() {
    let sections =
        SectionSnapshot::of_seed(3, Edition::En, Sections { longest: 5_000, ..Sections::default() });
    let oldest = sections.programs(ProgramKind::Program).pop().unwrap();
    let first = rows(&sections, &format!("/Home/PageingAttachmentItem?id={}&page=1&size=500", oldest.id));

    assert!(oldest.episodes >= 5_000, "{}", oldest.episodes);
    assert!((490..=500).contains(&first.len()));
}

#[test]
fn numbered_episodes_have_their_addresses_by_rule() {
    for (name, edition, sections) in mixed() {
        for truth in sections.programs(ProgramKind::Series).iter().filter(|truth| truth.numbered) {
            let page = crate::sections::crude::Page::get(&sections, &format!("/Series/Content/{}", truth.id));
            let prefix = match edition {
                Edition::Fa => String::new(),
                _ => page.variable("langE").unwrap_or("da".into()),
            };
            let folder = format!("{prefix}{}", truth.id);

            let episodes = sections.episodes(truth.id).unwrap();
            for (place, episode) in episodes.iter().enumerate() {
                let n = place + 1;
                let hls = format!("https://vod.ifilmtv.ir/hls/{folder}/,{n},{n}_320,.mp4.urlset/master.m3u8");
                assert_eq!(episode.hls, Some(hls), "{name}");
                assert_eq!(episode.mp4, format!("https://preview.presstv.ir/ifilm/{folder}/{n}.mp4"));
            }
            assert_eq!(episodes.len(), truth.episodes);
        }
    }
}

/// The schemes by which a careless client would show dead or double rows.
#[test]
fn some_series_have_a_count_without_the_text_or_the_text_without_a_count() {
    let (mut only_count, mut only_text, mut without_language) = (0, 0, 0);
    for (_, _, sections) in mixed() {
        for truth in sections.programs(ProgramKind::Series).iter().filter(|truth| !truth.numbered) {
            let page = crate::sections::crude::Page::get(&sections, &format!("/Series/Content/{}", truth.id));
            let (count, text) = (page.variable("inter_").unwrap(), page.variable("extrafild").unwrap());
            only_count += usize::from(count != "0" && text.is_empty());
            only_text += usize::from(count == "0" && !text.is_empty());
            without_language += usize::from(page.variable("langE").is_none());
        }
    }
    assert!(only_count > 10 && only_text > 10 && without_language > 3);
}

#[test]
fn tracks_and_clips_equal_their_truths() {
    for (name, edition, sections) in mixed() {
        let track = |row: &Value, clip: bool| TrackTruth {
            id: number(row, "Id").unwrap(),
            title: text(row, if clip { "Caption" } else { "Title" }).unwrap(),
            performer: text(row, "Caption").filter(|_| !clip),
            description: text(row, "Discription"),
            picture: image(edition, row),
            address: {
                let media = path(row, if clip { "VideoAddress" } else { "VoiceAddress" }).unwrap();
                address(edition, &format!("/{}", media.trim_start_matches('/')))
            },
            clip,
        };
        for album in sections.albums() {
            let path = format!("/Music/GetTracksBy?id={}&page=1&size=30&type=0", album.id);
            let found: Vec<_> = rows(&sections, &path).iter().map(|row| track(row, false)).collect();
            assert_eq!(found, album.tracks, "{name}");
        }
        for kind in [4, 6, 15] {
            let of_page =
                |page| rows(&sections, &format!("/Music/GetTracksBy?id=0&page={page}&size=30&type={kind}"));
            let found: Vec<_> =
                [1, 2].into_iter().flat_map(of_page).map(|row| track(&row, kind == 15)).collect();
            assert_eq!(found, sections.tracks(kind), "{name} {kind}");
            assert!(found.len() >= 20);
        }
    }
}

#[test]
fn the_search_finds_every_kind_and_repeats_ids() {
    let (mut kinds, mut repeats) = (std::collections::BTreeSet::new(), 0);
    for (name, edition, sections) in mixed() {
        let truths = sections.programs(ProgramKind::Series);
        let first_word = |title: &str| title.split(' ').next().unwrap().to_owned();
        let person = first_word(&sections.people()[0].name);
        for word in [first_word(&truths[0].title), person, "2".to_owned(), "a b c".to_owned(), String::new()]
        {
            let sent: String = word
                .bytes()
                .map(|byte| if byte == b' ' { "+".to_owned() } else { format!("%{byte:02X}") })
                .collect();
            let rows = rows(&sections, &format!("/Home/Search?searchstring={sent}"));
            let mut found: Vec<HitTruth> = Vec::new();
            for row in &rows {
                let category = number(row, "CategoryId").unwrap();
                let kind = match category {
                    3 => "series",
                    5 => "film",
                    7 => "program",
                    1 => "article",
                    9 => "album",
                    12 => "person",
                    other => panic!("{other}"),
                };
                let hit = HitTruth {
                    kind,
                    id: number(row, "Id").unwrap(),
                    shown_title: text(row, "Title").unwrap(),
                    picture: image(edition, row),
                };
                kinds.insert(kind);
                if found.contains(&hit) {
                    repeats += 1;
                } else {
                    found.push(hit);
                }
            }
            assert_eq!(found, sections.hits(&word), "{name} {word}");
        }
    }
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert!(repeats > 10, "{repeats}");
}
