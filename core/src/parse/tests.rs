//! For the tests of every parser: when documents came, and pieces of broken pages (tags, digits, characters
//! of one to four bytes).

mod sections;

use jiff::Timestamp;
use proptest::prelude::*;

/// When the documents of the tests came.
pub(super) fn received_at() -> Timestamp {
    "2026-12-01T00:00:00Z".parse().expect("a moment")
}

/// Pieces of a page, in any order.
pub(super) fn scraps() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(scrap(), 0..60)
}

/// A page of these pieces. It begins with a tag, so that it counts as a page.
pub(super) fn page(scraps: &[String]) -> String {
    format!("<p>{}", scraps.concat())
}

fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(MARKUP).prop_map(str::to_owned),
        3 => prop::sample::select(CHARACTERS).prop_map(str::to_owned),
        1 => "[0-9۰-۹٠-٩]{1,4}",
        1 => Just(PROSE.to_owned()),
        1 => "\\PC{0,12}",
    ]
}

const PROSE: &str =
    "The first evening of the festival brought four hundred people to the old cinema by the river.";

const MARKUP: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table><tr><td>",
    "</td>",
    "</table>",
    "<a href='/News/Content/5'>",
    "<a href=/News/Content/۵>",
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
    "<img alt=باران src=/UploadedFiles/05-03-2022/–.jpg>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<script type=application/ld+json>{\"@context\":\"schema.org\",\"headline\":\"",
    "\"}</script>",
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
    "<meta name=date content='۱۴۰۳–۱۲–۳۰'>",
    "<time datetime='9999-99-99'>",
    "<base href='//'>",
];

const CHARACTERS: &[&str] = &[
    "–",
    "—",
    "ـ",
    "−",
    "…",
    "»",
    "“",
    "|",
    "/",
    ":",
    "：",
    "٫",
    "،",
    "-",
    ")",
    ".",
    " ",
    "\u{200C}",
    "\u{200F}",
    "\u{FEFF}",
    "\u{301}",
    "İ",
    "ß",
    "ﷺ",
    "𝟙",
    "🎬",
    "½",
    "²",
    "Ⅷ",
    "〇",
    "Read more:",
    "Comments",
    "منبع:",
    "AB/CD",
    "Monday May 6, 2019 18:05412",
    "۱۴۰۳/۱۲/۳۰",
    "۱۲ اردیبهشت",
    "00:00",
];
