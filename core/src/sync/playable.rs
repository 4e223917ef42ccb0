//! Which address of a recording or of a stream answers. They are asked one after another, because a shell
//! wants to play it now.

use bytes::Bytes;
use url::Url;

use crate::catalog::Editions;
use crate::clock::SharedClock;
use crate::error::{Error, ErrorCode, Result};
use crate::model::{AddressCheck, DataKind, Playable, StreamVariant, Validators};
use crate::parse;
use crate::source::{Allowance, Fetched, Request, Scope, Source, Wire};
use crate::store::{self, CommitPoint, Store, Write};

/// What addresses of media are asked with.
pub(crate) struct MediaCheck<'a> {
    pub(crate) store: &'a Store,
    /// Reads no more of an answer than a playlist has.
    pub(crate) source: &'a Source,
    /// The hosts that may be asked for media.
    pub(crate) scope: &'a Scope,
    pub(crate) editions: &'a Editions,
    pub(crate) clock: &'a SharedClock,
    pub(crate) allowance: &'a Allowance,
}

impl MediaCheck<'_> {
    /// Asks the addresses in turn until one answers, and then the variants of that stream. Remembers the form
    /// of the address that answered.
    ///
    /// # Errors
    /// [`Error::OverBudget`], and storage errors. All else is in the checks.
    pub(crate) async fn run(&self, addresses: &[Url]) -> Result<Playable> {
        let mut checks = Vec::new();
        for address in addresses {
            let content = self.ask(address, &mut checks).await?;
            let Some(content) = content else { continue };
            let named = parse::variants(&content, address);
            let variants = self.answering(&named, &mut checks).await?;
            if named.is_empty() || !variants.is_empty() {
                self.remember(address).await?;
                return Ok(Playable { address: Some(address.to_string()), variants, checks });
            }
        }
        Ok(Playable { address: None, variants: Vec::new(), checks })
    }

    async fn answering(
        &self,
        named: &[StreamVariant],
        checks: &mut Vec<AddressCheck>,
    ) -> Result<Vec<StreamVariant>> {
        let mut answering = Vec::new();
        for variant in named {
            let Ok(address) = Url::parse(&variant.address) else { continue };
            if self.ask(&address, checks).await?.is_some() {
                answering.push(variant.clone());
            }
        }
        Ok(answering)
    }

    /// The content at an address if it is short, and nothing of it if it is long; `None` if it cannot be
    /// played.
    async fn ask(&self, address: &Url, checks: &mut Vec<AddressCheck>) -> Result<Option<Bytes>> {
        let known = Validators::default();
        let (scope, kind, allowance) = (self.scope, DataKind::Listings, self.allowance);
        let request = Request { scope, edition: None, address, known: &known, kind, allowance };
        let answer = match self.source.fetch(request, &mut Wire::default()).await {
            Ok(Fetched::Changed(answer)) if is_other(address, &answer.bytes) => Err(ErrorCode::Unreadable),
            Ok(Fetched::Changed(answer)) => Ok(answer.bytes),
            // A recording is long.
            Ok(Fetched::Unchanged(_)) | Err(Error::TooLarge { .. }) => Ok(Bytes::new()),
            Err(error @ Error::OverBudget { .. }) => return Err(error),
            Err(error) => Err(error.code()),
        };
        let failure = answer.as_ref().err().copied();
        checks.push(AddressCheck { address: address.to_string(), failure });
        Ok(answer.ok())
    }

    async fn remember(&self, address: &Url) -> Result<()> {
        let (form, now) = (self.editions.media_form(address), self.clock.now());
        let note = move |write: &mut Write<'_>| store::note_good_form(write, &form, now);
        self.store.write(CommitPoint::MediaForm, note).await.map(drop)
    }
}

/// Whether something else came than a recording or a playlist, such as a notice of the network.
fn is_other(address: &Url, content: &[u8]) -> bool {
    let is_playlist_due = address.path().ends_with(".m3u8");
    content.trim_ascii_start().starts_with(b"<") || (is_playlist_due && !parse::is_playlist(content))
}
