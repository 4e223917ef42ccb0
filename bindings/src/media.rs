//! Pictures: from the disk, and from the network.

use std::sync::Arc;

use crate::cached_picture::CachedPicture;
use crate::error::Result;
use crate::open_core::OpenCore;

/// Pictures: from the disk, and from the network.
#[derive(uniffi::Object)]
pub struct Media {
    core: Arc<OpenCore>,
}

impl Media {
    pub(crate) fn of(core: &Arc<OpenCore>) -> Arc<Self> {
        Arc::new(Self { core: Arc::clone(core) })
    }
}

#[uniffi::export]
impl Media {
    /// The picture at an address, from disk alone: where its file is, or that it is not here, with its size
    /// if that is known. Pictures that a shell asks for are kept longest. Those of saved items are found
    /// without the cache, too.
    ///
    /// # Errors
    /// `BadArgument` if it is no absolute address; the storage errors; `Closed`.
    pub async fn picture(&self, address: String) -> Result<CachedPicture> {
        self.core.run(|core| async move { Ok(core.media().picture(&address).await?.into()) }).await
    }

    /// The picture at an address, from disk or else from the network. What is fetched is stored: one picture
    /// at several addresses is one file. A stored picture is not asked for again. Whoever asks for the same
    /// address meanwhile gets the same answer. If the last caller leaves, the request ends.
    ///
    /// Only hosts of the catalogue are asked, at most `Limits.picture_bytes` are read, and only GIF, JPEG,
    /// PNG and WebP with at most 40 million pixels are stored.
    ///
    /// # Errors
    /// `BadArgument` if it is no absolute address, or if the client is in memory; `ForbiddenAddress` for
    /// another host, also after a redirect; `TooLarge`; `Unreadable` if it is no picture, or has too many
    /// pixels; any error of a request; the storage errors; `Closed`.
    pub async fn fetch_picture(&self, address: String) -> Result<CachedPicture> {
        self.core.run(|core| async move { Ok(core.media().fetch_picture(&address).await?.into()) }).await
    }
}
