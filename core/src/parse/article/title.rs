//! The headline: the heading that the prose follows. What the metadata declare confirms it, or stands in.

use std::cmp::Reverse;

use super::declared::Declared;
use super::facts::Facts;
use super::line::Line;
use super::measured_page::MeasuredPage;
use super::noise;
use super::prefix_sums::PrefixSums;
use super::site_names::{SiteNames, is_home};
use super::votes::{MOST, Vote, Votes};
use crate::parse::html::Tag;
use crate::parse::page::Hint;

/// The headline, and the node that prints it.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) text: Option<String>,
    pub(super) node: Option<usize>,
    /// The votes for the node.
    pub(super) votes: Votes,
}

/// Finds the headline.
pub(super) fn find(measured: &MeasuredPage<'_>, facts: &Facts) -> Title {
    let sites = SiteNames::of(measured, facts);
    let declared = Declared::of(facts, &sites);
    let evidence = TitleEvidence::of(measured, &sites, &declared);
    let voted = (0..measured.lines.len()).map(|node| (evidence.votes(node), Reverse(node)));
    let best = voted.filter(|(votes, _)| votes.say_yes()).max_by_key(|(votes, node)| (votes.sum(), *node));
    let Some((votes, Reverse(node))) = best else {
        return Title { text: declared.shown, ..Title::default() };
    };
    let behind_kicker = declared.behind_kicker(&measured.line(node).text).map(str::to_owned);
    let text = text(measured.line(node), votes, facts, behind_kicker.or(declared.shown));
    Title { text: Some(text), node: Some(node), votes }
}

/// The words of the headline: as they are printed, or as they are declared.
fn text(line: &Line, votes: Votes, facts: &Facts, declared: Option<String>) -> String {
    let printed = || without_signs(&line.text, declared.as_deref()).to_owned();
    let is_confirmed = [Vote::PrintsDeclared, Vote::PrintsPart, Vote::PrintsShortPart, Vote::PrintsUncut]
        .iter()
        .any(|vote| votes.has(*vote));
    let has_kicker = votes.has(Vote::HoldsDeclared) && !begins_with_words(&line.text, declared.as_deref());
    let is_set_off =
        [Vote::SecondHeading, Vote::NamedTitle, Vote::TitleIsBold].iter().any(|vote| votes.has(*vote));
    let is_trusted = votes.has(Vote::FirstHeading) || is_set_off && facts.titles.is_empty();
    match declared {
        Some(ref declared) if !is_confirmed && has_kicker => declared.clone(),
        Some(ref declared) if !is_confirmed && (!is_trusted || votes.has(Vote::ShortHeading)) => {
            declared.clone()
        }
        _ => printed(),
    }
}

/// A headline without the pictures of signs around it, if it is declared without signs.
fn without_signs<'a>(line: &'a str, declared: Option<&str>) -> &'a str {
    let is_sign =
        |c: char| matches!(c, '\u{200D}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    let is_plain = declared.is_some_and(|declared| !declared.contains(is_sign));
    if is_plain { line.trim_matches(|c: char| is_sign(c) || c.is_whitespace()) } else { line }
}

/// Whether a line is a headline and further words, not only a sign or a number.
fn begins_with_words(line: &str, headline: Option<&str>) -> bool {
    let rest = headline.and_then(|headline| line.strip_prefix(headline));
    rest.is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic))
}

/// How far above the prose a headline may be that is no heading.
const CLOSE: usize = 6;
/// The prose, in letters, that shows that a headline was before it.
const SOME_PROSE: usize = 80;

/// Collects the votes about lines.
struct TitleEvidence<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    sites: &'s SiteNames,
    declared: &'s Declared,
    /// The prose outside of navigation.
    prose: PrefixSums,
    /// The first line of prose that ends as a sentence does.
    first_prose: Option<usize>,
    /// The first heading that may be a headline.
    first_heading: Option<usize>,
}

impl<'s, 'p> TitleEvidence<'s, 'p> {
    fn of(measured: &'s MeasuredPage<'p>, sites: &'s SiteNames, declared: &'s Declared) -> Self {
        let is_own = |node: usize| !measured.is_inside(node, is_aside);
        let counts = |node: usize| measured.line(node).is_prose() && is_own(node);
        let mass = |node: usize| if counts(node) { measured.line(node).mass() } else { 0 };
        let nodes = 0..measured.lines.len();
        let is_sentence = |node: &usize| {
            counts(*node) && measured.line(*node).ends_a_sentence() && measured.line(*node).heading.is_none()
        };
        let first_prose = nodes.clone().find(is_sentence);
        let mut evidence = Self {
            measured,
            sites,
            declared,
            prose: PrefixSums::of(nodes.clone().map(mass)),
            first_prose,
            first_heading: None,
        };
        evidence.first_heading = nodes.into_iter().find(|node| evidence.may_be_first(*node));
        evidence
    }

    /// Whether a line is a heading of the first two levels that nothing speaks against.
    fn may_be_first(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        line.heading.is_some_and(|level| level <= 2)
            && !line.is_link()
            && self.against(node) == Votes::default()
    }

    fn votes(&self, node: usize) -> Votes {
        let line = self.measured.line(node);
        if line.normalized.is_empty() {
            return Votes::default();
        }
        let votes = self.of_heading(line).and(self.of_metadata(line)).and(self.of_names(node));
        let votes = votes.when(self.is_close_above(node), Vote::CloseAboveProse);
        if votes == Votes::default() { votes } else { votes.and(self.against(node)).and(self.of_place(node)) }
    }

    fn of_heading(&self, line: &Line) -> Votes {
        Votes::default()
            .when(line.heading == Some(1), Vote::FirstHeading)
            .when(line.heading == Some(2), Vote::SecondHeading)
            .when(line.heading == Some(3), Vote::ThirdHeading)
            .when(line.heading > Some(3), Vote::LowHeading)
    }

    fn of_metadata(&self, line: &Line) -> Votes {
        let words = &line.normalized;
        let is_part = self.declared.has_part(words);
        let is_short_part =
            !is_part && line.heading.is_some_and(|level| level <= 2) && self.declared.has_short_part(words);
        Votes::default()
            .when(self.declared.has_whole(words), Vote::PrintsDeclared)
            .when(
                line.heading == Some(1) && (self.declared.has_whole(words) || is_part),
                Vote::PrintedHeading,
            )
            .when(is_part && is_long(line), Vote::PrintsPart)
            .when(is_part && !is_long(line) || is_short_part, Vote::PrintsShortPart)
            .when(self.declared.has_beginning(words), Vote::PrintsUncut)
            .when(line.heading.is_some() && self.declared.is_within(words), Vote::HoldsDeclared)
    }

    fn of_names(&self, node: usize) -> Votes {
        Votes::default().when(self.measured.hints(node).meets(Hint::TITLE), Vote::NamedTitle)
    }

    /// Whether a line stands right above the prose, and may be a headline without being a heading.
    fn is_close_above(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        let is_close =
            self.first_prose.is_some_and(|prose| node < prose && prose.saturating_sub(node) <= CLOSE);
        is_close
            && line.heading.is_none()
            && line.word_count() > 2
            && !line.ends_a_sentence()
            && !line.is_link()
            || self.is_named_above(node)
    }

    /// Whether a line is named as a headline and the first sentence of the page follows it, as above the text
    /// of a blog. It may be a link to itself.
    fn is_named_above(&self, node: usize) -> bool {
        self.first_prose == Some(node.saturating_add(1)) && self.measured.hints(node).meets(Hint::TITLE)
    }

    /// What speaks against a line wherever it stands.
    fn against(&self, node: usize) -> Votes {
        let line = self.measured.line(node);
        let home = || {
            self.measured.links(node).into_iter().any(|link| is_home(&self.measured.page.link(link).address))
        };
        let is_site = match line.normalized.as_str() {
            "" => self.sites.has(&line.text),
            normalized => self.sites.has_spelled(normalized, &line.text),
        };
        Votes::default()
            .when(is_site, Vote::IsSiteName)
            .when(line.is_link() && home(), Vote::LeadsHome)
            .when(line.label.is_some(), Vote::TitleIsLabel)
            .when(line.stamp.is_some() || line.is_credit, Vote::TitleIsCredit)
            .when(noise::is_wordless(&line.text), Vote::TitleHasNoWords)
            .when(self.measured.is_inside(node, is_aside), Vote::TitleInAside)
    }

    fn of_place(&self, node: usize) -> Votes {
        let line = self.measured.line(node);
        let (before, total) = (self.prose.within(&(0..node)), self.prose.total());
        let follows = |heading| heading < node && self.prose.within(&(heading..node)) >= SOME_PROSE;
        let words = &line.normalized;
        let is_printed =
            line.heading == Some(1) && (self.declared.has_whole(words) || self.declared.has_part(words));
        let is_above_much = total.saturating_sub(before).saturating_mul(5) >= total.saturating_mul(2);
        Votes::default()
            .when(before.saturating_mul(MOST) < total, Vote::ProseBelow)
            .when(is_printed && is_above_much && !line.is_link(), Vote::PrintedHeading)
            .when(total > 0 && before.saturating_mul(MOST) > total, Vote::ProseAbove)
            .when(self.first_heading.is_some_and(follows), Vote::AmidProse)
            .when(line.is_link() && !self.is_named_above(node), Vote::TitleIsLink)
            .when(line.word_count() <= 2, Vote::ShortHeading)
            .when(line.heading.is_none() && self.measured.is_bold(node), Vote::TitleIsBold)
            .when(line.heading.is_none() && line.ends_a_sentence(), Vote::EndsSentence)
    }
}

/// Whether a line is long enough not to be the name of the site that nothing declares as such.
fn is_long(line: &Line) -> bool {
    line.heading.is_some() || line.word_count() > 3
}

/// Parts of a page whose headings name something else.
fn is_aside(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer)
}
