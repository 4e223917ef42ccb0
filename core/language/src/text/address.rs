//! Addresses of the web and tags of social networks, as far as they reach in a text.

use unicode_bidi::{BidiClass, bidi_class};

use crate::text::direction::is_control;

/// The address that a text begins with, without the stop of its sentence.
pub(crate) fn address(text: &str) -> Option<&str> {
    let start = ["https://", "http://", "www."].into_iter().find(|start| has_prefix(text, start))?;
    let end =
        text.find(|c: char| c.is_whitespace() || is_enclosing(c) || is_control(c)).unwrap_or(text.len());
    let address = text[..end].trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '/' || c == '؟');
    (address.len() > start.len()).then_some(address)
}

/// The host of an address.
pub(crate) fn host(address: &str) -> &str {
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let host = &address[start..];
    let host = &host[..host.find(['/', '?', '#', ':']).unwrap_or(host.len())];
    if has_prefix(host, "www.") { &host["www.".len()..] } else { host }
}

/// The hashtag or handle that a text begins with, its sign and all. One without letters is a number in a row.
pub(crate) fn tag(text: &str) -> Option<&str> {
    let name = text.strip_prefix(['#', '@'])?;
    let len = name.find(|c| !is_part_of_tag(c)).unwrap_or(name.len());
    name[..len].contains(char::is_alphabetic).then_some(&text[..1 + len])
}

fn is_part_of_tag(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | 'ـ' | '\u{200C}') || bidi_class(c) == BidiClass::NSM
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
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
