//! The doors of the core, one file for each area.

mod config;
mod job;
mod language;
mod library;
mod sync;
mod user;

use std::sync::Arc;

use crate::error::{Error, Result};

pub use config::Config;
pub use job::Job;

/// The core, opened on one data directory. Cheap to clone; clones share everything.
///
/// Reads answer from disk alone. Its async calls need a tokio runtime with time and I/O.
#[derive(Clone)]
pub struct Client {
    config: Arc<Config>,
}

impl Client {
    /// Opens a data directory. Checks its arguments; touches neither disk nor network: the first call
    /// opens the files, or [`prepare`](Self::prepare) does, early.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown time zone or a certificate that is none.
    pub fn open(config: Config) -> Result<Self> {
        Ok(Self { config: Arc::new(config) })
    }

    /// Opens the files now, on a thread for blocking work, so that the first read need not.
    ///
    /// # Errors
    /// The storage errors, and [`Error::BadArgument`] where the directory belongs to another catalogue.
    pub async fn prepare(&self) -> Result<()> {
        Err(Error::Closed)
    }

    /// Ends a running sync, writes all to disk and closes the files.
    ///
    /// # Errors
    /// [`Error::Closed`] the second time, as from any later call.
    pub async fn close(&self) -> Result<()> {
        Err(Error::Closed)
    }
}
