//! One edition of a catalogue: where it is, and which addresses are its pages.

use serde::Deserialize;
use url::Url;

use super::neighbours::Neighbours;
use super::{Base, Category, Certainty, Listing, MediaRules, PartPage, PathPattern, Zone};
use crate::model::{EditionId, ItemKey, Kind, LanguageTag, Section};

/// One edition of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EditionEntry {
    /// Its id, used in keys.
    #[cfg_attr(test, schemars(with = "String"))]
    pub id: EditionId,
    /// The language it is written in.
    #[cfg_attr(test, schemars(with = "String"))]
    pub language: LanguageTag,
    /// Its name in its own language.
    pub name: String,
    /// Further names that a wish may use: `dari`, `prs`.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The IANA name of the zone in which it prints its dates. The default is UTC.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub zone: Zone,
    /// Where it can be reached, in the order to try.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub bases: Vec<Base>,
    /// Its sections.
    pub sections: Vec<SectionEntry>,
    /// The forms of the addresses of its other pages, which no section lists.
    #[serde(default)]
    pub pages: Vec<ContentPath>,
    /// The pages of its parts: the live page, the guide, the lists.
    #[serde(default)]
    pub part_pages: Vec<PartPage>,
    /// Where the rows of one of its tags are listed, with `{id}` for that of the tag.
    #[serde(default)]
    pub tagged: Option<Listing>,
    /// Its search, with `{words}` for what to search for.
    #[serde(default)]
    pub search: Option<Listing>,
    /// The numbers by which its search names kinds.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// Where its recordings are.
    #[serde(default)]
    pub media: MediaRules,
    /// The bases of all editions.
    #[serde(skip)]
    pub(super) neighbours: Neighbours,
}

/// One section of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SectionEntry {
    /// Which section.
    pub section: Section,
    /// The forms of the addresses of its pages. The first one that fits an id makes its canonical address.
    /// The live stream and the guide have no pages.
    #[serde(default)]
    pub content: Vec<ContentPath>,
    /// Where it may be listed, in the order to try.
    pub listings: Vec<Listing>,
    /// Where the episodes of one of its items are listed, or the tracks of an album, with `{id}` for that of
    /// the item.
    #[serde(default)]
    pub episodes: Option<Listing>,
    /// The IANA name of the zone of its times, if that is not the zone of the edition.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub zone: Option<Zone>,
}

/// The form of the addresses of a section's pages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ContentPath {
    /// The kind of its pages. Paths of one kind share their ids.
    pub kind: Kind,
    /// The path below the base, with placeholders.
    #[cfg_attr(test, schemars(with = "String"))]
    pub path: PathPattern,
    /// How sure the facts behind it are.
    #[serde(default)]
    pub certainty: Certainty,
}

impl SectionEntry {
    /// A section without pages and listings yet.
    pub fn of(section: Section) -> Self {
        Self { section, content: Vec::new(), listings: Vec::new(), episodes: None, zone: None }
    }

    /// The forms of the addresses of its pages below a base: `{id}` stands for each part of an id.
    pub(crate) fn page_forms(&self, base: &Base) -> Vec<String> {
        self.content.iter().map(|page| base.address_of(&page.path.form())).collect()
    }
}

impl ContentPath {
    /// The path of the pages of a kind.
    pub fn of(kind: Kind, path: PathPattern) -> Self {
        Self { kind, path, certainty: Certainty::default() }
    }
}

impl EditionEntry {
    /// An edition without bases and sections yet, whose dates are in UTC.
    pub fn of(id: EditionId, language: LanguageTag, name: impl Into<String>) -> Self {
        Self {
            id,
            language,
            name: name.into(),
            aliases: Vec::new(),
            zone: Zone::default(),
            bases: Vec::new(),
            sections: Vec::new(),
            pages: Vec::new(),
            part_pages: Vec::new(),
            tagged: None,
            search: None,
            categories: Vec::new(),
            media: MediaRules::default(),
            neighbours: Neighbours::default(),
        }
    }

    /// The entry of a section; `None` if the edition does not have it.
    pub fn section(&self, section: Section) -> Option<&SectionEntry> {
        self.sections.iter().find(|entry| entry.section == section)
    }

    /// The key of the page at an absolute address; `None` unless it is a page below one of this edition's
    /// bases. It need not be one that a section lists.
    pub fn key_of(&self, address: &Url) -> Option<ItemKey> {
        let page = |path| self.pages().find_map(|page| Some((page.kind, page.path.id_at(path, address)?)));
        let (kind, id) = self.paths_of(address).find_map(page)?;
        Some(ItemKey { edition: self.id.clone(), kind, id })
    }

    /// The same, if the news list pages of this form.
    pub(crate) fn listed_key_of(&self, address: &Url) -> Option<ItemKey> {
        self.key_of(address).filter(|key| self.articles().any(|page| page.kind == key.kind))
    }

    /// The kind of the pages with this number in the rows of a search.
    pub(crate) fn kind_of_category(&self, number: u64) -> Option<Kind> {
        let mut known = self.categories.iter();
        known.find(|category| u64::from(category.number) == number).map(|category| category.kind)
    }

    /// Whether an address is below one of its bases, and not in another edition's part of it.
    pub fn is_home_of(&self, address: &Url) -> bool {
        self.paths_of(address).next().is_some()
    }

    /// Whether an address belongs to another edition.
    pub fn is_elsewhere(&self, address: &Url) -> bool {
        let mut others = self.neighbours.at(address, &self.id);
        !self.is_home_of(address) && others.any(|base| base.path_below(address).is_some())
    }

    /// The key of an id in any spelling; `None` if no page of the kind can have this id.
    pub fn key(&self, kind: Kind, id: &str) -> Option<ItemKey> {
        let mut pages = self.pages().filter(|page| page.kind == kind);
        let id = pages.find_map(|page| page.path.canonical(id))?;
        Some(ItemKey { edition: self.id.clone(), kind, id })
    }

    /// The canonical address of a page below a base; `None` if no page of its kind can have its id.
    pub fn address_of(&self, base: &Base, key: &ItemKey) -> Option<String> {
        let mut pages = self.pages().filter(|page| page.kind == key.kind);
        let path = pages.find_map(|page| page.path.path_of(&key.id))?;
        Some(base.address_of(&path))
    }

    /// The same address below the first base, so that a document has the same address at every base. An
    /// address that is below no base is returned unchanged.
    pub(crate) fn at_first_base(&self, address: &Url) -> Url {
        let (path, base) = (self.paths_of(address).next(), self.bases.first());
        let moved = path.zip(base).and_then(|(path, base)| Url::parse(&base.address_of(path)).ok());
        let Some(mut moved) = moved else { return address.clone() };
        if moved.query().is_none() {
            moved.set_query(address.query());
        }
        moved
    }

    /// Whether an address has the form of an article, on any host and with any id. Articles of all editions
    /// of a site have the same form.
    pub fn has_form_of_a_page(&self, address: &Url) -> bool {
        let own = self.bases.iter().find_map(|base| base.path_below(address));
        let path = own.unwrap_or(address.path());
        self.articles().any(|page| page.path.is_form_of(path, address))
    }

    /// The forms of the pages that the news list.
    fn articles(&self) -> impl Iterator<Item = &ContentPath> {
        self.sections.iter().filter(|entry| entry.section == Section::News).flat_map(|entry| &entry.content)
    }

    /// The forms of listed pages.
    fn content(&self) -> impl Iterator<Item = &ContentPath> {
        self.sections.iter().flat_map(|section| &section.content)
    }

    /// The forms of all pages.
    fn pages(&self) -> impl Iterator<Item = &ContentPath> {
        self.content().chain(&self.pages)
    }

    /// The paths of an address, one for each base that it is below.
    pub(super) fn paths_of<'a>(&'a self, address: &'a Url) -> impl Iterator<Item = &'a str> {
        let bases = self.bases.iter().filter(|base| !self.is_beyond(base, address));
        bases.filter_map(|base| base.path_below(address))
    }

    /// Whether an address below this base belongs to another edition, whose base is more specific.
    fn is_beyond(&self, base: &Base, address: &Url) -> bool {
        let mut nearer = self.neighbours.at(address, &self.id).filter(|other| other.is_nearer_than(base));
        nearer.any(|other| other.path_below(address).is_some())
    }
}
