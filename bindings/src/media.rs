//! Pictures, from the disk and from the network, and which address of a recording can be played.

use std::sync::Arc;

use crate::cached_picture::CachedPicture;
use crate::error::Result;
use crate::open_core::OpenCore;
use crate::playable::Playable;

/// Pictures, from the disk and from the network, and which address of a recording can be played.
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
    /// If the address is that of a still for which the catalogue has several, the next one is asked where the
    /// answer is that there is none. The one at which a still was found last comes first.
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

    /// Which address of a recording or a stream can be played: asks them in turn until one answers, and then
    /// the variants of that stream. Of a recording only the beginning is read, and of a playlist at most
    /// 64 KiB; both count as listings of the day. The content itself is for the player of the shell.
    ///
    /// A form of the catalogue at which there was nothing, while another address answered, is tried last for
    /// a day: `Library.episodes`,
    /// `Library.tracks` and `Library.live` put its addresses behind
    /// the others of the same list of the media rules.
    ///
    /// Only hosts of the catalogue are asked. An address that does not answer is no error; `checks` says why.
    /// One that may not be asked is given if no other answers.
    ///
    /// # Errors
    /// `BadArgument` if one is no absolute address; `OverBudget` if the day's ceiling has no room for it,
    /// with the time when the day ends; the storage errors; `Closed`.
    pub async fn playable(&self, addresses: Vec<String>) -> Result<Playable> {
        self.core.run(|core| async move { Ok(core.media().playable(&addresses).await?.into()) }).await
    }
}
