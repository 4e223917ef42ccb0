use super::{ONE, TWO};
use crate::catalog::Editions;
use crate::parse::Document;
use crate::parse::article::why;
use crate::parse::tests::received_at;

/// The verdict about each line of a page, and its heaviest vote.
fn verdicts(html: &str) -> Vec<(&'static str, String, Option<&'static str>)> {
    let editions = Editions::embedded();
    let edition = editions.get(&"en".parse().unwrap()).unwrap();
    let address = edition.bases[0].url().join("/News/Content/37001").unwrap();
    let (bytes, received_at) = (html.as_bytes(), received_at());
    let lines = why(Document { bytes, charset: None, address: &address, edition, received_at }).unwrap();
    lines
        .into_iter()
        .map(|line| (line.verdict, line.text, line.votes.first().map(|vote| vote.name)))
        .collect()
}

#[test]
fn each_line_says_why_it_was_kept_or_dropped() {
    let found = verdicts(&format!(
        "<nav>Home</nav><h1>River cinema reopens</h1><p>By Mina Farhadi</p><p>{ONE}</p><p>Share</p><p>{TWO}</p>"
    ));

    let found: Vec<_> = found.iter().map(|(verdict, text, vote)| (*verdict, text.as_str(), *vote)).collect();
    assert_eq!(
        found,
        [
            ("foreign", "Home", Some("NavigationElement")),
            ("title", "River cinema reopens", Some("FirstHeading")),
            ("dropped", "By Mina Farhadi", Some("Byline")),
            ("text", ONE, Some("Prose")),
            ("dropped", "Share", Some("IsLabel")),
            ("text", TWO, Some("Prose")),
        ]
    );
}
