//! Text in windows-1256. Letters that it lacks become numeric character references.

/// The letters of the bytes from 0x80 on.
const UPPER: &str = "€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ\u{2018}\u{2019}\u{201c}\u{201d}•–—ک™ڑ›œ\u{200c}\u{200d}ں\u{a0}،¢£¤¥¦§¨©ھ«¬\u{ad}®¯°±²³´µ¶·¸¹؛»¼½¾؟ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîï\u{64b}\u{64c}\u{64d}\u{64e}ô\u{64f}\u{650}÷\u{651}ù\u{652}ûü\u{200e}\u{200f}ے";

/// HTML in windows-1256.
pub(crate) fn encoded(html: &str) -> Vec<u8> {
    let upper: Vec<char> = UPPER.chars().collect();
    let mut bytes = Vec::with_capacity(html.len());
    for letter in html.chars() {
        match (u8::try_from(letter), upper.iter().position(|other| *other == letter)) {
            (Ok(byte), _) if byte.is_ascii() => bytes.push(byte),
            (_, Some(place)) => bytes.push(0x80 + place as u8),
            (_, None) => bytes.extend(format!("&#{};", u32::from(letter)).bytes()),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes were taken from another implementation.
    #[test]
    fn letters_have_their_bytes_and_others_are_references() {
        assert_eq!(UPPER.chars().count(), 128);
        assert_eq!(encoded("a پچژگ"), b"a \x81\x8d\x8e\x90");
        assert_eq!(encoded("كتاب«»\u{200c}"), b"\xdf\xca\xc7\xc8\xab\xbb\x9d");
        assert_eq!(encoded("\u{200f}ے"), b"\xfe\xff");
        assert_eq!(encoded("ی۲"), b"&#1740;&#1778;");
    }
}
