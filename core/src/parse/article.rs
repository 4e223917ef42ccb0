//! The page of an article: title, lead, date, direction, blocks, related links.
//!
//! What belongs to the article is decided by votes, whose weights stand in `votes.rs`. No name, label,
//! element or place decides alone.

mod aids;
mod alternates;
mod announcement;
mod authors;
mod block_counts;
mod blocks;
mod body;
mod boxes;
mod caption_credit;
mod captions;
mod cards;
mod comments;
mod credit;
mod date_place;
mod declared;
mod facts;
mod foreign;
mod groups;
mod language;
mod lead;
mod line;
mod measured_page;
mod near_dates;
mod near_stamp;
mod node_set;
mod noise;
mod outline;
mod pictures;
mod prefix_sums;
mod published;
mod pull_quotes;
mod region;
mod related;
mod script_date;
mod script_text;
mod signed_turns;
mod site_names;
mod sources;
mod standfirst;
mod story;
mod tables;
mod teasers;
mod title;
mod topics;
mod votes;
mod why;

use std::borrow::Cow;

use crate::error::{Error, Result};
use crate::model::{Block, BlockContent, Direction, LanguageTag, Published, Related, Topic, Updated};
use crate::parse::page::{Content, Page, assembled};
use crate::parse::stamp;
use crate::parse::{Document, encoding, guarded, picture};

use aids::Aids;
use blocks::Blocks;
use body::Body;
use facts::Facts;
use groups::Groups;
use language::Letters;
use lead::Lead;
use measured_page::MeasuredPage;
use published::{ArticleDates, DateEvidence};
use region::Region;
use script_text::ScriptText;
use title::Title;
use topics::Topics;

pub(super) use outline::Outline;
pub(super) use site_names::{is_home, is_our_name};
pub use why::{LineVote, WhyLine, why};

/// The parts of an article that were found on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedArticle {
    /// The headline.
    pub title: Option<String>,
    /// The sentence under the headline; `None` if there is none, or if it only repeats the title.
    pub lead: Option<String>,
    /// The date, never [`FirstSeen`](crate::PublishedSource::FirstSeen).
    pub published: Option<Published>,
    /// A date that was passed over or dropped because it is far ahead, the nearest of several. Once a clock
    /// that is behind is set, it may count.
    pub far_ahead: Option<Published>,
    /// When it was changed last, if the page says so.
    pub updated: Option<Updated>,
    /// The language it is written in.
    pub language: LanguageTag,
    /// The direction of its text.
    pub direction: Direction,
    /// The text, in reading order; empty if none was found.
    pub blocks: Vec<Block>,
    /// Other articles that the page points to.
    pub related: Vec<Related>,
    /// The tags that the page names, each once.
    pub tags: Vec<Topic>,
    /// The people whose pages it links to, each once.
    pub people: Vec<Topic>,
    /// The address of the main picture.
    pub picture: Option<String>,
    /// The addresses that the page gives for its own story in other languages, each once, without home pages.
    /// Only the catalogue knows which of them are pages of another edition.
    pub alternates: Vec<String>,
    /// Whether the page is longer than pages for people are, so that its end was not read.
    pub is_cut: bool,
    /// Whether the page ends in the middle, as one of which only the first part came.
    pub is_unfinished: bool,
}

/// Reads the page of an article.
///
/// # Errors [`Error::Unreadable`] if the document is not a page (empty, or not HTML), or if the parser
/// panics.
pub fn article(document: Document<'_>) -> Result<ParsedArticle> {
    guarded(document.address, || read_page(document))
}

fn read_page(document: Document<'_>) -> Result<ParsedArticle> {
    let html = encoding::decode(document.bytes, document.charset);
    let page = page(&html, document)?;
    let measured = MeasuredPage::of(&page, document);
    let mut reading = Reading::of(&measured);
    let declared = reading.facts.take_body();
    let article = reading.article();
    let article = match script_text(&html, declared, &article) {
        Some(text) => from_script(page, &text, article, document),
        None => article,
    };
    if article.published.is_some() {
        return Ok(article);
    }
    let stated = stated_date(&html, &article, document);
    Ok(match stated {
        Some(date) if date.is_far_ahead(document.received_at) => {
            ParsedArticle { far_ahead: Some(date), ..article }
        }
        published => ParsedArticle { published, ..article },
    })
}

/// The date that a script states beside the headline.
fn stated_date(html: &str, article: &ParsedArticle, document: Document<'_>) -> Option<Published> {
    let stated = script_date::find(html, article.title.as_deref()?)?;
    stamp::machine(&stated, document.edition.zone.time_zone())
}

/// The page, with the hidden part that holds its text, if there is one.
fn page(html: &str, document: Document<'_>) -> Result<Page> {
    let page = Page::read(html);
    if !page.has_tags {
        return Err(Error::Unreadable {
            what: document.address.to_string(),
            reason: "the document is no HTML".to_owned(),
        });
    }
    match assembled(html) {
        Cow::Owned(whole) => Ok(Page::read(&whole)),
        Cow::Borrowed(_) if page.hidden_text.is_empty() => Ok(page),
        Cow::Borrowed(_) => Ok(Page::read_showing(html, page.hidden_text)),
    }
}

/// The text in the metadata or a script, if the page shows less than half of it.
fn script_text(html: &str, declared: Option<ScriptText>, article: &ParsedArticle) -> Option<ScriptText> {
    let texts: Vec<_> = article.blocks.iter().filter_map(|block| block.content.text()).collect();
    let breaks = texts.len().saturating_sub(1);
    let shown = texts.iter().map(|text| text.chars().count()).fold(breaks, usize::saturating_add);
    let is_more = |text: &ScriptText| text.html.chars().count() > shown.saturating_mul(2);
    let shows_nothing = || !script_text::is_prose(&texts.join("\n"));
    let drawn = || ScriptText::find(html, article.title.as_deref(), shows_nothing()).filter(is_more);
    declared.filter(is_more).or_else(|| if shown < LEAST_SHOWN { drawn() } else { None })
}

/// Pages that show less text, in characters, may be drawn by a script.
const LEAST_SHOWN: usize = 300;

/// The article with its text from a script, read as a page of its own.
fn from_script(page: Page, text: &ScriptText, shown: ParsedArticle, document: Document<'_>) -> ParsedArticle {
    let title = shown.title.as_deref().unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;");
    let lead = text.lead.as_ref().map(|lead| format!("<p class=lead>{lead}</p>")).unwrap_or_default();
    let html = format!("<h1>{title}</h1>{lead}<div>{}</div>", text.html);
    let drawn = Page { head: page.head, ..Page::read(&html) };
    let article = Reading::of(&MeasuredPage::of(&drawn, document)).article();
    let stated = || stamp::machine(text.published.as_ref()?, document.edition.zone.time_zone());
    let published = article.published.or_else(stated).or(shown.published);
    let is_far_ahead = |date: &Published| date.is_far_ahead(document.received_at);
    ParsedArticle {
        title: shown.title,
        published,
        far_ahead: article.far_ahead.or(shown.far_ahead).or(published.filter(is_far_ahead)),
        updated: article.updated.or(shown.updated),
        picture: article.picture.or(shown.picture),
        related: shown.related,
        tags: shown.tags,
        people: shown.people,
        alternates: shown.alternates,
        is_cut: shown.is_cut,
        is_unfinished: shown.is_unfinished,
        ..article
    }
}

/// What was found on a page, and how it was decided.
struct Reading<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    facts: Facts,
    title: Title,
    region: Region,
    aids: Aids,
    body: Body,
    lead: Lead,
    /// The nodes of the text without the lead.
    kept: Vec<usize>,
}

impl<'s, 'p> Reading<'s, 'p> {
    fn of(measured: &'s MeasuredPage<'p>) -> Self {
        let facts = Facts::of(&measured.page.head);
        let title = title::find(measured, &facts);
        let region = region::find(measured, title.node);
        let aids = Aids::of(measured, &facts, title.node);
        let body = body::find(measured, &facts, &region, &aids);
        let mut kept = body.nodes.clone();
        let lead = lead::take(measured, &facts, &title, &mut kept);
        Self { measured, facts, title, region, aids, body, lead, kept }
    }

    fn article(self) -> ParsedArticle {
        let Self { measured, facts, title, region, aids, body, lead, kept } = self;
        let picture = main_picture(measured, &facts, title.node, &kept);
        let letters = Letters::of(texts(measured, &title, &kept));
        let language = letters.language_of(measured);
        let direction = letters.direction(&language);
        let groups = Groups::of(measured, &aids.tables, &kept);
        let maker = Blocks {
            measured,
            groups: &groups,
            captions: &aids.captions,
            cut: body.cut,
            language: &language,
            fallback: direction,
        };
        let blocks = blocks(maker, &facts, &region, title.node, &kept);
        let evidence = DateEvidence {
            measured,
            facts: &facts,
            region: &region,
            title: &title,
            text: &body.nodes,
            picture: picture.as_deref(),
        };
        let ArticleDates { published, updated, far_ahead } = evidence.dates();
        let Topics { tags, people } = topics::find(measured, &region);
        ParsedArticle {
            published,
            far_ahead,
            updated,
            title: title.text,
            lead: lead.text,
            blocks,
            language,
            direction,
            related: related::find(measured, &region),
            tags,
            people,
            alternates: alternates::find(measured),
            picture,
            is_cut: measured.page.is_cut,
            is_unfinished: measured.page.is_unfinished,
        }
    }
}

/// The text. A video that is not in the text is put before it.
fn blocks(
    blocks: Blocks<'_, '_>,
    facts: &Facts,
    region: &Region,
    title: Option<usize>,
    kept: &[usize],
) -> Vec<Block> {
    let text = blocks.of(kept);
    let is_shown =
        |block: &Block| matches!(block.content, BlockContent::Video { .. } | BlockContent::Embed { .. });
    let other = || blocks.player_above(region, title).or_else(|| blocks.video(facts, region));
    let video = if text.iter().any(is_shown) { None } else { other() };
    without_loose_dividers(video.into_iter().chain(text).collect())
}

/// A divider stands between two other blocks.
fn without_loose_dividers(blocks: Vec<Block>) -> Vec<Block> {
    let is_divider = |block: &Block| block.content == BlockContent::Divider;
    let mut parted: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        if !is_divider(&block) || parted.last().is_some_and(|last| !is_divider(last)) {
            parted.push(block);
        }
    }
    parted.pop_if(|last| is_divider(last));
    parted
}

/// The picture in the metadata, else the first one in the article.
fn main_picture(
    measured: &MeasuredPage<'_>,
    facts: &Facts,
    title: Option<usize>,
    kept: &[usize],
) -> Option<String> {
    let named = facts.pictures.iter().map(String::as_str);
    let shown = kept.iter().find_map(|node| src(measured, *node));
    let above = title.into_iter().flat_map(|title| title.saturating_sub(ABOVE)..title);
    let above = above.filter_map(|node| src(measured, node)).filter(|src| stamp::uploaded(src).is_some());
    let mut written = named.chain(above).chain(shown);
    written.find_map(|src| measured.absolute(src)).map(picture::address)
}

/// How many nodes above the title the picture may be, if its folder holds uploads.
const ABOVE: usize = 3;

/// The address of a node's picture, as the page writes it.
fn src<'s>(measured: &'s MeasuredPage<'_>, node: usize) -> Option<&'s str> {
    match &measured.page.node(node).content {
        Content::Picture { link: Some(link), .. } if measured.key(*link).is_some() => None,
        Content::Picture { src, .. } => Some(src),
        Content::Video { poster, .. } => poster.as_deref(),
        _ => None,
    }
}

/// Title and text, to find out the language.
fn texts<'t>(
    measured: &'t MeasuredPage<'_>,
    title: &'t Title,
    kept: &'t [usize],
) -> impl Iterator<Item = &'t str> {
    let lines = kept.iter().map(|node| measured.line(*node).text.as_str());
    title.text.as_deref().into_iter().chain(lines)
}

#[cfg(test)]
mod tests;
