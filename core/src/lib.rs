//! The client core of ifilm: it keeps the editions of a site in step, keeps them readable
//! offline in SQLite, and picks the edition a person can read.
//!
//! A shell opens a [`Client`]. Its [`library`](Client::library), [`user`](Client::user) and
//! [`language`](Client::language) answer from disk alone; only [`Client::sync`] and [`Client::start_sync`]
//! touch the network.
//!
//! ```no_run
//! # async fn story() -> ifilm_core::Result<()> {
//! use ifilm_core::{Client, Config, ListQuery, SyncRequest};
//!
//! let client = Client::open(Config::at("/tmp/ifilm"))?;
//! let choice = client.language().choice(["prs-AF", "fa"]).await?;
//! client.sync(SyncRequest::of([choice.edition.clone()])).await?;
//! for item in client.library().list(ListQuery::news(choice.edition)).await?.items {
//!     println!("{} ({})", item.title, item.date_text);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Inputs ([`Config`], [`Catalog`], requests and queries) are made by constructors and may get new fields in
//! any version. Results may be destructured, so a new field in a result is a breaking change.

pub mod catalog;
pub mod client;
pub mod clock;
pub mod error;
pub mod model;
#[doc(hidden)]
pub mod testing;
pub mod words;

mod guard;
mod parse;
mod query;
mod source;
mod store;
mod sync;
mod user;

pub use catalog::Catalog;
pub use client::{Client, Config, Job, Language, Library, Media, Observation, Storage, User};
pub use clock::{Clock, SystemClock};
pub use error::{Error, ErrorCode, Result};
/// The language crate. It is exported here, so that an app depends on one crate only.
pub use ifilm_language as language;
pub use ifilm_language::number::Counted;
pub use ifilm_language::time::{ArabicMonths, Calendar, DateSettings, DateStyle, TimeOfDay};
pub use model::*;
