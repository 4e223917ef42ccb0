//! The page of a programme: series, film or program; also that of an album.

mod cast;
mod on_air;
mod trailer;
mod variables;

use std::collections::BTreeSet;

use crate::error::Result;
use crate::model::{ItemKey, Kind, NumberedEpisodes, Program, year};
use crate::parse::detail::{
    FactLine, LinkedRows, Name, PageFact, PageFacts, Subject, Thing, is_in_other_menu, linked_rows, name,
    pictures, story,
};
use crate::parse::page::{Part, Run};
use crate::parse::{Document, encoding, guarded};

pub(super) use variables::Variables;

/// The kinds of pages that are read as a programme.
pub(super) const KINDS: &[Kind] = &[Kind::Series, Kind::Film, Kind::Program, Kind::Album];

/// The types by which pages declare a programme for machines.
const TYPES: &[&str] = &[
    "Movie",
    "TVSeries",
    "TVSeason",
    "TVEpisode",
    "CreativeWorkSeries",
    "RadioSeries",
    "MusicAlbum",
    "VideoObject",
];

/// Reads the page of a programme, in time linear in its length. What the page does not say stays empty.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if the document is no page, or if the parser panics.
pub fn program(document: Document<'_>) -> Result<Program> {
    guarded(document.address, || {
        let html = encoding::decode(document.bytes, document.charset);
        let page = Subject::page(&html, document)?;
        Ok(read(&Subject::of(&html, &page, document)))
    })
}

fn read(subject: &Subject<'_>) -> Program {
    let thing = subject.things.of_type(TYPES);
    let variables = Variables::of(&subject.scan.scripts);
    let key = subject.key(KINDS).or_else(|| declared_key(subject, thing, &variables));
    let facts = PageFacts::of(subject.page);
    let rows = linked_rows(subject, Part::Cast, &[Kind::Person]);
    let line = FactLine::of(subject);
    let others: BTreeSet<usize> = rows.nodes.iter().chain(&facts.nodes).chain(&line.nodes).copied().collect();
    let posters = pictures(subject, thing, &others);
    let name = name(subject, thing);
    let kind = key.as_ref().map(|key| key.kind);
    Program {
        year: years(name.as_ref(), &facts, thing, line.year),
        title: name.map(|name| name.text),
        original_title: facts
            .text(PageFact::OriginalTitle)
            .or_else(|| thing?.text(&["alternateName", "alternativeHeadline"]))
            .or_else(|| below_title(subject)),
        story: story(subject, thing, &others, &posters),
        poster: posters.full,
        poster_small: posters.small,
        cast: cast_of(rows, thing, subject),
        genres: list(
            facts.list(PageFact::Genre),
            thing,
            "genre",
            others_of(&facts.behind_kind, &line.genres),
        ),
        tags: tags(subject, &facts),
        trailer: trailer::find(subject, thing, kind),
        on_air: on_air::on_air(subject, &facts),
        numbered: variables.numbered(key.as_ref()),
        key,
    }
}

/// The first of two lists that has something.
fn others_of<'l>(one: &'l [String], other: &'l [String]) -> &'l [String] {
    if one.is_empty() { other } else { one }
}

fn cast_of(rows: LinkedRows, thing: Option<&Thing>, subject: &Subject<'_>) -> Vec<crate::model::CastMember> {
    let declared = cast::declared(thing, subject);
    if rows.rows.is_empty() { declared } else { cast::joined(cast::linked(rows), declared) }
}

/// The year behind the name, of a labelled fact, or of the date for machines.
fn years(
    name: Option<&Name>,
    facts: &PageFacts,
    thing: Option<&Thing>,
    below_title: Option<u16>,
) -> Option<u16> {
    let labelled = || facts.list(PageFact::Year).iter().find_map(|text| year(text));
    let printed = || labelled().or(facts.year_in_words).or(below_title);
    let declared = || {
        let date = thing?.text(&["copyrightYear", "datePublished", "dateCreated", "startDate"])?;
        year(date.split(['-', 'T', ' ']).next()?)
    };
    name.and_then(|name| name.year).or_else(printed).or_else(declared)
}

/// The short line below the title in other letters: the title in another language.
fn below_title(subject: &Subject<'_>) -> Option<String> {
    let title = subject.outline.title_node()?;
    let node = |at: usize| subject.page.nodes.get(at);
    let (own, below) = (node(title)?.run()?.text(), node(title.saturating_add(1))?.run()?);
    let text = below.text().trim().to_owned();
    let is_latin = |text: &str| {
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        letters.next().map(|first| first.is_ascii()).filter(|first| letters.all(|c| c.is_ascii() == *first))
    };
    let is_other = is_latin(&own).zip(is_latin(&text)).is_some_and(|(own, other)| own != other);
    let is_short =
        text.len() <= LONGEST_TITLE && !text.ends_with(['.', ':', '!', '؟']) && below.weights().1 == 0;
    let is_close = node(title)?.parent == node(title.saturating_add(1))?.parent
        || subject.page.element(node(title)?.parent).parent
            == subject.page.element(node(title.saturating_add(1))?.parent).parent
        || subject.page.element(node(title)?.parent).parent == node(title.saturating_add(1))?.parent;
    (is_other && is_short && is_close).then_some(text)
}

/// The maximum number of bytes of a title in another language.
const LONGEST_TITLE: usize = 120;

/// The values that a page prints, else those that it declares.
fn list(printed: &[String], thing: Option<&Thing>, declared: &str, others: &[String]) -> Vec<String> {
    let declared = || thing.map(|thing| thing.texts(declared)).unwrap_or_default();
    let found = if printed.is_empty() { declared() } else { printed.to_vec() };
    if found.is_empty() { others.to_vec() } else { found }
}

/// The texts of the links to tag pages, else those behind a label, each once.
fn tags(subject: &Subject<'_>, facts: &PageFacts) -> Vec<String> {
    let is_tag = |link: usize| {
        subject.keys.get(link).and_then(Option::as_ref).is_some_and(|key| key.kind == Kind::Tag)
    };
    let nodes = subject.page.nodes.iter().enumerate().filter(|(at, _)| !is_in_other_menu(subject.page, *at));
    let texts = nodes
        .filter_map(|(_, node)| node.run())
        .flat_map(Run::by_link)
        .filter(|(link, _)| link.is_some_and(is_tag));
    let mut tags: Vec<String> = Vec::new();
    let labelled = facts.list(PageFact::Tag).iter().cloned();
    let mut texts = texts.map(|(_, text)| text).peekable();
    let texts: Vec<String> = if texts.peek().is_some() { texts.collect() } else { labelled.collect() };
    for text in texts {
        let tag = text.trim().trim_start_matches('#').trim();
        if !tag.is_empty() && tags.len() < MOST_TAGS && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// The maximum number of tags.
const MOST_TAGS: usize = 64;

/// The key of a page whose addresses say nothing: the id that it names, of the kind that it declares.
fn declared_key(subject: &Subject<'_>, thing: Option<&Thing>, variables: &Variables) -> Option<ItemKey> {
    let kind_of_thing = thing.and_then(|thing| match () {
        () if thing.is_a("Movie") => Some(Kind::Film),
        () if thing.is_a("TVSeries") => Some(Kind::Series),
        () if thing.is_a("MusicAlbum") => Some(Kind::Album),
        () => None,
    });
    let kind_of_meta = || match subject.page.head.metas_of(&["og:type"]).next()? {
        "video.movie" => Some(Kind::Film),
        "video.tv_show" => Some(Kind::Series),
        _ => None,
    };
    let kind_of_script = || variables.id.as_ref().map(|_| Kind::Series);
    let kind = kind_of_thing.or_else(kind_of_meta).or_else(kind_of_script)?;
    let id = variables.id.as_deref().or_else(|| subject.uid())?;
    subject.document.edition.key(kind, id)
}

impl Variables {
    /// How the episodes are numbered, if the scripts say anything about it.
    fn numbered(&self, key: Option<&ItemKey>) -> Option<NumberedEpisodes> {
        let says = self.count.is_some() || self.extra.is_some() || self.prefix.is_some();
        says.then(|| NumberedEpisodes {
            prefix: self.prefix.clone(),
            id: self.id.clone().or_else(|| key.map(|key| key.id.clone())),
            count: self.count.unwrap_or(0),
            has_extra: self.extra.as_deref().is_some_and(|extra| !extra.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests;
