//! A page as start tags, end tags and text, in one pass over it, without a copy.
//!
//! Our own, because the whole reading must be linear in the length of a page that nobody vouches for. The tree
//! builder of html5ever walks all open elements at each tag: 300 kB of `<div>` cost it nine seconds, and
//! the 8 MiB that the limits allow would cost hours. A test compares this reader with html5ever's.

use super::attribute::{Attributes, is_space};
use super::tag::Tag;

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Token<'a> {
    /// `<p class=a>`.
    Start(Tag, Attributes<'a>),
    /// `</p>`.
    End(Tag),
    /// Text between tags, entities not yet decoded.
    Text(&'a str),
    /// The contents of an element that holds only text, and the element.
    Raw(Tag, &'a str),
}

/// The pieces of a page.
pub(in crate::parse) struct Tokens<'a> {
    rest: &'a str,
    /// Set after a start tag of an element that holds only text.
    inside: Option<Tag>,
    /// Elements whose end tag is known not to come any more, so that nobody looks for it again.
    endless: Vec<Tag>,
}

impl<'a> Tokens<'a> {
    /// The pieces of this page.
    pub(in crate::parse) fn of(page: &'a str) -> Self {
        Self { rest: page, inside: None, endless: Vec::new() }
    }

    fn text(&mut self) -> Option<Token<'a>> {
        let end = self.end_of_text();
        (end > 0).then(|| Token::Text(self.take(end)))
    }

    /// A `<` that begins no tag is text.
    fn end_of_text(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let starts_markup = |at: &usize| match bytes.get(at + 1) {
            Some(b'/') => bytes.len() > at + 2,
            Some(byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
            None => false,
        };
        let found = self.rest.match_indices('<').map(|(at, _)| at).find(starts_markup);
        found.unwrap_or(bytes.len())
    }

    /// The tag or comment at the start of the rest; `None` for a comment, or a tag that never ends.
    fn markup(&mut self) -> Option<Token<'a>> {
        let after = &self.rest[1..];
        match after.as_bytes().first() {
            Some(b'!') if after.starts_with("!--") => self.skip_comment(),
            Some(b'/') if after[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => return self.end_tag(),
            Some(b'!' | b'?' | b'/') => self.skip_past('>'),
            _ => return self.start_tag(),
        }
        None
    }

    fn start_tag(&mut self) -> Option<Token<'a>> {
        let (tag, after) = name_of(&self.rest[1..]);
        let Some((attributes, rest)) = Attributes::until_end(after) else {
            self.rest = "";
            return None;
        };
        self.rest = rest;
        self.inside = tag.holds_only_text().then_some(tag);
        Some(Token::Start(tag, attributes))
    }

    fn end_tag(&mut self) -> Option<Token<'a>> {
        let (tag, after) = name_of(&self.rest[2..]);
        let ended = Attributes::until_end(after);
        self.rest = ended.map_or("", |(_, rest)| rest);
        ended.map(|_| Token::End(tag))
    }

    /// `<!-->` and `<!--->` are whole comments, and `--!>` ends one as well.
    fn skip_comment(&mut self) {
        let body = &self.rest[4..];
        for whole in [">", "->"] {
            if let Some(rest) = body.strip_prefix(whole) {
                self.rest = rest;
                return;
            }
        }
        let closes = |(at, _): &(usize, &str)| body[..*at].ends_with("--") || body[..*at].ends_with("--!");
        let end = body.match_indices('>').find(closes);
        self.rest = end.map_or("", |(at, _)| &body[at + 1..]);
    }

    fn skip_past(&mut self, end: char) {
        self.rest = self.rest.split_once(end).map_or("", |(_, rest)| rest);
    }

    /// The contents up to the end tag. Where none follows, nothing was inside: a page that forgets
    /// `</title>` keeps the rest of its text.
    fn raw(&mut self, tag: Tag) -> Option<Token<'a>> {
        if self.endless.contains(&tag) {
            return None;
        }
        let Some(end) = end_of_raw(self.rest, tag) else {
            self.endless.push(tag);
            return None;
        };
        Some(Token::Raw(tag, self.take(end)))
    }

    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let inside = self.inside.take();
            let token = inside.and_then(|tag| self.raw(tag)).or_else(|| self.text());
            if let Some(token) = token.or_else(|| self.markup()) {
                return Some(token);
            }
        }
        None
    }
}

fn name_of(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| is_space(c) || matches!(c, '/' | '>')).unwrap_or(text.len());
    (Tag::of(&text[..end]), &text[end..])
}

fn end_of_raw(text: &str, tag: Tag) -> Option<usize> {
    let ends = |at: &usize| {
        let (found, after) = name_of(&text[at + 2..]);
        found == tag && !after.is_empty()
    };
    text.match_indices("</").map(|(at, _)| at).find(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<Token<'_>> {
        Tokens::of(page).collect()
    }

    #[test]
    fn tags_and_text_come_in_order() {
        let page = "a<P>b</p>c";

        let none = Attributes::default();
        assert_eq!(
            tokens(page),
            [
                Token::Text("a"),
                Token::Start(Tag::P, none),
                Token::Text("b"),
                Token::End(Tag::P),
                Token::Text("c")
            ]
        );
    }

    #[test]
    fn a_sign_that_begins_no_tag_is_text() {
        assert_eq!(tokens("1 < 2 <3 <"), [Token::Text("1 < 2 <3 <")]);
    }

    #[test]
    fn comments_are_skipped_in_all_their_forms() {
        for comment in [
            "<!-- <p>x</p> -->",
            "<!-->",
            "<!--->",
            "<!--a--!>",
            "<!--a--->",
            "<!doctype html>",
            "<?x?>",
            "</ p>",
        ] {
            assert_eq!(tokens(&format!("{comment}y")), [Token::Text("y")], "{comment}");
        }
    }

    #[test]
    fn a_script_holds_no_tags() {
        let page = "<script>if (a<b) document.write('<p>x</p>')</SCRIPT >y";

        let found = tokens(page);

        assert_eq!(found[1], Token::Raw(Tag::Script, "if (a<b) document.write('<p>x</p>')"));
        assert_eq!(found[2..], [Token::End(Tag::Script), Token::Text("y")]);
    }

    #[test]
    fn an_unclosed_title_does_not_swallow_the_page() {
        assert_eq!(tokens("<title>x<p>y")[3], Token::Text("y"));
    }
}
