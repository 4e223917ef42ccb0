//! The answer of each path.

use hyper::StatusCode;

use crate::answer::Answer;
use crate::archive::{Archive, Found, Item, Removal};
use crate::catalog::NewsForm;
use crate::edition::Edition;
use crate::listing::{self, Quirks, Row};
use crate::page;
use crate::picture;
use crate::query::{decoded, value_of};
use crate::section::SectionRouter;
use crate::seeded_random::hash;
use crate::timeline;

const HOME_ITEMS: usize = 24;
const INDEX_ITEMS: usize = 30;
const LARGEST_PAGE: usize = 150;

/// The login page.
pub(crate) const LOGIN: &str = "/account/login";

/// The values that an answer depends on.
pub(crate) struct Router<'a> {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    pub(crate) news: NewsForm,
    pub(crate) quirks: Quirks,
    pub(crate) base: &'a str,
    /// The base address of each edition.
    pub(crate) bases: page::Bases<'a>,
    pub(crate) archive: &'a Archive,
    /// `None` for a site that has only news.
    pub(crate) sections: Option<SectionRouter<'a>>,
}

impl Router<'_> {
    /// The answer to a GET of this path and query. The case of a path does not matter, as on the real site.
    pub(crate) fn answer(&self, path: &str, query: &str) -> Answer {
        let lower = path.to_ascii_lowercase();
        let parts: Vec<&str> = lower.trim_matches('/').split('/').collect();
        let sections = self.sections.as_ref();
        if let Some(answer) = sections.and_then(|sections| sections.answer(path, &parts, query)) {
            return answer;
        }
        match parts.as_slice() {
            [""] | ["home"] | ["home", "index"] => self.home(),
            ["home", "pageingitem"] => self.listing(query),
            ["news"] | ["news", "index"] if self.news == NewsForm::Index => self.index(query),
            ["account", "login"] => Answer::html(page::login(self.edition), timeline::start()),
            ["news", "content", id, ..] => self.article(id, false),
            ["iran", "content", id, ..] => self.article(id, true),
            ["uploadedfiles", .., name] | ["img", name] if is_picture(name) => self.picture(path),
            _ => Answer::status(StatusCode::NOT_FOUND),
        }
    }

    fn article(&self, id: &str, label: bool) -> Answer {
        let digits = id.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        match digits.parse().map_or(Found::Nothing, |id| self.archive.find(id)) {
            Found::Here(item) => {
                Answer::html(page::render(&item.story(), 0, label, self.bases), item.modified)
            }
            Found::Removed(Removal::Gone) => Answer::status(StatusCode::GONE),
            Found::Removed(Removal::NotFound) | Found::Nothing => Answer::status(StatusCode::NOT_FOUND),
        }
    }

    fn listing(&self, query: &str) -> Answer {
        let number = |name| value_of(query, name).and_then(|value| value.parse::<usize>().ok());
        let category = number("category").and_then(|category| u32::try_from(category).ok());
        if Some(self.news) != category.map(NewsForm::Category) {
            return Answer::json(b"[]".to_vec(), timeline::start());
        }
        let size = number("size").unwrap_or(INDEX_ITEMS).clamp(1, LARGEST_PAGE);
        let items = self.page_of_items(number("page"), size);
        let rows = items.iter().map(|item| Row {
            id: item.subject.id,
            title: item.title(),
            picture: item.subject.picture(),
        });
        let (json, _) = listing::write(self.seed, category.unwrap_or_default(), self.quirks, rows);
        Answer::json(json, self.archive.listed())
    }

    fn index(&self, query: &str) -> Answer {
        let number = value_of(query, "page").and_then(|value| value.parse().ok());
        let items = self.page_of_items(number, INDEX_ITEMS);
        let total = self.archive.count();
        Answer::html(page::index(self.seed, self.edition, self.base, &items, total), self.archive.listed())
    }

    fn home(&self) -> Answer {
        let items = self.page_of_items(None, HOME_ITEMS);
        let programs = self.sections.as_ref().map(SectionRouter::newest).unwrap_or_default();
        let changed = self.sections.as_ref().map(|sections| sections.archive.listed());
        let modified = self.archive.listed().max(changed.unwrap_or(self.archive.listed()));
        Answer::html(page::home(self.seed, self.edition, self.base, &items, &programs), modified)
    }

    /// Records count from 1.
    fn page_of_items(&self, number: Option<usize>, size: usize) -> Vec<Item> {
        let before = number.unwrap_or(1).saturating_sub(1).saturating_mul(size);
        self.archive.newest().skip(before).take(size).collect()
    }

    fn picture(&self, path: &str) -> Answer {
        let path = decoded(path);
        let seed = self.seed ^ hash(self.edition.id().as_bytes());
        Answer::jpeg(picture::draw(seed, &path), timeline::start())
    }
}

fn is_picture(name: &str) -> bool {
    name.ends_with(".jpg")
}
