//! What the index holds of a text: its words and their variants.

use std::collections::{HashMap, HashSet};

use super::index_mark::{BREAK, PART, STEM};
use super::stem::{Reading, Wanted};
use super::variant::{self, Variant};
use super::word::{Gap, Word, words_of};

/// The words of a text for the index: its folded words in order, then their variants in other spacing. One
/// space stands between two words. A word is made of letters, digits and marks, or is a sign. A ¶ stands
/// between words that are not neighbours. A ¶ at the beginning of a word marks a part of a word of the text,
/// a § marks a stem. These stand there once, however often the word does.
pub fn searchable(text: &str) -> String {
    Indexer::default().searchable(text)
}

/// Makes the words of many texts for the index. It remembers the variants of the words that it met, because
/// most words of a text stand in others, too.
#[derive(Debug, Clone, Default)]
pub struct Indexer {
    variants: HashMap<String, Vec<(Reading, Vec<String>)>>,
}

/// The most words that an indexer remembers: some megabytes. Then it begins anew.
const MOST_REMEMBERED: usize = 40_000;

impl Indexer {
    /// The words of a text for the index: see [`searchable`].
    pub fn searchable(&mut self, text: &str) -> String {
        let words = words_of(text);
        let mut held = Held::default();
        for (at, word) in words.iter().enumerate() {
            held.push(at > 0 && word.gap == Gap::Break, &word.folded);
        }
        let mut rest = words.as_slice();
        while let [word, behind @ ..] = rest {
            self.with_variants_of(word, |folded| held.push_variant(folded));
            for Variant { folded, .. } in variant::grown_from(rest) {
                held.push_variant(&folded);
            }
            rest = behind;
        }
        held.text
    }

    /// Calls `each` with the variants of a word alone.
    fn with_variants_of(&mut self, word: &Word, each: impl FnMut(&str)) {
        let variants = |word| variant::within(word, &Wanted::Any).into_iter().map(|variant| variant.folded);
        if !word.is_in_one_way() {
            return variants(word).for_each(each_owned(each)); // rare, and its parts count, too
        }
        let is_read_so = |(reading, _): &&(Reading, Vec<String>)| *reading == word.reading;
        if let Some((_, known)) = self.variants.get(&word.folded).and_then(|all| all.iter().find(is_read_so))
        {
            return known.iter().map(String::as_str).for_each(each);
        }
        if self.variants.len() >= MOST_REMEMBERED {
            self.variants.clear();
        }
        let new: Vec<String> = variants(word).collect();
        new.iter().map(String::as_str).for_each(each);
        self.variants.entry(word.folded.clone()).or_default().push((word.reading, new));
    }
}

fn each_owned(mut each: impl FnMut(&str)) -> impl FnMut(String) {
    move |owned| each(&owned)
}

/// The words that the index will hold of a text.
#[derive(Default)]
struct Held {
    text: String,
    /// The parts and stems that stand in it.
    marked: HashSet<String>,
}

impl Held {
    fn push_variant(&mut self, folded: &str) {
        if !folded.starts_with([PART, STEM]) || self.is_new(folded) {
            self.push(true, folded);
        }
    }

    fn is_new(&mut self, marked: &str) -> bool {
        !self.marked.contains(marked) && self.marked.insert(marked.to_owned())
    }

    fn push(&mut self, is_apart: bool, word: &str) {
        let parts = [if is_apart { BREAK } else { "" }, word];
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            self.text.push_str(if self.text.is_empty() { "" } else { " " });
            self.text.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indexer_that_has_met_the_words_gives_the_same() {
        let texts = [
            "می روم، کتاب‌ها و کتابها، کتاب",
            "والسينما 🎬 السينما والسينما",
            "کتابها را می‌خوانم. Books, 1,000 of them; کتابها",
            "دانش‌آموزان و آموزان",
        ];
        let mut indexer = Indexer::default();

        for text in texts.iter().chain(&texts) {
            assert_eq!(indexer.searchable(text), searchable(text), "{text}");
        }
    }
}
