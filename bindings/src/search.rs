//! The hits of a search.

use crate::enum_conversion::convert_enum;
use crate::item::Item;

/// A slice of the hits of a search.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SearchSlice {
    /// The hits, in the order of the query. Empty means that nothing was found, or that there was no word to
    /// look for.
    pub hits: Vec<SearchHit>,
    /// Where the next slice begins; absent at the end. Pass it back unchanged. A ranked search ends after its
    /// 500 best hits.
    pub next: Option<String>,
}

impl From<ifilm_core::SearchSlice> for SearchSlice {
    fn from(page: ifilm_core::SearchSlice) -> Self {
        let ifilm_core::SearchSlice { hits, next } = page;
        let hits = hits.into_iter().map(SearchHit::from).collect();
        Self { hits, next: next.map(|cursor| cursor.to_string()) }
    }
}

/// An item that was found, and where the words stand in it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SearchHit {
    /// The item; its key names its edition.
    pub item: Item,
    /// Its title in runs, with the hits marked.
    pub title: Vec<MarkedSpan>,
    /// The hits below the title; absent if the words stand in the title alone.
    pub snippet: Option<Snippet>,
}

impl From<ifilm_core::SearchHit> for SearchHit {
    fn from(hit: ifilm_core::SearchHit) -> Self {
        let ifilm_core::SearchHit { item, title, snippet } = hit;
        Self { item: item.into(), title: spans(&title), snippet: snippet.map(Snippet::from) }
    }
}

/// A piece of a text around the first words that were found in it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Snippet {
    /// Which text it is a piece of.
    pub place: Place,
    /// The piece in runs, as it is in the text, with the hits marked.
    pub spans: Vec<MarkedSpan>,
    /// Whether its paragraph begins before this piece. If so, a shell puts an ellipsis there.
    pub cut_before: bool,
    /// Whether its paragraph goes on after this piece.
    pub cut_after: bool,
}

impl From<ifilm_core::Snippet> for Snippet {
    fn from(snippet: ifilm_core::Snippet) -> Self {
        let ifilm_core::Snippet { place, words, cut_before, cut_after } = snippet;
        Self { place: place.into(), spans: spans(&words), cut_before, cut_after }
    }
}

/// A part of an article that words can be found in, besides its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Place {
    /// The sentence under the headline.
    Lead,
    /// The text of its page.
    Text,
}

convert_enum!(Place { Lead, Text });

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MarkedSpan {
    /// The text of the run.
    pub text: String,
    /// Whether it is a hit.
    pub hit: bool,
}

impl From<ifilm_core::MarkedSpan<'_>> for MarkedSpan {
    fn from(span: ifilm_core::MarkedSpan<'_>) -> Self {
        let ifilm_core::MarkedSpan { text, hit } = span;
        Self { text: text.to_owned(), hit }
    }
}

/// A marked text in runs. Offsets do not cross the border, because every language counts them differently.
pub(crate) fn spans(marked: &ifilm_core::Marked) -> Vec<MarkedSpan> {
    marked.spans().into_iter().map(MarkedSpan::from).collect()
}
