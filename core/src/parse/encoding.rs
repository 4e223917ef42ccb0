//! The text of a document. Its encoding is that of the byte order mark, else UTF-8 if the bytes are, else the
//! one that HTTP names, else the one that the page names, else a guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of a page are searched for the encoding that it names.
const PROLOGUE: usize = 4096;

/// The bytes as text. It never fails: bytes that cannot be read become U+FFFD.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default()).0;
    }
    if let Some(text) = utf_8(bytes) {
        return Cow::Borrowed(text);
    }
    let named =
        charset.and_then(|label| Encoding::for_label(label.trim_matches(['"', '\'', ' ']).as_bytes()));
    let encoding = named.or_else(|| declared(bytes)).unwrap_or_else(|| guessed(bytes));
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding that `<meta charset>` or `<meta http-equiv>` names. A page that says UTF-16 there is wrong,
/// because its `meta` could be read byte by byte.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let prologue = bytes.get(..PROLOGUE).unwrap_or(bytes).to_ascii_lowercase();
    let mut metas = all_after(&prologue, b"<meta");
    let encoding = metas.find_map(|meta| Encoding::for_label(charset_in(meta)?))?;
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    Some(if is_wide { UTF_8 } else { encoding })
}

fn charset_in(meta: &[u8]) -> Option<&[u8]> {
    let meta = meta.split(|byte| *byte == b'>').next()?;
    let value = all_after(meta, b"charset").next()?.trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    value.split(|byte| b"\"'; />".contains(byte)).next()
}

/// The bytes that follow each occurrence of these bytes.
fn all_after<'a>(bytes: &'a [u8], needle: &'static [u8]) -> impl Iterator<Item = &'a [u8]> {
    (0..bytes.len()).filter_map(move |at| bytes.get(at..)?.strip_prefix(needle))
}

/// Bytes that are UTF-8 and not ASCII alone. Those of other encodings hardly ever are. Pages that were saved
/// again keep the name of their old encoding, and a server may name one encoding for all its files.
fn utf_8(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| !text.is_ascii())
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if bytes.is_ascii() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"ir"), Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// «باران» in Windows-1256.
    const RAIN: &[u8] = &[0xC8, 0xC7, 0xD1, 0xC7, 0xE4];

    #[test]
    fn the_byte_order_mark_beats_everything() {
        let bytes = [b"\xEF\xBB\xBF".as_slice(), "باران".as_bytes()].concat();

        assert_eq!(decode(&bytes, Some("windows-1256")), "باران");
    }

    #[test]
    fn http_beats_the_page() {
        let page = [b"<meta charset=utf-8>".as_slice(), RAIN].concat();

        assert!(decode(&page, Some("windows-1256")).ends_with("باران"));
    }

    /// Seen in the chaos suite: an article came under the name of another encoding, and was stored so. When
    /// the server was well again, each letter had changed, and the article showed as edited.
    #[test]
    fn utf_8_beats_another_name_in_http() {
        for charset in ["windows-1256", "iso-8859-1", "gb2312"] {
            assert_eq!(decode("باران".as_bytes(), Some(charset)), "باران", "{charset}");
        }
    }

    #[test]
    fn the_page_names_its_encoding_in_either_form() {
        for meta in [
            "<meta charset='windows-1256'>",
            "<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=windows-1256\">",
            "<meta charset = windows-1256 />",
        ] {
            let page = [meta.as_bytes(), RAIN].concat();

            assert!(decode(&page, None).ends_with("باران"), "{meta}");
        }
    }

    /// Seen: a page was saved again as UTF-8, and its `meta` still named the old encoding.
    #[test]
    fn utf_8_beats_another_name_on_the_page() {
        for meta in ["<meta charset=windows-1256>", "<meta charset=gb2312>"] {
            assert!(decode(format!("{meta}باران").as_bytes(), None).ends_with("باران"), "{meta}");
        }
    }

    #[test]
    fn the_encoding_of_a_page_that_names_none_is_guessed() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode("باران در تهران تندتر شد و خانه‌ها در آب ماندند");

        assert_eq!(decode(&bytes, None), "باران در تهران تندتر شد و خانه‌ها در آب ماندند");
        assert_eq!(decode("باران".as_bytes(), None), "باران");
    }

    #[test]
    fn an_unknown_charset_is_ignored() {
        assert_eq!(decode("باران".as_bytes(), Some("x-nonsense")), "باران");
    }
}
