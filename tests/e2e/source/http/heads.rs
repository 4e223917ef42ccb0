//! Headers that break the rules of HTTP.

use ifilm_core::ArticleBody;
use ifilm_site::{FaultKind, Raw};
use ifilm_tests::{english_fault, text};

use super::{all_come, small};

#[tokio::test]
async fn a_line_that_is_no_header_is_ignored() {
    for (name, lines) in [
        ("no colon", &["Strict-Transport-Security: max-age=15768000;", "preload"][..]),
        ("no colon first", &["preload", "Server: IIS"]),
        ("a sentence", &["this is not a header at all", "X-A: b"]),
        ("a blank in the name", &["X Powered By: ASP.NET"]),
        ("a blank before the colon", &["Server : IIS"]),
        ("no name", &[": nothing"]),
        ("letters in the name", &["X-نام: value"]),
        ("a control sign in the value", &["X-A: a\u{1}b"]),
        ("a folded line", &["X-A: one", "  two"]),
        ("raw letters in the value", &["X-A: سلام"]),
        ("two dates", &["Date: yesterday", "Date: Thu, 02 May 2024 09:30:00 GMT"]),
    ] {
        all_come(name, Raw::new(200, lines.iter().copied())).await;
    }
}

#[tokio::test]
async fn many_headers_are_accepted() {
    let cookies = |count: usize| (0..count).map(|at| format!("Set-Cookie: {at:040x}=true; path=/"));
    let others = |count: usize| (0..count).map(|at| format!("X-Backend-{at}: served"));

    all_come("120 cookies", Raw::new(200, cookies(120))).await;
    all_come("400 cookies", Raw::new(200, cookies(400))).await;
    all_come("300 headers", Raw::new(200, others(300))).await;
    all_come("one of 60 kB", Raw::new(200, [format!("X-Long: {}", "a".repeat(60_000))])).await;
}

/// The header says utf-8, and the page says windows-1256: the header decides.
#[tokio::test]
async fn the_charset_of_the_header_counts_in_upper_or_lower_case() {
    for kind in [
        "text/html; Charset=UTF-8",
        "text/html;CHARSET=\"utf-8\"",
        "text/html; boundary=x; charset = utf8",
        "text/html; charset='UTF-8'; boundary=x",
    ] {
        let scenario = small();
        let id = scenario.site.newest("en", 1)[0];
        let content = page(&scenario.site.truth("en", id).title);
        let raw = Raw { content: Some(content), ..Raw::new(200, [format!("Content-Type: {kind}")]) };
        scenario.site.fault(english_fault(&format!("/News/Content/{id}"), FaultKind::Raw(raw)));

        scenario.sync_english().await;

        let article = scenario.article("en", id).await;
        assert!(text(&article).contains(WORDS), "{kind}: {:?}", article.body);
    }
}

const WORDS: &str = "Caf\u{e9} \u{2013} سینما";

fn page(title: &str) -> String {
    format!(
        "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1256\">\
         <title>{title}</title></head><body><div id=wrapper><h1>{title}</h1><div class=text>\
         <p>{WORDS}: the first evening brought four hundred people to the old cinema by the river, and they \
         came early to see the hall.</p><p>Its doors had been shut for eleven years, and the smell of new paint \
         hung in the hall while the director spoke about the winter in which the film was made.</p>\
         </div></div></body></html>"
    )
}

#[tokio::test]
async fn a_content_encoding_that_is_none_is_ignored() {
    for coding in ["utf-8", "UTF-8", "none", "identity", "binary", "8bit", "", "utf-8, identity"] {
        all_come(coding, Raw::new(200, [format!("Content-Encoding: {coding}")])).await;
    }
    let packed = |line: &str| Raw { gzip: true, ..Raw::new(200, [line]) };
    all_come("a second line", packed("Content-Encoding: utf-8")).await;
}

#[tokio::test]
async fn bytes_after_the_end_of_a_gzip_stream_are_ignored() {
    for tail in ["\r\n\r\n", "\0\0\0\0\0\0\0\0", "<!-- cached -->", "\u{1f}", " "] {
        all_come(tail, Raw { gzip: true, tail: tail.to_owned(), ..Raw::default() }).await;
    }
}

/// Seen: the letters were refused, and the page was never received.
#[tokio::test]
async fn a_redirect_to_an_address_with_raw_letters_is_followed() {
    for (to, sent) in [
        ("{path}/باران-در-شهر", "/%D8%A8%D8%A7%D8%B1%D8%A7%D9%86-%D8%AF%D8%B1-%D8%B4%D9%87%D8%B1"),
        ("{path}/caf\u{e9}", "/caf%C3%A9"),
        ("{path}/a b", "/a%20b"),
        ("{path}?title=باران", "?title=%D8%A8%D8%A7%D8%B1%D8%A7%D9%86"),
    ] {
        let scenario = small();
        let id = scenario.site.newest("en", 1)[0];
        let page = format!("/News/Content/{id}");
        let raw = Raw { content: Some(String::new()), ..Raw::new(302, [format!("Location: {to}")]) };
        scenario.site.fault(english_fault(&page, FaultKind::Raw(raw)).times(1));

        scenario.sync_english().await;

        let asked: Vec<String> = super::asked_for(&scenario, &page).into_iter().map(|one| one.path).collect();
        assert_eq!(asked, [page.clone(), format!("{page}{sent}")]);
        assert!(matches!(scenario.article("en", id).await.body, ArticleBody::Ready { .. }), "{to}");
    }
}

/// Seen: the user name was sent as `Authorization: Basic`.
#[tokio::test]
async fn a_user_name_in_a_redirect_is_not_sent() {
    let scenario = small();
    let to = format!("{}/News/Content/{{path}}", scenario.site.base("en").replace("://", "://me:secret@"));
    let raw = Raw::new(302, [format!("Location: {}", to.replace("/News/Content/{path}", "{path}"))]);
    scenario.site.fault(english_fault("/News/", FaultKind::Raw(raw)).times(1));

    let section = scenario.sync_english().await;

    assert_eq!(section.pages_failed, 0);
    assert!(scenario.site.requests().iter().all(|request| request.authorization.is_none()));
}
