//! The headlines that the metadata of a page declare, and their parts.

use std::cmp::Reverse;

use ifilm_language::text::normalized;

use super::facts::Facts;
use super::site_names::SiteNames;

/// Separators that sites put between a headline and their name.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " › ", " ‹ ", " • ", " · ", " / ", "|", " : "];

/// Separators of parts. A kicker may stand before a headline: `Video: …`.
const JOINTS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " › ", " ‹ ", " • ", " · ", " / ", "|", " : ", ": ",
    "-", "–", "_",
];

/// Shorter parts, in letters, are no headlines.
const SHORTEST_PART: usize = 6;

/// What the metadata say about the headline, in one spelling.
pub(super) struct Declared {
    /// Headlines as a whole: `og:title`, `headline` and others.
    titles: Vec<String>,
    /// The contents of `<title>`, and parts of it or of a title. A part that is longer than all others of its
    /// title comes first.
    parts: Vec<String>,
    /// The shorter parts.
    short_parts: Vec<String>,
    /// The beginnings of headlines that were cut.
    cut: Vec<String>,
    /// The headline as it would be shown, without the name of the site.
    pub(super) shown: Option<String>,
}

impl Declared {
    /// Gathers the headlines of the metadata.
    pub(super) fn of(facts: &Facts, sites: &SiteNames) -> Self {
        let own = |title: &&String| !sites.has(title);
        let mut titles: Vec<&String> = facts.titles.iter().filter(own).collect();
        titles.sort_unstable();
        titles.dedup();
        titles.sort_by_key(|title| facts.titles.iter().position(|known| known == *title));
        let window = facts.window.iter().filter(own);
        let whole = titles.iter().map(|title| normalized(title)).filter(|title| !title.is_empty());
        let all = titles.iter().copied().chain(window.clone());
        let cut = all.clone().filter(|title| is_cut(title)).map(|title| normalized(title));
        let whole_window = window.clone().map(|title| normalized(title));
        let (longer, shorter): (Vec<_>, Vec<_>) = all.map(|title| parts_of(title, sites)).unzip();
        let shown = titles.first().map(|title| without_site(title, sites));
        let shown = shown
            .or_else(|| window.clone().next().map(|title| without_short_end(&without_site(title, sites))));
        Self {
            titles: whole.collect(),
            parts: whole_window.chain(longer.into_iter().flatten()).collect(),
            short_parts: shorter.into_iter().flatten().collect(),
            cut: cut.filter(|cut| cut.len() >= SHORTEST_PART).collect(),
            shown: shown.filter(|title| !sites.has(title)),
        }
    }

    /// Whether a line is a declared headline.
    pub(super) fn has_whole(&self, line: &str) -> bool {
        self.titles.iter().any(|title| title == line)
    }

    /// Whether a line is the contents of `<title>`, or a part of a headline that the site's name may follow.
    pub(super) fn has_part(&self, line: &str) -> bool {
        self.parts.iter().any(|part| part == line)
    }

    /// Whether a line is the shorter part of a declared headline.
    pub(super) fn has_short_part(&self, line: &str) -> bool {
        self.short_parts.iter().any(|part| part == line)
    }

    /// Whether a line is a declared headline that was cut, in full.
    pub(super) fn has_beginning(&self, line: &str) -> bool {
        self.cut.iter().any(|cut| line.len() > cut.len() && line.starts_with(cut.as_str()))
    }

    /// The end of a line that is a declared headline, or a long part of one.
    pub(super) fn behind_kicker<'a>(&self, line: &'a str) -> Option<&'a str> {
        let known = || self.titles.iter().chain(self.parts.iter().take(MOST_PARTS));
        let ends = line.match_indices(' ').take(LONGEST_KICKER).filter_map(|(at, _)| line.get(at..));
        let is_headline = |end: &&str| {
            let words = normalized(end);
            words.len() >= LEAST_WITHIN && known().any(|title| *title == words)
        };
        ends.map(str::trim).find(is_headline)
    }

    /// Whether a line ends with a declared headline, as one behind a kicker does, or begins with it.
    pub(super) fn is_within(&self, line: &str) -> bool {
        let holds = |title: &String| {
            title.len() >= LEAST_WITHIN
                && title.len().saturating_mul(2) >= line.len()
                && (line.ends_with(title.as_str()) || line.starts_with(title.as_str()))
        };
        self.titles.iter().chain(self.parts.iter().take(MOST_PARTS)).any(holds)
    }
}

/// The maximum number of words of a kicker.
const LONGEST_KICKER: usize = 6;

/// How many of the longest parts of headlines may stand in a line beside a kicker.
const MOST_PARTS: usize = 3;

/// Shorter titles, in bytes, may stand in a line by chance.
const LEAST_WITHIN: usize = 12;

fn is_cut(title: &str) -> bool {
    title.trim_end().ends_with(['…', '.'])
}

/// The parts of a headline before and behind each separator, each two with the longer one first. The shorter
/// one is likely the name of the site.
fn parts_of(title: &str, sites: &SiteNames) -> (Vec<String>, Vec<String>) {
    let splits = JOINTS.iter().filter(|joint| title.contains(**joint));
    let splits = splits.flat_map(|joint| title.match_indices(joint)).take(MOST_SPLITS);
    let (mut longer, mut shorter) = (Vec::new(), Vec::new());
    for (at, joint) in splits {
        let (before, behind) = title.split_at_checked(at).unwrap_or_default();
        let behind = behind.strip_prefix(joint).unwrap_or_default();
        let parts = [without_named(before, sites), without_named(behind, sites)];
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.sort_by_key(|part| Reverse(part.len()));
        let mut parts = parts.into_iter().filter(|part| part.chars().count() >= SHORTEST_PART);
        longer.extend(parts.next());
        shorter.extend(parts);
    }
    longer.sort_by_key(|part| Reverse(part.len()));
    (longer, shorter)
}

/// The maximum number of separators in a headline that are looked at.
const MOST_SPLITS: usize = 12;

fn without_named(part: &str, sites: &SiteNames) -> Option<String> {
    let whole = normalized(part);
    (!sites.has_spelled(&whole, part)).then_some(whole)
}

/// A declared headline without the name of the site behind or before it.
fn without_site(title: &str, sites: &SiteNames) -> String {
    for joint in SEPARATORS.iter().filter(|joint| title.contains(**joint)) {
        if let Some((head, _)) = title.rsplit_once(joint).filter(|(_, tail)| sites.has(tail)) {
            return head.trim().to_owned();
        }
        if let Some((_, tail)) = title.split_once(joint).filter(|(head, _)| sites.has(head)) {
            return tail.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// The maximum number of words of the end of a window's title that is likely the name of the site.
const SHORT_END: usize = 3;

/// The title of a window that the page does not print, without its last part, if that is short.
fn without_short_end(title: &str) -> String {
    let words = |part: &str| part.split_whitespace().count();
    let ends = SEPARATORS.iter().filter_map(|joint| title.rsplit_once(joint));
    let mut short = ends.filter(|(head, end)| words(end) <= SHORT_END && words(head) > words(end));
    short.next().map_or(title, |(head, _)| head).trim().to_owned()
}
