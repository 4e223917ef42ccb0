//! Fetches one picture and stores it.

use jiff::Timestamp;
use url::Url;

use super::base_order::host_of;
use super::engine::note_wait;
use super::retention::retain_pictures;
use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{DataKind, Retention, Validators};
use crate::parse;
use crate::source::{Allowance, Answer, Fetched, Request, Scope, Source, Wire};
use crate::store::{self, Connection, NewPicture, PictureHash, Store, TriedForms};

/// What a picture is fetched with.
pub(crate) struct PictureFetch<'a> {
    pub(crate) store: &'a Store,
    pub(crate) source: &'a Source,
    /// The hosts that may be asked for pictures.
    pub(crate) scope: &'a Scope,
    pub(crate) retention: &'a Retention,
    pub(crate) clock: &'a SharedClock,
    pub(crate) allowance: &'a Allowance,
}

impl PictureFetch<'_> {
    /// Fetches a picture, stores it, and returns its hash. Pictures that were not shown for longest make room
    /// for it. `wire` counts what it cost, even if it fails.
    ///
    /// # Errors
    /// Those of a request; [`Error::Unreadable`] if what came is no picture, or has too many pixels;
    /// [`Error::TooLarge`] if the limits of the cache have no room for it; storage errors.
    pub(crate) async fn run(&self, address: &Url, wire: &mut Wire) -> Result<PictureHash> {
        let answer = self.ask(address, wire).await?;
        self.keep(address, answer, TriedForms::default()).await
    }

    /// # Errors
    /// Those of a request, and storage errors.
    pub(super) async fn ask(&self, address: &Url, wire: &mut Wire) -> Result<Answer> {
        refuse_while_host_waits(self.store, address, self.clock.now()).await?;
        let known = Validators::default();
        let (kind, allowance) = (DataKind::Pictures, self.allowance);
        let request = Request {
            scope: self.scope,
            edition: None,
            address,
            known: &known,
            kind,
            allowance,
            enough: None,
        };
        match self.source.fetch(request, wire).await {
            Ok(Fetched::Changed(answer)) => Ok(answer),
            Ok(Fetched::Unchanged(_)) => Err(Error::Internal("a picture was not asked for a 304".to_owned())),
            Err(error) => {
                note_wait(self.store, &error, self.clock.now()).await?;
                Err(error)
            }
        }
    }

    /// Stores what came as the picture at an address, and where it was found, if the catalogue has several
    /// addresses for it.
    pub(super) async fn keep(&self, address: &Url, answer: Answer, tried: TriedForms) -> Result<PictureHash> {
        let head = parse::image_head(address, &answer.bytes)?;
        let bytes = answer.bytes.len() as u64;
        let limit = self.retention.picture_bytes.min(self.retention.bytes);
        if bytes > limit {
            return Err(Error::TooLarge { address: address.to_string(), limit });
        }
        let hash = PictureHash::of(&answer.bytes);
        let picture = NewPicture {
            address: address.to_string(),
            hash,
            content_type: head.content_type,
            bytes,
            size: head.size,
            at: self.clock.now(),
            tried,
        };
        self.store.keep_picture(picture, answer.bytes).await?;
        retain_pictures(self.store, self.retention).await?;
        Ok(hash)
    }
}

/// A host that asked to wait is not asked for media meanwhile, either.
pub(super) async fn refuse_while_host_waits(store: &Store, address: &Url, now: Timestamp) -> Result<()> {
    let host = host_of(address.as_str());
    let waits = store.read(move |connection: &Connection| store::waiting(connection, &host, now));
    match waits.await? {
        Some(until) => {
            Err(Error::Refused { address: address.to_string(), status: 503, retry_at: Some(until) })
        }
        None => Ok(()),
    }
}
