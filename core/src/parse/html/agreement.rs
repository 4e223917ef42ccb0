//! This reader beside html5ever's: the same tags and the same text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Other, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;

use super::{Tag, Token, Tokens};

/// What both readers are compared by: known tags with their `href`, and decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Start(Tag, Option<String>),
    End(Tag),
    Text(String),
}

fn ours(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for token in Tokens::of(page) {
        match token {
            Token::Start(tag, attributes) => {
                let href = attributes.raw().find(|(name, _)| name.eq_ignore_ascii_case("href"));
                let href = href.map(|(_, value)| htmlize::unescape_attribute(value).into_owned());
                pieces.push(Piece::Start(tag, href));
            }
            Token::End(tag) => pieces.push(Piece::End(tag)),
            Token::Text(text) => pieces.push(Piece::Text(htmlize::unescape(text).into_owned())),
            Token::Raw(_, text) => pieces.push(Piece::Text(text.to_owned())),
        }
    }
    joined(pieces)
}

#[derive(Default)]
struct Sink(RefCell<Vec<Piece>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Other, _line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Other::TagToken(tag) => {
                let kind = Tag::of(&tag.name);
                if tag.kind == TagKind::EndTag {
                    pieces.push(Piece::End(kind));
                    return TokenSinkResult::Continue;
                }
                let href = tag.attrs.iter().find(|attribute| &*attribute.name.local == "href");
                pieces.push(Piece::Start(kind, href.map(|href| href.value.to_string())));
                if kind.holds_only_text() {
                    return TokenSinkResult::RawData(RawKind::Rawtext);
                }
            }
            Other::CharacterTokens(text) => pieces.push(Piece::Text(text.to_string())),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn theirs(page: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    joined(tokenizer.sink.0.take())
}

fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let pieces = pieces.into_iter().filter(|piece| *piece != Piece::Text(String::new()));
    pieces.fold(Vec::new(), |mut joined, piece| {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(text)), Piece::Text(more)) => text.push_str(&more),
            (_, piece) => joined.push(piece),
        }
        joined
    })
}

fn scrap() -> impl Strategy<Value = String> {
    let markup = prop::sample::select(vec![
        "<p>",
        "</p >",
        "<P class=a>",
        "<a href=/x?a=1&b=2>",
        "<a href='a b'",
        "<a href=\"x&amp;y&copy\">",
        "<a/href=x/>",
        "<a href = x>",
        "<a title=\"a>b\" href=1 href=2>",
        "</a href=x>",
        "<br/>",
        "<!-- a -- b -->",
        "<!-->",
        "<!--->",
        "<!--a--!>",
        "<!--a->-->",
        "<!x>",
        "<?x?>",
        "</>",
        "</ p>",
        "<3",
        "< p>",
        "<",
        ">",
        "&amp;",
        "&lt",
        "&notit;",
        "&#65;",
        "&#x41",
        "&#0;",
        "&#128;",
        "&bogus;",
        "&",
        "&#",
        "=",
        "\"",
        "'",
        " ",
        "\n",
        "باران",
        "x",
        "--",
        "!",
        "<script>a<b</script>",
        "<style><p></style >",
        "<textarea><b></textarea>",
        "<![CDATA[x]]>",
        "<p a==b c=\"d\"e>",
    ]);
    prop_oneof![9 => markup.prop_map(str::to_owned), 1 => "[a-z<>/=\"'& -]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_reader_agrees_with_html5ever(scraps in prop::collection::vec(scrap(), 0..12)) {
        let page = scraps.concat();
        prop_assert_eq!(ours(&page), theirs(&page), "{}", page);
    }
}
