//! A title, and what else its text says: the number of the episode, and the length.

use ifilm_language::time::said_durations;

use super::{episode, title, words};

/// A title without the number of an episode and a length, and these two.
pub(super) fn split(text: &str) -> (String, Option<u32>, Option<u32>) {
    let (text, length) = without_length(text);
    let found = episode::find(&text);
    let rest = found.as_ref().map_or_else(|| title::bare(&text), |found| title::bare(&found.rest(&text)));
    let again = episode::find(&rest).filter(|_| found.is_none());
    let rest = again.as_ref().map_or(rest.clone(), |found| title::bare(&found.rest(&rest)));
    (rest, found.or(again).map(|found| found.number), length)
}

/// A text without the length at its end or in brackets.
fn without_length(text: &str) -> (String, Option<u32>) {
    let said = said_durations(text);
    let Some(last) = said.last().filter(|_| text.len() <= 400) else { return (text.to_owned(), None) };
    let (before, behind) =
        (text.get(..last.span.start).unwrap_or_default(), text.get(last.span.end..).unwrap_or_default());
    let is_apart = before.trim_end().ends_with(['(', '[', '-', '–', '—', '|', '،', ',', '·', '•', ':', '/']);
    let rest = title::trimmed(&format!(
        "{} {}",
        before.trim_end(),
        behind.trim_start_matches(['\'', '′', '’']).trim_start()
    ));
    let is_length = is_apart && words::may_be_title(&rest);
    if is_length { (rest, Some(last.minutes)) } else { (text.to_owned(), None) }
}
