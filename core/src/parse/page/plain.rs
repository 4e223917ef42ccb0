//! Markup as one line of text.

use super::hint::Hints;
use super::node::Style;
use super::run_writer::RunWriter;
use crate::parse::html::{Attributes, Tag, TokenHandler, tokenize};

/// The text of a fragment: tags removed, entities decoded once, white space folded. `None` if nothing is
/// left.
pub(in crate::parse) fn plain(html: &str) -> Option<String> {
    let mut line = Line::default();
    tokenize(html, &mut line);
    line.0.take().first().map(|run| run.text())
}

/// A text without tags, white space folded; `None` where nothing is left.
pub(super) fn folded(text: &str) -> Option<String> {
    let mut line = Line::default();
    line.text(text);
    line.0.take().first().map(|run| run.text())
}

/// The line that is being read.
#[derive(Default)]
struct Line(RunWriter);

impl Line {
    fn part(&mut self, tag: Tag) {
        if tag.is_block() || tag.is_void() {
            self.text(" ");
        }
    }
}

impl TokenHandler for Line {
    fn start(&mut self, tag: Tag, _: &Attributes) {
        self.part(tag);
    }

    fn end(&mut self, tag: Tag) {
        self.part(tag);
    }

    fn text(&mut self, text: &str) {
        self.0.write(text, Style::default(), Hints::default());
    }

    fn raw(&mut self, _: Tag, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_removed_and_entities_are_decoded_once() {
        assert_eq!(
            plain(" <b>Rain</b>&nbsp;&amp; <i>wind</i><br>2 < 3").as_deref(),
            Some("Rain & wind 2 < 3")
        );
        assert_eq!(plain("&lt;b&gt;باران&lt;/b&gt; &amp;quot;").as_deref(), Some("<b>باران</b> &quot;"));
        assert_eq!(plain("a &amp;lt;b&amp; c&hellip;").as_deref(), Some("a &lt;b& c…"));
        assert_eq!(plain("<p>&nbsp;</p> \u{200C}&zwnj;"), None);
    }
}
