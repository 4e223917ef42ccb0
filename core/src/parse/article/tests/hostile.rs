use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{ONE, THREE, TWO, read, texts, try_read};
use crate::ErrorCode;
use crate::model::{BlockContent, Span};
use crate::parse::tests::{page, scraps};

#[test]
fn a_document_that_is_not_a_page_is_unreadable() {
    for bytes in ["", "   ", "{\"a\": 1}", "plain text", "\u{0}\u{1}"] {
        let error = try_read("en", bytes.as_bytes()).unwrap_err();

        assert_eq!(error.code(), ErrorCode::Unreadable, "{bytes:?}");
    }
}

#[test]
fn deeply_nested_blocks_are_read() {
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
        "<pre>x\n",
        "<ol start=3><li>x",
        "<table><tr><td rowspan=9999 colspan=9999>1",
        "<td colspan=60>x<tr>",
        "<table><tr><td>1<td>2<table>",
        "<figure><img src=/a.jpg>x",
        "<figure><img src=/a.jpg><figcaption>x</figcaption>",
        "<dl><dt>x<dd>y",
        "<noscript><img src=/a.jpg></noscript>",
        "<video><source src=/a.mp4>",
        "<iframe src=//player.example></iframe>",
        "<img srcset='/a.jpg 1w,/b.jpg 2w,/c,d.jpg 3w'>",
        "<sup>1</sup>1<span lang=fa>x",
        "<form><input type=email>x",
        "<hr>x",
        "<p>Comments</p><p>A sentence of some length stands here, and it is text.</p>",
        "<div><h2><a href=/a>A heading</a></h2><p>A sentence of some length stands here.</p></div>",
        "<div hidden>A sentence of some length stands here, and nobody sees it.",
        "<article><h1>Title</h1><p>A sentence of some length stands here.</p></article>",
        "<form><textarea></textarea></form>",
        "<script>{\"body\":[[[[",
        "<script>x = [\"A sentence of some length stands here, and it is text.\",[",
        "<meta name=og:title content='Title - Site: a - b - c'>",
    ] {
        let page = format!("<h1>Title</h1>{}", part.repeat(200_000 / part.len()));

        try_read("en", page.as_bytes()).expect("the document is a page");
    }
}

/// The name of a shape of pages, and such a page of about so many bytes.
type Shape = (&'static str, fn(usize) -> String);

/// Shapes whose work once grew with the square of their length.
const SHAPES: &[Shape] = &[
    ("a long address around many texts", |bytes| {
        let (address, texts) = ("a".repeat(bytes / 2), "x<b>y</b>".repeat(bytes / 36));
        format!("<p><a href='/{address}'>{texts}</a>{} is the end.</p>", "zz ".repeat(bytes / 12))
    }),
    ("a long base of many links", |bytes| {
        let links = "<a href=x>y</a> zzzz ".repeat(bytes / 84);
        format!("<base href='http://a.example/{}/'><p>{links}</p>", "a".repeat(bytes * 3 / 4))
    }),
    ("a long base of many pictures", |bytes| {
        let pictures: String = (0..bytes / 100).map(|at| format!("<img src=x{at}.jpg>")).collect();
        format!("<base href='http://a.example/{}/'>{pictures}", "a".repeat(bytes * 3 / 4))
    }),
    ("a long language around many texts", |bytes| {
        let texts = "x<b>y</b>".repeat(bytes / 36);
        format!("<p><span lang='en{}'>{texts}</span> is the end.</p>", "-abcde".repeat(bytes / 12))
    }),
    ("many own hosts and links to others", |bytes| {
        let own = |at| format!("<meta property=og:url content=//h{at}.example>");
        let other = |at| format!("<li><a href=//x{at}.example>source name</a>");
        let (own, other): (String, String) = (0..bytes / 90).map(|at| (own(at), other(at))).unzip();
        format!("{own}<p>{ONE}</p><ul>{other}</ul><p>{TWO}</p>")
    }),
    ("a text in many lists of a script", |bytes| {
        let text = "باران می‌بارد و همه خوشحالند. ".repeat(bytes / 52);
        let (open, close) = ("[\"x\",".repeat(120), "]".repeat(120));
        format!("<script>window.S={{\"body\":{open}\"{text}\"{close}}}</script>")
    }),
    ("lines of one text", |bytes| format!("<p>{}</p>", "1- x<br>".repeat(bytes / 8))),
];

/// Compares the times of a page and one of four times its length: a square would take sixteen times as long.
#[test]
fn the_work_grows_no_faster_than_the_page() {
    for (name, shape) in SHAPES {
        let slow = || {
            let (one, four) = (fastest(&shape(40_000)), fastest(&shape(160_000)));
            four > one.max(Duration::from_millis(2)) * 9
        };

        assert!(!(slow() && slow() && slow()), "{name}");
    }
}

/// The time that a page takes where nothing disturbs it.
fn fastest(page: &str) -> Duration {
    let page = format!("<h1>Title</h1>{page}");
    let time = |_| {
        let (start, busy) = (Instant::now(), time_of_this_thread());
        try_read("en", page.as_bytes()).expect("the document is a page");
        match (busy, time_of_this_thread()) {
            (Some(before), Some(after)) => after - before,
            _ => start.elapsed(),
        }
    };
    (0..3).map(time).min().unwrap()
}

/// The processor time of this thread, where the system tells it: beside other work, the time on the wall is
/// that of the other work, too.
fn time_of_this_thread() -> Option<Duration> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    times.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// A page that is drawn by a script often has megabytes of state before its text.
#[test]
fn code_and_pictures_in_attributes_do_not_cut_a_page() {
    let long = "x".repeat(2_200_000);
    let article = read(&format!(
        "<script>var state = \"{long}\"</script><style>{long}</style><h1>River cinema reopens</h1><p>{ONE}</p>
         <img src='data:image/png;base64,{long}'><p>{TWO}</p>"
    ));

    assert_eq!(texts(&article), [ONE, TWO]);
    assert!(!article.is_cut);
}

#[test]
fn a_page_that_was_not_read_to_its_end_says_so() {
    for many in ["<p>A word.</p>".repeat(20_000), "word and ".repeat(300_000), "x<b>y</b>".repeat(30_000)] {
        let article = read(&format!("<h1>River cinema reopens</h1><p>{ONE}</p>{many}<p>{TWO}</p>"));

        assert!(article.is_cut);
    }
}

/// Some sites leave out the end tags that HTML lets them leave out, and some forget one.
#[test]
fn a_page_that_ends_in_the_middle_is_known_from_one_with_few_end_tags() {
    let head = "<!doctype html><html><body><div id=wrapper><h1>River cinema reopens</h1>";
    for (page, is_unfinished) in [
        (format!("{head}<div class=text><p>{ONE}</p><p>{TWO}"), true),
        (format!("{head}<main><p>{ONE}</p><p>{TWO}</p></main><p"), true),
        (format!("{head}<div class=text><p>{ONE}</p><p>{TWO}</div></div>"), false),
        (format!("{head}<div class=text><p>{ONE}</p><p>{TWO}</p></body></html>"), false),
        (format!("{head}<div class=text><p>{ONE}</p><p>{TWO}</p></HTML >"), false),
        (format!("<h1>River cinema reopens</h1><p>{ONE}<p>{TWO}"), false),
    ] {
        assert_eq!(read(&page).is_unfinished, is_unfinished, "{page}");
    }
}

#[test]
fn an_address_longer_than_any_true_one_is_dropped_and_its_text_is_kept() {
    let address = format!("/{}", "a".repeat(5_000));

    let article = read(&format!(
        "<h1>River cinema reopens</h1><p>{ONE}</p><img src='{address}'><img src={address} srcset='/b.jpg 2x'>
         <p><a href='{address}'>{TWO}</a></p>"
    ));

    let BlockContent::Paragraph { spans } = &article.blocks[2].content else {
        panic!("{:?}", article.blocks);
    };
    assert_eq!(spans, &[Span::plain(TWO)]);
    assert!(article.picture.unwrap().ends_with("/b.jpg"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = try_read("fa", &bytes);
    }

    #[test]
    fn no_scraps_make_it_panic(scraps in scraps(), cut in any::<prop::sample::Index>()) {
        let page = page(&scraps);
        let _ = try_read("en", &page.as_bytes()[..cut.index(page.len() + 1)]);
        let _ = try_read("ar", page.as_bytes());
    }

    #[test]
    fn every_text_is_trimmed(scraps in scraps()) {
        let Ok(article) = try_read("en", page(&scraps).as_bytes()) else { return Ok(()) };
        for text in texts(&article).iter().chain(&article.title).chain(&article.lead) {
            prop_assert!(!text.is_empty() && text.trim() == text, "{text:?}");
        }
    }
}
