use proptest::prelude::*;

use super::{ONE, THREE, TWO, read, texts, try_read};
use crate::ErrorCode;

#[test]
fn what_is_no_page_is_unreadable() {
    for bytes in ["", "   ", "{\"a\": 1}", "plain text", "\u{0}\u{1}"] {
        let error = try_read("en", bytes.as_bytes()).unwrap_err();

        assert_eq!(error.code(), ErrorCode::Unreadable, "{bytes:?}");
    }
}

#[test]
fn a_tower_of_blocks_is_read() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1>{}<p>{ONE}</p>{}<p>{TWO}</p><p>{THREE}</p>",
        "<div>".repeat(20_000),
        "</div>".repeat(20_000)
    ));

    assert_eq!(texts(&article), [ONE, TWO, THREE]);
}

#[test]
fn megabytes_of_anything_are_read_in_linear_time() {
    for part in [
        "<div>",
        "</div>",
        "<a b=1 ",
        "<b>x",
        "<li><ul>",
        "<td>x<table>",
        "<p>x</b>",
        "<!--",
        "&amp",
        "<a href=/News/Content/1>x</a>",
        "<title>",
        "x <br>",
    ] {
        let page = format!("<h1>Title</h1>{}", part.repeat(200_000 / part.len()));

        try_read("en", page.as_bytes()).expect("the document is a page");
    }
}

/// Pieces that pages go wrong with.
fn scrap() -> impl Strategy<Value = String> {
    let markup = prop::sample::select(vec![
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<table><tr><td>",
        "</td>",
        "</table>",
        "<a href='/News/Content/5'>",
        "</a>",
        "<b>",
        "</b>",
        "<i>",
        "<br>",
        "<br><br>",
        "<h1>River</h1>",
        "<h2>",
        "</h2>",
        "<ul><li>",
        "</ul>",
        "<form><textarea>",
        "</form>",
        "<video src=/a.mp4>",
        "</video>",
        "<img src='/a b.jpg'>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg>",
        "<select><option>",
        "<nav>",
        "</nav>",
        "<blockquote>",
        "<figure><img src=x><figcaption>",
        "</figure>",
        "&nbsp;",
        "&#x0;",
        "&#1114112;",
        "&",
        "<",
        ">",
        "'",
        "\"",
        "<a title='",
        "<meta property=og:title content=River>",
        "Read more:",
        "Comments",
        "AB/CD",
        "Monday May 6, 2019 18:05412",
        "۱۴۰۳/۱۲/۳۰",
        "00:00",
        "<time datetime='9999-99-99'>",
        "<base href='//'>",
    ]);
    prop_oneof![markup.prop_map(str::to_owned), Just(ONE.to_owned()), "\\PC{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = try_read("fa", &bytes);
    }

    #[test]
    fn no_scraps_make_it_panic(scraps in prop::collection::vec(scrap(), 0..60), cut in any::<prop::sample::Index>()) {
        let page = scraps.concat();
        let _ = try_read("en", &page.as_bytes()[..cut.index(page.len() + 1)]);
        let _ = try_read("ar", page.as_bytes());
    }

    #[test]
    fn every_text_is_trimmed_and_in_one_line(scraps in prop::collection::vec(scrap(), 0..60)) {
        let Ok(article) = try_read("en", scraps.concat().as_bytes()) else { return Ok(()) };
        for text in texts(&article).iter().chain(&article.title).chain(&article.lead) {
            prop_assert!(!text.is_empty() && text.trim() == text, "{text:?}");
        }
    }
}
