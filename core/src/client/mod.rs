//! The client: one file for each of its areas. `sync` holds the calls of the client itself.

mod check;
mod config;
mod fetch;
mod fill;
mod job;
mod joined;
pub(crate) mod language;
mod library;
mod media;
mod observation;
mod opened;
mod picture_calls;
mod run;
mod runtime;
mod saved_copies;
mod schedule;
mod shared;
mod site_search;
mod storage;
mod sync;
mod user;
mod waking;
mod zone;

use std::fmt;
use std::sync::Arc;

use crate::error::Result;
use shared::Shared;

pub use config::Config;
pub use job::Job;
pub use language::Language;
pub use library::Library;
pub use media::Media;
pub use observation::Observation;
pub use storage::Storage;
pub use user::User;
pub use zone::{edition_zone, time_zone};

/// The core, opened on one data directory. Cheap to clone; clones share everything.
///
/// | area | what it holds |
/// |---|---|
/// | [`library`](Self::library) | lists, articles, search, speech and the same story, from disk only |
/// | [`user`](Self::user) | what a person did: read marks, what they saved, undo |
/// | [`language`](Self::language) | the editions, and which of them a person gets |
/// | [`media`](Self::media) | pictures, from disk and from the network; which recording can be played |
/// | [`storage`](Self::storage) | how much room the files take, and how to make some |
///
/// What touches the network stays on the client itself: [`start_sync`](Self::start_sync),
/// [`sync`](Self::sync), [`fetch`](Self::fetch), [`fill`](Self::fill) and [`prefetch`](Self::prefetch).
///
/// # Errors
/// Every async call may also fail with [`BadArgument`](crate::Error::BadArgument) outside a tokio runtime
/// with time and I/O enabled, or if the directory belongs to another catalogue, and with
/// [`Closed`](crate::Error::Closed) after [`close`](Self::close).
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    library: Library,
    user: User,
    language: Language,
    media: Media,
    storage: Storage,
}

impl Client {
    /// A client of one data directory. It checks the configuration and touches neither the directory nor the
    /// network. The first call opens the files; [`prepare`](Self::prepare) does so early. If there are none
    /// yet, `prepare` or the first write creates them. If the configuration names a time zone, it is looked
    /// up in the device's database.
    ///
    /// A host that only reads calls `prepare`, too: it finishes what an earlier process left, and without it
    /// searches and counts take longer.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a catalogue that contradicts itself, an extra root that
    /// is no certificate, an unknown time zone, or an empty directory name.
    pub fn open(config: Config) -> Result<Self> {
        let shared = Arc::new(Shared::of(config)?);
        Ok(Self {
            library: Library::of(&shared),
            user: User::of(&shared),
            language: Language::of(&shared),
            media: Media::of(&shared),
            storage: Storage::of(&shared),
            shared,
        })
    }

    /// What can be read: lists, articles, search. From disk only.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// What a person did: read marks, what they saved, undo.
    pub fn user(&self) -> &User {
        &self.user
    }

    /// The editions, and which of them a person gets.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// Pictures, from disk and from the network.
    pub fn media(&self) -> &Media {
        &self.media
    }

    /// How much room the files take, and how to make some.
    pub fn storage(&self) -> &Storage {
        &self.storage
    }

    /// Opens the files now, so that the first read is faster. Creates missing files, and indexes in the
    /// background what an earlier sync left.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE). If the files can be read but not written, this is no
    /// error.
    pub async fn prepare(&self) -> Result<()> {
        self.shared.prepare().await
    }

    /// Cancels every sync, running or waiting. Waits for work that has begun, writes all to disk and closes
    /// the files.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed) the second time, as any later call; the [storage
    /// errors](crate::ErrorCode::STORAGE).
    pub async fn close(&self) -> Result<()> {
        self.shared.close().await
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.shared).finish()
    }
}
