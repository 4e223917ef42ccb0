//! The phrases of an article, prepared for comparison.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use crate::LanguageTag;
use crate::story::fingerprint::Fingerprint;
use crate::text::direction::Direction;
use crate::text::direction::direction_of_language;

/// The most words of one name.
const LONGEST: usize = 3;

/// The hash of a name: of the consonants of one word, or of several words joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameHash(u64);

impl NameHash {
    const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    pub(super) fn of(word: &str) -> Self {
        Self::EMPTY.and(word)
    }

    /// The hash with another word appended. FNV-1a can go on where it stopped.
    fn and(self, word: &str) -> Self {
        let mut hash = self.0;
        for byte in word.as_bytes() {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(hash)
    }
}

/// A hasher for keys that already are hashes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// For maps and sets whose keys already are hashes.
pub(super) type ByHash = BuildHasherDefault<AsItIs>;

/// A word of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// The hashes of its consonants alone, with those of the next word, and with those of the next two.
    names: [NameHash; LONGEST],
    /// How many of these hashes there are.
    count: usize,
    /// Its consonants.
    pub(super) length: usize,
}

impl Word {
    /// The first of some words, with the words after it.
    fn first_of(words: &[&str]) -> Option<Self> {
        let mut names = [NameHash::EMPTY; LONGEST];
        let mut name = NameHash::EMPTY;
        for (place, word) in names.iter_mut().zip(words) {
            name = name.and(word);
            *place = name;
        }
        Some(Self { names, count: LONGEST.min(words.len()), length: words.first()?.len() })
    }

    pub(super) fn hash(&self) -> NameHash {
        self.names[0]
    }

    /// The hash of `count` words from this one on.
    pub(super) fn name(&self, count: usize) -> Option<NameHash> {
        self.names.get(count.checked_sub(1)?).copied()
    }
}

/// The phrases of an article.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    /// Its phrases, those of headline and lead first.
    phrases: Vec<Vec<Word>>,
    /// How many phrases belong to headline and lead.
    head: usize,
    /// Everything that may be a name: up to three words in a row.
    names: HashSet<NameHash, ByHash>,
    /// Whether its script has capitals. Then all its words are names.
    pub(super) has_capitals: bool,
    language: String,
}

impl Phrases {
    pub(super) fn of(language: &LanguageTag, fingerprint: &Fingerprint) -> Self {
        let is_arabic = language.language() == "ar";
        let (head, rest) = fingerprint
            .consonants
            .split_at_checked(fingerprint.head)
            .unwrap_or((&fingerprint.consonants, ""));
        let phrases = |part: &str| part.split(',').map(words).filter(|it| !it.is_empty()).collect::<Vec<_>>();
        let (head, rest) = (phrases(head), phrases(rest));
        let mut names = HashSet::default();
        fingerprint.consonants.split(',').for_each(|phrase| add_names(&mut names, phrase, is_arabic));
        let has_capitals = direction_of_language(language) == Direction::Ltr;
        let (language, from) = (spoken(language).to_owned(), head.len());
        Self { phrases: head.into_iter().chain(rest).collect(), head: from, names, has_capitals, language }
    }

    /// Whether both are in the same language, also of different countries.
    pub(super) fn speaks_like(&self, other: &Self) -> bool {
        self.language == other.language
    }

    /// The phrases of headline and lead, and the others.
    pub(super) fn parts(&self) -> (&[Vec<Word>], &[Vec<Word>]) {
        self.phrases.split_at(self.head)
    }

    /// How many words from this one on also stand in a row in this article. They are one name.
    pub(super) fn longest(&self, word: &Word) -> usize {
        let is_there = |count: &usize| word.name(*count).is_some_and(|name| self.names.contains(&name));
        (1..=word.count).rev().find(is_there).unwrap_or(0)
    }
}

/// The language without its country. The code `prs` means Dari, which is Persian.
fn spoken(language: &LanguageTag) -> &str {
    match language.language() {
        "prs" => "fa",
        other => other,
    }
}

fn words(phrase: &str) -> Vec<Word> {
    let words: Vec<&str> = phrase.split(' ').filter(|word| !word.is_empty()).collect();
    (0..words.len()).filter_map(|at| Word::first_of(words.get(at..)?)).collect()
}

/// Adds all names of a phrase. In Arabic, short words are written together with the next one.
fn add_names(names: &mut HashSet<NameHash, ByHash>, phrase: &str, is_arabic: bool) {
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut rest = &words[..];
    while let [first, behind @ ..] = rest {
        add_from(names, first, behind);
        let bare = first.strip_prefix(['B', 'L', 'K', 'F']).filter(|bare| is_arabic && bare.len() >= 3);
        if let Some(bare) = bare {
            add_from(names, bare, behind);
        }
        rest = behind;
    }
}

fn add_from(names: &mut HashSet<NameHash, ByHash>, first: &str, rest: &[&str]) {
    let mut name = NameHash::of(first);
    names.insert(name);
    for word in rest.iter().take(LONGEST - 1) {
        name = name.and(word);
        names.insert(name);
    }
}
