//! How similar two texts are: the F1 of their runs of four words, as in public comparisons of extractors.

use std::collections::HashMap;
use std::hash::Hash;

/// 1 for the same words in the same order, 0 if no run of four words is in both.
pub(crate) fn of_texts(expected: &str, found: &str) -> f64 {
    let (expected, found) = (words(expected), words(found));
    of_bags(&runs(&expected), &runs(&found))
}

/// The F1 of two bags: 1 if they hold the same, 0 if they have nothing in common.
pub(crate) fn of_bags<T: Eq + Hash>(expected: &[T], found: &[T]) -> f64 {
    let all = expected.len() + found.len();
    if all == 0 {
        return 1.0;
    }
    let (expected, found) = (counted(expected), counted(found));
    let shared = |(one, count): (&&T, &usize)| found.get(*one).map_or(0, |found| *count.min(found));
    2.0 * expected.iter().map(shared).sum::<usize>() as f64 / all as f64
}

fn counted<T: Eq + Hash>(bag: &[T]) -> HashMap<&T, usize> {
    let mut counts = HashMap::new();
    for one in bag {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// A text of fewer words is one run.
fn runs(words: &[String]) -> Vec<&[String]> {
    if words.is_empty() { Vec::new() } else { words.windows(words.len().min(4)).collect() }
}

#[test]
fn a_word_too_many_costs_the_runs_that_it_is_in() {
    assert_eq!(of_texts("One two, three. Four FIVE", "one two three four five"), 1.0);
    assert_eq!(of_texts("one two three four five", "one two three four five six"), 0.8);
    assert_eq!(of_texts("one two", "one two"), 1.0);
    assert_eq!(of_texts("one two three four", "four three two one"), 0.0);
    assert_eq!(of_texts("", "one"), 0.0);
    assert_eq!(of_texts("", ""), 1.0);
}
