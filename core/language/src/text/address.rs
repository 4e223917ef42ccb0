//! Web addresses, hashtags and handles in a text.

use unicode_bidi::{BidiClass, bidi_class};

use crate::text::direction::is_control;

/// The web address that a text begins with, without the stop of its sentence.
pub(crate) fn address(text: &str) -> Option<&str> {
    let start = ["https://", "http://", "www."].into_iter().find(|start| behind(start, text).is_some())?;
    let address = text.split(|c: char| c.is_whitespace() || is_enclosing(c) || is_control(c)).next()?;
    let address = address.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/' || c == '؟');
    (address.len() > start.len()).then_some(address)
}

/// The host of an address.
pub(crate) fn host(address: &str) -> &str {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or(host);
    behind("www.", host).unwrap_or(host)
}

/// The hashtag or handle that a text begins with, with its sign. One without letters is none: `#1` is a rank.
pub(crate) fn tag(text: &str) -> Option<&str> {
    let name = text.strip_prefix(['#', '@'])?;
    let len = name.find(|c| !is_part_of_tag(c)).unwrap_or(name.len());
    text.get(..=len).filter(|tag| tag.contains(char::is_alphabetic))
}

fn is_part_of_tag(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | 'ـ' | '\u{200C}') || bidi_class(c) == BidiClass::NSM
}

/// The text after a start, which may be in any case.
fn behind<'t>(start: &str, text: &'t str) -> Option<&'t str> {
    let (own, rest) = text.split_at_checked(start.len())?;
    own.eq_ignore_ascii_case(start).then_some(rest)
}

fn is_enclosing(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '«' | '»' | '“' | '”' | '،' | '؛')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_stop_of_its_sentence() {
        let found = address("https://www.ifilm.example/خبر/باران-و-باد?x=1. Next");

        assert_eq!(found, Some("https://www.ifilm.example/خبر/باران-و-باد?x=1"));
        assert_eq!(found.map(host), Some("ifilm.example"));
        assert_eq!(address("www."), None);
    }

    #[test]
    fn a_tag_has_a_letter() {
        assert_eq!(tag("#۲۲_بهمن، "), Some("#۲۲_بهمن"));
        assert_eq!(tag("@ifilm_فارسی"), Some("@ifilm_فارسی"));
        assert_eq!(tag("#7"), None);
    }
}
