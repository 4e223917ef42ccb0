//! What the core read of a page, beside the truth.

use ifilm_core::catalog::Editions;
use ifilm_core::language::time::{Stamp, tehran};
use ifilm_core::testing::{Document, ParsedArticle, article};
use ifilm_core::text_of_blocks;
use serde_json::Value;
use url::Url;

use super::similarity;
use super::truth::{Page, text_of};

/// The types of blocks that have no text.
const MEDIA: &[&str] = &["image", "gallery", "video", "audio", "embed", "divider"];

/// A page, its truth and what was read.
pub(crate) struct Outcome {
    page: Page,
    found: Found,
}

/// The parts that are compared, in the form of the truth.
struct Found {
    title: Option<String>,
    lead: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    text: String,
    blocks: Vec<Value>,
}

impl Outcome {
    pub(crate) fn of(page: Page) -> Self {
        let article = read(&page);
        let found = Found {
            published: article.published.map(|published| published.stamp(&tehran()).to_string()),
            updated: article.updated.map(|updated| updated.stamp(&tehran()).to_string()),
            text: text_of_blocks(&article.blocks),
            blocks: article.blocks.iter().map(|block| serde_json::to_value(block).expect("JSON")).collect(),
            title: article.title,
            lead: article.lead,
        };
        Self { page, found }
    }

    /// How similar the text is.
    pub(crate) fn text(&self) -> f64 {
        similarity::of_texts(&self.page.truth.text(), &self.found.text)
    }

    pub(crate) fn title(&self) -> f64 {
        exact(self.found.title.as_deref() == Some(&self.page.truth.title))
    }

    pub(crate) fn lead(&self) -> f64 {
        exact(self.found.lead == self.page.truth.lead)
    }

    pub(crate) fn published(&self) -> f64 {
        exact(self.found.published == wanted_date(self.page.truth.published.as_deref()))
    }

    pub(crate) fn updated(&self) -> f64 {
        exact(self.found.updated == wanted_date(self.page.truth.updated.as_deref()))
    }

    /// How many blocks of text have the right type and exactly the right text.
    pub(crate) fn blocks(&self) -> f64 {
        similarity::of_bags(
            &texts(&self.page.truth.blocks, text_of),
            &texts(&self.found.blocks, text_of_found),
        )
    }

    pub(crate) fn media(&self) -> f64 {
        exact(media(&self.page.truth.blocks) == media(&self.found.blocks))
    }

    pub(crate) fn captions(&self) -> f64 {
        exact(captions(&self.page.truth.blocks) == captions(&self.found.blocks))
    }

    /// Orders pages, worst first.
    pub(crate) fn worth(&self) -> f64 {
        let media = self.media() + self.captions();
        let parts = [self.title(), self.lead(), self.published(), self.blocks(), media];
        self.text() + parts.iter().sum::<f64>() / 100.0
    }

    /// The lines that differ; `None` if none does.
    pub(crate) fn difference(&self) -> Option<String> {
        let (expected, found) = (lines_of_truth(&self.page), lines_of_found(&self.found));
        if expected == found {
            return None;
        }
        let lines = only(&expected, &found, '-') + &only(&found, &expected, '+');
        let lines = if lines.is_empty() { "  the order differs\n".to_owned() } else { lines };
        Some(format!("{:.3} {}\n{lines}", self.text(), self.page.name))
    }
}

fn read(page: &Page) -> ParsedArticle {
    let editions = Editions::embedded();
    let edition = page.truth.edition.parse().expect("an id");
    let edition = editions.get(&edition).expect("the catalogue has all four");
    let address = Url::parse(&page.truth.address).expect("the truth has the address of the page");
    let (bytes, received_at) = (page.html.as_bytes(), jiff::Timestamp::now());
    let document = Document { bytes, charset: None, address: &address, edition, received_at };
    article(document).expect("the document is a page")
}

fn exact(is_exact: bool) -> f64 {
    if is_exact { 1.0 } else { 0.0 }
}

/// A date of a truth as a stamp is written.
fn wanted_date(date: Option<&str>) -> Option<String> {
    let stamp = |date: &str| match date.len() {
        10 => Stamp::Day(date.parse().expect("a day")),
        _ => Stamp::Moment(date.parse().expect("a moment")),
    };
    date.map(|date| stamp(date).to_string())
}

/// The type and the text of each block that has text.
fn texts(blocks: &[Value], text: fn(&Value) -> String) -> Vec<String> {
    let of_text = blocks.iter().filter(|block| !is_media(block));
    of_text.map(|block| format!("{} {}", type_of(block), in_one_line(&text(block)))).collect()
}

/// The type and the addresses of each block without text, in order.
fn media(blocks: &[Value]) -> Vec<String> {
    let media = blocks.iter().filter(|block| is_media(block));
    media.map(|block| format!("{} {}", type_of(block), addresses(block).join(" "))).collect()
}

fn is_media(block: &Value) -> bool {
    MEDIA.contains(&type_of(block))
}

fn type_of(block: &Value) -> &str {
    block["type"].as_str().unwrap_or_default()
}

/// All addresses of a block: its own, those of its pictures, or those of its files.
fn addresses(block: &Value) -> Vec<&str> {
    let nested = ["images", "addresses"].into_iter().filter_map(|list| block[list].as_array()).flatten();
    let nested = nested.filter_map(|one| one.as_str().or_else(|| one["address"].as_str()));
    block["address"].as_str().into_iter().chain(nested).collect()
}

/// The captions of all pictures and players, in order.
fn captions(blocks: &[Value]) -> Vec<String> {
    let pictures = |block: &Value| block["images"].as_array().cloned().unwrap_or_default();
    let holders = blocks.iter().flat_map(|block| std::iter::once(block.clone()).chain(pictures(block)));
    let captions = holders.filter_map(|holder| Some(holder["caption"].as_str()?.to_owned()));
    captions.map(|caption| format!("caption {}", in_one_line(&caption))).collect()
}

/// The text of a block that was read, as the truth writes it.
fn text_of_found(block: &Value) -> String {
    match type_of(block) {
        "list" => joined(&block["entries"], "\n\n", text_of_entry),
        "table" => joined(&block["rows"], "\n", |row| joined(row, " | ", text_of_spans)),
        "preformatted" => block["text"].as_str().unwrap_or_default().to_owned(),
        _ => text_of_spans(block),
    }
}

/// An entry holds spans, or blocks.
fn text_of_entry(entry: &Value) -> String {
    let has_blocks = entry.as_array().into_iter().flatten().any(|part| part["type"].is_string());
    if has_blocks { joined(entry, "\n\n", text_of_found) } else { joined(entry, "", text_of_span) }
}

fn text_of_spans(holder: &Value) -> String {
    joined(&holder["spans"], "", text_of_span)
}

fn text_of_span(span: &Value) -> String {
    span["text"].as_str().unwrap_or_default().to_owned()
}

fn joined(values: &Value, separator: &str, text: fn(&Value) -> String) -> String {
    values.as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join(separator)
}

/// The parts of a truth, one a line.
fn lines_of_truth(page: &Page) -> Vec<String> {
    let truth = &page.truth;
    let dates = [truth.published.as_deref(), truth.updated.as_deref()].map(wanted_date);
    let head = head([Some(&truth.title), truth.lead.as_deref()], &dates);
    lines_of(head, texts(&truth.blocks, text_of), &truth.blocks)
}

/// The same parts, as they were read.
fn lines_of_found(found: &Found) -> Vec<String> {
    let dates = [found.published.clone(), found.updated.clone()];
    let head = head([found.title.as_deref(), found.lead.as_deref()], &dates);
    lines_of(head, texts(&found.blocks, text_of_found), &found.blocks)
}

fn lines_of(head: [String; 4], texts: Vec<String>, blocks: &[Value]) -> Vec<String> {
    head.into_iter().chain(texts).chain(media(blocks)).chain(captions(blocks)).collect()
}

fn head([title, lead]: [Option<&str>; 2], [published, updated]: &[Option<String>; 2]) -> [String; 4] {
    let line = |part: &str, text: Option<&str>| format!("{part} {}", in_one_line(text.unwrap_or("-")));
    let (published, updated) = (published.as_deref(), updated.as_deref());
    [line("title", title), line("lead", lead), line("published", published), line("updated", updated)]
}

fn in_one_line(text: &str) -> String {
    text.replace('\n', "\\n")
}

/// The lines that only one of two parts has.
fn only(one: &[String], other: &[String], sign: char) -> String {
    let lines = one.iter().filter(|line| !other.contains(line));
    lines.map(|line| format!("  {sign} {line}\n")).collect()
}
