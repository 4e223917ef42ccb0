//! The story of a programme, or the biography of a person, as blocks.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use ifilm_language::text::{direction_of_language, direction_of_line, normalized};
use ifilm_language::time::has_date_label;

use super::close_sign::{is_close_sign, without_close_sign};
use super::pictures::Pictures;
use super::role::is_group;
use super::subject::Subject;
use super::thing::Thing;
use crate::model::{Block, BlockContent, Span};
use crate::parse::html::Tag;
use crate::parse::page::{Content, Part, plain};
use crate::parse::picture;
use crate::parse::work_kind::is_kind;

/// The text in the block that is named as the story, else the text of the page by the votes of articles, else
/// the description in the metadata. `others` are nodes of rows and facts; `posters` are shown elsewhere.
pub(in crate::parse) fn story(
    subject: &Subject<'_>,
    thing: Option<&Thing>,
    others: &BTreeSet<usize>,
    posters: &Pictures,
) -> Vec<Block> {
    let nodes = Nodes { subject, others, sorted: others.iter().copied().collect(), posters };
    let labelled = unwrapped(subject.outline.blocks(&nodes.labelled()));
    if letters(&labelled) >= SHORTEST {
        return labelled;
    }
    let chosen = nodes.marked();
    let marked = without_close_sign(subject.outline.blocks(&chosen), nodes.is_glued(&chosen));
    let marked = without_heading(marked);
    if letters(&marked) > 0 {
        return without_references(marked);
    }
    let voted = without_heading(subject.outline.blocks(&nodes.voted()));
    let described = if letters(&voted) < SHORTEST { described(subject, thing) } else { Vec::new() };
    if letters(&described) > letters(&voted) { described } else { without_references(voted) }
}

/// The blocks of a definition that is a list of one entry.
fn unwrapped(mut blocks: Vec<Block>) -> Vec<Block> {
    if let [Block { content: BlockContent::List { entries, .. }, .. }] = blocks.as_mut_slice()
        && entries.len() == 1
    {
        return entries.pop().unwrap_or_default();
    }
    blocks
}

/// The blocks without the numbers of references: `[1]`.
fn without_references(mut blocks: Vec<Block>) -> Vec<Block> {
    let is_reference = |span: &Span| {
        let number = span.text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        number.is_some_and(|number| {
            !number.is_empty() && number.len() <= 3 && number.chars().all(char::is_numeric)
        })
    };
    for block in &mut blocks {
        if let BlockContent::Paragraph { spans } = &mut block.content
            && spans.iter().any(is_reference)
        {
            spans.retain(|span| !is_reference(span));
            if let Some(last) = spans.last_mut() {
                last.text.truncate(last.text.trim_end().len());
            }
        }
    }
    blocks
}

/// Texts with fewer letters may be no story, if the metadata have a longer one.
const SHORTEST: usize = 40;

fn letters(blocks: &[Block]) -> usize {
    let texts = blocks.iter().filter_map(|block| block.content.text());
    texts.map(|text| text.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// Chooses the nodes of the story.
struct Nodes<'s, 'p> {
    subject: &'s Subject<'p>,
    others: &'s BTreeSet<usize>,
    /// The same, to count them.
    sorted: Vec<usize>,
    posters: &'s Pictures,
}

impl Nodes<'_, '_> {
    /// The text of the first block that is named as the story, if it is not a frame around all of the page.
    fn marked(&self) -> Vec<usize> {
        let page = self.subject.page;
        let title = self.subject.outline.title_node();
        let rows = page.elements.iter().filter(|block| matches!(block.part, Some(Part::Cast | Part::Works)));
        let rows: Vec<usize> = rows.map(|block| block.nodes.start).collect();
        let is_frame = |nodes: &Range<usize>| title.iter().chain(&rows).any(|node| nodes.contains(node));
        let named = page.elements.iter().filter(|block| block.part == Some(Part::Story));
        let texts = named.map(|block| block.nodes.clone()).filter(|nodes| !is_frame(nodes)).take(MOST_NAMED);
        let texts = texts.map(|nodes| self.chosen(nodes));
        texts.into_iter().find(|nodes| nodes.iter().any(|node| self.has_words(*node))).unwrap_or_default()
    }

    /// The definition or the cell behind a label that names the story.
    fn labelled(&self) -> Vec<usize> {
        let page = self.subject.page;
        let cell = |node: usize, tags: &[Tag]| {
            let parent = page.nodes.get(node)?.parent;
            page.around(parent).take(4).find(|at| tags.contains(&page.element(*at).tag))
        };
        let is_label = |node: usize| {
            let text = page.node(node).run().map(|run| run.text()).unwrap_or_default();
            let text = text.trim_end_matches([':', ' ']);
            text.len() <= LONGEST_FACT && HEADINGS.iter().any(|word| normalized(word) == normalized(text))
        };
        let labels = (0..page.nodes.len()).filter(|node| cell(*node, &[Tag::Dt, Tag::Td, Tag::Th]).is_some());
        let found = labels.filter(|node| is_label(*node)).find_map(|label| {
            let behind = label.saturating_add(1);
            cell(behind, &[Tag::Dd, Tag::Td]).filter(|at| page.element(*at).nodes.start == behind)
        });
        found.map(|at| self.chosen(page.element(at).nodes.clone())).unwrap_or_default()
    }

    /// The text of the page without its rows and facts.
    fn voted(&self) -> Vec<usize> {
        let text = self.subject.outline.text().iter().copied();
        let nodes = self.chosen(text.filter(|node| !self.is_fact(*node) && !self.is_beside_row(*node)));
        let nodes = self.before_rows(self.before_lists(self.since_first_sentence(nodes)));
        if nodes.iter().any(|node| self.has_words(*node)) { nodes } else { Vec::new() }
    }

    /// The nodes without the short lines before the first sentence or long line: names, kinds, places. If no
    /// line is one, there is no story.
    fn since_first_sentence(&self, mut nodes: Vec<usize>) -> Vec<usize> {
        let is_long =
            |node: usize| self.subject.page.node(node).run().is_some_and(|run| run.weights().0 >= SHORTEST);
        let begins = |node: &usize| self.is_sentence(*node) || is_long(*node) && !self.is_entry(*node);
        let first = nodes.iter().position(begins).unwrap_or(nodes.len());
        nodes.split_off(first)
    }

    /// Whether a node is the entry of a list, or a cell.
    fn is_entry(&self, node: usize) -> bool {
        let page = self.subject.page;
        page.around(page.node(node).parent)
            .take(4)
            .any(|at| matches!(page.element(at).tag, Tag::Li | Tag::Td))
    }

    /// The nodes before the heading of another part of the page: its tracks, its episodes, its people. The
    /// heading itself need not be text.
    fn before_lists(&self, mut nodes: Vec<usize>) -> Vec<usize> {
        let (Some(first), Some(last)) = (nodes.first().copied(), nodes.last().copied()) else { return nodes };
        let end = (first..=last).find(|node| self.opens_list(*node));
        nodes.retain(|node| end.is_none_or(|end| *node < end));
        nodes
    }

    /// Whether a node is the heading of such a part.
    fn opens_list(&self, node: usize) -> bool {
        let Some(run) = self.subject.page.node(node).run() else { return false };
        let text = run.text();
        let text = text.trim_end_matches([':', ' ']);
        text.len() <= LONGEST_FACT && (is_group(text) || OF_LISTS.contains(&normalized(text)))
    }

    /// The nodes before the first rows, if those are a whole story. What follows the rows is about other
    /// things: questions, other works.
    fn before_rows(&self, nodes: Vec<usize>) -> Vec<usize> {
        let (mut letters, mut last) = (0_usize, None);
        let end = nodes.iter().position(|node| {
            let from = last.replace(*node).unwrap_or(*node).min(*node);
            let rows = self.others.range(from..*node).take(MOST_BETWEEN).count();
            let is_end = rows == MOST_BETWEEN && letters >= LEAST_STORY;
            let own = self.subject.page.node(*node).run().map_or(0, |run| run.weights().0);
            letters = letters.saturating_add(own);
            is_end
        });
        let mut nodes = nodes;
        nodes.truncate(end.unwrap_or(nodes.len()));
        nodes
    }

    /// The text among these nodes that is no row, without headings that nothing of it follows.
    fn chosen(&self, nodes: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        for node in nodes.filter(|node| !self.others.contains(node) && self.is_text(*node)) {
            self.drop_heading(&mut chosen, node);
            chosen.push(node);
        }
        while chosen.last().is_some_and(|last| self.subject.outline.heading(*last).is_some()) {
            chosen.pop();
        }
        chosen
    }

    /// Drops the last node if it is a heading, and a row or a fact comes before the next node.
    fn drop_heading(&self, chosen: &mut Vec<usize>, next: usize) {
        let Some(last) = chosen.last().copied() else { return };
        let is_heading = self.subject.outline.heading(last).is_some();
        let has_row = || next == usize::MAX || self.others.range(last..next.max(last)).next().is_some();
        if is_heading && has_row() {
            chosen.pop();
        }
    }

    /// Whether a node stands in a list with rows or facts, or in a table that holds little else.
    fn is_beside_row(&self, node: usize) -> bool {
        let page = self.subject.page;
        let around = || page.around(page.node(node).parent);
        let is_list = |at: &usize| page.element(*at).tag.is_list() || page.element(*at).tag == Tag::Dl;
        let before = |end: usize| self.sorted.partition_point(|other| *other < end);
        let rows = |at: usize| {
            let nodes = &page.element(at).nodes;
            before(nodes.end).saturating_sub(before(nodes.start))
        };
        let is_of_rows = |at: usize| rows(at).saturating_mul(3) >= page.element(at).nodes.len();
        around().find(is_list).is_some_and(|list| rows(list) > 0)
            || !self.is_sentence(node)
                && around().find(|at| page.element(*at).tag == Tag::Table).is_some_and(is_of_rows)
    }

    /// Whether a node is a sentence, which a table of facts does not hold.
    fn is_sentence(&self, node: usize) -> bool {
        let Some(run) = self.subject.page.node(node).run() else { return false };
        let text = run.text();
        run.weights().0 >= SHORTEST_SENTENCE
            && text.trim_end().ends_with(['.', '!', '?', '؟', '…', '»', '”', '"'])
    }

    /// Whether a node is a text or a picture of the story: no button, no player, not the poster.
    fn is_text(&self, node: usize) -> bool {
        match &self.subject.page.node(node).content {
            Content::Text(run) => {
                let text = run.text();
                let is_dated =
                    || text.len() <= LONGEST_FACT && has_date_label(&text) && !self.is_sentence(node);
                !is_close_sign(&text) && !self.subject.outline.is_label(node) && !is_dated()
            }
            Content::Picture { src, .. } => {
                let address = self.subject.absolute(src).map(picture::address);
                let own = self.subject.absolute(src).map(String::from);
                address.is_some()
                    && address != self.posters.full
                    && own.is_none_or(|own| Some(own) != self.posters.small)
            }
            _ => false,
        }
    }

    /// Whether an element ends behind the first letter of these nodes.
    fn is_glued(&self, nodes: &[usize]) -> bool {
        let run = nodes.first().and_then(|node| self.subject.page.node(*node).run());
        let first = run.and_then(|run| run.pieces.first()?.text.chars().next());
        first.is_some_and(|first| run.is_some_and(|run| run.seams.first() == Some(&(0, first.len_utf8()))))
    }

    fn has_words(&self, node: usize) -> bool {
        self.subject.page.node(node).run().is_some_and(|run| run.weights().0 > 0)
    }

    /// Whether a node is a short line such as `Country: Iran`.
    fn is_fact(&self, node: usize) -> bool {
        let Some(run) = self.subject.page.node(node).run() else { return false };
        let text = run.text();
        let is_short = text.len() <= LONGEST_FACT && !text.trim_end().ends_with(['.', '!', '?', '؟', '…']);
        let label = text.split_once(':').map(|(label, _)| label.split_whitespace().count());
        is_short && label.is_some_and(|words| (1..=3).contains(&words))
    }
}

/// The fewest letters of a sentence.
const SHORTEST_SENTENCE: usize = 20;

/// So many nodes of rows end a story of at least so many letters.
const MOST_BETWEEN: usize = 2;
const LEAST_STORY: usize = 80;

/// The maximum number of blocks with the name of a story that are looked at.
const MOST_NAMED: usize = 8;
/// The maximum number of bytes of a line that is a fact.
const LONGEST_FACT: usize = 120;

/// Words of the headings above lists of recordings.
const LISTS: &[&str] = &[
    "tracks",
    "track list",
    "songs",
    "episodes",
    "clips",
    "قطعه‌ها",
    "قطعات",
    "آهنگ‌ها",
    "ترانه‌ها",
    "قسمت‌ها",
    "کلیپ‌ها",
    "المقطوعات",
    "الأغاني",
    "الحلقات",
    "مقاطع",
];

static OF_LISTS: LazyLock<HashSet<String>> =
    LazyLock::new(|| LISTS.iter().map(|word| normalized(word)).collect());

/// Words of the heading above a story.
const HEADINGS: &[&str] = &[
    "story",
    "the story",
    "synopsis",
    "plot",
    "summary",
    "about",
    "biography",
    "داستان",
    "قصه",
    "خلاصه داستان",
    "خلاصه‌ی داستان",
    "زنده‌گی‌نامه",
    "خلاصه",
    "درباره",
    "بیوگرافی",
    "زندگینامه",
    "زندگی نامه",
    "شرح حال",
    "القصة",
    "قصة المسلسل",
    "قصة الفيلم",
    "نبذة",
    "ملخص",
    "السيرة الذاتية",
    "السيرة",
];

/// The blocks without headings that only say what they are, and without a box of facts before the text.
fn without_heading(mut blocks: Vec<Block>) -> Vec<Block> {
    let is_word = |text: &str| HEADINGS.iter().any(|word| normalized(word) == normalized(text));
    let is_of_kind =
        |text: &str| text.trim().split_once(' ').is_some_and(|(word, rest)| is_word(word) && is_kind(rest));
    let is_name = |text: &str| is_word(text) || is_of_kind(text);
    let says = |block: &Block, is: &dyn Fn(&str) -> bool| {
        block
            .content
            .text()
            .is_some_and(|text| text.len() <= LONGEST_FACT && is(text.trim_end_matches([':', ' '])))
    };
    let is_left_out = |at: usize, block: &Block| match at {
        0 => says(block, &is_name) || matches!(block.content, BlockContent::Table { .. }),
        _ => says(block, &is_word) || says(block, &is_group),
    };
    let kept: Vec<Block> = blocks
        .iter()
        .enumerate()
        .filter(|(at, block)| !is_left_out(*at, block))
        .map(|(_, block)| block.clone())
        .collect();
    if !kept.is_empty() {
        blocks = kept;
    }
    blocks
}

/// The description in the metadata as a paragraph.
fn described(subject: &Subject<'_>, thing: Option<&Thing>) -> Vec<Block> {
    let declared = thing.and_then(|thing| thing.text(&["description", "abstract"]));
    let metas = || subject.page.head.metas_of(&["og:description", "description"]).next().map(str::to_owned);
    let text = declared.or_else(metas).and_then(|text| plain(&text));
    let language = direction_of_language(&subject.document.edition.language);
    let paragraph = |text: String| Block {
        dir: direction_of_line(&text, language),
        content: BlockContent::Paragraph { spans: vec![Span::plain(text)] },
    };
    text.map(paragraph).into_iter().collect()
}
