//! Compares these tokens with those of html5ever: the same tags and the same text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token as Other, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;

use super::{Attributes, Tag, TokenHandler, tokenize};

/// What both tokenizers are compared by: known tags with their `href`, and decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Start(Tag, Option<String>),
    End(Tag),
    Text(String),
}

#[derive(Default)]
struct Ours(Vec<Piece>);

impl TokenHandler for Ours {
    fn start(&mut self, tag: Tag, attributes: &Attributes) {
        let href = attributes.all().find(|(name, _)| name.eq_ignore_ascii_case("href"));
        self.0.push(Piece::Start(tag, href.map(|(_, value)| value.to_owned())));
    }

    fn end(&mut self, tag: Tag) {
        self.0.push(Piece::End(tag));
    }

    fn text(&mut self, text: &str) {
        self.0.push(Piece::Text(text.to_owned()));
    }

    fn raw(&mut self, _: Tag, text: &str) {
        self.0.push(Piece::Text(text.to_owned()));
    }
}

fn ours(page: &str) -> Vec<Piece> {
    let mut ours = Ours::default();
    tokenize(page, &mut ours);
    joined(ours.0)
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
    fn the_tokenizer_agrees_with_html5ever(scraps in prop::collection::vec(scrap(), 0..12)) {
        let page = scraps.concat();
        prop_assert_eq!(ours(&page), theirs(&page), "{}", page);
    }
}
