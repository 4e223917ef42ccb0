//! The folding table as an array, for the most common characters.

use super::table::{FOLDING_RULES, FoldingRule, Mapping};

/// The array ends after the block of general punctuation.
const END: usize = 0x2070;

const UNKNOWN: u16 = 0;
const DROPPED: u16 = 1;

/// The entry of the array for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CharFolding {
    /// None: the character has to be decomposed first.
    Unknown,
    /// It is dropped.
    Dropped,
    /// It becomes this character.
    To(char),
}

static ARRAY: [u16; END] = array();

/// For each character of the Arabic block, whether it stays as it is.
static STAYS: [bool; 0x100] = stays();

pub(crate) fn char_folding(c: char) -> CharFolding {
    match ARRAY.get(c as usize) {
        None | Some(&UNKNOWN) => CharFolding::Unknown,
        Some(&DROPPED) => CharFolding::Dropped,
        Some(&code) => char::from_u32(u32::from(code)).map_or(CharFolding::Unknown, CharFolding::To),
    }
}

/// Whether a character of the Arabic block, written as these two bytes, stays as it is.
#[inline]
pub(crate) fn arabic_stays(first: u8, second: u8) -> bool {
    let at = usize::from(first & 3) << 6 | usize::from(second & 0x3F);
    STAYS.get(at).is_some_and(|stays| *stays)
}

/// Folds one byte of ASCII. Small letters and digits stay, capitals become small, and all others become a
/// space. The result is one byte, so ASCII text keeps its offsets.
#[inline]
pub(super) const fn ascii(byte: u8) -> u8 {
    let lower = byte | 0x20;
    let is_letter = lower.wrapping_sub(b'a') < 26;
    let is_digit = byte.wrapping_sub(b'0') < 10;
    // Without a branch, so that the compiler can do many at once.
    0x20 | (lower & ((is_letter | is_digit) as u8).wrapping_neg())
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the compiler alone runs it, and what panics there does not compile"
)]
const fn array() -> [u16; END] {
    let mut array = [UNKNOWN; END];
    let mut code = 0;
    while code < END {
        array[code] = without_rule(code as u32);
        code += 1;
    }
    let mut line = 0;
    while line < FOLDING_RULES.len() {
        let rule = &FOLDING_RULES[line];
        let mut code = rule.first as usize;
        while code <= rule.last as usize && code < END {
            array[code] = by_rule(rule, code as u32);
            code += 1;
        }
        line += 1;
    }
    array
}

const fn without_rule(code: u32) -> u16 {
    match code {
        0..0x80 => ascii(code as u8) as u16,
        _ if is_arabic_letter(code) => code as u16,
        _ if is_separator(code) => b' ' as u16,
        _ => UNKNOWN,
    }
}

const fn by_rule(rule: &FoldingRule, code: u32) -> u16 {
    match rule.mapping {
        Mapping::Dropped => DROPPED,
        Mapping::Space => b' ' as u16,
        Mapping::To(c) => c as u16,
        Mapping::Digit => rule.digit(code) as u16,
        Mapping::Spelled(_) => UNKNOWN,
    }
}

/// The letters of the Arabic block for which the table has no line.
const fn is_arabic_letter(code: u32) -> bool {
    matches!(code, 0x621..=0x64A | 0x66E..=0x6D3 | 0x6EE..=0x6EF | 0x6FA..=0x6FC)
}

/// Common punctuation beyond ASCII.
const fn is_separator(code: u32) -> bool {
    matches!(code, 0xA0 | 0xAB | 0xBB | 0x60C | 0x61B | 0x61F | 0x66A..=0x66D | 0x6D4 | 0x2010..=0x2022)
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the compiler alone runs it, and what panics there does not compile"
)]
const fn stays() -> [bool; 0x100] {
    let mut stays = [false; 0x100];
    let mut at = 0;
    while at < 0x100 {
        stays[at] = ARRAY[0x600 + at] as usize == 0x600 + at;
        at += 1;
    }
    stays
}
