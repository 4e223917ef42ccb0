//! The sentence between the title and the text.

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::title::Title;
use crate::parse::html::Tag;
use crate::parse::page::Hints;
use crate::parse::similarity::{is_cut_from, repeats};

/// Removes the lead, and a paragraph that repeats it, from the nodes of the text.
pub(super) fn take(
    measured: &MeasuredPage<'_>,
    facts: &Facts,
    title: &Title,
    kept: &mut Vec<usize>,
) -> Option<String> {
    let texts: Vec<usize> = kept.iter().copied().filter(|node| measured.line(*node).weight > 0).collect();
    let (&first, rest) = texts.split_first()?;
    let line = &measured.line(first).text;
    let repeats_title = title.text.as_deref().is_some_and(|title| repeats(line, title));
    let sentence = Sentence { measured, facts, first, rest };
    if !repeats_title && !sentence.is_lead() {
        return None;
    }
    kept.retain(|node| *node != first);
    let doubled = rest.first().filter(|second| is_doubled(line, &measured.line(**second).text));
    if let Some(second) = doubled {
        kept.retain(|node| node != second);
    }
    let fuller = doubled
        .map(|second| &measured.line(*second).text)
        .filter(|second| is_cut(line) && second.len() > line.len());
    (!repeats_title).then(|| fuller.unwrap_or(line).clone())
}

/// Whether the paragraph only repeats the lead.
fn is_doubled(lead: &str, paragraph: &str) -> bool {
    let nearly_whole = paragraph.chars().count().saturating_mul(2) <= lead.chars().count().saturating_mul(3);
    repeats(lead, paragraph) || (is_cut(lead) && is_cut_from(lead, paragraph) && nearly_whole)
}

fn is_cut(text: &str) -> bool {
    text.trim_end().ends_with(['…']) || text.trim_end().ends_with("...")
}

/// The first line of the text, and the evidence that it is the lead.
struct Sentence<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    facts: &'s Facts,
    first: usize,
    rest: &'s [usize],
}

impl Sentence<'_, '_> {
    fn is_lead(&self) -> bool {
        let line = self.measured.line(self.first);
        let says_something = line.word_count() >= 4 && !line.is_link() && self.is_no_list();
        let is_evident = self.is_marked() || self.is_repeated() || self.stands_apart() || self.is_described();
        says_something && self.is_sentence() && is_evident
    }

    /// Whether the line is a sentence. A heading is one by its end or length, or if another heading follows
    /// it.
    fn is_sentence(&self) -> bool {
        let line = |at: &usize| self.measured.line(*at);
        let (first, second) = (line(&self.first), self.rest.first().map(line));
        let heads_text = second.is_none_or(|second| second.heading.is_none());
        first.heading.is_none() || first.ends_a_sentence() || first.word_count() >= 8 || !heads_text
    }

    fn is_no_list(&self) -> bool {
        !self.measured.is_inside(self.first, |tag| tag == Tag::Li || tag == Tag::Blockquote)
    }

    /// Whether it is marked as a lead, or set in bold while the next line is not.
    fn is_marked(&self) -> bool {
        let is_bold = |at: &usize| self.measured.is_bold(*at);
        let stands_out = is_bold(&self.first) && self.rest.first().is_some_and(|next| !is_bold(next));
        stands_out || self.measured.hints(self.first).meets(Hints::LEAD)
    }

    fn is_repeated(&self) -> bool {
        let line = |at: usize| &*self.measured.line(at).text;
        self.rest.first().is_some_and(|second| is_doubled(line(self.first), line(*second)))
    }

    /// Whether the description in the metadata is this sentence, or its beginning.
    fn is_described(&self) -> bool {
        let line = &self.measured.line(self.first).text;
        !self.rest.is_empty()
            && self
                .facts
                .descriptions
                .iter()
                .any(|description| repeats(description, line) || is_cut_from(description, line))
    }

    /// Whether the rest of the text has a block of its own.
    fn stands_apart(&self) -> bool {
        let Some((second, others)) = self.rest.split_first() else {
            return false;
        };
        let differs = self.differs(self.first, *second);
        if others.is_empty() {
            return differs;
        }
        let body = self.body(*second);
        let rest_is_inside = || self.inside(body).count() == self.rest.len();
        let is_outside = body != 0 && !self.measured.nodes(body).contains(&self.first);
        is_outside && (differs || rest_is_inside())
    }

    /// Whether two lines are set in different ways.
    fn differs(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.measured.parent(one), self.measured.parent(other));
        one.tag != other.tag || one.depth != other.depth
    }

    /// The innermost block from the second line on that holds most of what follows.
    fn body(&self, second: usize) -> usize {
        let mass = |at: usize| self.inside(at).map(|node| self.measured.line(node).weight).sum::<usize>();
        let all: usize = self.rest.iter().map(|node| self.measured.line(*node).weight).sum();
        let is_body = |at: &usize| {
            let tag = self.measured.page.element(*at).tag;
            !tag.is_list()
                && tag != Tag::Li
                && tag != Tag::Blockquote
                && self.inside(*at).count() > 1
                && mass(*at).saturating_mul(5) >= all.saturating_mul(3)
        };
        self.measured.around(second).find(is_body).unwrap_or(0)
    }

    /// The lines after the first that lie in an element.
    fn inside(&self, element: usize) -> impl Iterator<Item = usize> {
        let nodes = self.measured.nodes(element);
        self.rest.iter().copied().filter(move |node| nodes.contains(node))
    }
}
