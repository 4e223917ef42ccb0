//! How a phrase is written for FTS5. The index has a word of its own between words that are not neighbours.

use super::index_mark::BREAK;

/// The most words of a phrase of which each gap may have a sign in the text or not.
const MOST_FREE: usize = 5;

/// The ways to put breaks between words, as expressions of FTS5: no phrase there allows for either.
pub(super) fn with_breaks(words: &[String], own: &[bool]) -> Vec<String> {
    let gaps = words.len().saturating_sub(1);
    let mut ways = if words.len() <= MOST_FREE { all_ways(gaps) } else { at_most_one(gaps) };
    let own: Vec<bool> = own.iter().skip(1).copied().collect();
    if !ways.contains(&own) {
        ways.push(own);
    }
    ways.iter().map(|breaks| written(words, breaks)).collect()
}

fn all_ways(gaps: usize) -> Vec<Vec<bool>> {
    let with_next =
        |way: Vec<bool>| [false, true].map(|next| way.iter().copied().chain([next]).collect::<Vec<_>>());
    (0..gaps).fold(vec![Vec::new()], |ways, _| ways.into_iter().flat_map(with_next).collect())
}

fn at_most_one(gaps: usize) -> Vec<Vec<bool>> {
    let only = |one: usize| (0..gaps).map(|gap| gap == one).collect::<Vec<_>>();
    std::iter::once(vec![false; gaps]).chain((0..gaps).map(only)).collect()
}

fn written(words: &[String], breaks: &[bool]) -> String {
    let breaks = std::iter::once(&false).chain(breaks);
    let word = |(word, is_apart): (&String, &bool)| match is_apart {
        true => format!("{BREAK} {word}"),
        false => word.clone(),
    };
    let words: Vec<String> = words.iter().zip(breaks).map(word).collect();
    format!("\"{}\"", words.join(" "))
}
