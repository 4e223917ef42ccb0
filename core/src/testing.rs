//! For the `ifilm debug` commands and the test suites: single stages of the core, without a client or a
//! database. No part of what hosts may rely on: any version may change it.

pub use crate::client::language::choose;
pub use crate::parse::{Document, ParsedArticle, ParsedListing, ParsedRow, article, listing};
