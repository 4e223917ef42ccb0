//! The pages of the corpus and their truths.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// One page as it stands in the corpus.
pub(crate) struct Page {
    /// Its name: the manner and the edition.
    pub(crate) name: String,
    pub(crate) html: String,
    pub(crate) truth: Truth,
}

/// What a person reads on a page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Truth {
    pub(crate) manner: String,
    pub(crate) edition: String,
    /// What is special about the page, for the index.
    pub(crate) special: String,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    /// A moment, or a day alone: `2024-05-02`.
    pub(crate) published: Option<String>,
    /// In the same forms; only where the page says it.
    pub(crate) updated: Option<String>,
    /// All blocks, without title and lead.
    pub(crate) blocks: Vec<Value>,
}

impl Truth {
    /// The text of the blocks, as `text` of an article.
    pub(crate) fn text(&self) -> String {
        let texts = self.blocks.iter().map(text_of).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

/// The folder of the corpus.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/pages")
}

/// All pages, by name.
///
/// # Panics if a page has no truth, if a truth has no page, or if a name does not fit its truth.
pub(crate) fn pages() -> Vec<Page> {
    let (mut pages, mut truths) = (names("html"), names("json"));
    pages.sort();
    truths.sort();
    assert_eq!(pages, truths, "each page has its truth beside it");
    pages.into_iter().map(page).collect()
}

/// The names of the files with an ending.
fn names(ending: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder()).expect("the corpus can be listed");
    let names = files.map(|file| file.expect("a file").file_name().into_string().expect("a name in UTF-8"));
    names.filter_map(|name| Some(name.strip_suffix(ending)?.strip_suffix('.')?.to_owned())).collect()
}

fn page(name: String) -> Page {
    let read = |ending: &str| std::fs::read_to_string(folder().join(format!("{name}.{ending}")));
    let html = read("html").expect("the page can be read");
    let truth: Truth = serde_json::from_str(&read("json").expect("the truth can be read"))
        .unwrap_or_else(|cause| panic!("{name}.json: {cause}"));
    assert_eq!(name, format!("{}-{}", truth.manner, truth.edition), "the name is manner and edition");
    Page { name, html, truth }
}

/// The text of a block of a truth; empty for media.
pub(crate) fn text_of(block: &Value) -> String {
    let strings = |values: &Value, separator: &str| {
        let strings = values.as_array().into_iter().flatten().filter_map(Value::as_str);
        strings.collect::<Vec<_>>().join(separator)
    };
    match block["type"].as_str() {
        Some("list") => strings(&block["entries"], "\n\n"),
        Some("table") => {
            let rows = block["rows"].as_array().into_iter().flatten();
            rows.map(|row| strings(row, " | ")).collect::<Vec<_>>().join("\n")
        }
        _ => block["text"].as_str().unwrap_or_default().to_owned(),
    }
}
