//! The consonants of a word, in one alphabet for Latin and Arabic script. Consonants that one edition writes
//! for another are one letter here.
//!
//! | letter | Latin | Arabic script |
//! |---|---|---|
//! | `B` | b p | ب پ: Arabic has no p |
//! | `T` | t th | ت ط |
//! | `S` | s, c before e i y | س ص ث |
//! | `J` | j ch zh | ج چ ژ: Arabic has one of them |
//! | `H` | h | ه ح; none at the end, where it is a vowel |
//! | `X` | kh | خ |
//! | `D` | d | د |
//! | `Z` | z dh | ز ذ ض ظ |
//! | `R` `L` `M` `N` | r l m n | ر ل م ن |
//! | `C` | sh | ش |
//! | `K` | k c q g gh | ک گ ق غ: each stands for g somewhere |
//! | `F` | f ph | ف |
//!
//! All other letters are left out. Some are a vowel in one of the scripts (`v`, `w`, `y`, و, ی), others are
//! not written everywhere (ع, hamza, a doubled letter).

use crate::text::spelling::one_spelling;

/// Appends the consonants of a word to others; nothing if it has none. It allocates nothing, because it runs
/// for each word of each page.
pub(super) fn add_skeleton(consonants: &mut String, word: &str) {
    let mut letters = word.chars().filter(|c| !is_mark(*c)).map(lower).peekable();
    let (mut before, mut ends_in_h) = (None, false);
    while let Some(letter) = letters.next() {
        let (consonant, is_pair) = consonant(letter, letters.peek().copied());
        let consonant = consonant.filter(|_| before != Some(letter));
        consonants.extend(consonant);
        if letter == 'x' {
            consonants.push('S');
        }
        ends_in_h = consonant == Some('H');
        before = if is_pair { letters.next() } else { Some(letter) };
    }
    if ends_in_h {
        consonants.pop();
    }
}

/// Whether a character is a letter. For the two scripts the tables of Unicode are not needed.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => true,
        '\u{660}'..='\u{66D}' | '\u{6F0}'..='\u{6F9}' | '\u{60C}'..='\u{61F}' => false,
        _ => c.is_alphabetic(),
    }
}

/// A letter in lower case, or in the one spelling if it is Arabic, which has no capitals.
fn lower(letter: char) -> char {
    match letter {
        '\0'..='\x7f' => letter.to_ascii_lowercase(),
        '\u{80}'..'\u{590}' => letter.to_lowercase().next().unwrap_or(letter),
        _ => one_spelling(letter),
    }
}

/// Whether a character changes no consonant: a short vowel, the half-space, the tatweel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{2019}' | '\'')
}

/// The consonant that a letter stands for, and whether the next letter belongs to it (`sh`).
fn consonant(letter: char, next: Option<char>) -> (Option<char>, bool) {
    let pair = match (letter, next) {
        ('s', Some('h')) => 'C',
        ('k', Some('h')) => 'X',
        ('g', Some('h')) => 'K',
        ('c' | 'z', Some('h')) => 'J',
        ('p', Some('h')) => 'F',
        ('t', Some('h')) => 'T',
        ('d', Some('h')) => 'Z',
        ('c', Some('e' | 'i' | 'y')) => return (Some('S'), false),
        _ => return (single(letter), false),
    };
    (Some(pair), true)
}

fn single(letter: char) -> Option<char> {
    Some(match letter {
        'b' | 'p' | 'ب' | 'پ' => 'B',
        't' | 'ت' | 'ط' => 'T',
        's' | 'ş' | 'š' | 'س' | 'ص' | 'ث' => 'S',
        'j' | 'ç' | 'ج' | 'چ' | 'ژ' => 'J',
        'h' | 'ه' | 'ح' => 'H',
        'خ' => 'X',
        'd' | 'د' => 'D',
        'z' | 'ز' | 'ذ' | 'ض' | 'ظ' => 'Z',
        'r' | 'ر' => 'R',
        'l' | 'ل' => 'L',
        'm' | 'م' => 'M',
        'n' | 'ن' => 'N',
        'ش' => 'C',
        'k' | 'q' | 'g' | 'c' | 'x' | 'ğ' | 'ک' | 'گ' | 'ق' | 'غ' => 'K',
        'f' | 'ف' => 'F',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skeleton(word: &str) -> String {
        let mut consonants = String::new();
        add_skeleton(&mut consonants, word);
        consonants
    }

    #[test]
    fn a_name_sounds_alike_in_four_spellings() {
        for spellings in [
            ["Mehrdad", "مهرداد", "مهرداد", "مِهرداد"],
            ["Sepehrnia", "سپهرنیا", "سبهرنيا", "سپهرنيا"],
            ["Golestaneh", "گلستانه", "كلستانه", "گلستانه"],
            ["Niksersht", "نیک‌سرشت", "نيكسرشت", "نیکسرشت"],
            ["Ghobad", "قباد", "غباد", "قباد"],
            ["Shahrokhi", "شاهرخی", "شاهرخي", "شاهرخى"],
            ["Tehran", "تهران", "طهران", "تهران"],
            ["Zarrinkhat", "زرین‌خط", "زرينخط", "زرّین‌خط"],
            ["Khosrow", "خسرو", "خسرو", "خسرو"],
            ["Portugal", "پرتغال", "برتغال", "پرتگال"],
        ] {
            let consonants = spellings.map(skeleton);
            assert!(consonants.iter().all(|other| *other == consonants[0]), "{spellings:?} {consonants:?}");
            assert!(consonants[0].len() >= 3);
        }
    }

    #[test]
    fn names_that_sound_different_have_different_skeletons() {
        for (one, other) in [("Rastin", "Rasht"), ("Tabriz", "Shiraz"), ("Sohrab", "Shahrokh")] {
            assert_ne!(skeleton(one), skeleton(other));
        }
    }

    #[test]
    fn a_word_without_consonants_has_an_empty_skeleton() {
        assert_eq!(["", "آی", "ئو", "12", "!"].map(skeleton).concat(), "");
    }
}
