//! The headline: what the page tells machines, as the page prints it.

use super::facts::Facts;
use super::sheet::Sheet;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::likeness::likeness;

/// The headline, and the leaf that prints it.
#[derive(Debug, Default)]
pub(super) struct Title {
    pub(super) text: Option<String>,
    pub(super) leaf: Option<usize>,
}

/// Signs that sites put between a headline and their name.
const JOINTS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / ", "|", " : "];

/// Longer lines are no headlines.
const LONGEST: usize = 400;

/// Finds the headline.
pub(super) fn find(sheet: &Sheet<'_>, facts: &Facts) -> Title {
    let lines = Likenesses::of(sheet);
    let named = facts.titles.iter().chain(&facts.window).filter(|named| !is_site(named, facts));
    let named = named.into_iter().find_map(|named| lines.printing(sheet, named));
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

/// The likeness of each line that may be a headline.
struct Likenesses(Vec<(usize, String)>);

impl Likenesses {
    fn of(sheet: &Sheet<'_>) -> Self {
        let lines = sheet.lines.iter().enumerate();
        let short = lines.filter(|(_, line)| line.weight > 0 && line.weight <= LONGEST);
        Self(short.map(|(leaf, line)| (leaf, likeness(&line.text))).collect())
    }

    /// The leaf that prints this headline: in full, without the name of the site, or uncut.
    fn printing(&self, sheet: &Sheet<'_>, named: &str) -> Option<usize> {
        let (whole, parts) = (likeness(named), parts(named));
        let exact = self.0.iter().map(|(leaf, _)| *leaf).filter(|leaf| sheet.lines[*leaf].text == named);
        let exact = exact.max_by_key(|leaf| (rank(sheet, *leaf), std::cmp::Reverse(*leaf)));
        let exact = exact.filter(|leaf| rank(sheet, *leaf) >= 0);
        exact
            .or_else(|| self.best(sheet, |line| line == whole))
            .or_else(|| self.best(sheet, |line| parts.iter().any(|part| part == line)))
            .or_else(|| {
                self.best(sheet, |line| is_cut(named) && line.len() > whole.len() && line.starts_with(&whole))
            })
    }

    /// The best of the leaves that fit: a heading rather than a line, the page's own rather than a link to it.
    fn best(&self, sheet: &Sheet<'_>, fits: impl Fn(&str) -> bool) -> Option<usize> {
        let leaves = self.0.iter().filter(|(_, line)| fits(line)).map(|(leaf, _)| *leaf);
        leaves.max_by_key(|leaf| (rank(sheet, *leaf), std::cmp::Reverse(*leaf)))
    }
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
        let alone = !line.is_link() && Label::of(&line.text).is_none() && !is_site(&line.text, facts);
        line.heading.is_some_and(|level| level <= 3) && alone && rank(sheet, *leaf) > -20
    };
    let headings = (0..sheet.lines.len()).filter(is_headline);
    headings.max_by_key(|leaf| (rank(sheet, *leaf), std::cmp::Reverse(*leaf)))
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
