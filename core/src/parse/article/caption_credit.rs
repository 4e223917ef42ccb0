//! Who took a picture, at the end of its caption. It is no part of what the picture shows.

use std::sync::LazyLock;

use ifilm_language::text::{Beginnings, is_alphabetic, is_alphanumeric};

/// Words that a colon or a name follows.
const COLONED: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photo credit",
    "picture",
    "pictures",
    "image",
    "images",
    "image credit",
    "credit",
    "عکس",
    "عکس‌ها",
    "عکسها",
    "عکاس",
    "تصویر",
    "تصاویر",
    "تصوير",
    "صورة",
    "صور",
    "الصورة",
    "الصور",
    "عدسة",
];

/// Words that a name follows without a colon.
const PREPOSED: &[&str] = &[
    "photo by",
    "photos by",
    "photograph by",
    "photographs by",
    "picture by",
    "image by",
    "عکس از",
    "بعدسة",
];

static BEGINNINGS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(COLONED.iter().chain(PREPOSED).copied()));

/// The maximum number of words of a name with its agency.
const LONGEST: usize = 7;

/// The caption without the credit at its end; `None` if it is nothing but a credit.
pub(super) fn without_credit(caption: &str) -> Option<&str> {
    let end = marks(caption).find(|at| is_credit(caption.get(*at..).unwrap_or_default()));
    let shown = caption.get(..end.unwrap_or(caption.len())).unwrap_or(caption);
    let shown = shown.trim_end_matches(is_cut_off);
    (!shown.is_empty()).then_some(shown)
}

/// Whether a line is nothing but a credit: [`without_credit`] leaves nothing of it.
pub(super) fn is_only_credit(line: &str) -> bool {
    let rest = line.trim_start_matches(is_cut_off);
    let before = line.strip_suffix(rest).and_then(|before| before.chars().next_back());
    rest.starts_with(is_alphabetic) && !before.is_some_and(is_joiner) && is_credit(rest)
}

/// Whether a character at the end of a caption goes with the credit behind it.
fn is_cut_off(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '|' | '/' | '–' | '—' | '-')
}

/// The places at which a credit may begin: at the beginning, behind a blank, a bracket or the end of a
/// sentence. A span that follows without a blank is glued to the last word.
fn marks(caption: &str) -> impl Iterator<Item = usize> {
    let before = std::iter::once(' ').chain(caption.chars());
    let places = caption.char_indices().zip(before);
    places
        .filter(|((_, c), before)| is_alphabetic(*c) && !is_alphanumeric(*before) && !is_joiner(*before))
        .map(|((at, _), _)| at)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\'' | '’' | '-')
}

fn is_credit(rest: &str) -> bool {
    if !BEGINNINGS.may_begin(rest) {
        return false;
    }
    let name =
        after(rest, PREPOSED).or_else(|| after(rest, COLONED)?.trim_start().strip_prefix([':', '：', '/']));
    name.is_some_and(|name| {
        (1..=LONGEST).contains(&name.split_whitespace().take(LONGEST + 1).count()) && !ends_a_sentence(name)
    })
}

/// The rest behind the longest of these words, whole.
fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let rest = |word: &&str| {
        let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        text.strip_prefix(head).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    words.iter().filter_map(rest).min_by_key(|rest| rest.len())
}

/// Whether a name is a sentence of several words.
fn ends_a_sentence(name: &str) -> bool {
    name.trim_end().ends_with(['.', '!', '?', '؟']) && name.split_whitespace().nth(3).is_some()
}

/// The words in brackets at the end of a caption, with the brackets.
pub(super) fn bracketed(caption: &str) -> Option<&str> {
    let at = caption.strip_suffix(')')?.rfind('(').filter(|at| *at > 0)?;
    caption.get(at..).filter(|words| words.split_whitespace().count() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_at_the_end_of_a_caption_is_cut_off() {
        for (caption, shown) in [
            ("The old bridge. Photograph: Tom Varley/Harbour Post", "The old bridge."),
            ("The old bridge.Photo: Teo Lindqvist", "The old bridge."),
            ("The old bridge (Image: Lake Leisure)", "The old bridge"),
            ("The crew at the water. (Photo by Marge Ennis)", "The crew at the water."),
            ("کارگاه استاد در کوچهٔ نی‌سازان عکس: آرین فرهی", "کارگاه استاد در کوچهٔ نی‌سازان"),
            ("الملاح في ورشته. عدسة: كريم نخلة", "الملاح في ورشته."),
            ("The photo that she took hangs in the hall", "The photo that she took hangs in the hall"),
            (
                "A picture: the hall as nobody has seen it in all of these long years",
                "A picture: the hall as nobody has seen it in all of these long years",
            ),
        ] {
            assert_eq!(without_credit(caption), Some(shown));
            assert!(!is_only_credit(caption), "{caption}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_credit_is_no_caption() {
        for caption in ["Photograph by Bo Lindqvist", "عکس‌ها: نجیب کوهسار", "(Photo: Agency)"]
        {
            assert_eq!(without_credit(caption), None, "{caption}");
            assert!(is_only_credit(caption), "{caption}");
        }
    }

    #[test]
    fn brackets_at_the_end_are_found() {
        assert_eq!(bracketed("The hall (Lantern)"), Some("(Lantern)"));
        assert_eq!(bracketed("(Lantern)"), None);
        assert_eq!(bracketed("The hall (seen from the old bridge)"), None);
    }
}
