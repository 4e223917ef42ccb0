//! Bytes to parsed values, one file for each kind of document. Pure: no disk, no network, no clock.
//!
//! Every parser is tolerant. Unknown markup is normal, and a bad row is left out alone. `guard.rs` catches a
//! panic; then only this document counts as unreadable.

#![cfg_attr(not(test), warn(clippy::string_slice, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod article;
mod bounded_json;
mod detail;
mod encoding;
mod episodes;
mod guard;
mod html;
mod image_head;
mod json_rows;
mod label;
mod listing;
mod live;
mod other_page;
mod own_keys;
mod page;
mod person;
mod picture;
mod playlist;
mod program;
mod schedule;
mod similarity;
mod site_search;
mod stamp;
mod tag;
#[cfg(test)]
mod tests;
mod tracks;
mod work_kind;

pub use article::{LineVote, ParsedArticle, WhyLine, article, why};
pub use episodes::{ParsedEpisodes, episodes};
pub(crate) use guard::guarded;
#[cfg(test)]
pub(crate) use guard::tests::plant_panic;
pub(crate) use image_head::{ImageHead, image_head};
pub(crate) use label::is_counter;
pub use listing::{ParsedListing, ParsedRow, listing};
pub use live::live;
pub(crate) use other_page::other_page;
pub(crate) use own_keys::{OwnKeys, own_keys};
pub use person::person;
pub(crate) use playlist::{is_playlist, variants};
pub use program::program;
pub use schedule::schedule;
pub use site_search::{ParsedHits, site_search};
pub use tag::{ParsedTag, tag};
pub use tracks::{ParsedTracks, tracks};

use jiff::Timestamp;
use url::Url;

use crate::catalog::EditionEntry;

/// The version of the parsers. It grows when they can read more: pages that an older version could not read
/// are then requested again.
pub(crate) const VERSION: u32 = 4;

/// A document as it came, with what is known about it.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The bytes, decompressed, in any encoding.
    pub bytes: &'a [u8],
    /// The encoding that HTTP named.
    pub charset: Option<&'a str>,
    /// Where it came from; links in it are relative to this.
    pub address: &'a Url,
    /// The edition it belongs to.
    pub edition: &'a EditionEntry,
    /// When it came. A date long after that is wrong.
    pub received_at: Timestamp,
}
