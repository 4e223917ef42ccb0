//! The core parses pages of the practice site in every seed, layout and language. The pages are unchanged, or
//! without classes and ids, or with other classes and ids, or with `div` for all elements that have a
//! meaning.

use ifilm_core::catalog::Editions;
use ifilm_core::testing::{Document, ParsedArticle, article};
use ifilm_core::{Block, BlockContent};
use ifilm_site::{Edition, Layout, Truth, page, renamed, stripped};

const SEEDS: u64 = 50;

#[test]
fn pages_are_read_as_their_generator_meant_them() {
    assert_all_read(|html, _| html);
}

#[test]
fn pages_without_classes_and_ids_are_read_the_same() {
    assert_all_read(|html, _| stripped(&html));
}

#[test]
fn pages_with_other_classes_and_ids_are_read_the_same() {
    assert_all_read(|html, seed| renamed(&html, seed));
}

#[test]
fn pages_whose_blocks_do_not_say_what_they_are_are_read_the_same() {
    assert_all_read(|html, _| in_plain_blocks(&stripped(&html)));
}

/// The same page with `div` for each element that names a part of a page.
fn in_plain_blocks(html: &str) -> String {
    let names = ["header", "footer", "nav", "aside", "article", "section", "main", "figure"];
    let spelt = names.iter().flat_map(|name| [name.to_string(), name.to_uppercase()]);
    spelt.fold(html.to_owned(), |html, name| {
        let opened = html.replace(&format!("<{name} "), "<div ").replace(&format!("<{name}>"), "<div>");
        opened.replace(&format!("</{name} "), "</div ").replace(&format!("</{name}>"), "</div>")
    })
}

/// Reads all pages after a change to their markup. Fails with the first wrong results.
fn assert_all_read(change: impl Fn(String, u64) -> String) {
    let misread: Vec<String> = pages().filter_map(|page| page.misreading(&change)).collect();

    let first = misread.iter().take(12).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    assert!(misread.is_empty(), "{} pages misread\n{first}", misread.len());
}

/// The values from which a page is generated.
#[derive(Debug, Clone, Copy)]
struct Page {
    seed: u64,
    edition: Edition,
    layout: Layout,
}

fn pages() -> impl Iterator<Item = Page> {
    let seeds = (0..SEEDS).flat_map(|seed| Edition::ALL.map(|edition| (seed, edition)));
    seeds.flat_map(|(seed, edition)| Layout::ALL.map(|layout| Page { seed, edition, layout }))
}

impl Page {
    /// The difference between the core's result and the truth of the page, if there is one.
    fn misreading(self, change: impl Fn(String, u64) -> String) -> Option<String> {
        let (html, truth) = page(self.seed, self.edition, self.layout, self.seed);
        let html = change(html, self.seed);
        let found = parts_of_article(&read(self.edition.id(), &html));
        let expected = parts_of_truth(&truth);
        let lines: Vec<String> = (expected.iter().zip(&found).filter(|(expected, found)| expected != found))
            .map(|(expected, found)| difference(expected, found))
            .collect();
        (!lines.is_empty()).then(|| format!("{self:?}\n{}", lines.join("\n")))
    }
}

/// The lines that only one of two texts has.
fn difference(expected: &str, found: &str) -> String {
    let only = |one: &str, other: &str, sign: &str| {
        let lines = one.lines().filter(|line| !other.lines().any(|known| known == *line));
        lines.map(|line| format!("  {sign} {line}\n")).collect::<String>()
    };
    only(expected, found, "-") + &only(found, expected, "+")
}

fn read(edition: &str, html: &str) -> ParsedArticle {
    let editions = Editions::embedded();
    let edition = editions.get(&edition.parse().expect("an id")).expect("the catalogue has all four");
    let address = edition.bases[0].url().join("/News/Content/1").expect("an address");
    let received_at = jiff::Timestamp::now();
    let document =
        Document { bytes: html.as_bytes(), charset: None, address: &address, edition, received_at };
    article(document).expect("the document is a page")
}

/// The truth of the page, part by part.
fn parts_of_truth(truth: &Truth) -> [String; 7] {
    let published = truth.published.map(|published| {
        (published.at, format!("{:?}", published.source), format!("{:?}", published.precision))
    });
    [
        format!("title {:?}", Some(&truth.title)),
        format!("lead {:?}", truth.lead),
        format!("published {published:?}"),
        format!("language {}", truth.language),
        format!("direction {:?}", truth.direction),
        format!("paragraphs\n    {}", truth.paragraphs.join("\n    ")),
        format!("related {:?}", truth.related),
    ]
}

/// What the core read, part by part.
fn parts_of_article(article: &ParsedArticle) -> [String; 7] {
    let published = article.published.map(|published| {
        (published.at, format!("{:?}", published.source), format!("{:?}", published.precision))
    });
    let related: Vec<&str> = article.related.iter().map(|related| related.title.as_str()).collect();
    [
        format!("title {:?}", article.title),
        format!("lead {:?}", article.lead),
        format!("published {published:?}"),
        format!("language {}", article.language),
        format!("direction {:?}", article.direction),
        format!(
            "paragraphs\n    {}",
            article.blocks.iter().flat_map(texts).collect::<Vec<_>>().join("\n    ")
        ),
        format!("related {related:?}"),
    ]
}

/// The texts of a block; each entry of a list is one.
fn texts(block: &Block) -> Vec<String> {
    match &block.content {
        BlockContent::List { entries, .. } => entries.iter().flatten().flat_map(texts).collect(),
        content => content.text().into_iter().collect(),
    }
}
