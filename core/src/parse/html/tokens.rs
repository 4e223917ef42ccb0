//! A page as start tags, end tags and text, handed to a handler in their order.

use std::borrow::Cow;

use html5gum::emitters::Emitter;
use html5gum::{Error, State, Tokenizer};

use super::attribute::Attributes;
use super::tag::Tag;

/// A handler. It is called for each tag and text of a page, in their order.
pub(in crate::parse) trait TokenHandler {
    /// `<p class=a>`.
    fn start(&mut self, tag: Tag, attributes: &Attributes);
    /// `</p>`.
    fn end(&mut self, tag: Tag);
    /// Text between tags, entities decoded.
    fn text(&mut self, text: &str);
    /// The contents of an element that holds only text; in a title, entities are decoded.
    fn raw(&mut self, tag: Tag, text: &str);
    /// Whether the handler needs no more of the page.
    fn is_full(&self) -> bool {
        false
    }
}

/// Calls a handler for each tag and text of a page, until it is full.
pub(in crate::parse) fn tokenize(page: &str, handler: &mut impl TokenHandler) {
    let _ = Tokenizer::new_with_emitter(page, HandlerEmitter::of(page, handler)).next();
}

/// A text with its entities decoded; tags in it are text.
pub(in crate::parse) fn decoded(text: &str) -> String {
    struct Text(String);
    impl TokenHandler for Text {
        fn start(&mut self, _: Tag, _: &Attributes) {}
        fn end(&mut self, _: Tag) {}
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
        fn raw(&mut self, _: Tag, _: &str) {}
    }
    let mut whole = Text(String::new());
    let mut tokenizer = Tokenizer::new_with_emitter(text, HandlerEmitter::of(text, &mut whole));
    tokenizer.set_state(State::RcData);
    let _ = tokenizer.next();
    whole.0
}

/// Joins the parts that the tokenizer emits, and hands on whole tags and texts.
struct HandlerEmitter<'a, H> {
    page: &'a str,
    handler: &'a mut H,
    /// How many bytes of the page have been read.
    position: usize,
    /// The tag that is being read.
    name: Vec<u8>,
    is_end: bool,
    attributes: Attributes,
    /// The text since the last tag.
    text: Vec<u8>,
    /// The element that is being read, if it is one that holds only text.
    inside: Option<Tag>,
    /// Elements without a further end tag on this page, so that we do not look for it again.
    endless: Vec<Tag>,
    is_full: bool,
}

impl<'a, H: TokenHandler> HandlerEmitter<'a, H> {
    fn of(page: &'a str, handler: &'a mut H) -> Self {
        Self {
            page,
            handler,
            position: 0,
            name: Vec::new(),
            is_end: false,
            attributes: Attributes::default(),
            text: Vec::new(),
            inside: None,
            endless: Vec::new(),
            is_full: false,
        }
    }

    fn begin_tag(&mut self, is_end: bool) {
        self.name.clear();
        self.attributes.clear();
        self.is_end = is_end;
    }

    fn tag(&self) -> Tag {
        std::str::from_utf8(&self.name).map_or(Tag::Other, Tag::of)
    }

    /// Hands on the text since the last tag. The tokenizer gives it in parts that may end inside a character.
    fn flush(&mut self) {
        if !self.text.is_empty() {
            let whole = std::str::from_utf8(&self.text).map(Cow::Borrowed);
            let text = whole.unwrap_or_else(|_| String::from_utf8_lossy(&self.text));
            match self.inside {
                Some(tag) => self.handler.raw(tag, &text),
                None => self.handler.text(&text),
            }
            self.text.clear();
        }
    }

    /// Whether the end tag of this element follows. If `</title>` is missing, the rest of the page is still
    /// read as text. The code of a script without an end tag never is.
    fn ends(&mut self, tag: Tag) -> bool {
        if self.endless.contains(&tag) {
            return false;
        }
        let ends = self.page.get(self.position..).is_some_and(|rest| has_end(rest, tag));
        if !ends {
            self.endless.push(tag);
        }
        ends
    }
}

/// Whether the contents of an element are code. They are never text, also where a page was cut off in them.
fn is_code(tag: Tag) -> bool {
    matches!(tag, Tag::Script | Tag::Style)
}

fn has_end(text: &str, tag: Tag) -> bool {
    text.match_indices("</").filter_map(|(at, _)| text.get(at..)?.get(2..)).any(|after| {
        let end = after.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        end.and_then(|end| after.get(..end)).is_some_and(|name| Tag::of(name) == tag)
    })
}

impl<H: TokenHandler> Emitter for HandlerEmitter<'_, H> {
    type Token = ();

    fn pop_token(&mut self) -> Option<()> {
        self.is_full.then_some(())
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(true);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn init_attribute(&mut self) {
        self.attributes.begin();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attributes.push_name(name);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        self.attributes.push_value(value);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush();
        let tag = self.tag();
        self.inside = None;
        if self.is_end {
            self.handler.end(tag);
        } else {
            self.attributes.end();
            self.handler.start(tag, &self.attributes);
            self.inside = (tag.holds_only_text() && (is_code(tag) || self.ends(tag))).then_some(tag);
        }
        self.is_full = self.handler.is_full();
        let state = |tag| if tag == Tag::Title { State::RcData } else { State::RawText };
        self.inside.map(state)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && self.inside == Some(self.tag())
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}
    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn emit_current_comment(&mut self) {}
    fn emit_current_doctype(&mut self) {}
    fn set_self_closing(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Records every call.
    #[derive(Default)]
    struct Record(Vec<String>);

    impl TokenHandler for Record {
        fn start(&mut self, tag: Tag, attributes: &Attributes) {
            let attributes: String =
                attributes.all().map(|(name, value)| format!(" {name}=[{value}]")).collect();
            self.0.push(format!("<{tag:?}{attributes}>"));
        }

        fn end(&mut self, tag: Tag) {
            self.0.push(format!("</{tag:?}>"));
        }

        fn text(&mut self, text: &str) {
            self.0.push(text.to_owned());
        }

        fn raw(&mut self, tag: Tag, text: &str) {
            self.0.push(format!("{tag:?}: {text}"));
        }
    }

    fn tokens(page: &str) -> Vec<String> {
        let mut record = Record::default();
        tokenize(page, &mut record);
        record.0
    }

    #[test]
    fn tags_and_text_come_in_order() {
        assert_eq!(tokens("a<P>b</p>c"), ["a", "<P>", "b", "</P>", "c"]);
    }

    #[test]
    fn a_less_than_sign_that_begins_no_tag_is_text() {
        assert_eq!(tokens("1 < 2 <3 <"), ["1 < 2 <3 <"]);
        assert_eq!(tokens("<باران"), ["<باران"]);
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
            assert_eq!(tokens(&format!("{comment}y")), ["y"], "{comment}");
        }
    }

    #[test]
    fn a_script_holds_no_tags() {
        let page = "<script>if (a<b) document.write('<!--<script><p>&amp;</p>')</SCRIPT >y";

        assert_eq!(
            tokens(page),
            ["<Script>", "Script: if (a<b) document.write('<!--<script><p>&amp;</p>')", "</Script>", "y"]
        );
    }

    #[test]
    fn an_unclosed_title_does_not_swallow_the_page() {
        assert_eq!(tokens("<title>x<p>y"), ["<Title>", "x", "<P>", "y"]);
    }

    /// E1: a page that was cut off inside a script became a text of a hundred thousand words.
    #[test]
    fn code_without_an_end_tag_holds_no_tags() {
        assert_eq!(tokens("x<script>var a = '<p>y'"), ["x", "<Script>", "Script: var a = '<p>y'"]);
        assert_eq!(tokens("x<style>p {} <p>y"), ["x", "<Style>", "Style: p {} <p>y"]);
    }

    #[test]
    fn any_quoting_and_order_of_attributes_is_read() {
        let tag = "<p class='a b' HREF = \"/x?a=1&amp;b=2\" hidden src=/y.jpg alt=\"a > b\">";

        assert_eq!(tokens(tag), ["<P class=[a b] href=[/x?a=1&b=2] hidden=[] src=[/y.jpg] alt=[a > b]>"]);
    }

    #[test]
    fn sloppy_attributes_are_read_as_the_standard_says() {
        assert_eq!(tokens("<p a=1'b=2 / c=/d/>"), ["<P a=[1'b=2] c=[/d/]>"]);
        assert_eq!(tokens("<p =x a=\"1\"b='2'>"), ["<P =x=[] a=[1] b=[2]>"]);
    }

    #[test]
    fn a_tag_that_never_ends_is_dropped() {
        assert_eq!(tokens("x<p href='/a>b"), ["x"]);
        assert_eq!(tokens("x<p href"), ["x"]);
    }

    #[test]
    fn entities_are_decoded_once_and_tags_may_be_text() {
        assert_eq!(tokens("a &amp;lt;b&amp; c&hellip;"), ["a &lt;b& c…"]);
        assert_eq!(tokens("<a href='/a?x=1&amp;amp=2&copy=3'>"), ["<A href=[/a?x=1&amp=2&copy=3]>"]);
        assert_eq!(decoded("<b>&laquo;A&amp;B</b>"), "<b>«A&B</b>");
    }
}
