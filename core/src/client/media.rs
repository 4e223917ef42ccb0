//! Pictures, from the disk and from the network, and which address of a recording can be played.

use std::sync::Arc;

use url::Url;

use super::runtime::runtime_for_network;
use super::shared::Shared;
use crate::catalog::Use;
use crate::error::{Error, Result};
use crate::model::{Budget, CachedPicture, PictureFile, Playable};
use crate::source::{Scope, Wire};
use crate::store::StoredPicture;
use crate::sync::{self, MediaCheck, PictureFetch};
use crate::user;

/// Pictures, from the disk and from the network, and which address of a recording can be played.
///
/// Part of a [`Client`](super::Client), and as cheap to clone.
#[derive(Clone, Debug)]
pub struct Media {
    shared: Arc<Shared>,
}

impl Media {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared) }
    }

    /// The picture at an address, from disk alone: where its file is, or that it is not here, with its size
    /// if that is known. Pictures that a shell asks for are kept longest. Those of saved items are found
    /// without the cache, too.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) if it is no absolute address; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn picture(&self, address: &str) -> Result<CachedPicture> {
        self.stored(&parsed(address)?).await
    }

    /// The picture at an address, from disk or else from the network. What is fetched is stored: one picture
    /// at several addresses is one file. A stored picture is not asked for again. Whoever asks for the same
    /// address meanwhile gets the same answer. If the last caller leaves, the request ends.
    ///
    /// If the address is that of a still for which the catalogue has several, the next one is asked where the
    /// answer is that there is none. The one at which a still was found last comes first.
    ///
    /// Only hosts of the catalogue are asked, at most [`Limits::picture_bytes`](crate::Limits::picture_bytes)
    /// are read, and only GIF, JPEG, PNG and WebP with at most 40 million pixels are stored.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) if it is no absolute address;
    /// [`ForbiddenAddress`](crate::Error::ForbiddenAddress) for another host, also after a redirect;
    /// [`TooLarge`](crate::Error::TooLarge); [`Unreadable`](crate::Error::Unreadable) if it is no picture, or
    /// has too many pixels; [`OverBudget`](crate::Error::OverBudget) if the day's ceiling has no room for it,
    /// with the time when the day ends; any error of a request; the [storage
    /// errors](crate::ErrorCode::STORAGE).
    pub async fn fetch_picture(&self, address: &str) -> Result<CachedPicture> {
        let address = parsed(address)?;
        runtime_for_network()?;
        self.shared.pictures.fetches.join(&address, self.stored_or_fetched(&address)).await
    }

    /// Which address of a recording or a stream can be played: asks them in turn until one answers, and then
    /// the variants of that stream. Of a recording only the beginning is read, and of a playlist at most
    /// 64 KiB; both count as listings of the day. The content itself is for the player of the shell.
    ///
    /// A form of the catalogue at which there was nothing, while another address answered, is tried last for
    /// a day: [`Library::episodes`](crate::Library::episodes),
    /// [`Library::tracks`](crate::Library::tracks) and [`Library::live`](crate::Library::live) put its addresses behind
    /// the others of the same list of the media rules.
    ///
    /// Only hosts of the catalogue are asked. An address that does not answer is no error; `checks` says why.
    /// One that may not be asked is given if no other answers.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) if one is no absolute address;
    /// [`OverBudget`](crate::Error::OverBudget) if the day's ceiling has no room for it, with the time when
    /// the day ends; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn playable(&self, addresses: &[String]) -> Result<Playable> {
        let addresses = addresses.iter().map(|address| parsed(address)).collect::<Result<Vec<Url>>>()?;
        runtime_for_network()?;
        let opened = self.shared.opened().await?;
        opened.store.open_for_writing().await?;
        let source = self.shared.new_media_source(&opened.store).await?;
        let allowance = self.shared.data_use(opened).allowance(&Budget::none());
        let check = MediaCheck {
            store: &opened.store,
            source: &source,
            scope: &Scope::of(&self.shared.editions, Use::Media),
            editions: &self.shared.editions,
            clock: &self.shared.clock,
            allowance: &allowance,
        };
        let found = check.run(&addresses).await;
        allowance.settle().await;
        found
    }

    async fn stored_or_fetched(&self, address: &Url) -> Result<CachedPicture> {
        let turn = self.shared.pictures.turns.turn(address);
        let _turn = turn.lock().await; // a sync may be fetching it
        let stored = self.stored(address).await?;
        if stored.file.is_some() {
            return Ok(stored);
        }
        let opened = self.shared.opened().await?;
        opened.store.open_for_writing().await?;
        self.shared.note_shown_pictures(&opened.store).await?;
        let source = self.shared.pictures.source(self.shared.new_picture_source(&opened.store)).await?;
        let allowance = self.shared.data_use(opened).allowance(&Budget::none());
        let fetch = PictureFetch {
            store: &opened.store,
            source,
            scope: &Scope::of(&self.shared.editions, Use::Pictures),
            retention: &self.shared.retention,
            clock: &self.shared.clock,
            allowance: &allowance,
        };
        let mut wire = Wire::default();
        let fetched = fetch.run_at_each(address, &self.shared.editions, &mut wire).await;
        tracing::debug!(bytes = wire.whole_bytes(), "a picture was requested");
        allowance.settle().await;
        let hash = fetched?;
        if let Err(error) = user::note_picture(&opened.store, address.to_string(), hash).await {
            tracing::warn!(code = error.code().as_str(), %error, "the next sync notes this picture");
        }
        self.stored(address).await
    }

    async fn stored(&self, address: &Url) -> Result<CachedPicture> {
        let opened = self.shared.opened().await?;
        let mut known = opened.store.picture(address.to_string()).await?;
        if known.as_ref().is_none_or(|known| known.file.is_none()) {
            known = sync::saved_picture(&opened.store, address).await?.or(known);
        }
        let Some(StoredPicture { hash, size, file }) = known else { return Ok(CachedPicture::default()) };
        if file.is_some() {
            self.shared.pictures.note_shown(hash, self.shared.clock.now());
        }
        let path = opened.store.picture_files().path(&hash);
        let file = file.map(|(content_type, bytes)| PictureFile { path, content_type, bytes });
        Ok(CachedPicture { file, size: Some(size) })
    }
}

fn parsed(address: &str) -> Result<Url> {
    Url::parse(address).map_err(|cause| Error::bad_argument(format!("`{address}` is no address: {cause}")))
}
