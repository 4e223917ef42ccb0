//! The lines that pages print around an article, such as buttons and headings of link lists.

mod lists;
mod word_list;
mod words;

use std::borrow::Cow;
use std::sync::LazyLock;

use ifilm_language::text::{Beginnings, normalized};
use lists::LISTS;
use word_list::WordList;
use words::*;

/// The beginnings of all labels except those about consent and copyright.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let labels = [VIEWS, ABOUT, BUTTONS, COMMENT, COMMENTS, LATEST, LATEST_OF, LATEST_WORDS, MORE, MORE_OF];
    Beginnings::of(labels.concat().into_iter().chain(["x"]))
});

/// The meaning of a line that is not part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Comments, or the form for one, follow.
    Comments,
    /// Links to related articles follow.
    ReadMore,
    /// Links to new or popular articles follow.
    Latest,
    /// A button or a word beside one: share, print, play, send.
    Button,
    /// How often the page was seen.
    Views,
    /// Words about the author, or about the site and what it answers for, follow.
    About,
    /// Consent or copyright.
    Legal,
}

/// The maximum number of words of a label.
const LONGEST: usize = 12;

/// The maximum number of bytes of a normalized label.
const LONGEST_IN_BYTES: usize = 160;

impl Label {
    /// The label that this line is; `None` if it may be text.
    pub(super) fn of(line: &str) -> Option<Self> {
        Self::of_normalized(line, &normalized(line))
    }

    /// The same, for a line whose normalized form is known.
    pub(super) fn of_normalized(line: &str, normalized: &str) -> Option<Self> {
        let plain = without_digits(normalized);
        if is_legal(line, &plain) {
            return Some(Self::Legal);
        }
        if plain.len() > LONGEST_IN_BYTES || !BEGINNINGS.may_begin(&plain) {
            return None;
        }
        let words = line.split_whitespace().take(LONGEST + 1).count();
        if words > LONGEST { None } else { Self::of_short(line, &plain, words) }
    }

    /// The same, for a line that is as short as labels are. `plain` is its normalized form without digits.
    fn of_short(line: &str, plain: &str, words: usize) -> Option<Self> {
        let lists = &*LISTS;
        if lists.views.has(plain) {
            return Some(Self::Views);
        }
        if lists.about.has(plain) {
            return Some(Self::About);
        }
        if lists.buttons.has(plain) {
            return Some(Self::Button);
        }
        if lists.comment.has(plain) || is_made_of(plain, &lists.comments, &lists.commenters) {
            return Some(Self::Comments);
        }
        let is_latest = lists.latest.has(plain)
            || words <= 4 && lists.latest_of.begin(plain)
            || words > 1 && is_made_of(plain, &lists.latest_words, &lists.latest_words);
        if is_latest {
            return Some(Self::Latest);
        }
        if lists.more.has(plain) || ends_as_label(line) && lists.more_of.begin(plain) {
            return Some(Self::ReadMore);
        }
        row_of_labels(plain)
    }

    /// Whether a line begins as a link to another article does: `Read also: …`, `» …`.
    pub(super) fn begins_with_more(line: &str) -> bool {
        let is_sign = |c: char| matches!(c, '»' | '>' | '←' | '→' | '◄' | '►' | '▶');
        line.trim_start().starts_with(is_sign) || LISTS.more_of.begin(&normalized(line))
    }

    /// Whether a line announces links, given that nothing but links follows it. The words may also end the
    /// line: `About this film, read more:`.
    pub(super) fn announces_links(line: &str) -> bool {
        let is_short = line.split_whitespace().take(LONGEST + 1).count() <= LONGEST;
        let is_announcing = || {
            let plain = normalized(line);
            LISTS.more_of.begin(&plain)
                || (ends_as_label(line) && MORE_OF.iter().any(|words| plain.ends_with(words)))
                || Self::of_normalized(line, &plain) == Some(Self::ReadMore)
        };
        is_short && is_announcing()
    }
}

/// Whether a line only counts something around an article, such as its views or its comments. It changes by
/// itself.
pub(crate) fn is_counter(line: &str) -> bool {
    let is_short = line.len() <= LONGEST_IN_BYTES && line.contains(char::is_numeric);
    let counts = |label| matches!(label, Label::Views | Label::Comments | Label::Button);
    is_short && Label::of(line).is_some_and(counts)
}

fn without_digits(normalized: &str) -> Cow<'_, str> {
    match normalized.bytes().any(|byte| byte.is_ascii_digit()) {
        true => {
            let mut plain = normalized.to_owned();
            plain.retain(|c| !c.is_ascii_digit());
            plain.into()
        }
        false => normalized.into(),
    }
}

/// `Read more:`, `بیشتر بخوانید…`
fn ends_as_label(line: &str) -> bool {
    line.trim_end().ends_with([':', '…', '：', '؛', '>', '»', '↓'])
}

/// Whether a line begins with one of `first`, and all its other words are among `others`.
fn is_made_of(plain: &str, first: &WordList, others: &WordList) -> bool {
    let Some(mut rest) = first.after_longest(plain) else {
        return false;
    };
    while let Some(after) = others.after_longest(rest) {
        rest = after;
    }
    rest.is_empty()
}

/// Labels that stand side by side: `Share Comments`, `Telegram X`.
fn row_of_labels(plain: &str) -> Option<Label> {
    let mut rest = plain;
    let mut found = None;
    while !rest.is_empty() && plain.len() <= 120 {
        let (label, after) = longest_label(rest)?;
        found = if found == Some(Label::Comments) { found } else { Some(label) };
        rest = after;
    }
    found
}

/// The longest label that a text begins with, and the rest of the text. A word in both lists is a button.
fn longest_label(text: &str) -> Option<(Label, &str)> {
    let button = LISTS.of_rows.after_longest(text).map(|rest| (Label::Button, rest));
    let comments = LISTS.comments_of_rows.after_longest(text).map(|rest| (Label::Comments, rest));
    button.into_iter().chain(comments).min_by_key(|(_, rest)| rest.len())
}

/// The maximum number of words of a line that begins with the sign of copyright. A sentence may follow a
/// credit in one line.
const LONGEST_NOTE: usize = 24;

/// The longest line about consent or copyright, in characters.
const LONGEST_LEGAL: usize = 300;

fn is_legal(line: &str, plain: &str) -> bool {
    let is_english = plain.is_ascii();
    let mentions = |words: &[&str]| {
        let mut words = words.iter().filter(|word| !is_english || word.is_ascii());
        words.any(|word| plain.contains(word))
    };
    let reserves = || LISTS.rights.begin(plain) && plain.contains("محفوظ");
    let is_noted = || {
        let begins = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©').starts_with('©');
        let longest = if begins { LONGEST_NOTE } else { LONGEST };
        let is_short = || line.split_whitespace().nth(longest).is_none();
        is_short() || mentions(&["محفوظ", "reserved"])
    };
    let says_so = || {
        line.contains('©') && is_noted()
            || LISTS.disclaimers.begin(plain)
            || plain.contains("allrightsreserved")
            || plain.starts_with("copyright") && line.contains(char::is_numeric)
            || reserves()
            || mentions(COOKIE) && mentions(COOKIES) && mentions(CONSENT)
    };
    let is_short = line.len() <= LONGEST_LEGAL || line.chars().nth(LONGEST_LEGAL).is_none();
    is_short && says_so()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_edition_are_known() {
        for (line, label) in [
            ("Comments (3)", Label::Comments),
            ("نظرات کاربران", Label::Comments),
            ("التعليقات", Label::Comments),
            ("نظر شما", Label::Comments),
            ("دیدگاه‌های کاربران", Label::Comments),
            ("Most Viewed This Week", Label::Latest),
            ("الأكثر قراءة اليوم", Label::Latest),
            ("آخرین خبرهای آی‌فیلم", Label::Latest),
            ("Read and watch more on the festival:", Label::ReadMore),
            ("بیشتر بخوانید و ببینید:", Label::ReadMore),
            ("إقرأ أيضاً", Label::ReadMore),
            ("پربازدیدترین‌ها", Label::Latest),
            ("412 views", Label::Views),
            ("بازدید: ۴۱۲", Label::Views),
            ("به اشتراک‌گذاری", Label::Button),
            ("دربارهٔ نویسنده", Label::About),
            ("© 2024 iFilm", Label::Legal),
            ("We use cookies. Accept", Label::Legal),
            ("این سایت از کوکی استفاده می‌کند. موافقم", Label::Legal),
            ("تمامی حقوق این سایت محفوظ است.", Label::Legal),
            ("Copyright 2008 The Valley Courier. It may not be published.", Label::Legal),
        ] {
            assert_eq!(Label::of(line), Some(label), "{line}");
        }
    }

    #[test]
    fn counters_are_known() {
        for line in
            ["Number of visits: 1,234", "Share: 12 Likes: 3", "Views: 9", "بازدید: ۴۱۲", "Comments (3)"]
        {
            assert!(is_counter(line), "{line}");
        }
        for line in ["Share this", "Tickets: 200", "12 people like it.", "In 2024", ""] {
            assert!(!is_counter(line), "{line}");
        }
    }

    #[test]
    fn a_sentence_that_begins_like_a_label_is_text() {
        for line in [
            "Related events were held in three other cities.",
            "Comments by the director drew laughter from the whole audience.",
            "Comments from the cast",
            "Latest film by the director",
            "بیشتر تماشاگران سالن را ترک نکردند.",
            "بیشتر منتقدان گفتند:",
            "نظرات کارشناسان",
            "تمام حقوق بازیگران پیش از آغاز کار پرداخت شد.",
            "تعليقات النقاد على الفيلم",
            "She baked a cookie for the crew.",
            "برای پخت این کوکی از آرد جو استفاده می‌شود و کودکان آن را دوست دارند.",
            "او گفت باید همهٔ حقوق محفوظ باشد و کسی از کار نماند.",
            "يستخدم الطباخ الزبدة في الكوكيز ويقدمها مع الشاي.",
        ] {
            assert_eq!(Label::of(line), None, "{line}");
        }
    }

    /// Seen: this line stood in an article as its last paragraph, with the links behind it.
    #[test]
    fn a_line_that_ends_in_read_more_announces_links() {
        let line = "درباره‌ی فلم «خانه‌یی با دو دروازه» بیشتر بخوانید:";

        assert!(Label::announces_links(line));
        assert!(!Label::announces_links("او گفت: کتاب‌های خوب را بیشتر بخوانید."));
    }

    #[test]
    fn every_word_is_in_its_normalized_spelling() {
        let announcing =
            [COMMENT, COMMENTS, COMMENTERS, MORE, MORE_OF, LATEST, LATEST_OF, LATEST_WORDS].concat();
        let all = [announcing, [ABOUT, BUTTONS, VIEWS, COOKIES, CONSENT, DISCLAIMERS].concat()];
        for word in all.concat() {
            assert_eq!(normalized(word), word);
        }
    }

    #[test]
    fn every_word_for_cookies_holds_one_of_the_parts_that_are_looked_for_first() {
        for word in COOKIES {
            assert!(COOKIE.iter().any(|part| word.contains(part)), "{word}");
        }
    }
}
