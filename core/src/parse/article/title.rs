//! The headline: the one in the metadata, as the page prints it.

use std::cmp::Reverse;

use ifilm_language::text::normalized;

use super::facts::Facts;
use super::measured_page::{Line, MeasuredPage};
use crate::parse::html::Tag;

/// The headline, and the node that prints it.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) text: Option<String>,
    pub(super) node: Option<usize>,
}

/// Separators that sites put between a headline and their name.
const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / ", "|", " : "];

/// Finds the headline.
pub(super) fn find(measured: &MeasuredPage<'_>, facts: &Facts) -> Title {
    let named = facts.titles.iter().chain(&facts.window).filter(|named| !is_site(named, facts));
    let named = named.into_iter().find_map(|named| printing(measured, facts, named));
    let heading = heading(measured, facts);
    let node = named.or(heading).or_else(|| by_place(measured, facts));
    let is_printed =
        named.is_some() || facts.titles.is_empty() && heading.is_some_and(|node| is_major(measured, node));
    let declared = if is_printed { None } else { declared(facts) };
    Title { text: declared.or_else(|| Some(measured.line(node?).text.clone())), node }
}

/// Whether a line is a heading of the first two levels. It is more reliable than `<title>`, which may name a
/// whole section.
fn is_major(measured: &MeasuredPage<'_>, node: usize) -> bool {
    measured.line(node).heading.is_some_and(|level| level <= 2)
}

/// The headline in the metadata, for pages that do not print it.
fn declared(facts: &Facts) -> Option<String> {
    let title = facts.titles.first().or(facts.window.as_ref())?;
    let title = without_site(title, facts);
    (!is_site(&title, facts)).then_some(title)
}

/// The node that prints this headline: exactly, in another spelling, without the name of the site, or in full
/// if the headline is cut.
fn printing(measured: &MeasuredPage<'_>, facts: &Facts, named: &str) -> Option<usize> {
    let whole = normalized(named);
    let exact = best(measured, |line| line.text == named).filter(|node| rank(measured, *node) >= 0);
    let part = || parts(named, facts).iter().find_map(|part| best(measured, |line| line.normalized == *part));
    let uncut = |line: &Line| line.normalized.len() > whole.len() && line.normalized.starts_with(&whole);
    exact
        .or_else(|| best(measured, |line| line.normalized == whole))
        .or_else(part)
        .or_else(|| best(measured, |line| is_cut(named) && uncut(line)))
}

/// The best of the lines that fit: a heading before other lines, and a line without a link before a link.
fn best(measured: &MeasuredPage<'_>, fits: impl Fn(&Line) -> bool) -> Option<usize> {
    let lines = measured.lines.iter().enumerate();
    let nodes = lines.filter(|(_, line)| !line.normalized.is_empty() && fits(line)).map(|(node, _)| node);
    nodes.max_by_key(|node| (rank(measured, *node), Reverse(*node)))
}

/// The parts of a headline before and after a separator that may set the site's name apart, longest first.
fn parts(named: &str, facts: &Facts) -> Vec<String> {
    let splits = SEPARATORS.iter().flat_map(|joint| named.match_indices(joint)).take(8);
    let parts = splits.filter_map(|(at, joint)| {
        let (before, behind) = named.split_at_checked(at)?;
        Some([before, behind.strip_prefix(joint)?])
    });
    let mut parts: Vec<String> =
        parts.flatten().filter(|part| !is_site(part, facts)).map(normalized).collect();
    parts.retain(|part| part.chars().count() >= 6);
    parts.sort_by_key(|part| Reverse(part.len()));
    parts
}

fn is_cut(named: &str) -> bool {
    named.trim_end().ends_with(['…', '.'])
}

fn rank(measured: &MeasuredPage<'_>, node: usize) -> i32 {
    let line = measured.line(node);
    let heading = line.heading.map_or(0, |level| 10_i32.saturating_sub(level.into()));
    let link = if line.is_link() { -20 } else { 0 };
    let aside = |tag| matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer);
    [heading, link, if measured.is_inside(node, aside) { -40 } else { 0 }].iter().sum()
}

/// The first heading of the highest level that is not the name of the site.
fn heading(measured: &MeasuredPage<'_>, facts: &Facts) -> Option<usize> {
    let lowest = if facts.titles.is_empty() { 3 } else { 1 };
    let is_headline = |node: &usize| {
        let line = measured.line(*node);
        let leads_home = || line.is_link() && (line.heading > Some(1) || leads_home(measured, *node));
        line.heading.is_some_and(|level| level <= lowest)
            && line.label.is_none()
            && rank(measured, *node) > -30
            && !leads_home()
            && !is_site(&line.text, facts)
    };
    let headings = (0..measured.lines.len()).filter(is_headline);
    headings.max_by_key(|node| (rank(measured, *node), Reverse(*node)))
}

/// The last line before the text that may be a headline, for pages without a heading.
fn by_place(measured: &MeasuredPage<'_>, facts: &Facts) -> Option<usize> {
    let is_own = |node: &usize| rank(measured, *node) == 0;
    let text = (0..measured.lines.len()).find(|node| {
        is_own(node) && measured.line(*node).is_prose() && measured.line(*node).ends_a_sentence()
    })?;
    let is_headline = |node: &usize| {
        let line = measured.line(*node);
        let is_label = line.label.is_some() || line.stamp.is_some() || is_site(&line.text, facts);
        is_own(node) && !is_label && line.word_count() > 2 && !line.ends_a_sentence()
    };
    (text.saturating_sub(6)..text).rfind(is_headline)
}

/// Whether a line is a link to the front page, as the name of a site is.
fn leads_home(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let addresses = measured
        .links(node)
        .into_iter()
        .filter_map(|link| measured.absolute(&measured.page.link(link).address));
    addresses.into_iter().any(|address| address.path().len() <= 1)
}

/// A declared headline without the name of the site after or before it.
fn without_site(title: &str, facts: &Facts) -> String {
    for joint in SEPARATORS {
        if let Some((head, _)) = title.rsplit_once(joint).filter(|(_, tail)| is_site(tail, facts)) {
            return head.trim().to_owned();
        }
        if let Some((_, tail)) = title.split_once(joint).filter(|(head, _)| is_site(head, facts)) {
            return tail.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// Whether a text is the name of the site and nothing else.
fn is_site(text: &str, facts: &Facts) -> bool {
    let whole = normalized(text);
    let named = facts.site_names.iter().any(|name| normalized(name) == whole);
    let is_kind = |word: &str| word.is_empty() || KINDS.contains(&word) || SITE.contains(&word);
    let is_own = || text.split_whitespace().map(normalized).all(|word| is_kind(&word));
    named || SITE.iter().any(|name| whole.contains(name)) && is_own()
}

/// The site's own name in its editions, in one spelling.
const SITE: &[&str] = &["ifilm", "ifilm2", "ifilmtv", "ایفیلم", "ایفلم", "ایفیلم2", "ایفلم2"];

/// Words that go with the name, and the parts that it may be split into.
const KINDS: &[&str] = &[
    "ای",
    "ا",
    "فیلم",
    "فلم",
    "i",
    "film",
    "tv",
    "2",
    "channel",
    "network",
    "english",
    "arabic",
    "persian",
    "dari",
    "website",
    "شبکه",
    "شبکهی",
    "کانال",
    "تلویزیون",
    "تلویزیونی",
    "سایت",
    "وبسایت",
    "فارسی",
    "دری",
    "عربی",
    "قناه",
    "الفضاییه",
    "موقع",
    "العربیه",
];
