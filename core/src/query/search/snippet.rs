//! A piece of a text around what was found in it.

use std::ops::Range;

use crate::language::Search;
use crate::model::{Marked, Place, Snippet};
use crate::store::FindableTexts;

/// So many characters stand before the first hit at most.
const BEFORE: usize = 60;

/// So many characters a snippet has at most, but for a hit that is longer.
const LENGTH: usize = 200;

/// From the lead where it has any of the words, else from the text; `None` where neither has.
pub(super) fn snippet(search: &Search, texts: &FindableTexts) -> Option<Snippet> {
    let lead = texts.lead.as_deref().and_then(|lead| around(search, lead, Place::Lead));
    lead.or_else(|| around(search, &texts.text(), Place::Text))
}

fn around(search: &Search, text: &str, place: Place) -> Option<Snippet> {
    let hits = search.hits(text);
    let first = hits.first()?;
    let paragraph = paragraph(text, first);
    let piece = piece(text, first, &paragraph);
    let inside = hits.iter().filter(|hit| piece.start <= hit.start && hit.end <= piece.end);
    let hits = inside.map(|hit| hit.start - piece.start..hit.end - piece.start).collect();
    Some(Snippet {
        place,
        cut_before: paragraph.start < piece.start,
        cut_after: piece.end < paragraph.end,
        words: Marked { text: text[piece].to_owned(), hits },
    })
}

/// The paragraph around a hit.
fn paragraph(text: &str, hit: &Range<usize>) -> Range<usize> {
    let start = text[..hit.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[hit.end..].find('\n').map_or(text.len(), |at| hit.end + at);
    start..end
}

/// The piece of a paragraph around a hit, cut between words where it is too long.
fn piece(text: &str, hit: &Range<usize>, paragraph: &Range<usize>) -> Range<usize> {
    let start =
        back(&text[paragraph.start..hit.start], BEFORE).map_or(paragraph.start, |at| paragraph.start + at);
    let taken = text[start..hit.end].chars().count();
    let rest = &text[hit.end..paragraph.end];
    let end = ahead(rest, LENGTH.saturating_sub(taken)).map_or(paragraph.end, |at| hit.end + at);
    start..end
}

/// Where the last words of a text begin that have so many characters at most; `None` where it has no more.
fn back(text: &str, most: usize) -> Option<usize> {
    let (cut, _) = text.char_indices().rev().nth(most)?;
    let space = text[cut..].char_indices().find(|(_, c)| c.is_whitespace());
    Some(space.map_or(text.len(), |(at, c)| cut + at + c.len_utf8()))
}

/// Where the first words of a text end that have so many characters at most; `None` where it has no more.
fn ahead(text: &str, most: usize) -> Option<usize> {
    let (cut, _) = text.char_indices().nth(most)?;
    Some(text[..cut].rfind(char::is_whitespace).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet_of(text: &str, query: &str) -> Snippet {
        around(&Search::of(query, false).unwrap(), text, Place::Text).unwrap()
    }

    #[test]
    fn a_short_paragraph_is_shown_whole() {
        let snippet = snippet_of("First.\n\nThe rain fell.\n\nLast.", "rain");

        let runs: Vec<_> = snippet.words.spans().into_iter().map(|span| (span.text, span.hit)).collect();
        assert_eq!(runs, [("The ", false), ("rain", true), (" fell.", false)]);
        assert!(!snippet.cut_before && !snippet.cut_after);
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let text = format!("{} باران {}", "واژه ".repeat(100), "واژه ".repeat(100));

        let snippet = snippet_of(&text, "باران");

        assert!(snippet.cut_before && snippet.cut_after);
        assert!(snippet.words.text.chars().count() <= LENGTH);
        assert!(snippet.words.text.starts_with("واژه") && snippet.words.text.ends_with("واژه"));
        assert_eq!(snippet.words.text[snippet.words.hits[0].clone()], *"باران");
    }

    #[test]
    fn a_hit_longer_than_a_snippet_is_shown_whole() {
        let word = "ب".repeat(300);

        assert_eq!(snippet_of(&word, &word).words.text, word);
    }
}
