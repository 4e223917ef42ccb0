//! The encoding of a text, as `Content-Type` names it (RFC 9110, section 8.3).

use reqwest::header::{CONTENT_TYPE, HeaderMap};

/// The value of the first parameter `charset`, in any case of letters, quoted or not.
pub(super) fn charset(headers: &HeaderMap) -> Option<String> {
    headers.get_all(CONTENT_TYPE).iter().find_map(|value| of_kind(&String::from_utf8_lossy(value.as_bytes())))
}

fn of_kind(kind: &str) -> Option<String> {
    let mut parameters = kind.split([';', ',']).filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let value = value.trim().trim_matches(['"', '\'']).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameter_is_found_in_any_case_quoted_or_not() {
        for (kind, charset) in [
            ("text/html; charset=utf-8", Some("utf-8")),
            ("text/html; Charset=UTF-8", Some("UTF-8")),
            ("text/html;CHARSET=\"windows-1256\"", Some("windows-1256")),
            ("text/html; charset = 'utf-8' ; boundary=x", Some("utf-8")),
            ("text/html; boundary=\"a\"; cHaRsEt=utf-8", Some("utf-8")),
            ("text/html; charset=", None),
            ("text/html; x-charset=utf-8", None),
            ("text/html", None),
            ("", None),
        ] {
            assert_eq!(of_kind(kind).as_deref(), charset, "{kind}");
        }
    }
}
