//! Markup as one line of text.

use super::hint::Hints;
use super::leaf::Style;
use super::pen::Pen;
use crate::parse::html::{Token, Tokens};

/// The text of a fragment: tags removed, then entities decoded once, white space folded; `None` where nothing is left.
pub(in crate::parse) fn plain(html: &str) -> Option<String> {
    let mut pen = Pen::default();
    for token in Tokens::of(html) {
        match token {
            Token::Text(text) => pen.write(text, Style::default(), Hints::default()),
            Token::Start(tag, _) | Token::End(tag) if tag.is_block() || tag.is_void() => {
                pen.write(" ", Style::default(), Hints::default());
            }
            Token::Start(..) | Token::End(_) | Token::Raw(..) => {}
        }
    }
    pen.take().first().map(|run| run.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_are_decoded_once() {
        assert_eq!(
            plain(" <b>Rain</b>&nbsp;&amp; <i>wind</i><br>2 < 3").as_deref(),
            Some("Rain & wind 2 < 3")
        );
        assert_eq!(plain("&lt;b&gt;باران&lt;/b&gt; &amp;quot;").as_deref(), Some("<b>باران</b> &quot;"));
        assert_eq!(plain("<p>&nbsp;</p>"), None);
    }
}
