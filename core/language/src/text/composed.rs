//! One sequence of code points for texts that look alike because Unicode calls them the same.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

const WHOLE: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// The text in the composed form of Unicode (NFC), in which each letter with its marks is one code point
/// where there is one. What differs otherwise still differs: this is no folding.
pub fn composed(text: &str) -> Cow<'_, str> {
    WHOLE.normalize(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_and_its_mark_are_one_code_point() {
        assert_eq!(composed("\u{627}\u{653}"), "\u{622}");
        assert_eq!(composed("e\u{301}"), "\u{e9}");
        assert_eq!(composed("ي ی"), "ي ی");
    }
}
