//! The headline: what the page tells machines, as the page prints it.

use std::cmp::Reverse;

use ifilm_language::text::likeness;

use super::facts::Facts;
use super::sheet::{Line, Sheet};
use crate::parse::html::Tag;

/// The headline, and the leaf that prints it.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) text: Option<String>,
    pub(super) leaf: Option<usize>,
}

/// Signs that sites put between a headline and their name.
const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / ", "|", " : "];

/// Finds the headline.
pub(super) fn find(sheet: &Sheet<'_>, facts: &Facts) -> Title {
    let named = facts.titles.iter().chain(&facts.window).filter(|named| !is_site(named, facts));
    let named = named.into_iter().find_map(|named| printing(sheet, facts, named));
    let heading = heading(sheet, facts);
    let leaf = named.or(heading).or_else(|| by_place(sheet, facts));
    let is_printed =
        named.is_some() || facts.titles.is_empty() && heading.is_some_and(|leaf| is_major(sheet, leaf));
    let declared = if is_printed { None } else { declared(facts) };
    Title { text: declared.or_else(|| Some(sheet.line(leaf?).text.clone())), leaf }
}

/// A heading that stands for the page: it says more than the title of a window, which may be that of a whole section.
fn is_major(sheet: &Sheet<'_>, leaf: usize) -> bool {
    sheet.line(leaf).heading.is_some_and(|level| level <= 2)
}

/// What the page says for machines alone.
fn declared(facts: &Facts) -> Option<String> {
    let title = facts.titles.first().or(facts.window.as_ref())?;
    let title = without_site(title, facts);
    (!is_site(&title, facts)).then_some(title)
}

/// The leaf that prints this headline: to the letter, in other letters, without the name of the site, or uncut.
fn printing(sheet: &Sheet<'_>, facts: &Facts, named: &str) -> Option<usize> {
    let whole = likeness(named);
    let exact = best(sheet, |line| line.text == named).filter(|leaf| rank(sheet, *leaf) >= 0);
    let part = || parts(named, facts).iter().find_map(|part| best(sheet, |line| line.likeness == *part));
    let uncut = |line: &Line| line.likeness.len() > whole.len() && line.likeness.starts_with(&whole);
    exact
        .or_else(|| best(sheet, |line| line.likeness == whole))
        .or_else(part)
        .or_else(|| best(sheet, |line| is_cut(named) && uncut(line)))
}

/// The best of the lines that fit: a heading rather than a line, the page's own rather than a link to it.
fn best(sheet: &Sheet<'_>, fits: impl Fn(&Line) -> bool) -> Option<usize> {
    let lines = sheet.lines.iter().enumerate();
    let leaves = lines.filter(|(_, line)| !line.likeness.is_empty() && fits(line)).map(|(leaf, _)| leaf);
    leaves.max_by_key(|leaf| (rank(sheet, *leaf), Reverse(*leaf)))
}

/// What a headline says before or after a sign that may set the site's name apart, longest first.
fn parts(named: &str, facts: &Facts) -> Vec<String> {
    let splits = JOINTS.iter().flat_map(|joint| named.match_indices(joint)).take(8);
    let parts = splits.filter_map(|(at, joint)| {
        let (before, behind) = named.split_at_checked(at)?;
        Some([before, behind.strip_prefix(joint)?])
    });
    let mut parts: Vec<String> = parts.flatten().filter(|part| !is_site(part, facts)).map(likeness).collect();
    parts.retain(|part| part.chars().count() >= 6);
    parts.sort_by_key(|part| Reverse(part.len()));
    parts
}

fn is_cut(named: &str) -> bool {
    named.trim_end().ends_with(['…', '.'])
}

fn rank(sheet: &Sheet<'_>, leaf: usize) -> i32 {
    let line = sheet.line(leaf);
    let heading = line.heading.map_or(0, |level| 10_i32.saturating_sub(level.into()));
    let link = if line.is_link() { -20 } else { 0 };
    let aside = |tag| matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer);
    [heading, link, if sheet.is_inside(leaf, aside) { -40 } else { 0 }].iter().sum()
}

/// The first heading of the highest level that is not the name of the site.
fn heading(sheet: &Sheet<'_>, facts: &Facts) -> Option<usize> {
    let lowest = if facts.titles.is_empty() { 3 } else { 1 };
    let is_headline = |leaf: &usize| {
        let line = sheet.line(*leaf);
        let leads_home = line.is_link() && (line.heading > Some(1) || self::leads_home(sheet, *leaf));
        let alone = !leads_home && line.label.is_none() && !is_site(&line.text, facts);
        line.heading.is_some_and(|level| level <= lowest) && alone && rank(sheet, *leaf) > -30
    };
    let headings = (0..sheet.lines.len()).filter(is_headline);
    headings.max_by_key(|leaf| (rank(sheet, *leaf), Reverse(*leaf)))
}

/// Where no heading is: the last line before the text that may be a headline.
fn by_place(sheet: &Sheet<'_>, facts: &Facts) -> Option<usize> {
    let is_own = |leaf: &usize| rank(sheet, *leaf) == 0;
    let text = (0..sheet.lines.len())
        .find(|leaf| is_own(leaf) && sheet.line(*leaf).is_prose() && sheet.line(*leaf).ends_a_sentence())?;
    let is_headline = |leaf: &usize| {
        let line = sheet.line(*leaf);
        let is_label = line.label.is_some() || line.stamp.is_some() || is_site(&line.text, facts);
        is_own(leaf) && !is_label && line.word_count() > 2 && !line.ends_a_sentence()
    };
    (text.saturating_sub(6)..text).rfind(is_headline)
}

/// Whether a line is a link to the front page, as the name of a site is.
fn leads_home(sheet: &Sheet<'_>, leaf: usize) -> bool {
    let addresses =
        sheet.links(leaf).into_iter().filter_map(|link| sheet.absolute(&sheet.page.link(link).address));
    addresses.into_iter().any(|address| address.path().len() <= 1)
}

/// A declared headline without the name of the site after or before it.
fn without_site(title: &str, facts: &Facts) -> String {
    for joint in JOINTS {
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
    let whole = likeness(text);
    let named = facts.site_names.iter().any(|name| likeness(name) == whole);
    let is_kind = |word: &str| word.is_empty() || KINDS.contains(&word) || SITE.contains(&word);
    let is_own = || text.split_whitespace().map(likeness).all(|word| is_kind(&word));
    named || SITE.iter().any(|name| whole.contains(name)) && is_own()
}

/// The site's own name in its editions, in one spelling.
const SITE: &[&str] = &["ifilm", "ifilm2", "ifilmtv", "ایفیلم", "ایفلم", "ایفیلم2", "ایفلم2"];

/// What stands with it, and the parts it may fall into.
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
