//! Rows from the links of a page: every link to a page of the section.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use url::Url;

use super::card::{self, Card};
use super::parsed::{ParsedListing, ParsedRow};
use super::row::Rows;
use crate::catalog::SectionEntry;
use crate::model::{ItemKey, Published};
use crate::parse::label::Label;
use crate::parse::page::{Content, Node, Page, absolute, plain};
use crate::parse::stamp;
use crate::parse::{Document, encoding, picture};

/// Reads the rows, in the order in which the page first links to each.
pub(super) fn read(document: Document<'_>, section: &SectionEntry) -> Result<ParsedListing, String> {
    let html = encoding::decode(document.bytes, document.charset);
    let page = Page::read(&html);
    if !page.has_tags {
        return Err("the document is no HTML".to_owned());
    }
    let zone = document.edition.zone.time_zone();
    let base = page.base(document.address);
    let mut rows = Rows::default();
    let mut titles = Titles::default();
    let mut keys = Vec::with_capacity(page.links.len());
    for (link, found) in page.links.iter().zip(finds(&page, zone)) {
        let target = key(&base, &link.address, document, section);
        match &target {
            Target::Item(key) => {
                titles.offer(key, found.title.as_ref());
                rows.add(row(&base, document, key.clone(), found.picture.as_deref(), found.published));
            }
            Target::Template => rows.drop_one(),
            Target::Elsewhere => {}
        }
        keys.push(target.item());
    }
    for (key, Card { lead, picture, published }) in card::find(&page, &keys, zone) {
        rows.add(ParsedRow { lead, ..row(&base, document, key.clone(), picture.as_deref(), published) });
    }
    Ok(titles.give(rows.finish()))
}

/// Where a link leads.
enum Target {
    Item(ItemKey),
    Template,
    Elsewhere,
}

impl Target {
    fn item(self) -> Option<ItemKey> {
        match self {
            Self::Item(key) => Some(key),
            Self::Template | Self::Elsewhere => None,
        }
    }
}

fn key(base: &Url, raw: &str, document: Document<'_>, section: &SectionEntry) -> Target {
    let Some(address) = absolute(raw, base) else { return Target::Elsewhere };
    if is_template(raw) && document.edition.has_form_of_a_page(&address) {
        return Target::Template;
    }
    let key = document.edition.key_of(&address);
    match key.filter(|key| section.content.iter().any(|content| content.kind == key.kind)) {
        Some(key) => Target::Item(key),
        None => Target::Elsewhere,
    }
}

/// Whether an address comes from a script's template in the page: `/News/Content/result[i].Id`.
pub(in crate::parse) fn is_template(address: &str) -> bool {
    ["result[", "{{", "${", "' +", "'+", "\"+", "<%"].iter().any(|marker| address.contains(marker))
}

/// The content of one link.
#[derive(Default)]
struct Find {
    title: Option<Headline>,
    picture: Option<String>,
    published: Option<Published>,
}

/// A text that may be a headline.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Headline {
    kind: HeadlineKind,
    text: String,
}

/// Where a headline was found. The later kinds count more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum HeadlineKind {
    /// The `title` of the link.
    Tooltip,
    /// The description of its picture.
    Description,
    Text,
    Heading,
}

impl Headline {
    fn worth(&self) -> (HeadlineKind, usize) {
        (self.kind, self.text.chars().count())
    }
}

/// The content of each link of the page.
fn finds(page: &Page, zone: &TimeZone) -> Vec<Find> {
    let mut finds: Vec<Find> = page.links.iter().map(|_| Find::default()).collect();
    for node in &page.nodes {
        gather(page, node, zone, &mut finds);
    }
    for (find, link) in finds.iter_mut().zip(&page.links) {
        let tooltip =
            link.title.as_deref().and_then(|title| headline(HeadlineKind::Tooltip, title.to_owned()));
        find.title = find.title.take().or(tooltip);
    }
    finds
}

fn gather(page: &Page, node: &Node, zone: &TimeZone, finds: &mut [Find]) {
    match &node.content {
        Content::Text(run) => {
            for (link, text) in run.by_link() {
                if let Some(find) = link.and_then(|link| finds.get_mut(link)) {
                    add_text(find, kind(page, node.parent), text.trim().to_owned(), zone);
                }
            }
        }
        Content::Picture { src, description, link, .. } => {
            if let Some(find) = link.and_then(|link| finds.get_mut(link)) {
                let shown = description.as_deref().and_then(plain);
                find.title = better(
                    find.title.take(),
                    shown.and_then(|text| headline(HeadlineKind::Description, text)),
                );
                find.picture = find.picture.take().or_else(|| Some(src.to_string()));
            }
        }
        _ => {}
    }
}

/// The kind of a text: a heading if one of the elements around it is a heading that holds little else.
fn kind(page: &Page, parent: usize) -> HeadlineKind {
    let mut close = page.around(parent).take(4).map(|at| page.element(at));
    let is_heading = close.any(|element| element.tag.is_heading() && element.nodes.len() <= 3);
    if is_heading { HeadlineKind::Heading } else { HeadlineKind::Text }
}

fn add_text(find: &mut Find, kind: HeadlineKind, text: String, zone: &TimeZone) {
    if let Some(published) = stamp::stamp(&text, zone) {
        find.published = find.published.or(Some(published));
        return;
    }
    find.title = better(find.title.take(), headline(kind, text));
}

/// Labels and counts are not headlines.
fn headline(kind: HeadlineKind, text: String) -> Option<Headline> {
    let says_something = text.chars().any(char::is_alphabetic) && Label::of(&text).is_none();
    says_something.then_some(Headline { kind, text })
}

/// Inside one link the better kind counts; of equal kinds, the first.
fn better(known: Option<Headline>, new: Option<Headline>) -> Option<Headline> {
    match (known, new) {
        (Some(known), Some(new)) if new.kind > known.kind => Some(new),
        (known, new) => known.or(new),
    }
}

fn row(
    base: &Url,
    document: Document<'_>,
    key: ItemKey,
    picture: Option<&str>,
    published: Option<Published>,
) -> ParsedRow {
    let picture = picture.and_then(|src| absolute(src, base));
    let zone = document.edition.zone.time_zone();
    let folder = picture.as_ref().and_then(|picture| stamp::folder(picture.path(), zone));
    ParsedRow {
        key,
        title: None,
        lead: None,
        picture_small: picture.clone().filter(picture::is_small).map(String::from),
        picture: picture.map(picture::address),
        published: published.or(folder),
    }
}

/// The best headline for each key. Of several links to one page the better kind counts, then the longer text.
#[derive(Default)]
struct Titles(HashMap<ItemKey, Headline>);

impl Titles {
    fn offer(&mut self, key: &ItemKey, headline: Option<&Headline>) {
        let Some(new) = headline else {
            return;
        };
        let known = self.0.entry(key.clone()).or_insert_with(|| new.clone());
        if new.worth() > known.worth() {
            known.clone_from(new);
        }
    }

    fn give(mut self, mut listing: ParsedListing) -> ParsedListing {
        for row in &mut listing.rows {
            row.title = self.0.remove(&row.key).map(|headline| headline.text);
            row.lead = row.lead.take().filter(|lead| Some(lead) != row.title.as_ref());
        }
        listing
    }
}
