//! The index of the corpus, made from its files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::truth::Page;

/// What stands above the table.
const HEAD: &str = "# Pages of the corpus

One row for each page, made from the files beside it. The test `pages` compares this file with them and
prints how it must be. The last column says which blocks of the article the page has.

| page | edition | what is special | metadata | lead | date | blocks |
|---|---|---|---|---|---|---|
";

/// Signs of metadata in a page, and their names.
const METADATA: &[(&str, &str)] = &[
    ("application/ld+json", "JSON-LD"),
    ("itemprop=", "microdata"),
    ("og:title", "OpenGraph"),
    ("article:published_time", "article:published_time"),
];

/// The whole index.
pub(crate) fn of(pages: &[Page]) -> String {
    let rows = pages.iter().map(row);
    HEAD.to_owned() + &rows.collect::<String>()
}

fn row(page: &Page) -> String {
    let truth = &page.truth;
    let columns = [
        format!("[{}]({}.html)", truth.manner, page.name),
        truth.edition.clone(),
        truth.special.clone(),
        metadata(&page.html),
        (if truth.lead.is_some() { "yes" } else { "no" }).to_owned(),
        date(truth.published.as_deref(), truth.updated.as_deref()),
        types(&truth.blocks),
    ];
    format!("| {} |\n", columns.join(" | "))
}

fn metadata(html: &str) -> String {
    let lower = html.to_lowercase();
    let names = METADATA.iter().filter(|(sign, _)| lower.contains(sign)).map(|(_, name)| *name);
    some(names.collect::<Vec<_>>().join(", "))
}

fn date(published: Option<&str>, updated: Option<&str>) -> String {
    let of = match published {
        None => "none",
        Some(date) if date.len() == 10 => "day",
        Some(_) => "minute",
    };
    if updated.is_some() { format!("{of}, and of an update") } else { of.to_owned() }
}

fn types(blocks: &[Value]) -> String {
    let types: BTreeSet<&str> = blocks.iter().filter_map(|block| block["type"].as_str()).collect();
    types.into_iter().collect::<Vec<_>>().join(", ")
}

fn some(text: String) -> String {
    if text.is_empty() { "none".to_owned() } else { text }
}
