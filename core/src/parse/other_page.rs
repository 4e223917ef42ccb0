//! What a page has that came instead of the site's own: frames, and a question for a password.

use super::encoding::decode;
use super::html::{Attributes, Tag, TokenHandler, tokenize};
use crate::guard;

/// What shows where a page is from that is not the site's.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherPage {
    /// The addresses of its frames, as it writes them.
    pub(crate) frames: Vec<String>,
    /// Whether a form asks for a password.
    pub(crate) asks_for_password: bool,
}

/// The most frames that are read.
const MOST_FRAMES: usize = 16;

/// Reads the beginning of a page in any encoding. Total: bytes that are no page have nothing.
pub(crate) fn other_page(beginning: &[u8]) -> OtherPage {
    let read = || {
        let mut page = OtherPage::default();
        tokenize(&decode(beginning, None), &mut page);
        page
    };
    guard::guarded(&"another page", read).unwrap_or_default()
}

impl TokenHandler for OtherPage {
    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        match tag {
            Tag::Iframe => self.frames.extend(attributes.address("src").map(str::to_owned)),
            Tag::Input
                if attributes.text("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")) =>
            {
                self.asks_for_password = true;
            }
            _ => {}
        }
    }

    fn end(&mut self, _: Tag) {}
    fn text(&mut self, _: &str) {}
    fn raw(&mut self, _: Tag, _: &str) {}

    fn is_full(&self) -> bool {
        self.frames.len() >= MOST_FRAMES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_and_a_question_for_a_password_are_found_in_any_encoding() {
        let blocked =
            b"<title>M1-6</title><iframe src=\"http://10.10.34.34?type=Invalid Site\"></iframe>\xcf\xd3";
        let login = "<form method=post><input name=user><INPUT TYPE=Password></form>";

        assert_eq!(other_page(blocked).frames, ["http://10.10.34.34?type=Invalid Site"]);
        assert!(other_page(login.as_bytes()).asks_for_password);
        assert_eq!(other_page(b"<p>Hello</p><input type=search>"), OtherPage::default());
        assert_eq!(other_page(b"{\"a\":[1,"), OtherPage::default());
        assert_eq!(other_page(b""), OtherPage::default());
    }
}
