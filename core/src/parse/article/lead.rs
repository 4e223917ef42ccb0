//! The sentence between the title and the text.
//!
//! No sentence is lost and none is shown twice. A paragraph that says the same as the lead is dropped. If the
//! first paragraph begins with the lead and goes on, the paragraph stays whole and there is no lead.

use super::credit;
use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::standfirst::{LEAST_WORDS, is_described, is_named};
use super::title::Title;
use super::votes::{Vote, Votes};
use crate::parse::html::Tag;
use crate::parse::page::Hint;
use crate::parse::similarity::{Spelled, goes_on, is_cut_from, repeats};

/// The lead of an article.
#[derive(Debug, Default)]
pub(super) struct Lead {
    pub(super) text: Option<String>,
    /// The line that may be the lead, and the votes about it.
    pub(super) voted: Option<(usize, Votes)>,
}

/// Removes the lead, and a paragraph that repeats it, from the nodes of the text.
pub(super) fn take(measured: &MeasuredPage<'_>, facts: &Facts, title: &Title, kept: &mut Vec<usize>) -> Lead {
    drop_title(measured, title, kept);
    let texts: Vec<usize> = kept.iter().copied().filter(|node| measured.line(*node).weight > 0).collect();
    let Some((&first, rest)) = texts.split_first() else {
        return Lead::default();
    };
    let line = |node: usize| Spelled::of(&measured.line(node).text);
    let (text, next) = (line(first), rest.first().copied().map(line));
    let doubled = next.as_ref().filter(|next| is_doubled(&text, next));
    if doubled.is_none() && next.as_ref().is_some_and(|next| is_beginning(&text, next)) {
        kept.retain(|node| *node != first);
        return Lead::default();
    }
    let is_repeated = doubled.is_some();
    let votes = Sentence { measured, facts, first, text: &text, is_repeated, rest }.votes();
    let voted = Some((first, votes));
    if !votes.say_yes() {
        return Lead { text: None, voted };
    }
    if is_repeated && rest.len() == 1 {
        kept.retain(|node| *node != first);
        return Lead { text: None, voted };
    }
    let second = rest.first().filter(|_| is_repeated);
    kept.retain(|node| *node != first && Some(node) != second);
    let text = text.text;
    let fuller = doubled.map(|next| next.text).filter(|next| is_cut(text) && next.len() > text.len());
    Lead { text: Some(fuller.unwrap_or(text).to_owned()), voted }
}

/// Removes a first line that only repeats the title.
fn drop_title(measured: &MeasuredPage<'_>, title: &Title, kept: &mut Vec<usize>) {
    let first = kept.iter().copied().find(|node| measured.line(*node).weight > 0);
    let is_title = |line: &str| {
        let title = title.text.as_deref().map(Spelled::of);
        title.is_some_and(|title| repeats(&Spelled::of(line), &title))
    };
    let repeated = first.filter(|node| is_title(&measured.line(*node).text));
    kept.retain(|node| Some(*node) != repeated);
}

/// Whether the paragraph begins with the sentence. If it says not much more, it is doubled.
fn is_beginning(sentence: &Spelled<'_>, paragraph: &Spelled<'_>) -> bool {
    goes_on(sentence, paragraph) || is_cut(sentence.text) && is_cut_from(sentence, paragraph)
}

/// Whether the paragraph only repeats the lead, or a part of it.
fn is_doubled(lead: &Spelled<'_>, paragraph: &Spelled<'_>) -> bool {
    let letters = |spelled: &Spelled<'_>| spelled.text.chars().count();
    let nearly_whole = || letters(paragraph).saturating_mul(2) <= letters(lead).saturating_mul(3);
    repeats(lead, paragraph)
        || (is_cut(lead.text) && is_cut_from(lead, paragraph) && nearly_whole())
        || goes_on(paragraph, lead)
}

fn is_cut(text: &str) -> bool {
    text.trim_end().ends_with(['…']) || text.trim_end().ends_with("...")
}

/// From this number on, paragraphs with one class show that another class is meant.
const LEAST_ALIKE: usize = 3;

/// The first line of the text, and the evidence that it is the lead.
struct Sentence<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    facts: &'s Facts,
    first: usize,
    text: &'s Spelled<'s>,
    /// Whether the next line says the same.
    is_repeated: bool,
    rest: &'s [usize],
}

impl Sentence<'_, '_> {
    fn votes(&self) -> Votes {
        self.in_favour().and(self.against())
    }

    fn in_favour(&self) -> Votes {
        let is_bold = |at: &usize| self.measured.is_bold(*at);
        let stands_out = is_bold(&self.first) && self.rest.first().is_some_and(|next| !is_bold(next));
        let hints = self.measured.hints(self.first);
        Votes::default()
            .when(hints.meets(Hint::LEAD), Vote::NamedLead)
            .when(hints.in_slug(Hint::LEAD), Vote::NamedLeadSlug)
            .when(self.has_own_class(), Vote::OwnClass)
            .when(stands_out, Vote::BoldAlone)
            .when(stands_out && self.is_one_of_questions(), Vote::OthersBold)
            .when(self.is_repeated, Vote::RepeatedBelow)
            .when(self.stands_apart(), Vote::SetApart)
            .when(self.is_described(repeats), Vote::Described)
            .when(!self.is_described(repeats) && self.is_described(is_cut_from), Vote::DescribedInPart)
            .when(!self.is_like_next(), Vote::NotLikeNext)
            .when(self.is_heading_above_prose(), Vote::HeadingAboveProse)
            .when(self.is_above_credit(), Vote::CreditBelow)
    }

    fn against(&self) -> Votes {
        let line = self.measured.line(self.first);
        let is_meant = || is_named(self.measured, self.first) || self.is_described(repeats);
        let is_short = !line.is_prose() && line.heading.is_none() && !self.is_repeated;
        Votes::default()
            .when(self.rest.is_empty(), Vote::NothingElse)
            .when(line.word_count() < LEAST_WORDS, Vote::TooFewWords)
            .when(is_short && !is_meant(), Vote::NoProseItself)
            .when(line.is_link(), Vote::LeadIsLink)
            .when(!self.is_no_list(), Vote::InListOrQuote)
            .when(!self.is_sentence() && !is_meant(), Vote::NoSentence)
            .when(line.is_credit || credit::is_caption(&line.text), Vote::LeadIsCredit)
            .when(self.measured.is_hinted(self.first, Hint::AUTHOR), Vote::InAuthorBlock)
            .when(credit::is_appeal(&line.text), Vote::Appeal)
    }

    /// Whether the line is a sentence. A heading is one by its end or length, or if another heading follows
    /// it.
    fn is_sentence(&self) -> bool {
        let line = |at: &usize| self.measured.line(*at);
        let (first, second) = (line(&self.first), self.rest.first().map(line));
        let heads_text = second.is_none_or(|second| second.heading.is_none());
        first.heading.is_none() || first.ends_a_sentence() || first.word_count() >= 8 || !heads_text
    }

    /// Whether the line is a heading that is a sentence, no question, and the only heading of its level.
    fn is_heading_above_prose(&self) -> bool {
        let heading = |at: &usize| self.measured.line(*at).heading;
        let line = self.measured.line(self.first);
        let is_alone = || self.rest.iter().all(|at| heading(at) != line.heading);
        let heads_prose = || self.rest.first().is_some_and(|next| heading(next).is_none());
        line.heading.is_some()
            && line.ends_a_sentence()
            && !line.text.ends_with(['?', '؟'])
            && heads_prose()
            && is_alone()
    }

    /// Whether a date, or who wrote the article, stands between the line and the next one.
    fn is_above_credit(&self) -> bool {
        let next = self.rest.first().copied().unwrap_or(self.first);
        let mut between = self.first.saturating_add(1)..next;
        let is_quoted = |node: usize| self.measured.is_inside(node, |tag| tag == Tag::Blockquote);
        let is_credit =
            |node: usize| self.measured.line(node).stamp.is_some() || self.measured.line(node).is_credit;
        between.any(|node| is_credit(node) && !is_quoted(node))
    }

    fn is_no_list(&self) -> bool {
        !self.measured.is_inside(self.first, |tag| tag == Tag::Li || tag == Tag::Blockquote)
    }

    /// Whether the description in the metadata is this sentence, or its beginning.
    fn is_described(&self, is_same: impl Fn(&Spelled<'_>, &Spelled<'_>) -> bool) -> bool {
        is_described(self.facts, self.text, is_same)
    }

    /// Whether the next line is a paragraph beside it, of the same kind.
    fn is_like_next(&self) -> bool {
        let is_paragraph = |node: &&usize| self.measured.line(**node).heading.is_none();
        let Some(next) = self.rest.iter().find(is_paragraph) else {
            return false;
        };
        let (one, other) = (self.measured.parent(self.first), self.measured.parent(*next));
        let is_same_block = one.nodes == other.nodes;
        let are_single = one.nodes.len() == 1 && other.nodes.len() == 1;
        is_same_block
            || are_single && (one.tag, one.parent, one.style) == (other.tag, other.parent, other.style)
    }

    /// Whether its block has a class that no block of the rest has.
    fn has_own_class(&self) -> bool {
        let style = |at: usize| self.measured.parent(at).style;
        let own = style(self.first);
        let is_alone = |at: usize| self.measured.parent(at).nodes.len() == 1;
        let tag = self.measured.parent(self.first).tag;
        let is_like = |at: &&usize| self.measured.parent(**at).tag == tag && is_alone(**at);
        let others: Vec<u32> = self.rest.iter().filter(is_like).map(|at| style(*at)).collect();
        let are_alike =
            others.len() >= LEAST_ALIKE && others.iter().all(|other| Some(other) == others.first());
        own != 0 && is_alone(self.first) && are_alike && !others.contains(&own)
    }

    /// Whether other sentences are bold, too, and it is a question, as in interviews.
    fn is_one_of_questions(&self) -> bool {
        let is_bold = |at: &&usize| self.measured.is_bold(**at) && self.measured.line(**at).heading.is_none();
        let is_question = |at: usize| self.measured.line(at).text.ends_with(['?', '؟']);
        let mut others = self.rest.iter().filter(is_bold);
        others.any(|at| is_question(self.first) || is_question(*at) || self.measured.line(*at).is_prose())
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
                && !matches!(tag, Tag::Li | Tag::P | Tag::Dl | Tag::Dd)
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
