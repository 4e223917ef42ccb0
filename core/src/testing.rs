//! For the `ifilm debug` commands, the test suites and the benches: single stages of the core, without a
//! client, and a store that takes articles without a site. It is not part of the API, and any version may
//! change it.

mod bulk;

pub use bulk::{Bulk, BulkArticle};

pub use crate::client::language::choose;
pub use crate::sync::{SimulatedAnswer, SimulatedPlan, SimulatedSection, SimulatedSite};

pub use crate::parse::{
    Document, LineVote, ParsedArticle, ParsedEpisodes, ParsedHits, ParsedListing, ParsedRow, ParsedTracks,
    WhyLine, article, episodes, listing, live, person, program, schedule, site_search, tracks, why,
};
pub use crate::source::Names;
pub use crate::store::{CommitMoment, CommitPoint, on_commit};
