//! The words of a text, by the rules of Unicode for word boundaries (UAX #29).

use unicode_segmentation::UnicodeSegmentation;

/// A text cut at the boundaries of its words, in order: words, and the spaces and signs between them. Joined,
/// the pieces are the text. A joiner without width does not end a word.
pub fn word_pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_word_bounds()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_script_stand_alone() {
        let pieces = |text| word_pieces(text).collect::<Vec<_>>();

        assert_eq!(
            pieces("The 2nd film, isn't it?"),
            ["The", " ", "2nd", " ", "film", ",", " ", "isn't", " ", "it", "?"]
        );
        assert_eq!(pieces("فیلم می\u{200C}رود،"), ["فیلم", " ", "می\u{200C}رود", "،"]);
        assert_eq!(pieces("الفيلمُ ١٢٫٥"), ["الفيلمُ", " ", "١٢٫٥"]);
    }
}
