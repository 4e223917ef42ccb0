//! When an article was published: what machines are told, then the stamp by the title, then the folder of its picture.

use super::facts::Facts;
use super::sheet::Sheet;
use crate::model::Published;
use crate::parse::stamp;

/// How many lines before the title a stamp may stand.
const BEFORE: usize = 12;
/// How many lines after the title, or after the last word, a stamp may stand.
const AFTER: usize = 8;

/// The date of an article.
pub(super) fn find(
    sheet: &Sheet<'_>,
    facts: &Facts,
    title: Option<usize>,
    kept: &[usize],
    picture: Option<&str>,
) -> Option<Published> {
    let told = || facts.dates.iter().find_map(|date| stamp::machine(date));
    let texts = || kept.iter().copied().filter(|leaf| sheet.lines[*leaf].weight > 0);
    let first = title.or_else(|| texts().next()).unwrap_or(0);
    let near = first.saturating_sub(BEFORE)..(first + AFTER).min(sheet.lines.len());
    told()
        .or_else(|| timed(sheet, near.clone()))
        .or_else(|| printed(sheet, near, first, kept))
        .or_else(|| stamp::folder(picture?))
}

/// A `<time>` near the title.
fn timed(sheet: &Sheet<'_>, near: std::ops::Range<usize>) -> Option<Published> {
    let times = sheet.page.times.iter().filter(|(leaf, _)| near.contains(leaf));
    times.into_iter().find_map(|(_, value)| stamp::machine(value))
}

/// A line near the title that is a stamp, nearest first; never a line of the text.
fn printed(
    sheet: &Sheet<'_>,
    near: std::ops::Range<usize>,
    title: usize,
    kept: &[usize],
) -> Option<Published> {
    let mut lines: Vec<usize> = near.filter(|leaf| *leaf != title && !kept.contains(leaf)).collect();
    lines.sort_by_key(|leaf| leaf.abs_diff(title));
    lines.into_iter().find_map(|leaf| stamp::stamp(&sheet.lines[leaf].text))
}
