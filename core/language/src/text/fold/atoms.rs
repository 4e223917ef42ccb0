//! The folding of a single character, without its neighbours.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use super::table::{Mapping, rule};

const PARTS: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const WHOLE: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const CLASSES: CanonicalCombiningClassMapBorrowed<'static> = CanonicalCombiningClassMapBorrowed::new();

/// Appends the parts that a character folds to. Each part folds to itself. The parts may have to be composed
/// with their neighbours: see [`whole`].
pub(super) fn atoms(c: char, out: &mut String) {
    match rule(c).map(|rule| (rule.mapping, rule)) {
        Some((Mapping::Dropped, _)) => {}
        Some((Mapping::Space, _)) => out.push(' '),
        Some((Mapping::To(c), _)) => out.push(c),
        Some((Mapping::Spelled(text), _)) => out.push_str(text),
        Some((Mapping::Digit, rule)) => out.push(char::from(rule.digit(u32::from(c)))),
        None => by_parts(c, out),
    }
}

fn by_parts(c: char, out: &mut String) {
    if PARTS.normalize_iter(std::iter::once(c)).eq([c]) {
        return by_case(c, out);
    }
    let start = out.len();
    for part in PARTS.normalize_iter(std::iter::once(c)) {
        atoms(part, out);
    }
    if out.get(start..).is_some_and(|parts| stands_apart(c, parts)) {
        out.insert(start, ' ');
        out.push(' ');
    }
}

/// Whether spaces are put around a character. A sign for words may follow a word without a space, and a
/// fraction a number: محمدﷺ, ۵۰۰﷼, ۳½. Ligatures of letters get no spaces: عبدﷲ.
fn stands_apart(c: char, parts: &str) -> bool {
    let is_sign = !c.is_alphanumeric() && parts.contains(char::is_alphanumeric);
    is_sign || parts.trim().contains(' ')
}

fn by_case(c: char, out: &mut String) {
    if c.to_lowercase().eq([c]) {
        out.push(if c.is_alphanumeric() || joins(c) { c } else { ' ' });
        return;
    }
    for lower in c.to_lowercase() {
        atoms(lower, out);
    }
}

/// Composes parts again (NFC).
pub(super) fn whole(parts: &str) -> std::borrow::Cow<'_, str> {
    WHOLE.normalize(parts)
}

/// Whether a part may have to be composed with those before it, or sorted among them.
pub(super) fn joins(c: char) -> bool {
    CLASSES.get_u8(c) != 0 || composes_backwards(c)
}

/// Whether a character is composed with the letter before it, although it is no mark: vowels and finals of
/// Korean, and vowel signs of India. A test compares them with the normaliser's data.
#[rustfmt::skip]
fn composes_backwards(c: char) -> bool {
    matches!(u32::from(c),
        0x1161..=0x1175 | 0x11A8..=0x11C2
        | 0x9BE | 0x9D7 | 0xB3E | 0xB56 | 0xB57 | 0xBBE | 0xBD7 | 0xCC2 | 0xCD5 | 0xCD6 | 0xD3E | 0xD57 | 0xDCF | 0xDDF
        | 0x102E | 0x1B35 | 0x11127 | 0x1133E | 0x11357 | 0x113B8 | 0x113BB | 0x113C2 | 0x113C5 | 0x113C7..=0x113C9
        | 0x114B0 | 0x114BA | 0x114BD | 0x115AF | 0x11930 | 0x1611E..=0x16129 | 0x16D63 | 0x16D67 | 0x16D69 | 0x16D6A)
}
