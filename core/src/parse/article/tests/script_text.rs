//! Pages whose text stands only in a script: finding F5 of issue 10.

use super::{ONE, THREE, TWO, read, texts};
use crate::model::BlockContent;

#[test]
fn f05_a_text_that_stands_only_in_json_ld_is_read() {
    for (body, expected) in [
        (format!("{ONE}\\n\\n{TWO}\\n\\n{THREE}"), vec![ONE, TWO, THREE]),
        (format!("<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"), vec![ONE, TWO, THREE]),
        (format!("{ONE} {TWO}"), vec![]),
    ] {
        let article = read(&format!(
            "<title>River cinema reopens</title><script type=application/ld+json>{{\"@context\":\"https://schema.org\",
             \"@type\":\"NewsArticle\",\"headline\":\"River cinema reopens\",\"articleBody\":\"{body}\"}}</script>
             <div id=app>Loading…</div>"
        ));

        let expected: Vec<String> = match expected.is_empty() {
            true => vec![format!("{ONE} {TWO}")],
            false => expected.into_iter().map(str::to_owned).collect(),
        };
        assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
        assert_eq!(texts(&article), expected);
    }
}

#[test]
fn f05_a_text_that_stands_only_in_the_state_of_a_script_is_read() {
    let json = format!(
        "{{\"props\":{{\"article\":{{\"title\":\"River cinema reopens\",\"body\":\"<p>{ONE}</p><h2>Paint</h2><p>{TWO}</p>\"}}}}}}"
    );
    for script in [
        format!("<script id=__NEXT_DATA__ type=application/json>{json}</script>"),
        format!("<script>window.__STATE__ = {json};</script>"),
    ] {
        let article =
            read(&format!("<title>River cinema reopens</title><div id=app><p>Loading…</p></div>{script}"));

        assert_eq!(article.title.as_deref(), Some("River cinema reopens"));
        assert_eq!(texts(&article), [ONE, "Paint", TWO]);
    }
}

#[test]
fn f05_pictures_and_dividers_in_the_state_of_a_script_are_read() {
    let block = |kind: &str, data: &str| format!("{{\"type\":\"{kind}\",\"data\":{data}}}");
    let text = |text: &str| block("paragraph", &format!("{{\"text\":\"{text}\"}}"));
    let image = block("image", "{\"file\":{\"url\":\"/hall.jpg\"},\"caption\":\"The hall\"}");
    let blocks = [text(ONE), image, text(TWO), block("delimiter", "{}"), text(THREE)].join(",");
    let script = format!(
        "<script>window.state = {{\"title\":\"River cinema reopens\",\"body\":[{blocks}]}};</script>"
    );
    let article = read(&format!("<title>River cinema reopens</title><div id=app></div>{script}"));

    let kinds: Vec<_> = article.blocks.iter().map(|block| block.content.text().is_some()).collect();
    assert_eq!(kinds, [true, false, true, false, true]);
    let BlockContent::Image(picture) = &article.blocks[1].content else { panic!("{:?}", article.blocks) };
    assert_eq!(picture.caption.as_deref(), Some("The hall"));
    assert_eq!(article.blocks[3].content, BlockContent::Divider);
}

#[test]
fn f05_a_page_that_shows_its_text_is_read_as_it_is_shown() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><script type=application/ld+json>{{\"@type\":\"NewsArticle\",
         \"@context\":\"https://schema.org\",\"headline\":\"River cinema reopens\",\"articleBody\":\"{ONE} {THREE}\"}}</script>"
    ));

    assert_eq!(texts(&article), [ONE, TWO]);
}

/// A page that shows a short text, and a script with a longer one of somebody else.
#[test]
fn comments_and_other_stories_in_the_state_of_a_script_are_not_the_article() {
    let other = format!("{ONE} {TWO} {THREE} {ONE} {TWO} {THREE} {ONE} {TWO} {THREE}");
    for state in [
        format!("\"related\":[{{\"title\":\"A ferry sinks\",\"body\":\"{other}\"}}]"),
        format!("\"page\":{{\"title\":\"Privacy\",\"content\":\"{other}\"}}"),
        format!("\"title\":\"River cinema reopens\",\"comments\":[{{\"body\":\"{other}\"}}]"),
    ] {
        let article =
            read(&format!("<h1>River cinema reopens</h1><p>{ONE}</p><script>window.S={{{state}}};</script>"));

        assert_eq!(texts(&article), [ONE], "{state}");
    }
}

#[test]
fn a_text_counts_more_than_longer_comments_on_it() {
    let article = read(&format!(
        "<title>River cinema reopens</title><script>window.S={{\"article\":{{\"title\":\"River cinema reopens\",
         \"body\":\"<p>{ONE}</p>\",\"comments\":[{{\"body\":\"{TWO} {THREE} {TWO} {THREE} {TWO} {THREE} {TWO} {THREE}\"}}]}}}};</script>"
    ));

    assert_eq!(texts(&article), [ONE]);
}

#[test]
fn a_text_in_json_ld_with_line_breaks_and_quotes_as_they_are_is_read() {
    for behind in ["}", ",\"author\":\"Mina\"}", " ,\n \"@id\": \"/a\" }"] {
        let article = read(&format!(
            "<title>River cinema reopens</title><script type=application/ld+json>{{\"@context\":\"https://schema.org\",
             \"@type\":\"NewsArticle\",\"headline\":\"River cinema reopens\",\"articleBody\":\"{ONE} \"At last\", said a guest.\n{TWO}\"{behind}</script>
             <div id=app></div>"
        ));

        assert_eq!(
            texts(&article),
            [format!("{ONE} \"At last\", said a guest."), TWO.to_owned()],
            "{behind}"
        );
    }
}

#[test]
fn a_date_beside_the_headline_in_the_state_of_a_script_is_used_if_there_is_no_other() {
    let page = |date: &str, state: &str| {
        let html = format!(
            "<h1>River cinema reopens</h1>{date}<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>
             <script id=__NEXT_DATA__ type=application/json>{{\"props\":{{\"all\":[{{\"title\":\"A ferry sinks\",\"publishedAt\":\"2024-01-01T00:00:00Z\"}}],
             \"article\":{state}}}}}</script>"
        );
        read(&html).published.map(|date| date.at.to_string())
    };
    let own = "{\"title\":\"River cinema reopens\",\"publishedAt\":\"2024-05-02T14:35:00Z\"}";

    assert_eq!(page("", own).as_deref(), Some("2024-05-02T14:35:00Z"));
    assert_eq!(page("<div>3 May 2024</div>", own).as_deref(), Some("2024-05-02T20:30:00Z"));
    assert_eq!(page("", "{\"title\":\"Another\",\"publishedAt\":\"2024-05-02T14:35:00Z\"}"), None);
}
