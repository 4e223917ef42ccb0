//! Validators: what a request is made conditional with, and what an answer gives for the next one.

use reqwest::header::{
    ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};

use crate::model::Validators;

/// Longer ones are not kept. One of 60 kB came back with every request, and the server refused those heads.
const LONGEST: usize = 1024;

/// The headers of a conditional request; none where nothing is known.
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
