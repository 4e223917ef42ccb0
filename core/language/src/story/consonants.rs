//! The consonants of the words of a text. In Arabic script, of all words. In Latin script, of names alone,
//! which begin with a capital.

use super::skeleton::{self, add_skeleton};

/// The most words that are read. An article has named its subject by then.
const ENOUGH: usize = 700;
/// The longest title of a work, in characters.
const LONGEST_TITLE: usize = 200;

/// Words with a capital that are no names: they begin sentences, or stand in every second article.
const COMMON: &[&str] = &[
    "a",
    "about",
    "actor",
    "actress",
    "after",
    "all",
    "among",
    "an",
    "and",
    "april",
    "as",
    "at",
    "august",
    "before",
    "but",
    "by",
    "composer",
    "december",
    "director",
    "during",
    "each",
    "earlier",
    "every",
    "february",
    "film",
    "for",
    "friday",
    "from",
    "he",
    "her",
    "his",
    "how",
    "i",
    "if",
    "ifilm",
    "in",
    "iran",
    "iranian",
    "it",
    "its",
    "january",
    "july",
    "june",
    "last",
    "later",
    "march",
    "may",
    "monday",
    "more",
    "most",
    "new",
    "no",
    "not",
    "november",
    "now",
    "october",
    "on",
    "one",
    "our",
    "part",
    "producers",
    "saturday",
    "season",
    "september",
    "series",
    "she",
    "since",
    "singer",
    "some",
    "sunday",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "thursday",
    "to",
    "tuesday",
    "tv",
    "two",
    "we",
    "wednesday",
    "what",
    "when",
    "where",
    "who",
    "with",
    "you",
];

/// The consonants of a text. A blank stands between words in a row, a comma between others. `is_arabic` means
/// that the article may be written together with its word.
pub(super) fn consonants(text: &str, is_arabic: bool) -> String {
    let mut writer = Writer::default();
    for (word, before) in words(text).take(ENOUGH) {
        if before.breaks {
            writer.end_phrase();
        }
        writer.add(word, before.starts_sentence, is_arabic);
    }
    writer.end_phrase();
    writer.consonants
}

/// The words, each with the gap before it. Quoted titles of works in Latin script are left out.
fn words(text: &str) -> impl Iterator<Item = (&str, Gap)> {
    let mut rest = text;
    let mut before = Gap { starts_sentence: true, breaks: true, quoted: false };
    std::iter::from_fn(move || {
        loop {
            let letters = before.pass(rest);
            let (word, after) = letters.split_at_checked(end_of_word(letters))?;
            if word.is_empty() {
                return None;
            }
            rest = after;
            let gap = before;
            before = Gap { starts_sentence: false, breaks: false, ..before };
            if !(gap.quoted && is_latin(word)) {
                return Some((word, gap));
            }
            before.breaks = true;
        }
    })
}

/// The gap since the last word.
#[derive(Clone, Copy)]
struct Gap {
    starts_sentence: bool,
    /// Whether it has a sign, so that the words around it are not one name.
    breaks: bool,
    /// Whether it is inside the quoted title of a work, which other editions translate.
    quoted: bool,
}

impl Gap {
    /// Passes the signs that a text begins with, and returns the text after them.
    fn pass<'t>(&mut self, text: &'t str) -> &'t str {
        let (mut rest, mut chars) = (text, text.chars());
        while let Some(sign) = chars.next().filter(|c| !is_letter(*c)) {
            rest = chars.as_str();
            match sign {
                '"' => self.quoted = !self.quoted && is_closed(rest, '"'),
                '\u{201C}' => self.quoted = is_closed(rest, '\u{201D}'),
                '\u{2018}' => self.quoted = is_closed(rest, '\u{2019}'),
                '«' => self.quoted = is_closed(rest, '»'),
                '\u{201D}' | '\u{2019}' | '»' => self.quoted = false,
                '.' | '!' | '?' | '؟' | '\n' => {
                    self.starts_sentence = true;
                    self.quoted &= sign != '\n';
                }
                _ => {}
            }
            self.breaks |= !matches!(sign, ' ' | '\u{A0}' | '-');
        }
        rest
    }
}

/// Whether a quote ends soon and in its line. A quote sign without a partner must not hide names.
fn is_closed(rest: &str, by: char) -> bool {
    rest.chars().take(LONGEST_TITLE).take_while(|c| *c != '\n').any(|c| c == by)
}

/// Where the word that a text begins with ends. An apostrophe inside a word belongs to it, although the same
/// sign may end a quote.
fn end_of_word(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_inside = letter == '\u{2019}' && letters.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(letter) && !is_inside {
            return at;
        }
    }
    text.len()
}

fn is_letter(c: char) -> bool {
    skeleton::is_letter(c) || matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200C}' | '\'')
}

fn is_latin(word: &str) -> bool {
    word.starts_with(|c: char| c < '\u{250}')
}

#[derive(Default)]
struct Writer {
    consonants: String,
    /// Where the present phrase begins.
    phrase: usize,
    /// How many words it has.
    words: usize,
    /// Whether it begins a sentence. Then a single word with a capital need not be a name.
    at_start: bool,
}

impl Writer {
    fn add(&mut self, word: &str, starts_sentence: bool, is_arabic: bool) {
        if starts_sentence {
            self.end_phrase();
        }
        if is_latin(word) && !is_capital(word) {
            return self.end_phrase();
        }
        let before = self.consonants.len();
        if self.words > 0 {
            self.consonants.push(' ');
        }
        let start = self.consonants.len();
        add_skeleton(&mut self.consonants, if is_arabic { without_article(word) } else { word });
        if self.consonants.len() == start {
            self.consonants.truncate(before);
            return self.end_phrase();
        }
        if self.words == 0 {
            self.at_start = starts_sentence && is_latin(word);
        }
        self.words = self.words.saturating_add(1);
    }

    fn end_phrase(&mut self) {
        match self.words {
            0 => {}
            1 if self.at_start => self.consonants.truncate(self.phrase),
            _ => self.consonants.push(','),
        }
        (self.phrase, self.words) = (self.consonants.len(), 0);
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && COMMON.binary_search(&&*word.to_lowercase()).is_err()
}

/// An Arabic word without its article and the short words before that.
fn without_article(word: &str) -> &str {
    let glued = ["ال", "وال", "بال", "فال", "كال", "لل", "ولل"];
    let bare = glued.iter().filter_map(|article| word.strip_prefix(article)).next();
    bare.filter(|bare| bare.chars().count() >= 3).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_words_are_sorted() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn latin_text_gives_names_but_no_titles_of_works() {
        let text =
            "Director Kaveh Rastin will shoot \u{201C}Salt and Saffron\u{201D} in Shiraz. Cameras roll.";

        assert_eq!(consonants(text, false), "K RSTN,CRZ,");
    }

    #[test]
    fn a_quote_sign_without_a_partner_drops_no_words() {
        for text in [
            "In \u{201C}Shiraz Kaveh Rastin works.",
            "In \"Shiraz Kaveh Rastin works.",
            "In \u{2018}Shiraz Kaveh Rastin works.",
            "In \u{201C}Shiraz Kaveh Rastin works.\n\u{201D}",
        ] {
            assert_eq!(consonants(text, false), "CRZ K RSTN,", "{text}");
        }
        assert_eq!(consonants("In \u{2018}Salt\u{2019} Kaveh Rastin\u{2019}s crew", false), "K RSTNS,");
    }

    #[test]
    fn arabic_script_gives_every_word_and_signs_end_phrases() {
        assert_eq!(consonants("کاوه راستین، کارگردان", false), "K RSTN,KRKRDN,");
        assert_eq!(consonants("المخرج كاوه راستين في البرتغال", true), "MXRJ K RSTN F BRTKL,");
    }
}
