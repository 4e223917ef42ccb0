//! A snippet: a piece of a text around its hits.

use std::ops::Range;

use ifilm_language::text::{WordSearch, merged};

use super::places::Places;
use crate::model::{Marked, Place, Snippet};
use crate::store::FindableTexts;

/// The maximum number of characters before the first hit.
const BEFORE: usize = 60;

/// The maximum number of characters of a snippet. A longer hit is not cut.
const LENGTH: usize = 200;

/// The snippet for an item. Its source is the lead or the text: the one whose best piece has more query
/// words. If both have equally many, it is the lead. `None` if no query word is in either.
pub(super) fn snippet(search: &WordSearch, texts: &FindableTexts) -> Option<Snippet> {
    let lead = texts.lead.as_deref().and_then(|lead| best(search, lead, Place::Lead));
    let text = best(search, &texts.text(), Place::Text);
    match (lead, text) {
        (Some((few, _)), Some((many, text))) if many > few => Some(text),
        (Some((_, lead)), _) => Some(lead),
        (None, text) => text.map(|(_, text)| text),
    }
}

/// The first of the pieces with the most words, and how many words it has. The time is proportional to the
/// length of the text, even if it has many hits.
fn best(search: &WordSearch, text: &str, place: Place) -> Option<(usize, Snippet)> {
    let places = search.places(text);
    let hits = merged(places.iter().flatten().cloned().collect());
    let words: Vec<Places> = places.into_iter().map(Places::of).collect();
    let words_in = |piece: &Range<usize>| words.iter().filter(|word| word.are_in(piece)).count();
    let mut best: Option<(usize, Range<usize>, Range<usize>)> = None;
    let mut around_hit = 0..0;
    for hit in &hits {
        // Cutting a piece is slow. So first check whether the widest possible piece has more words.
        if best.as_ref().is_some_and(|(most, ..)| words_in(&widest(hit)) <= *most) {
            continue;
        }
        if !is_within(hit, &around_hit) {
            around_hit = paragraph(text, hit);
        }
        let piece = piece(text, hit, &around_hit);
        let count = words_in(&piece);
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, piece, around_hit.clone()));
        }
        if count == words.len() {
            break;
        }
    }
    let (count, piece, paragraph) = best?;
    Some((count, around(text, &hits, piece, &paragraph, place)))
}

/// The widest possible piece around a hit. A character has at most four bytes.
fn widest(hit: &Range<usize>) -> Range<usize> {
    hit.start.saturating_sub(4 * BEFORE)..hit.end.saturating_add(4 * LENGTH)
}

fn is_within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn around(
    text: &str,
    hits: &[Range<usize>],
    piece: Range<usize>,
    paragraph: &Range<usize>,
    place: Place,
) -> Snippet {
    let inside = hits.iter().filter(|hit| is_within(hit, &piece));
    let hits = inside.map(|hit| hit.start - piece.start..hit.end - piece.start).collect();
    Snippet {
        place,
        cut_before: paragraph.start < piece.start,
        cut_after: piece.end < paragraph.end,
        words: Marked { text: text[piece].to_owned(), hits },
    }
}

/// The paragraph around a hit.
fn paragraph(text: &str, hit: &Range<usize>) -> Range<usize> {
    let start = text[..hit.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[hit.end..].find('\n').map_or(text.len(), |at| hit.end + at);
    start..end
}

/// The piece of a paragraph around a hit, cut between words if it is too long.
fn piece(text: &str, hit: &Range<usize>, paragraph: &Range<usize>) -> Range<usize> {
    let start =
        back(&text[paragraph.start..hit.start], BEFORE).map_or(paragraph.start, |at| paragraph.start + at);
    let taken = text[start..hit.end].chars().count();
    let rest = &text[hit.end..paragraph.end];
    let end = ahead(rest, LENGTH.saturating_sub(taken)).map_or(paragraph.end, |at| hit.end + at);
    start..end
}

/// Where the last words of a text begin, if they may have at most `most` characters. `None` if the whole text
/// fits.
fn back(text: &str, most: usize) -> Option<usize> {
    let (cut, _) = text.char_indices().rev().nth(most)?;
    let space = text[cut..].char_indices().find(|(_, c)| c.is_whitespace());
    Some(space.map_or(text.len(), |(at, c)| cut + at + c.len_utf8()))
}

/// Where the first words of a text end, if they may have at most `most` characters. `None` if the whole text
/// fits.
fn ahead(text: &str, most: usize) -> Option<usize> {
    let (cut, _) = text.char_indices().nth(most)?;
    Some(text[..cut].rfind(char::is_whitespace).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet_of(text: &str, query: &str) -> Snippet {
        best(&WordSearch::of(query, false).unwrap(), text, Place::Text).unwrap().1
    }

    fn snippet_of_both(lead: &str, page: &str, query: &str) -> Snippet {
        let texts = FindableTexts {
            item: 1,
            edition: "fa".to_owned(),
            title: None,
            page_title: Some(page.to_owned()),
            lead: Some(lead.to_owned()),
            blocks: Vec::new(),
        };
        snippet(&WordSearch::of(query, false).unwrap(), &texts).unwrap()
    }

    #[test]
    fn the_piece_with_the_most_words_is_shown_and_on_a_tie_the_lead() {
        assert_eq!(snippet_of("باد و باران.\n\nایران و جهان.", "ایران و").words.text, "ایران و جهان.");
        assert_eq!(snippet_of("باران آمد.\n\nباران رفت.", "باران").words.text, "باران آمد.");
        assert_eq!(snippet_of_both("باد و باران.", "ایران و جهان", "ایران و").place, Place::Text);
        assert_eq!(snippet_of_both("ایران و باران.", "ایران و جهان", "ایران و").place, Place::Lead);
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
