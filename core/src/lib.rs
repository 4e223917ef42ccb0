//! The client core of ifilm: it keeps the editions of a site in step, keeps them readable
//! offline in SQLite, and picks the edition a person can read.
//!
//! Everything a shell needs goes through [`Client`]: reads answer from disk alone, and only
//! [`Client::start_sync`] touches the network.
//!
//! ```no_run
//! # async fn story() -> ifilm_core::Result<()> {
//! use ifilm_core::{Client, Config, ListQuery, SyncRequest};
//!
//! let client = Client::open(Config::at("/tmp/ifilm"))?;
//! let choice = client.choice(&["prs-AF".to_owned(), "fa".to_owned()]).await?;
//! client.sync(SyncRequest::of([choice.edition.clone()])).await?;
//! for item in client.list(ListQuery::news(choice.edition)).await?.items {
//!     println!("{} ({})", item.title, item.date_text);
//! }
//! # Ok(())
//! # }
//! ```

pub mod catalog;
pub mod client;
pub mod clock;
pub mod error;
pub mod model;
pub mod parse;
pub mod words;

mod query;
mod source;
mod store;
mod sync;
mod user;

pub use catalog::Catalog;
pub use client::{Client, Config, Job};
pub use clock::{Clock, SystemClock};
pub use error::{Error, ErrorCode, Result};
/// The language crate: its types appear here, so that who embeds the core needs to name one crate alone.
pub use ifilm_language as language;
pub use ifilm_language::number::Counted;
pub use ifilm_language::time::{ArabicMonths, Calendar, DateSettings, DateStyle, TimeOfDay};
pub use model::*;
