//! What a perfect parser finds in a page or a listing.
//!
//! White space in these texts is folded: a run of it, no-break spaces included, is one space, and the ends
//! have none. Zero-width non-joiners and the letters themselves stay as the page has them.

use jiff::Timestamp;
use serde::Serialize;

use crate::edition::Direction;

/// The parts of an article page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Truth {
    /// The headline.
    pub title: String,
    /// The sentence under it; `None` if there is none or if it only repeats the headline.
    pub lead: Option<String>,
    /// The date on the page; `None` if it has none.
    pub published: Option<Published>,
    /// The language as a BCP-47 tag.
    pub language: String,
    /// The direction of the text.
    pub direction: Direction,
    /// Paragraphs, headings, quotations and list entries in order, without a first paragraph that repeats the
    /// lead.
    pub paragraphs: Vec<String>,
    /// The titles in the read-more block, in order.
    pub related: Vec<String>,
    /// The name of the event that it reports, the same in every edition. No page shows it. `None` if the
    /// story is the edition's own.
    pub event: Option<String>,
    /// The event that this one can be mistaken for: its sequel, one with the same figures, or one with the
    /// same man. No page shows it.
    pub resembles: Option<String>,
}

/// A date, with its place in the page and its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The moment. If only the day is known, its midnight in Tehran.
    pub at: Timestamp,
    /// Where the page has it.
    pub source: DateSource,
    /// How precise the page is.
    pub precision: Precision,
}

/// Where a page has its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// In a machine-readable field.
    Meta,
    /// In a line of text.
    Stamp,
    /// In the folder of its main picture.
    Picture,
}

/// The precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Day and time, to the minute.
    Minute,
    /// Only the day.
    Day,
}

/// The content of a row of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TruthRow {
    /// The id.
    pub id: u64,
    /// The headline; `None` if the row has none.
    pub title: Option<String>,
    /// The path of the picture as the row gives it.
    pub image: Option<String>,
}
