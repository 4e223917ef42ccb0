//! The target of a redirect. `scope.rs` decides whether it may be followed, and `sync/page_answers.rs` what
//! an answer from another page means.

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION};
use url::Url;

use crate::error::{Error, Result};

/// The address that an answer redirects to; `None` if it is no redirect. User name and password are removed,
/// because they would be sent to any host that the server names.
///
/// # Errors
/// [`Error::Unreadable`] if the redirect has no valid address.
pub(super) fn target(address: &Url, status: StatusCode, headers: &HeaderMap) -> Result<Option<Url>> {
    if !status.is_redirection() || status == StatusCode::NOT_MODIFIED {
        return Ok(None);
    }
    let next = headers.get(LOCATION).and_then(|location| address.join(&escaped(location.as_bytes())).ok());
    let nowhere =
        || Error::Unreadable { what: address.to_string(), reason: "it redirects nowhere".to_owned() };
    next.map(without_user).map(Some).ok_or_else(nowhere)
}

/// Whether a redirect stands for all later requests, too (RFC 9110, section 15.4).
pub(super) fn is_permanent(status: StatusCode) -> bool {
    matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT)
}

/// Percent-encodes raw bytes outside ASCII in any encoding, as browsers do.
fn escaped(location: &[u8]) -> String {
    let escape = |byte: &u8| match byte {
        0..=0x7f => char::from(*byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    location.iter().map(escape).collect()
}

fn without_user(mut address: Url) -> Url {
    // These calls fail only for addresses without a host, and the scope refuses those.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    address
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn target_of(location: &[u8]) -> Option<String> {
        let address = Url::parse("http://en.example/News/Content/1?a=1").unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, HeaderValue::from_bytes(location).unwrap());
        target(&address, StatusCode::FOUND, &headers).unwrap().map(|address| address.to_string())
    }

    #[test]
    fn raw_letters_and_blanks_are_percent_encoded() {
        for (location, expected) in [
            (
                "/News/Content/1/باران".as_bytes(),
                "http://en.example/News/Content/1/%D8%A8%D8%A7%D8%B1%D8%A7%D9%86",
            ),
            (b"/News/Content/1/\xc8\xc7", "http://en.example/News/Content/1/%C8%C7"),
            ("?title=é".as_bytes(), "http://en.example/News/Content/1?title=%C3%A9"),
            (b" /a b ", "http://en.example/a%20b"),
            (b"/a%20b", "http://en.example/a%20b"),
            ("//bücher.example/ü".as_bytes(), "http://xn--bcher-kva.example/%C3%BC"),
        ] {
            assert_eq!(target_of(location).as_deref(), Some(expected));
        }
    }

    /// Seen: the user name was sent as `Authorization: Basic`.
    #[test]
    fn a_user_name_in_a_redirect_is_removed() {
        assert_eq!(target_of(b"http://me:secret@en.example/a").as_deref(), Some("http://en.example/a"));
        assert_eq!(target_of(b"//me@fa.example/").as_deref(), Some("http://fa.example/"));
    }
}
