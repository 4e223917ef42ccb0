//! The attributes of a start tag, read when asked for.

use std::borrow::Cow;

/// What stands between the name of a start tag and its `>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// Reads attributes up to the `>` that ends the tag, and what follows it; `None` where the tag never ends.
    pub(super) fn until_end(text: &'a str) -> Option<(Self, &'a str)> {
        let mut walk = Walk(text);
        while walk.next().is_some() {}
        let rest = walk.0.strip_prefix('>')?;
        Some((Self(&text[..text.len() - walk.0.len()]), rest))
    }

    /// The value of an attribute, entities decoded, trimmed; the first counts where there are several.
    pub(in crate::parse) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let found = Walk(self.0).find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value_of(value))
    }

    /// The same, where it is not empty.
    pub(in crate::parse) fn text(self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name).filter(|value| !value.is_empty())
    }

    /// Whether the attribute is there.
    pub(in crate::parse) fn has(self, name: &str) -> bool {
        Walk(self.0).any(|(found, _)| found.eq_ignore_ascii_case(name))
    }

    /// Names and raw values.
    pub(in crate::parse) fn raw(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        Walk(self.0)
    }
}

fn value_of(raw: &str) -> Cow<'_, str> {
    match htmlize::unescape_attribute(raw) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Walks over attributes as the HTML standard does (13.2.5.32 to 13.2.5.40); stops at `>` or the end.
struct Walk<'a>(&'a str);

impl<'a> Iterator for Walk<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0 = self.0.trim_start_matches(|c: char| is_space(c) || c == '/');
        if self.0.is_empty() || self.0.starts_with('>') {
            return None;
        }
        let name = self.take_name();
        let after = self.0.trim_start_matches(is_space);
        let Some(value) = after.strip_prefix('=') else {
            return Some((name, ""));
        };
        self.0 = value.trim_start_matches(is_space);
        Some((name, self.take_value()))
    }
}

impl<'a> Walk<'a> {
    /// A name may begin with `=`, but not hold it.
    fn take_name(&mut self) -> &'a str {
        let first = self.0.chars().next().map_or(0, char::len_utf8);
        let ends = |c: char| is_space(c) || matches!(c, '/' | '>' | '=');
        let end = self.0[first..].find(ends).map_or(self.0.len(), |at| first + at);
        self.take(end)
    }

    fn take_value(&mut self) -> &'a str {
        for quote in ['"', '\''] {
            if let Some(quoted) = self.0.strip_prefix(quote) {
                let end = quoted.find(quote);
                self.0 = end.map_or("", |end| &quoted[end + 1..]);
                return &quoted[..end.unwrap_or(quoted.len())];
            }
        }
        let end = self.0.find(|c: char| is_space(c) || c == '>').unwrap_or(self.0.len());
        self.take(end)
    }

    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }
}

/// White space inside a tag.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &str)> {
        Attributes::until_end(text).expect("the tag ends").0.raw().collect()
    }

    #[test]
    fn any_quoting_and_order_is_read() {
        assert_eq!(
            read(" class='a b' HREF = \"/x?a=1&amp;b=2\" hidden src=/y.jpg alt=\"\">"),
            [("class", "a b"), ("HREF", "/x?a=1&amp;b=2"), ("hidden", ""), ("src", "/y.jpg"), ("alt", "")]
        );
    }

    #[test]
    fn sloppy_attributes_are_read_as_the_standard_says() {
        assert_eq!(read("a=1'b=2 / c=/d/>"), [("a", "1'b=2"), ("c", "/d/")]);
        assert_eq!(read(" =x a=\"1\"b='2'>"), [("=x", ""), ("a", "1"), ("b", "2")]);
    }

    #[test]
    fn a_value_may_hold_the_sign_that_ends_a_tag() {
        let (attributes, rest) = Attributes::until_end(" alt='a > b'>text").unwrap();

        assert_eq!((attributes.get("ALT").as_deref(), rest), (Some("a > b"), "text"));
    }

    #[test]
    fn entities_in_a_value_are_decoded_once() {
        let (attributes, _) = Attributes::until_end(" href='/a?x=1&amp;amp=2&copy=3'>").unwrap();

        assert_eq!(attributes.get("href").as_deref(), Some("/a?x=1&amp=2&copy=3"));
    }

    #[test]
    fn a_tag_that_never_ends_is_none() {
        assert!(Attributes::until_end(" href='/a>b").is_none());
        assert!(Attributes::until_end(" href").is_none());
    }
}
