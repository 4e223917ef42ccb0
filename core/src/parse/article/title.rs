//! The headline: what the page tells machines, as the page prints it.

use std::cmp::Reverse;

use super::facts::Facts;
use super::sheet::{Line, Sheet};
use crate::parse::html::Tag;
use crate::parse::likeness::likeness;

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
    let named = named.into_iter().find_map(|named| printing(sheet, named));
    let leaf = named.or_else(|| facts.titles.is_empty().then(|| heading(sheet, facts))?);
    let printed = leaf.map(|leaf| sheet.lines[leaf].text.clone());
    let text = printed.or_else(|| declared(facts));
    Title { text, leaf }
}

/// What the page says for machines alone.
fn declared(facts: &Facts) -> Option<String> {
    let title = facts.titles.first().or(facts.window.as_ref())?;
    let title = without_site(title, facts);
    (!is_site(&title, facts)).then_some(title)
}

/// The leaf that prints this headline: to the letter, in other letters, without the name of the site, or uncut.
fn printing(sheet: &Sheet<'_>, named: &str) -> Option<usize> {
    let (whole, parts) = (likeness(named), parts(named));
    let exact = best(sheet, |line| line.text == named).filter(|leaf| rank(sheet, *leaf) >= 0);
    let uncut = |line: &Line| line.likeness.len() > whole.len() && line.likeness.starts_with(&whole);
    exact
        .or_else(|| best(sheet, |line| line.likeness == whole))
        .or_else(|| best(sheet, |line| parts.contains(&line.likeness)))
        .or_else(|| best(sheet, |line| is_cut(named) && uncut(line)))
}

/// The best of the lines that fit: a heading rather than a line, the page's own rather than a link to it.
fn best(sheet: &Sheet<'_>, fits: impl Fn(&Line) -> bool) -> Option<usize> {
    let lines = sheet.lines.iter().enumerate();
    let leaves = lines.filter(|(_, line)| !line.likeness.is_empty() && fits(line)).map(|(leaf, _)| leaf);
    leaves.max_by_key(|leaf| (rank(sheet, *leaf), Reverse(*leaf)))
}

/// What a headline says before or after a sign that may set the site's name apart.
fn parts(named: &str) -> Vec<String> {
    let splits = JOINTS.iter().flat_map(|joint| named.match_indices(joint)).take(8);
    let parts = splits.flat_map(|(at, joint)| [likeness(&named[..at]), likeness(&named[at + joint.len()..])]);
    parts.filter(|part| part.chars().count() >= 6).collect()
}

fn is_cut(named: &str) -> bool {
    named.trim_end().ends_with(['…', '.'])
}

fn rank(sheet: &Sheet<'_>, leaf: usize) -> i32 {
    let line = &sheet.lines[leaf];
    let heading = line.heading.map_or(0, |level| 10 - i32::from(level));
    let link = if line.is_link() { -20 } else { 0 };
    let aside = |tag| matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer);
    heading + link + if sheet.is_inside(leaf, aside) { -40 } else { 0 }
}

/// The first heading of the highest level that is not the name of the site.
fn heading(sheet: &Sheet<'_>, facts: &Facts) -> Option<usize> {
    let is_headline = |leaf: &usize| {
        let line = &sheet.lines[*leaf];
        let leads_home = line.is_link() && (line.heading > Some(1) || self::leads_home(sheet, *leaf));
        let alone = !leads_home && line.label.is_none() && !is_site(&line.text, facts);
        line.heading.is_some_and(|level| level <= 3) && alone && rank(sheet, *leaf) > -30
    };
    let headings = (0..sheet.lines.len()).filter(is_headline);
    headings.max_by_key(|leaf| (rank(sheet, *leaf), Reverse(*leaf)))
}

/// Whether a line is a link to the front page, as the name of a site is.
fn leads_home(sheet: &Sheet<'_>, leaf: usize) -> bool {
    let addresses =
        sheet.links(leaf).into_iter().filter_map(|link| sheet.absolute(&sheet.page.links[link].address));
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

fn is_site(text: &str, facts: &Facts) -> bool {
    let text = likeness(text);
    let named = facts.site_names.iter().any(|name| likeness(name) == text);
    named
        || SITE.iter().any(|name| text.starts_with(name) && text.chars().count() <= name.chars().count() + 12)
}

/// The site's own name in its editions, in one spelling.
const SITE: &[&str] = &["ifilm", "ایفیلم", "ایفلم"];
