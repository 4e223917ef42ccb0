//! The answer of each path of the sections.

use hyper::StatusCode;
use jiff::Timestamp;

use super::facts::{tagged, works};
use super::fields::{attachment_fields, track_fields};
use super::json::JsonList;
use super::live::media_playlist;
use super::media::{is_media, media};
use super::{
    Album, Attachment, Guide, Live, MediaHosts, Program, ProgramKind, Roll, ScheduleForm, ScheduleStyle,
    SectionArchive, Tag, search,
};
use crate::answer::Answer;
use crate::archive::{Archive, Removal};
use crate::calendar;
use crate::listing::{self, Quirks, Row};
use crate::page::{self, Card, SectionPages};
use crate::query::{decoded_form, number_of, value_of};
use crate::seeded_random::SeededRandom;
use crate::timeline;

/// How many cards an index page has.
const CARDS: usize = 18;
const PEOPLE: usize = 24;
const HOME: usize = 12;
const LARGEST_LISTING: usize = 150;
const LARGEST_ATTACHMENTS: usize = 500;

/// The values that an answer depends on.
pub(crate) struct SectionRouter<'a> {
    pub(crate) archive: &'a SectionArchive,
    pub(crate) news: &'a Archive,
    pub(crate) news_category: u32,
    pub(crate) quirks: Quirks,
    pub(crate) base: &'a str,
    pub(crate) now: Timestamp,
}

impl SectionRouter<'_> {
    /// The answer to a GET of a path, by its lower-case parts; `None` for a path that no section has.
    pub(crate) fn answer(&self, path: &str, parts: &[&str], query: &str) -> Option<Answer> {
        Some(match parts {
            ["home", "pageingitem"] => return self.listing(query),
            ["home", "pageingattachmentitem"] => self.attachments(query),
            ["home", "search"] => self.search(query),
            ["home", "live"] => {
                self.page(self.pages().live(Live { edition: self.roll().edition }, self.base))
            }
            ["schedule", "index"] | ["schedule"] => self.schedule(),
            ["music", "gettracksby"] => self.tracks(query),
            ["music"] | ["music", "index"] => self.albums(query),
            ["music", "clips"] => self.clips(),
            ["music", "content", id, ..] => self.album(id),
            ["artist", "index"] => self.people(query),
            ["artist", "content", id, ..] => self.person(id),
            ["news", "tag"] => self.tag(query),
            ["hls", ..] => self.playlist(path),
            ["ifilm" | "music" | "clips" | "extras", .., name] if is_media(name) => media(path, name),
            ["uploadedfiles", "videos", .., name] if is_media(name) => media(path, name),
            [kind] | [kind, "index"] => self.index(ProgramKind::of_path(kind)?, query),
            [kind, "content", id, ..] => self.program(ProgramKind::of_path(kind)?, id),
            _ => return None,
        })
    }

    fn roll(&self) -> Roll {
        self.archive.roll
    }

    fn pages(&self) -> SectionPages {
        SectionPages {
            seed: self.roll().seed,
            edition: self.roll().edition,
            style: self.roll().sections.style,
        }
    }

    fn page(&self, page: page::SectionPage) -> Answer {
        Answer::bytes(page.bytes, page.content_type, self.archive.listed())
    }

    fn program(&self, kind: ProgramKind, id: &str) -> Answer {
        let found = leading_number(id).and_then(|id| self.archive.known(id).ok());
        let Some(program) = found.filter(|program| program.kind == kind) else { return not_found() };
        match self.archive.removal(program.id) {
            Some(Removal::Gone) => Answer::status(StatusCode::GONE),
            Some(Removal::NotFound) => not_found(),
            None => {
                let page = self.pages().program(&program, self.roll(), &self.related(&program), self.base);
                Answer { modified: Some(self.archive.listed()), ..self.page(page) }
            }
        }
    }

    /// Other programmes that a page links to. They may link back.
    fn related(&self, program: &Program) -> Vec<Program> {
        let all: Vec<Program> = self.archive.all().filter(|other| other.id != program.id).collect();
        let order = program.random("related programs").order(all.len());
        order.into_iter().take(3).map(|place| all[place]).collect()
    }

    /// The programmes of a kind in an order: 1 newest first, 2 by title.
    fn ordered(&self, kind: ProgramKind, order: Option<u64>) -> Vec<Program> {
        let mut programs: Vec<Program> = self.archive.programs(kind).collect();
        if order == Some(2) {
            programs.sort_by_cached_key(Program::shown_title);
        }
        programs
    }

    /// The programmes of the home page.
    pub(crate) fn newest(&self) -> Vec<Program> {
        self.archive.all().take(HOME).collect()
    }

    fn listing(&self, query: &str) -> Option<Answer> {
        let category = number_of(query, "category").and_then(|number| u32::try_from(number).ok())?;
        let programs = self.ordered(ProgramKind::of_category(category)?, number_of(query, "orderby"));
        let rows = slice(&programs, query, 30, LARGEST_LISTING).iter().map(|program| Row {
            id: program.id,
            title: program.shown_title(),
            picture: program.poster(),
        });
        let (json, _) = listing::write(self.roll().seed, category, self.quirks, rows);
        Some(Answer::json(json, self.archive.listed()))
    }

    fn index(&self, kind: ProgramKind, query: &str) -> Answer {
        let programs = self.ordered(kind, number_of(query, "order"));
        let cards: Vec<Card> = slice(&programs, query, CARDS, CARDS).iter().map(Card::of_program).collect();
        let on_air: Vec<Card> = self
            .archive
            .programs(kind)
            .filter(Program::is_on_air)
            .map(|program| Card::of_program(&program))
            .collect();
        let number = number_of(query, "page").unwrap_or(1);
        self.page(self.pages().index(kind, number, &cards, &on_air, programs.len(), self.base))
    }

    fn attachments(&self, query: &str) -> Answer {
        let program = number_of(query, "id").and_then(|id| self.archive.known(id).ok());
        let program = program.filter(|program| self.archive.removal(program.id).is_none());
        let hosts = MediaHosts::of(self.roll().sections, self.base);
        let rows = program.map(|program| Attachment::all(&program, &hosts)).unwrap_or_default();
        let mut list = JsonList::new(self.quirks);
        for row in slice(&rows, query, 30, LARGEST_ATTACHMENTS) {
            list.row(attachment_fields(row), &mut SeededRandom::new("attachment row", &[row.id]));
        }
        Answer::json(list.finish(), self.archive.listed())
    }

    fn tracks(&self, query: &str) -> Answer {
        let roll = self.roll();
        let tracks = match (number_of(query, "type").unwrap_or(0), number_of(query, "id").unwrap_or(0)) {
            (0, id) => roll.album_with_id(id).map(Album::tracks),
            (kind, 0) => Album::of_type(roll.seed, roll.edition, kind),
            _ => None,
        };
        let mut list = JsonList::new(self.quirks);
        for track in slice(&tracks.unwrap_or_default(), query, 30, LARGEST_LISTING) {
            list.row(track_fields(track), &mut SeededRandom::new("track row", &[roll.seed, track.id]));
        }
        Answer::json(list.finish(), timeline::start())
    }

    fn search(&self, query: &str) -> Answer {
        let words = decoded_form(value_of(query, "searchstring").unwrap_or_default());
        let hits = search::hits(&words, self.archive, self.news, self.news_category);
        let listed = self.archive.listed().max(self.news.listed());
        Answer::json(search::json(&words, &hits, self.quirks), listed)
    }

    fn albums(&self, query: &str) -> Answer {
        let albums: Vec<Album> = self.roll().albums().collect();
        let cards: Vec<Card> =
            slice(&albums, query, CARDS, CARDS).iter().map(|album| Card::of_album(*album)).collect();
        let number = number_of(query, "page").unwrap_or(1);
        self.page(self.pages().albums(number, &cards, albums.len(), self.base))
    }

    fn album(&self, id: &str) -> Answer {
        let album = leading_number(id).and_then(|id| self.roll().album_with_id(id));
        album.map_or_else(not_found, |album| self.page(self.pages().album(album, self.base)))
    }

    fn clips(&self) -> Answer {
        let roll = self.roll();
        let clips = Album::of_type(roll.seed, roll.edition, 15).unwrap_or_default();
        self.page(self.pages().clips(&clips[..clips.len().min(CARDS)], self.base))
    }

    fn people(&self, query: &str) -> Answer {
        let directors = number_of(query, "id").unwrap_or(1) == 1;
        let people: Vec<_> = self
            .roll()
            .people()
            .filter(|person| super::Person::directs(person.number) == directors)
            .collect();
        let cards: Vec<Card> =
            slice(&people, query, PEOPLE, PEOPLE).iter().map(|person| Card::of_person(*person)).collect();
        let number = number_of(query, "page").unwrap_or(1);
        let pages = people.len().div_ceil(PEOPLE);
        self.page(self.pages().people(directors, number, &cards, pages, self.base))
    }

    fn person(&self, id: &str) -> Answer {
        let person = leading_number(id).and_then(|id| self.roll().person_with_id(id));
        person.map_or_else(not_found, |person| {
            self.page(self.pages().person(person, &works(person, self.archive), self.base))
        })
    }

    fn tag(&self, query: &str) -> Answer {
        let id = number_of(query, "id").unwrap_or(0);
        let Some(tag) = Tag::all(self.roll().edition).find(|tag| tag.id() == id) else { return not_found() };
        let first = number_of(query, "page").unwrap_or(1) <= 1;
        let programs = if first { tagged(tag, self.archive) } else { Vec::new() };
        let cards: Vec<Card> = programs.iter().map(Card::of_program).collect();
        self.page(self.pages().tag(tag, &cards, self.base))
    }

    /// The guide from today on.
    pub(crate) fn guide(&self) -> Guide {
        let Roll { seed, edition, sections } = self.roll();
        let tehran = matches!(edition, crate::edition::Edition::Fa | crate::edition::Edition::Fa2);
        let style = ScheduleStyle::draw(seed, edition, sections.schedule, Some(tehran));
        let today = self.now.to_zoned(style.zone()).date();
        let programs: Vec<Program> = self.archive.all().take(40).collect();
        Guide::compose(seed, edition, style, today, self.archive.days(), &programs)
    }

    fn schedule(&self) -> Answer {
        let guide = self.guide();
        let modified = calendar::midnight(self.now).max(self.archive.listed());
        if guide.style.form == ScheduleForm::Json {
            return Answer::json(guide.json(), modified);
        }
        Answer { modified: Some(modified), ..self.page(self.pages().schedule(&guide, self.base)) }
    }

    fn playlist(&self, path: &str) -> Answer {
        let live = Live { edition: self.roll().edition };
        let numbered = path.ends_with(".urlset/master.m3u8") && path.contains("/,");
        let playlist = live.playlist(path).or_else(|| numbered.then(media_playlist));
        playlist.map_or_else(not_found, |text| Answer::bytes(text.into_bytes(), PLAYLIST, timeline::start()))
    }
}

const PLAYLIST: &str = "application/vnd.apple.mpegurl";

fn not_found() -> Answer {
    Answer::status(StatusCode::NOT_FOUND)
}

fn leading_number(text: &str) -> Option<u64> {
    text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().parse().ok()
}

/// The page of a list that a query asks for. Pages count from 1.
fn slice<'a, T>(all: &'a [T], query: &str, usual: usize, largest: usize) -> &'a [T] {
    let number = |name| number_of(query, name).and_then(|number| usize::try_from(number).ok());
    let size = number("size").filter(|_| usual < largest).unwrap_or(usual).clamp(1, largest);
    let first = number("page").unwrap_or(1).saturating_sub(1).saturating_mul(size).min(all.len());
    &all[first..all.len().min(first.saturating_add(size))]
}
