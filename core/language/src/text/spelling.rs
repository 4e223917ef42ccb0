//! The one spelling in which words are compared, whatever their quotes, spaces, joiners, yeh, kaf, digits and
//! case.

use super::fold::{CharFolding, arabic_stays, char_folding};

/// The letters and digits of a text in one spelling. For comparison only: never store or show it.
pub fn normalized(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (same, behind) = rest.split_at_checked(staying(rest.as_bytes())).unwrap_or((rest, ""));
        normalized.push_str(same);
        let mut behind = behind.chars();
        behind.next().into_iter().for_each(|c| add(&mut normalized, c));
        rest = behind.as_str();
    }
    normalized
}

fn add(normalized: &mut String, c: char) {
    match c {
        _ if c.is_ascii_alphanumeric() => normalized.push(c.to_ascii_lowercase()),
        _ if c.is_ascii() || !is_letter(c) => {}
        _ if is_arabic(c) => normalized.push(one_spelling(c)), // no case
        _ => normalized.extend(one_spelling(c).to_lowercase()),
    }
}

/// How many bytes at the beginning are letters and digits in the one spelling.
fn staying(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [b'a'..=b'z' | b'0'..=b'9', rest @ ..] => rest,
            [0xD8, 0xA1, ..] => return bytes.len().saturating_sub(rest.len()), // a hamza alone
            [first @ 0xD8..=0xDB, second, rest @ ..] if arabic_stays(*first, *second) => rest,
            _ => return bytes.len().saturating_sub(rest.len()),
        }
    }
}

/// The same for one letter or digit, by the folding table.
pub(crate) fn one_spelling(c: char) -> char {
    match char_folding(c) {
        CharFolding::To(one) => one,
        CharFolding::Unknown | CharFolding::Dropped => c,
    }
}

/// Whether a character is a letter or a digit here. Marks over letters, a hamza alone and the tatweel are
/// not.
fn is_letter(c: char) -> bool {
    let is_mark =
        || matches!(c, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | 'ء');
    is_arabic(c) || !is_mark() && is_alphanumeric(c)
}

/// Whether it is a letter or a digit of any script: [`char::is_alphanumeric`], quickly for common characters.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    is_arabic(c) || !is_punctuation(c) && c.is_alphanumeric()
}

/// Whether it is a letter of any script: [`char::is_alphabetic`], quickly for common characters.
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    is_arabic_letter(c) || !is_punctuation(c) && c.is_alphabetic()
}

/// Whether it is a number of any script: [`char::is_numeric`], quickly for common characters.
#[inline]
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    !is_arabic_letter(c) && !is_punctuation(c) && c.is_numeric()
}

/// Whether a character is a letter or a digit of the Arabic block, except a hamza alone, the tatweel and
/// marks. It avoids the tables of Unicode, which cost a tenth of the time of a page.
fn is_arabic(c: char) -> bool {
    is_arabic_letter(c) || matches!(c, '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}')
}

fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{0622}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{0671}'..='\u{06D3}')
}

/// Whether it is a joiner, a dash or another sign that is common in text. The tables of Unicode are slowest
/// for these.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{00A0}' | '«' | '»' | '،' | '؛' | '؟' | '\u{2000}'..='\u{206F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_stay_are_found_in_any_text() {
        for c in '\0'..=char::MAX {
            let mut alone = String::new();
            add(&mut alone, c);
            assert_eq!(normalized(&c.to_string()), alone, "{c:?}");
        }
        assert_eq!(normalized("The end، شيء می‌شود! ۱۲"), "theendشیمیشود12");
    }

    #[test]
    fn the_quick_answers_are_those_of_the_tables() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
        }
    }
}
