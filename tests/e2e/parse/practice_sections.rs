//! The sections of the practice site: what the core reads equals their truths, in all editions and styles.
//!
//! To see each difference: `cargo test -p ifilm-tests --test parse practice_sections -- --nocapture`.

use std::collections::BTreeMap;

use ifilm_core::catalog::{EditionEntry, Editions, MediaForm};
use ifilm_core::testing::{Document, episodes, live, person, program, schedule, site_search, tag, tracks};
use ifilm_core::{Block, ItemKey, text_of_blocks};
use ifilm_site::{Edition, ProgramKind, ScheduleForm, SectionSnapshot, SectionStyle, Sections};
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

const SEEDS: u64 = 50;

/// The moment of a new site.
const NOW: &str = "2024-05-02T09:30:00Z";

/// The sections of one seed in one edition and one style.
struct Place {
    seed: u64,
    name: String,
    entry: EditionEntry,
    sections: SectionSnapshot,
}

/// What is read and what is true, of one page.
struct Pair {
    kind: &'static str,
    found: Value,
    truth: Value,
}

impl Place {
    fn of(seed: u64, edition: Edition, style: SectionStyle) -> Self {
        let form = ScheduleForm::ALL[usize::try_from(seed).unwrap() % ScheduleForm::ALL.len()];
        let sections = Sections {
            series: 6,
            films: 6,
            programs: 4,
            albums: 4,
            people: 12,
            longest: 20,
            ..Sections::default()
        };
        let sections = Sections { style: Some(style), schedule: Some(form), ..sections };
        let name = format!("{seed} {edition} {style:?} {form:?}");
        Self {
            seed,
            name,
            entry: entry_of(edition),
            sections: SectionSnapshot::of_seed(seed, edition, sections),
        }
    }

    /// Reads what the site answers for a path.
    fn read<T>(&self, path: &str, read: impl Fn(Document<'_>) -> T) -> T {
        let (bytes, kind) = self.sections.get(path).unwrap_or_else(|| panic!("no {path}"));
        let address = Url::parse(&format!("https://{}.ifilmtv.ir{path}", self.entry.id)).unwrap();
        let charset = kind.split_once("charset=").map(|(_, charset)| charset);
        let received_at = NOW.parse::<Timestamp>().unwrap();
        let (bytes, address, edition) = (bytes.as_slice(), &address, &self.entry);
        read(Document { bytes, charset, address, edition, received_at })
    }

    /// One of some things, another one for each seed.
    fn pick<T>(&self, mut all: Vec<T>) -> Option<T> {
        let count = u64::try_from(all.len()).unwrap();
        (count > 0).then(|| all.swap_remove(usize::try_from(self.seed % count).unwrap()))
    }

    fn program(&self, kind: ProgramKind) -> Vec<Pair> {
        let truth = self.pick(self.sections.programs(kind)).unwrap();
        let path = format!("/{}/Content/{}", kind.route(), truth.id);
        let found = self.read(&path, |document| program(document).unwrap());
        let cast = found.cast.iter().map(|it| json!([id(&it.key), it.name, it.role]));
        let is_film = kind == ProgramKind::Film;
        let numbered = found.numbered.as_ref().is_some_and(|numbered| numbered.are_there());
        let page = Pair {
            kind: kind.id(),
            found: json!({
                "key": found.key.as_ref().map(ToString::to_string), "title": found.title, "year": found.year,
                "story": texts(&found.story), "poster": found.poster,
                "cast": cast.collect::<Value>(), "genres": found.genres, "tags": found.tags,
                "video": found.trailer, "numbered": numbered,
            }),
            truth: json!({
                "key": format!("{}/{}/{}", self.entry.id, kind.id(), truth.id), "title": truth.title,
                "year": truth.year, "story": truth.story, "poster": truth.poster,
                "cast": truth.cast.iter().map(|it| json!([it.id.to_string(), it.name, it.role])).collect::<Value>(),
                "genres": truth.genres, "tags": truth.tags.iter().map(|(_, title)| title).collect::<Vec<_>>(),
                "video": if is_film { truth.video } else { truth.trailer }, "numbered": truth.numbered,
            }),
        };
        let episodes = (!is_film).then(|| self.episodes(&path, truth.id, truth.numbered));
        std::iter::once(page).chain(episodes).collect()
    }

    fn episodes(&self, page: &str, id: u64, is_numbered: bool) -> Pair {
        let listed = format!("/Home/PageingAttachmentItem?id={id}&page=1&size=500");
        let path = if is_numbered { page } else { &listed };
        let found = self.read(path, |document| episodes(document).unwrap()).episodes;
        let truth = self.sections.episodes(id).unwrap();
        let found = found.iter().map(|it| {
            let last = it.addresses.last();
            json!([it.number, it.title, it.picture, it.addresses.first(), last])
        });
        let truth = truth
            .iter()
            .map(|it| json!([it.number, it.title, it.picture, it.hls.as_ref().unwrap_or(&it.mp4), it.mp4]));
        Pair { kind: "episodes", found: found.collect(), truth: truth.collect() }
    }

    fn person(&self) -> Pair {
        let truth = self.pick(self.sections.people()).unwrap();
        let found = self.read(&format!("/Artist/Content/{}", truth.id), |document| person(document).unwrap());
        let works =
            found.works.iter().map(|it| json!([it.key.as_ref().map(ToString::to_string), it.title, it.role]));
        let works: Value = works.collect();
        let wanted = truth.works.iter().map(|it| {
            let title = it.shown_title.split(" (").next().and_then(|title| title.split('(').next());
            json!([format!("{}/{}/{}", self.entry.id, it.kind.id(), it.id), title, it.role])
        });
        Pair {
            kind: "person",
            found: json!({
                "id": id(&found.key), "name": found.name, "biography": texts(&found.biography),
                "picture": found.picture, "works": works,
            }),
            truth: json!({
                "id": truth.id.to_string(), "name": truth.name, "biography": truth.biography,
                "picture": truth.picture, "works": wanted.collect::<Value>(),
            }),
        }
    }

    /// An album's page, read as a programme, and its tracks.
    fn album(&self) -> Vec<Pair> {
        let truth = self.pick(self.sections.albums()).unwrap();
        let found = self.read(&format!("/Music/Content/{}", truth.id), |document| program(document).unwrap());
        let page = Pair {
            kind: "album",
            found: json!([id(&found.key), found.title, texts(&found.story), found.poster]),
            truth: json!([truth.id.to_string(), truth.title, truth.story, truth.picture]),
        };
        let path = format!("/Music/GetTracksBy?type=0&id={}&page=1&size=150", truth.id);
        let found = self.read(&path, |document| tracks(document).unwrap()).tracks;
        let found = found.iter().map(|it| json!([id(&it.key), it.title, it.performer, it.picture]));
        let truth =
            truth.tracks.iter().map(|it| json!([it.id.to_string(), it.title, it.performer, it.picture]));
        vec![page, Pair { kind: "tracks", found: found.collect(), truth: truth.collect() }]
    }

    fn live(&self) -> Pair {
        let found = self.read("/Home/Live", |document| live(document).unwrap());
        Pair { kind: "live", found: json!(found), truth: json!([self.sections.live().master]) }
    }

    fn schedule(&self) -> Pair {
        let found = self.read("/Schedule/Index", |document| schedule(document).unwrap());
        let truth = self.sections.schedule();
        let found_entries = found.entries.iter();
        let found_entries = found_entries
            .map(|it| json!([it.start, it.end, it.title, it.episode, it.link.as_deref().map(canonical)]));
        let entries = truth.entries.iter();
        let entries = entries.map(|it| json!([it.start, it.end, it.title, it.episode, it.link]));
        Pair {
            kind: "schedule",
            found: json!({"zone": found.zone, "entries": found_entries.collect::<Value>()}),
            truth: json!({"zone": truth.zone, "entries": entries.collect::<Value>()}),
        }
    }

    fn search(&self) -> Pair {
        let title = self.pick(self.sections.programs(ProgramKind::Series)).unwrap().title;
        let word = title.split(' ').next().unwrap();
        let word: String = url::form_urlencoded::byte_serialize(word.as_bytes()).collect();
        let path = format!("/Home/Search?searchstring={word}");
        let found = self.read(&path, |document| site_search(document).unwrap()).hits;
        let found = found.iter().map(|it| json!([it.key.kind.as_str(), it.key.id, it.title, it.picture]));
        let truth = self.sections.hits(&word).into_iter();
        let truth = truth.map(|it| json!([it.kind, it.id.to_string(), it.shown_title, it.picture]));
        Pair { kind: "search", found: found.collect(), truth: truth.collect() }
    }

    fn tag(&self) -> Pair {
        let truth = self.pick(self.sections.tags()).unwrap();
        let found =
            self.read(&format!("/News/Tag?id={}&page=1", truth.id), |document| tag(document).unwrap());
        let rows = found.rows.iter().map(|it| json!([it.key.kind.as_str(), it.key.id, it.title, it.picture]));
        let wanted = truth.rows.iter();
        let wanted = wanted.map(|it| json!([it.kind, it.id.to_string(), it.shown_title, it.picture]));
        let (title, rows) = (truth.rows.first().and(found.title), rows.collect::<Value>());
        let wanted_title = truth.rows.first().map(|_| truth.title.clone());
        Pair {
            kind: "tag",
            found: json!({"title": title, "rows": rows}),
            truth: json!({"title": wanted_title, "rows": wanted.collect::<Value>()}),
        }
    }

    fn pairs(&self) -> Vec<Pair> {
        let programs = ProgramKind::ALL.into_iter().flat_map(|kind| self.program(kind));
        let mut pairs: Vec<Pair> = programs.chain(self.album()).collect();
        pairs.extend([self.person(), self.live(), self.schedule(), self.search(), self.tag()]);
        pairs
    }
}

/// What the catalogue says of an edition of the practice site: the numbers of all kinds that its search has,
/// and the one host of its files and stills.
fn entry_of(edition: Edition) -> EditionEntry {
    let mut entry = Editions::embedded().get(&edition.id().parse().unwrap()).unwrap().clone();
    // The guides of the practice site in these editions are in UTC, also if they do not say it.
    if matches!(edition, Edition::En | Edition::Ar) {
        entry.zone = "UTC".parse().unwrap();
    }
    let category = |(number, kind): (u32, &str)| json!({"number": number, "kind": kind});
    let categories =
        [(1, "article"), (3, "series"), (5, "film"), (7, "program"), (9, "album"), (12, "person")];
    entry.categories = serde_json::from_value(categories.map(category).into_iter().collect()).unwrap();
    let form = |end: &str| {
        vec![MediaForm::of(format!("https://preview.presstv.ir/ifilm/{{prefix}}{{id}}/{{n}}{end}"))]
    };
    (entry.media.files, entry.media.stills) = (form(".mp4"), form(".png"));
    entry
}

fn id(key: &Option<ItemKey>) -> Option<&str> {
    key.as_ref().map(|key| key.id.as_str())
}

fn texts(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(|block| text_of_blocks(std::slice::from_ref(block))).collect()
}

/// The address of a page without its title, in the case of its truth.
fn canonical(link: &str) -> String {
    let lower = link.to_lowercase();
    let Some((before, behind)) = lower.split_once("/content/") else { return link.to_owned() };
    let id: String = behind.chars().take_while(char::is_ascii_digit).collect();
    let (base, route) = before.rsplit_once('/').unwrap();
    format!("{base}/{}{}/Content/{id}", route[..1].to_uppercase(), &route[1..])
}

/// The fields in which two values differ.
fn differences(found: &Value, truth: &Value) -> Vec<String> {
    match (found.as_object(), truth.as_object()) {
        (Some(found), Some(truth)) => truth
            .iter()
            .filter(|(name, value)| found.get(*name) != Some(value))
            .map(|(name, value)| format!("{name}\n  - {value}\n  + {}", found[name]))
            .collect(),
        _ if found != truth => vec![format!("\n  - {truth}\n  + {found}")],
        _ => Vec::new(),
    }
}

#[test]
fn what_is_read_of_the_sections_equals_their_truths_in_every_style() {
    let (mut all, mut wrong) = (BTreeMap::new(), Vec::new());
    for seed in 1..=SEEDS {
        for edition in Edition::ALL {
            // Each seed has two of the eight styles, so all pairs of seed, edition and style take turns.
            let first = usize::try_from(seed).unwrap() + edition.id().len();
            for style in [first, first + 3].map(|at| SectionStyle::ALL[at % SectionStyle::ALL.len()]) {
                let place = Place::of(seed, edition, style);
                for Pair { kind, found, truth } in place.pairs() {
                    let differences = differences(&found, &truth);
                    let (count, bad) = all.entry(kind).or_insert((0, 0));
                    (*count, *bad) = (*count + 1, *bad + usize::from(!differences.is_empty()));
                    wrong.extend(differences.into_iter().map(|it| format!("{} {kind}: {it}", place.name)));
                }
            }
        }
    }

    wrong.iter().for_each(|difference| eprintln!("{difference}"));
    eprintln!("{all:?}");
    let bad: Vec<_> = all.iter().filter(|(_, (_, bad))| *bad > 0).collect();
    assert!(bad.is_empty(), "{bad:?}");
}
