//! Signs that are words by themselves: emoji, stars, arrows, currencies. Folding makes a space of them, so
//! they are read from the original text.

use std::ops::{Range, RangeInclusive};

/// The signs. Quotes, bullets in the middle of a line, dashes and ASCII punctuation are not among them: they
/// only separate words, and nobody types them to find something.
const SIGNS: &[(RangeInclusive<char>, &str)] = &[
    ('¢'..='¥', "currencies"),
    ('©'..='©', "copyright"),
    ('®'..='®', "trademark"),
    ('°'..='±', "degrees; plus or minus"),
    ('×'..='×', "times"),
    ('÷'..='÷', "divided by"),
    ('\u{6DE}'..='\u{6DE}', "the start of a quarter of the Quran, also an ornament"),
    ('\u{6E9}'..='\u{6E9}', "the place of prostration in the Quran"),
    ('\u{20A0}'..='\u{20CF}', "currencies"),
    ('\u{2190}'..='\u{23FF}', "arrows, signs of mathematics, signs of devices"),
    ('\u{25A0}'..='\u{27BF}', "shapes, weather, stars, hearts, hands, ornaments"),
    ('\u{2900}'..='\u{297F}', "arrows"),
    ('\u{2B00}'..='\u{2BFF}', "arrows and stars"),
    ('\u{1F000}'..='\u{1F0FF}', "tiles and cards"),
    ('\u{1F1E6}'..='\u{1F1FF}', "letters of flags"),
    ('\u{1F300}'..='\u{1F3FA}', "emoji"),
    ('\u{1F400}'..='\u{1FAFF}', "emoji; the colours of skin before them are not searched"),
];

pub(super) fn is_sign(c: char) -> bool {
    !c.is_ascii() && SIGNS.iter().any(|(signs, _)| signs.contains(&c))
}

/// The signs between two words, each with its place. Two letters of a flag are one sign.
pub(super) fn signs(text: &str, between: Range<usize>) -> Vec<Range<usize>> {
    let gap = text.get(between.clone()).unwrap_or_default();
    if gap.is_ascii() {
        return Vec::new();
    }
    let mut signs: Vec<Range<usize>> = Vec::new();
    let mut flag_began = false;
    for (at, c) in gap.char_indices().filter(|(_, c)| is_sign(*c)) {
        let start = between.start.saturating_add(at);
        let end = start.saturating_add(c.len_utf8());
        match signs.last_mut() {
            Some(last) if flag_began && is_of_flag(c) && last.end == start => {
                last.end = end;
                flag_began = false;
            }
            _ => {
                signs.push(start..end);
                flag_began = is_of_flag(c);
            }
        }
    }
    signs
}

fn is_of_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}
