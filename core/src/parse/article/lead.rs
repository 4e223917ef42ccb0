//! The sentence between the title and the text.

use super::facts::Facts;
use super::sheet::Sheet;
use super::title::Title;
use crate::parse::html::Tag;
use crate::parse::likeness::{is_cut_from, repeats};
use crate::parse::page::Hints;

/// Takes the lead, and a paragraph that repeats it, out of the leaves of the text.
pub(super) fn take(sheet: &Sheet<'_>, facts: &Facts, title: &Title, kept: &mut Vec<usize>) -> Option<String> {
    let texts: Vec<usize> = kept.iter().copied().filter(|leaf| sheet.line(*leaf).weight > 0).collect();
    let (&first, rest) = texts.split_first()?;
    let line = &sheet.line(first).text;
    let repeats_title = title.text.as_deref().is_some_and(|title| repeats(line, title));
    let sentence = Sentence { sheet, facts, first, rest };
    if !repeats_title && !sentence.is_lead() {
        return None;
    }
    kept.retain(|leaf| *leaf != first);
    let doubled = rest.first().filter(|second| is_doubled(line, &sheet.line(**second).text));
    if let Some(second) = doubled {
        kept.retain(|leaf| leaf != second);
    }
    let fuller = doubled
        .map(|second| &sheet.line(*second).text)
        .filter(|second| is_cut(line) && second.len() > line.len());
    (!repeats_title).then(|| fuller.unwrap_or(line).clone())
}

/// Whether the paragraph says nothing that the lead does not.
fn is_doubled(lead: &str, paragraph: &str) -> bool {
    let nearly_whole = paragraph.chars().count().saturating_mul(2) <= lead.chars().count().saturating_mul(3);
    repeats(lead, paragraph) || (is_cut(lead) && is_cut_from(lead, paragraph) && nearly_whole)
}

fn is_cut(text: &str) -> bool {
    text.trim_end().ends_with(['…']) || text.trim_end().ends_with("...")
}

/// The first line of the text, and what can make it the lead.
struct Sentence<'s, 'p> {
    sheet: &'s Sheet<'p>,
    facts: &'s Facts,
    first: usize,
    rest: &'s [usize],
}

impl Sentence<'_, '_> {
    fn is_lead(&self) -> bool {
        let line = self.sheet.line(self.first);
        let says_something = line.word_count() >= 4 && !line.is_link() && self.is_no_list();
        let is_evident = self.is_marked() || self.is_repeated() || self.stands_apart() || self.is_described();
        says_something && self.is_sentence() && is_evident
    }

    /// A line set as a heading is a sentence by its end or length, or where it heads nothing but a heading.
    fn is_sentence(&self) -> bool {
        let line = |at: &usize| self.sheet.line(*at);
        let (first, second) = (line(&self.first), self.rest.first().map(line));
        let heads_text = second.is_none_or(|second| second.heading.is_none());
        first.heading.is_none() || first.ends_a_sentence() || first.word_count() >= 8 || !heads_text
    }

    fn is_no_list(&self) -> bool {
        !self.sheet.is_inside(self.first, |tag| tag == Tag::Li || tag == Tag::Blockquote)
    }

    /// Marked as a lead, or set in bold where the next line is not.
    fn is_marked(&self) -> bool {
        let is_bold = |at: &usize| self.sheet.is_bold(*at);
        let stands_out = is_bold(&self.first) && self.rest.first().is_some_and(|next| !is_bold(next));
        stands_out || self.sheet.hints(self.first).meets(Hints::LEAD)
    }

    fn is_repeated(&self) -> bool {
        let line = |at: usize| &*self.sheet.line(at).text;
        self.rest.first().is_some_and(|second| is_doubled(line(self.first), line(*second)))
    }

    /// Whether the page tells machines this very sentence, or its beginning.
    fn is_described(&self) -> bool {
        let line = &self.sheet.line(self.first).text;
        !self.rest.is_empty()
            && self.facts.descriptions.iter().any(|told| repeats(told, line) || is_cut_from(told, line))
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
        let is_outside = body != 0 && !self.sheet.leaves(body).contains(&self.first);
        is_outside && (differs || rest_is_inside())
    }

    /// Whether two lines are set in different ways.
    fn differs(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.sheet.parent(one), self.sheet.parent(other));
        one.tag != other.tag || one.depth != other.depth
    }

    /// The innermost block from the second line on that holds most of what follows.
    fn body(&self, second: usize) -> usize {
        let mass = |at: usize| self.inside(at).map(|leaf| self.sheet.line(leaf).weight).sum::<usize>();
        let all: usize = self.rest.iter().map(|leaf| self.sheet.line(*leaf).weight).sum();
        let is_body = |at: &usize| {
            let tag = self.sheet.page.element(*at).tag;
            !tag.is_list()
                && tag != Tag::Li
                && tag != Tag::Blockquote
                && self.inside(*at).count() > 1
                && mass(*at).saturating_mul(5) >= all.saturating_mul(3)
        };
        self.sheet.around(second).find(is_body).unwrap_or(0)
    }

    /// The lines after the first that lie in an element.
    fn inside(&self, element: usize) -> impl Iterator<Item = usize> {
        let leaves = self.sheet.leaves(element);
        self.rest.iter().copied().filter(move |leaf| leaves.contains(leaf))
    }
}
