//! For the `ifilm debug` commands, the test suites and the benches: single stages of the core, without a
//! client, and a store that takes articles without a site. It is not part of the API, and any version may
//! change it.

mod bulk;

use url::Url;

use crate::error::Result;
use crate::model::PixelSize;

pub use bulk::{Bulk, BulkArticle};

pub use crate::client::language::choose;
pub use crate::sync::{SimulatedAnswer, SimulatedPlan, SimulatedSection, SimulatedSite};

pub use crate::parse::{
    Document, LineVote, ParsedArticle, ParsedEpisodes, ParsedHits, ParsedListing, ParsedRow, ParsedTag,
    ParsedTracks, WhyLine, article, episodes, listing, live, person, program, schedule, site_search, tag,
    tracks, why,
};
pub use crate::source::Names;
pub use crate::store::{CommitMoment, CommitPoint, on_commit};

/// The content type and the size of a picture, as for one that was fetched.
///
/// # Errors
/// [`Unreadable`](crate::Error::Unreadable) if it would not be stored.
pub fn picture_head(address: &Url, bytes: &[u8]) -> Result<(&'static str, PixelSize)> {
    crate::parse::image_head(address, bytes).map(|head| (head.content_type, head.size))
}
