//! The nodes of an article that are its text and its pictures.

mod context;

use std::ops::Range;

use super::aids::Aids;
use super::announcement::{announces_links, is_label_with_links};
use super::credit;
use super::facts::Facts;
use super::foreign;
use super::line::Line;
use super::measured_page::MeasuredPage;
use super::node_set::NodeSet;
use super::noise;
use super::pictures;
use super::pull_quotes::PullQuotes;
use super::region::Region;
use super::standfirst;
use super::votes::{Vote, Votes};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Content, Hint};

/// The text of an article, as nodes in order; pictures and videos among them.
pub(super) struct Body {
    pub(super) nodes: Vec<usize>,
    /// A node that ends with initials, and where they begin.
    pub(super) cut: Option<(usize, usize)>,
}

/// The lines above the first prose that are names, in blocks that are named so: two to four words.
fn names_above(measured: &MeasuredPage<'_>, region: &Region, first: Option<usize>) -> Vec<String> {
    let above = region.nodes().take_while(|node| first.is_some_and(|first| *node < first));
    let named = above.filter(|node| measured.is_hinted(*node, Hint::AUTHOR));
    let lines = named.map(|node| measured.line(node)).filter(|line| {
        let is_plain = line.heading.is_none() && line.label.is_none() && line.stamp.is_none();
        is_plain && (2..=4).contains(&line.word_count()) && !line.text.contains(char::is_numeric)
    });
    lines.map(|line| line.normalized.clone()).filter(|name| name.len() >= SHORTEST_NAME).collect()
}

/// The fewest bytes of a name.
const SHORTEST_NAME: usize = 8;

/// Finds the text of an article.
pub(super) fn find(measured: &MeasuredPage<'_>, facts: &Facts, region: &Region, aids: &Aids) -> Body {
    let finder = TextFinder::of(measured, facts, region, aids);
    let mut nodes: Vec<usize> = region.nodes().filter(|node| finder.belongs(*node)).collect();
    drop_dangling_label(measured, &mut nodes);
    let cut = drop_initials(measured, &mut nodes);
    Body { nodes, cut }
}

/// Decides which nodes are text, given where the prose begins and ends.
pub(super) struct TextFinder<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    aids: &'s Aids,
    /// The nodes in blocks of links.
    links: NodeSet,
    pull_quotes: PullQuotes,
    /// The innermost block of the text.
    text: Range<usize>,
    /// Short lines above the first prose, which may name the author.
    names: Vec<String>,
    /// A short line above the first prose that is the lead by its name or by the metadata.
    standfirst: Option<usize>,
    first: Option<usize>,
    second: Option<usize>,
    last: Option<usize>,
}

impl<'s, 'p> TextFinder<'s, 'p> {
    /// Prepares for the lines of a region.
    pub(super) fn of(measured: &'s MeasuredPage<'p>, facts: &Facts, region: &Region, aids: &'s Aids) -> Self {
        let prose: Vec<usize> = region.nodes().filter(|node| measured.line(*node).is_prose()).collect();
        let (first, second) = (prose.first().copied(), prose.get(1).copied());
        Self {
            measured,
            aids,
            links: foreign::find_links(measured),
            pull_quotes: PullQuotes::of(measured, &prose),
            text: region.text.clone(),
            names: names_above(measured, region, first),
            standfirst: standfirst::find(measured, facts, region, first),
            first,
            second,
            last: prose.iter().copied().rfind(|node| measured.line(*node).label.is_none()),
        }
    }

    fn belongs(&self, node: usize) -> bool {
        match &self.measured.page.node(node).content {
            Content::Picture { .. } => pictures::belongs(self.measured, self.aids, node),
            Content::Text(_) => self.votes(node).say_yes(),
            Content::Divider => self.is_between(node),
            _ => true,
        }
    }

    /// The votes about a line.
    pub(super) fn votes(&self, node: usize) -> Votes {
        if self.aids.tables.around(node).is_some() {
            return self.of_table(node);
        }
        self.of_words(node).and(self.of_links(node)).and(self.of_names(node)).and(self.of_place(node))
    }

    /// The votes about a cell of a table of data. It is judged by the place of the table alone.
    fn of_table(&self, node: usize) -> Votes {
        Votes::default()
            .with(Vote::CellOfData)
            .when(
                self.first.is_some_and(|first| node < first && !self.is_beside(node, first)),
                Vote::TableAboveProse,
            )
            .when(self.aids.boxes.has(node), Vote::InBox)
    }

    fn of_words(&self, node: usize) -> Votes {
        let line = self.measured.line(node);
        let says = self.is_figure(node) || self.is_code(node);
        let is_part = self.heads_section(node) || self.is_plain_entry(node);
        let is_label = line.label.is_some() && (!is_part || self.announces(node));
        let is_part = is_part || self.is_quoted(node);
        let is_byline = line.is_credit && self.is_apart_or_named(node) && !is_part && !self.is_dateline(node);
        Votes::default()
            .when(line.is_prose() && !line.is_link(), Vote::Prose)
            .when(says, Vote::Figure)
            .when(noise::is_wordless(&line.text) && !says, Vote::NoWords)
            .when(noise::is_control(&line.text) && !says && !is_part, Vote::Control)
            .when(noise::is_of_player(&line.text), Vote::OfPlayer)
            .when(self.aids.boxes.has(node), Vote::InBox)
            .when(is_label, Vote::IsLabel)
            .when(is_byline, Vote::Byline)
            .when(self.is_short_above_text(node), Vote::ShortAboveText)
            .when(self.pull_quotes.has(node), Vote::RepeatsProse)
            .when(self.aids.authors.are(line), Vote::NameOfAuthor)
            .when(self.is_note_on_author(node), Vote::NoteOnAuthor)
            .when(credit::is_credit_of_picture(&line.text), Vote::Caption)
            .when(self.is_beside_credit(node), Vote::BesideCredit)
            .when(self.is_appeal(node), Vote::AppealOfSite)
    }

    /// Whether a line about who and when stands apart from the text, or cannot be anything else.
    fn is_apart_or_named(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        !self.is_between(node) || self.is_above_text(node) || credit::is_named(&line.text, &line.normalized)
    }

    /// Whether a line asks the public to follow or to join, with a link or a name, or apart from the text.
    fn is_appeal(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let names_place = line.linked > 0 || line.text.contains('@');
        (names_place || line.heading.is_some() || !self.is_between(node)) && credit::is_appeal(&line.text)
    }

    fn of_links(&self, node: usize) -> Votes {
        let is_link = self.measured.line(node).is_link();
        let leads_on = |link: &usize| self.measured.key(*link).is_some() || self.measured.is_file(*link);
        let is_amid = || {
            self.is_between(node)
                && !self.is_above_text(node)
                && !self.measured.links(node).iter().any(leads_on)
                && !Label::begins_with_more(&self.measured.line(node).text)
                && !self.links_away(node)
        };
        Votes::default()
            .when(is_link, Vote::LinkAlone)
            .when(is_link && (is_amid() || self.is_source(node)), Vote::LinkAmidProse)
            .when(announces_links(self.measured, node) || self.heads_dropped(node), Vote::AnnouncesLinks)
            .when(is_label_with_links(self.measured, node), Vote::LabelOfLinks)
            .when(self.links.has(node) && !self.is_source(node), Vote::AmongLinks)
    }

    fn of_names(&self, node: usize) -> Votes {
        let measured = self.measured;
        let is_byline = measured.hints(node).meets(Hint::BYLINE) && !measured.line(node).is_prose();
        Votes::default()
            .when(self.is_caption(node), Vote::Caption)
            .when(measured.is_hinted(node, Hint::RELATED), Vote::NamedRelated)
            .when(is_byline && self.is_between(node), Vote::NamedByline)
    }

    /// Whether a line is the caption of a picture or of a table.
    fn is_caption(&self, node: usize) -> bool {
        let is_marked =
            || self.measured.is_inside(node, |tag| tag == Tag::Caption) || self.is_in_figcaption(node);
        let is_picture = |node| matches!(self.measured.page.node(node).content, Content::Picture { .. });
        let is_behind = || node.checked_sub(1).is_some_and(is_picture);
        let is_worded = || credit::is_caption(&self.measured.line(node).text);
        self.aids.captions.has(node) || is_marked() || is_behind() && is_worded()
    }

    /// Whether a line without words is text: a result, an hour or a year between prose, set as prose is. A
    /// number alone is a count, except in a heading or a list.
    fn is_figure(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let tag = self.measured.parent(node).tag;
        let is_listed = matches!(tag, Tag::Li | Tag::Dt | Tag::Dd);
        let says = || line.heading.is_some() || is_listed || tag == Tag::P && noise::is_result(&line.text);
        noise::is_wordless(&line.text) && line.weight > 0 && self.is_between(node) && says()
    }

    /// Whether a line is a link to another site, in a list between prose.
    fn is_source(&self, node: usize) -> bool {
        let leads_out = |link: &usize| self.aids.hosts.leads_out(&self.measured.page.link(*link).address);
        let links = self.measured.links(node);
        self.is_between(node)
            && self.measured.is_inside(node, Tag::is_list)
            && !links.is_empty()
            && links.iter().all(leads_out)
    }

    /// What the place of a line says: between prose, or before or behind it.
    fn of_place(&self, node: usize) -> Votes {
        let line = self.measured.line(node);
        match (self.first, self.last) {
            _ if self.is_between(node) => Votes::default().with(Vote::BetweenProse).when(
                line.stamp.is_some() && self.is_above_text(node) && !self.is_quoted(node),
                Vote::StampAboveText,
            ),
            (Some(first), Some(_)) if node < first => Votes::default()
                .when(line.heading.is_some(), Vote::HeadsProse)
                .when(self.standfirst == Some(node), Vote::Standfirst)
                .when(self.is_in_line(node, first), Vote::BesideProse)
                .when(line.stamp.is_some(), Vote::StampAboveText),
            (Some(_), Some(last)) if node > last => Votes::default()
                .when(self.is_in_line(node, last), Vote::BesideProse)
                .when(self.measured.is_entry(node), Vote::EntryBehindProse)
                .when(noise::is_initials(&line.text), Vote::Initials),
            (None, None) => Votes::default()
                .when(!self.is_bare(line), Vote::OnlyText)
                .when(line.stamp.is_some(), Vote::StampAlone),
            _ => Votes::default(),
        }
    }

    /// Whether a line says too little to be the text of a page without prose.
    fn is_bare(&self, line: &Line) -> bool {
        line.word_count() < 2 || noise::is_initials(&line.text)
    }

    /// Whether a line stands before the second paragraph, as the date between lead and text does.
    fn is_above_text(&self, node: usize) -> bool {
        self.second.is_none_or(|second| node < second)
    }

    fn is_between(&self, node: usize) -> bool {
        self.first.is_some_and(|first| first < node) && self.last.is_some_and(|last| node < last)
    }

    /// Whether a node is in the same block as a paragraph: beside it in the same style, or in a list beside
    /// it.
    fn is_in_line(&self, node: usize, prose: usize) -> bool {
        let measured = self.measured;
        let is_shared =
            |at: &usize| measured.nodes(*at).filter(|node| measured.line(*node).weight > 0).nth(1).is_some();
        let block = measured.around(prose).find(is_shared).unwrap_or(0);
        let own = measured.page.node(node).parent;
        let (one, other) = (measured.parent(node), measured.parent(prose));
        let is_alike = one.tag == other.tag && one.depth == other.depth && one.tag != Tag::Td;
        let is_within = measured.nodes(block).contains(&node);
        own == block
            || is_within
                && (is_alike || one.tag == Tag::P || one.tag.is_heading() || self.is_listed_in(node, block))
    }

    fn is_listed_in(&self, node: usize, block: usize) -> bool {
        let mut lists = self.measured.around(node).map(|at| self.measured.page.element(at));
        lists.any(|list| (list.tag.is_list() || list.tag == Tag::Dl) && list.parent == block)
    }
}

/// Drops a last line that is a heading or announces something, because no text follows it.
fn drop_dangling_label(measured: &MeasuredPage<'_>, nodes: &mut Vec<usize>) {
    let initials = nodes.pop_if(|node| noise::is_initials(&measured.line(*node).text));
    nodes.pop_if(|node| {
        let line = measured.line(*node);
        line.heading.is_some() || (line.text.ends_with(':') && line.word_count() <= 10)
    });
    nodes.extend(initials);
}

/// Drops the initials of authors: a whole last line, or the end of the last line. In the second case it gives
/// the place where to cut.
fn drop_initials(measured: &MeasuredPage<'_>, nodes: &mut Vec<usize>) -> Option<(usize, usize)> {
    let at = nodes.iter().rposition(|node| measured.line(*node).weight > 0)?;
    let node = *nodes.get(at)?;
    if noise::is_initials(&measured.line(node).text) {
        nodes.remove(at);
        return None;
    }
    noise::without_initials(&measured.line(node).text).map(|end| (node, end))
}
