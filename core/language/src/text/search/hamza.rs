//! The seats of the hamza in the middle of a word. Spelling rules differ there: مسئول and مسؤول, هیئت and
//! هیأت. Urdu writes ۓ or ئے at the end.

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::text::fold::fold;

const PARTS: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

const HAMZA_ABOVE: char = '\u{654}';

/// A letter without its marks, and whether a hamza is above it.
#[derive(Clone, Copy)]
struct Letter {
    base: char,
    has_hamza: bool,
}

/// The folded word with its hamza on another seat; `None` if there is no other seat. The word may have
/// harakat, presentation forms, or the hamza as a mark of its own.
pub(super) fn reseated(written: &str) -> Option<String> {
    let letters = letters(written);
    if let Some(alef) = alef_of_hundred(&letters) {
        let others = letters.iter().enumerate().filter(|(at, _)| *at != alef);
        let without: String = others.map(|(_, letter)| letter.base).collect();
        return Some(fold(&without).text);
    }
    let seats: Vec<_> = (0..letters.len()).map(|at| other_seat(&letters, at)).collect();
    let mut reseated = String::new();
    for (letter, seat) in letters.iter().zip(&seats) {
        match seat {
            Some(seat) => reseated.push_str(seat),
            None => reseated.push(letter.base),
        }
    }
    seats.iter().any(Option::is_some).then(|| fold(&reseated).text)
}

/// The silent alef in مائة, which others write مئة, and in مائتان and خمسمائة.
fn alef_of_hundred(letters: &[Letter]) -> Option<usize> {
    let letter = |at: usize, next: usize| letters.get(at.saturating_add(next));
    let bases = |at: usize| [0, 1, 3, 4].map(|next| letter(at, next).map(|letter| letter.base));
    let has_hamza = |at: usize| letter(at, 2).is_some_and(|seat| is_yeh(seat.base) && seat.has_hamza);
    let is_hundred = |at: &usize| {
        let is_end = matches!(
            bases(*at),
            [Some('م'), Some('ا'), Some('ة'), _] | [Some('م'), Some('ا'), Some('ت'), Some('ا' | 'ي')]
        );
        is_end && has_hamza(*at)
    };
    (0..letters.len()).find(is_hundred).map(|at| at.saturating_add(1))
}

/// Whether a character may be a hamza on a seat. It does not decompose the character, because that costs
/// more.
pub(super) fn may_be_seat(c: char) -> bool {
    matches!(c, 'ئ' | 'أ' | 'ۓ' | HAMZA_ABOVE | '\u{FB50}'..='\u{FEFC}')
}

fn letters(written: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for c in PARTS.normalize_iter(written.chars()) {
        match letters.last_mut() {
            Some(last) if c == HAMZA_ABOVE => last.has_hamza = true,
            _ if fold(c.encode_utf8(&mut [0; 4])).text.is_empty() => {}
            _ => letters.push(Letter { base: c, has_hamza: false }),
        }
    }
    letters
}

/// The other seat of the hamza at a letter. Before a waw, Egypt and Persian write ئ, others ؤ. Before a
/// consonant, some Persian writes ئ; other Persian and Arabic write أ. Urdu writes ۓ or ئے.
fn other_seat(letters: &[Letter], at: usize) -> Option<&'static str> {
    let [Letter { base, has_hamza: true }, rest @ ..] = letters.get(at..)? else { return None };
    let next = rest.first().map(|next| next.base);
    match *base {
        'ے' if next.is_none() => Some("یی"),
        _ if next.is_none() => None,
        base if is_yeh(base) && next == Some('و') => Some("و"),
        base if is_yeh(base) && is_between_consonants(letters, at) => Some("ا"),
        'ا' if is_between_consonants(letters, at) => Some("ی"),
        _ => None,
    }
}

/// Whether a letter stands between consonants. Not if it is one of the first two letters, where the seat
/// makes another word (سئل and سأل), nor after ل, which mostly is an article or a preposition before the
/// word.
fn is_between_consonants(letters: &[Letter], at: usize) -> bool {
    let Some(([_, .., before], [_, next, ..])) = letters.split_at_checked(at) else { return false };
    let is_vowel = is_yeh(next.base) || matches!(next.base, 'ا' | 'و');
    !is_vowel && !matches!(before.base, 'ا' | 'و' | 'ل')
}

fn is_yeh(base: char) -> bool {
    matches!(base, 'ي' | 'ی' | 'ى')
}
