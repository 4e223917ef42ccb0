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
        let value = value.as_deref().filter(|value| value.len() <= LONGEST);
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

/// The validators of an answer.
pub(super) fn of_answer(headers: &HeaderMap) -> Validators {
    let text = |name: HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        (!value.is_empty() && value.len() <= LONGEST).then(|| value.to_owned())
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
}
