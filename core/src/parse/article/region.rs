//! Where the text of an article lies: behind the title, before the comments, in the block that holds most of
//! the prose, unless names and elements say that another block is the text.

use std::ops::Range;

use super::announcement::announces_links;
use super::comments;
use super::foreign::{self, Foreign};
use super::line::Line;
use super::measured_page::MeasuredPage;
use super::prefix_sums::PrefixSums;
use super::signed_turns;
use super::votes::{MOST, Vote, Votes};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Element, Hint};

/// The part of a page that is the article.
pub(super) struct Region {
    /// The nodes in blocks that are foreign to the article.
    foreign: Foreign,
    /// From the first node that may belong to the article to the last.
    pub(super) span: Range<usize>,
    /// The innermost block that holds most of the prose.
    pub(super) text: Range<usize>,
    /// The part from the end of the text to the comments, where links to other articles are.
    pub(super) tail: Range<usize>,
    /// Where the comments begin, and how it is known.
    pub(super) comments: Option<(usize, Votes)>,
}

impl Region {
    /// Whether a node may belong to the article.
    pub(super) fn has(&self, node: usize) -> bool {
        !self.foreign.has(node)
    }

    /// Whether a node lies in a block whose first line announces related articles.
    pub(super) fn is_related(&self, node: usize) -> bool {
        self.foreign.votes(node).has(Vote::HeadedByRelated)
    }

    /// The nodes that may belong to the article.
    pub(super) fn nodes(&self) -> impl Iterator<Item = usize> {
        self.span.clone().filter(|node| self.has(*node))
    }

    /// The votes that made the block around a node foreign.
    pub(super) fn foreign_votes(&self, node: usize) -> Votes {
        self.foreign.votes(node)
    }
}

/// Finds the article of a page.
pub(super) fn find(measured: &MeasuredPage<'_>, title: Option<usize>) -> Region {
    let foreign = foreign::find(measured, title);
    let start = title.map_or(0, |title| title.saturating_add(1));
    let comments = comments_behind(measured, &foreign, start);
    let end = comments.map_or(measured.lines.len(), |(at, _)| at);
    let weights = weights(measured, &foreign, start..end);
    let named = named_as_text(measured, &weights, title);
    let is_text = |at: &usize| measured.page.element(*at).hints.meets(Hint::BODY);
    let body = named.filter(is_text).unwrap_or_else(|| densest(measured, &weights, named.unwrap_or(0)));
    let first = if title.is_some() { start } else { measured.nodes(body).start };
    let holder = holder(measured, body, title);
    let last = |block: usize| measured.nodes(block).end.min(end).max(first);
    let text = last(body);
    let follower = Follower::of(measured, body, holder, named);
    let span = first
        ..followed(
            measured,
            &foreign,
            &follower,
            text..last(if holder == body { measured.page.element(body).parent } else { holder }),
        );
    let tail_end = if comments.is_some() { end } else { last(measured.page.element(holder).parent) };
    let tail = span.end..tail_end.max(span.end);
    Region { foreign, span, text: measured.nodes(body), tail, comments }
}

/// The end of a text that goes on behind its block: behind the last prose or list before links, labels or
/// blocks of another kind.
fn followed(
    measured: &MeasuredPage<'_>,
    foreign: &Foreign,
    follower: &Follower<'_, '_>,
    behind: Range<usize>,
) -> usize {
    let ends = |node: &usize| {
        let line = measured.line(*node);
        let is_button = matches!(line.label, Some(Label::Button | Label::Views));
        let is_end = line.is_link() || line.label.is_some() || announces_links(measured, *node);
        !foreign.has(*node) && !is_button && is_end
    };
    let end = behind.clone().find(ends).unwrap_or(behind.end);
    let is_text = |node: &usize| {
        let is_prose = measured.line(*node).is_prose() && follower.is_beside(*node);
        !foreign.has(*node) && (is_prose || measured.is_entry(*node))
    };
    (behind.start..end).rfind(is_text).map_or(behind.start, |last| last.saturating_add(1))
}

/// Knows which lines behind a block may go on with its text.
struct Follower<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    /// The block and those around it, by their depth.
    around: Vec<usize>,
    /// The block that holds the title, too. Outside of it only a block of the same class is.
    holder: usize,
    /// The block whose name says that it is the text. Outside of it, no block beside the text is.
    named: Option<usize>,
    /// The tags and classes of the blocks of prose in the block.
    kinds: Vec<(Tag, u32)>,
}

impl<'s, 'p> Follower<'s, 'p> {
    fn of(measured: &'s MeasuredPage<'p>, block: usize, holder: usize, named: Option<usize>) -> Self {
        let mut around: Vec<usize> =
            std::iter::once(block).chain(measured.page.around(block).skip(1)).collect();
        around.push(0);
        around.reverse();
        around.dedup();
        let elements = measured.page.elements.iter().skip(1);
        let inside = elements.filter(|child| child.parent == block && measured.counts.prose(child) > 0);
        let mut kinds: Vec<(Tag, u32)> =
            inside.map(|child| (child.tag, child.style)).take(MOST_KINDS).collect();
        kinds.dedup();
        Self { measured, around, holder, named, kinds }
    }

    /// Whether a line is a paragraph of its own beside the block, or in a block like it or like those in it.
    fn is_beside(&self, node: usize) -> bool {
        let element = |at: usize| self.measured.page.element(at);
        let is_around = |at: usize| self.around.get(element(at).depth) == Some(&at);
        let mut top = self.measured.page.node(node).parent;
        if is_around(top) {
            return element(self.holder).nodes.contains(&node);
        }
        while !is_around(element(top).parent) {
            top = element(top).parent;
        }
        let top = element(top);
        let own = self.around.get(top.depth).map(|at| element(*at));
        let is_alike = own.is_some_and(|own| (own.tag, own.style) == (top.tag, top.style));
        if !element(self.holder).nodes.contains(&node) {
            return is_alike && top.style != 0;
        }
        let is_named = self.named.is_some_and(|named| element(named).nodes.contains(&node));
        let is_inside = self.named.is_none() || is_named;
        let is_plain = || self.measured.counts.link_lines(top) == 0 && !top.hints.meets(Hint::AUTHOR);
        is_bare(top.tag)
            || self.kinds.contains(&(top.tag, top.style))
            || is_inside && is_alike
            || is_named && is_plain()
    }
}

/// The maximum number of blocks whose kinds are compared.
const MOST_KINDS: usize = 64;

/// Elements that hold a paragraph, a list or a quotation, and are no part of the layout.
fn is_bare(tag: Tag) -> bool {
    tag.is_list()
        || tag.is_heading()
        || matches!(tag, Tag::P | Tag::Blockquote | Tag::Pre | Tag::Dl | Tag::Table)
}

/// The innermost block that holds both the title and the text.
fn holder(measured: &MeasuredPage<'_>, body: usize, title: Option<usize>) -> usize {
    let holds_title = |at: &usize| title.is_none_or(|title| measured.nodes(*at).contains(&title));
    std::iter::once(body).chain(measured.page.around(body)).find(holds_title).unwrap_or(0)
}

/// How many lines with a word for comments are looked at. Each costs a walk through the page.
const MOST_WORDS: usize = 8;

/// Where the comments begin, and by which votes.
fn comments_behind(measured: &MeasuredPage<'_>, foreign: &Foreign, start: usize) -> Option<(usize, Votes)> {
    let all = weights(measured, foreign, start..measured.lines.len());
    let forms = comments::forms(measured);
    let is_word = |node: &usize| {
        let line = measured.line(*node);
        let is_label = line.label == Some(Label::Comments) && (1..=40).contains(&line.weight);
        is_label || line.heading.is_some() && comments::heads_form(measured, &forms, *node)
    };
    let words = (start..measured.lines.len()).filter(is_word).filter(|node| all.within(&(start..*node)) > 0);
    let voted = words.take(MOST_WORDS).map(|node| (node, votes_to_end(measured, &all, &forms, start..node)));
    let named = voted.into_iter().find(|(_, votes)| votes.say_yes());
    let end = named.map_or(measured.lines.len(), |(node, _)| node);
    signed_turns_behind(measured, foreign, &all, start..end).or(named)
}

/// Where names with dates and what they say begin to take turns, if the text is before that.
fn signed_turns_behind(
    measured: &MeasuredPage<'_>,
    foreign: &Foreign,
    all: &PrefixSums,
    span: Range<usize>,
) -> Option<(usize, Votes)> {
    let start = span.start;
    let run = signed_turns::first_run(measured, span.filter(|node| !foreign.has(*node)))?;
    let votes = votes_by_place(measured, all, start..run).with(Vote::SignedTurns);
    (all.within(&(start..run)) > 0 && votes.say_yes()).then_some((run, votes))
}

/// Whether the text ends at a word for comments, or at a heading of a form for longer texts.
fn votes_to_end(measured: &MeasuredPage<'_>, all: &PrefixSums, forms: &[usize], text: Range<usize>) -> Votes {
    let node = text.end;
    let is_cell = |at: usize| {
        let block = measured.page.element(at);
        matches!(block.tag, Tag::Th | Tag::Td | Tag::Caption) && measured.counts.lines(block) == 1
    };
    Votes::default()
        .when(measured.line(node).label == Some(Label::Comments), Vote::CommentsWord)
        .when(is_heading_with_count(measured.line(node)), Vote::CommentsCount)
        .when(measured.line(node).linked > 0, Vote::WordIsLink)
        .when(measured.around(node).any(is_cell), Vote::WordInCell)
        .when(measured.is_inside(node, is_aside), Vote::WordInAside)
        .and(votes_by_place(measured, all, text))
        .and(comments::votes_behind(measured, forms, node))
}

/// Whether the text ends at a place because of the prose before it and behind it.
fn votes_by_place(measured: &MeasuredPage<'_>, all: &PrefixSums, text: Range<usize>) -> Votes {
    let node = text.end;
    let before = all.within(&text);
    let behind = all.total().saturating_sub(before);
    let own_end = measured.nodes(own_block(measured, all, text)).end;
    Votes::default()
        .when(node >= own_end, Vote::OutsideOwnBlock)
        .when(all.within(&(node..own_end)) == 0, Vote::NoProseBehind)
        .when(behind.saturating_mul(MOST).saturating_mul(2) > all.total(), Vote::MuchProseBehind)
        .when(behind > before, Vote::MostProseBehind)
}

/// Whether a heading says how many comments there are.
fn is_heading_with_count(line: &Line) -> bool {
    let is_comments = line.label == Some(Label::Comments);
    is_comments && line.heading.is_some() && line.linked == 0 && line.text.contains(char::is_numeric)
}

/// The block that holds most of the prose so far; of a single paragraph the block around it.
fn own_block(measured: &MeasuredPage<'_>, all: &PrefixSums, span: Range<usize>) -> usize {
    let within =
        |block: &Element| all.within(&(block.nodes.start.max(span.start)..block.nodes.end.min(span.end)));
    let block = innermost(measured, 0, within);
    let parent = measured.page.element(block).parent;
    let is_single = measured.nodes(block).filter(|node| measured.line(*node).is_prose()).nth(1).is_none();
    if is_single { parent } else { block }
}

/// Blocks beside the article, where the word "comments" may mean something else.
fn is_aside(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Header)
}

/// The weight of prose in each line; of all lines if there is no prose.
fn weights(measured: &MeasuredPage<'_>, foreign: &Foreign, span: Range<usize>) -> PrefixSums {
    let sums = |only_prose: bool| {
        PrefixSums::of((0..measured.lines.len()).map(|node| {
            let line = measured.line(node);
            let counts = span.contains(&node) && !foreign.has(node) && (line.is_prose() || !only_prose);
            if counts { line.mass() } else { 0 }
        }))
    };
    let prose = sums(true);
    if prose.total() > 0 { prose } else { sums(false) }
}

/// The percentage of the prose and the votes together from which a block is the text.
const ENOUGH_FOR_TEXT: usize = 75;
/// The least letters of prose in such a block.
const LEAST_TEXT: usize = 40;

/// The block that names, elements and its share of the prose call the text.
fn named_as_text(measured: &MeasuredPage<'_>, weights: &PrefixSums, title: Option<usize>) -> Option<usize> {
    let points = |block: &Element| {
        let votes = votes_for_text(block, title);
        let weight = weights.within(&block.nodes);
        let share = weight.saturating_mul(100).checked_div(weights.total()).unwrap_or(0);
        let points = share.saturating_add_signed(isize::try_from(votes.sum()).unwrap_or(0));
        (votes != Votes::default() && weight >= LEAST_TEXT && points >= ENOUGH_FOR_TEXT).then_some(points)
    };
    let blocks = measured.page.elements.iter().enumerate().skip(1);
    let voted = blocks.filter_map(|(at, block)| Some((points(block)?, std::cmp::Reverse(at))));
    voted.max().map(|(_, at)| at.0)
}

fn votes_for_text(block: &Element, title: Option<usize>) -> Votes {
    let is_behind = title.is_none_or(|title| block.nodes.end > title);
    Votes::default()
        .when(block.hints.meets(Hint::BODY), Vote::NamedAsText)
        .when(block.tag == Tag::Article && is_behind, Vote::ArticleElement)
        .when(block.tag == Tag::Main && is_behind, Vote::MainElement)
}

/// The innermost block from this one on that holds three quarters of the prose of each block around it.
fn densest(measured: &MeasuredPage<'_>, weights: &PrefixSums, from: usize) -> usize {
    innermost(measured, from, |block| weights.within(&block.nodes))
}

fn innermost(measured: &MeasuredPage<'_>, from: usize, weight: impl Fn(&Element) -> usize) -> usize {
    let blocks = measured.page.elements.iter().enumerate().skip(from.saturating_add(1));
    blocks.fold(from, |found, (at, block)| {
        if block.parent != found {
            return found;
        }
        let (inner, outer) = (weight(block), weight(measured.page.element(found)));
        let is_most = outer > 0 && inner.saturating_mul(4) >= outer.saturating_mul(3);
        if is_most { at } else { found }
    })
}
