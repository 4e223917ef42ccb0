//! For the `ifilm debug` commands and the test suites: single stages of the core, without a client or a
//! database. It is not part of the API, and any version may change it.

pub use crate::client::language::choose;
pub use crate::parse::{
    Document, LineVote, ParsedArticle, ParsedListing, ParsedRow, WhyLine, article, listing, why,
};
