//! Validators: an answer brings them. The next request sends them back, which makes it conditional.

use reqwest::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};

use crate::model::Validators;

/// Longer validators are not kept. Seen: a validator of 60 kB was sent with every request, and the server
/// refused the request headers.
const LONGEST: usize = 1024;

/// The headers of a conditional request. There are none without validators.
pub(super) fn conditions(known: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)] {
        if let Some(value) = value.as_deref().and_then(sent_back) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The bytes that an answer had, from their letters.
fn sent_back(value: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = value.chars().map(|letter| u8::try_from(letter).ok()).collect();
    HeaderValue::from_bytes(&bytes.filter(|bytes| bytes.len() <= LONGEST)?).ok()
}

/// The validators of an answer. Each byte becomes the letter of its number (ISO 8859-1, as HTTP once read
/// them), so every byte can be sent back as it came.
pub(super) fn of_answer(headers: &HeaderMap) -> Validators {
    let text = |name: HeaderName| {
        let value = headers.get(name)?.as_bytes();
        let is_kept = !value.is_empty() && value.len() <= LONGEST;
        is_kept.then(|| value.iter().copied().map(char::from).collect())
    };
    Validators { etag: text(ETAG), last_modified: text(LAST_MODIFIED) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(etag: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(ETAG, etag.parse().unwrap());
        of_answer(&headers).etag
    }

    #[test]
    fn a_validator_that_is_too_long_is_neither_kept_nor_sent() {
        let long = format!("\"{}\"", "a".repeat(1023));
        let stored = Validators { etag: Some(long.clone()), last_modified: None };

        assert_eq!(kept("\"a\"").as_deref(), Some("\"a\""));
        assert_eq!((kept(&long), kept("")), (None, None));
        assert!(conditions(&stored).is_empty());
    }

    #[test]
    fn validators_are_sent_back_byte_for_byte() {
        for (tag, time) in [
            (&b"\"5f3a\""[..], &b"Thu, 02 May 2024 09:30:00 GMT"[..]),
            (b"W/\"5f3a\"", b"Thursday, 02-May-24 09:30:00 GMT"),
            (b"w/'5f3a'", b"2024-05-02 09:30:00"),
            (b"5f3a", b"yesterday"),
            (b"\"a\"b\\\"c", b"0"),
            ("\"نسخه ۵\"".as_bytes(), "پنجشنبه".as_bytes()),
            (b"\"\xe9\xff\x80\"", b"\xff"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ETAG, HeaderValue::from_bytes(tag).unwrap());
            headers.insert(LAST_MODIFIED, HeaderValue::from_bytes(time).unwrap());

            let conditions = conditions(&of_answer(&headers));

            assert_eq!(conditions[IF_NONE_MATCH].as_bytes(), tag);
            assert_eq!(conditions[IF_MODIFIED_SINCE].as_bytes(), time);
        }
    }
}
