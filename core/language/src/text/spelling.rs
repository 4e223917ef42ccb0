//! The one spelling that words are compared in: quotes, spaces, joiners, yeh and kaf, digits, case.

use super::fold::{CharFolding, char_folding};

/// The letters and digits of a text in one spelling. For comparing alone; never stored, never shown.
pub fn normalized(text: &str) -> String {
    let mut normalized = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => normalized.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() || !is_letter(c) => {}
            _ if is_arabic(c) => normalized.push(one_spelling(c)), // no case
            _ => normalized.extend(one_spelling(c).to_lowercase()),
        }
    }
    normalized
}

/// The same for one letter or digit: that of the table of folding.
pub(crate) fn one_spelling(c: char) -> char {
    match char_folding(c) {
        CharFolding::To(one) => one,
        CharFolding::Unknown | CharFolding::Dropped => c,
    }
}

/// Marks over letters, hamza alone and the tatweel are no letters here.
fn is_letter(c: char) -> bool {
    is_arabic(c)
        || c.is_alphanumeric()
            && !matches!(c, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | 'ء')
}

/// Whether it is a letter or a digit of any script.
pub fn is_alphanumeric(c: char) -> bool {
    is_arabic(c) || c.is_alphanumeric()
}

/// The letters and digits of the Arabic block, found without the tables of all of Unicode, which cost a tenth
/// of the time that a page takes. Hamza alone, tatweel and marks are not among them.
fn is_arabic(c: char) -> bool {
    matches!(
        c,
        '\u{0622}'..='\u{063F}'
            | '\u{0641}'..='\u{064A}'
            | '\u{0660}'..='\u{0669}'
            | '\u{0671}'..='\u{06D3}'
            | '\u{06F0}'..='\u{06F9}'
    )
}
