//! Which address of a recording or of a stream answers. They are asked one after another, because a shell
//! wants to play it now.

use url::Url;

use super::engine::note_wait;
use super::picture::refuse_while_host_waits;
use super::reach::{Reach, reach};
use crate::catalog::Editions;
use crate::clock::SharedClock;
use crate::error::{Error, ErrorCode, Result};
use crate::model::{AddressCheck, DataKind, Playable, StreamVariant, Validators};
use crate::parse;
use crate::source::{Allowance, Answer, Fetched, Request, Scope, Source, Wire};
use crate::store::{self, CommitPoint, Store, TriedForms, Write};

/// So much of a recording shows that it is one.
const BEGINNING: usize = 512;

/// What addresses of media are asked with.
pub(crate) struct MediaCheck<'a> {
    pub(crate) store: &'a Store,
    pub(crate) source: &'a Source,
    /// The hosts that may be asked for media.
    pub(crate) scope: &'a Scope,
    pub(crate) editions: &'a Editions,
    pub(crate) clock: &'a SharedClock,
    pub(crate) allowance: &'a Allowance,
}

/// How an address answered.
enum Asked {
    /// With what can be played, as far as its beginning shows.
    Answers(Box<Answer>),
    /// It may not be asked, so nobody knows.
    Unknown,
    Fails(ErrorCode),
}

impl MediaCheck<'_> {
    /// Asks the addresses in turn until one answers, and then the variants of that stream. If none answers,
    /// the first one that may not be asked is given. Notes at which forms there was nothing.
    ///
    /// # Errors
    /// [`Error::OverBudget`] before an address has answered, and the errors of the device. All else is in the
    /// checks.
    pub(crate) async fn run(&self, addresses: &[Url]) -> Result<Playable> {
        let (mut checks, mut tried, mut unknown) = (Vec::new(), TriedForms::default(), None);
        for address in addresses {
            match self.ask(address, &mut checks).await? {
                Asked::Answers(answer) => {
                    let Some(variants) = self.answering(&answer, &mut checks).await? else { continue };
                    tried.good = Some(self.editions.media_form(address));
                    self.note(tried).await;
                    return Ok(Playable { address: Some(address.to_string()), variants, checks });
                }
                Asked::Unknown => unknown = unknown.or(Some(address.to_string())),
                Asked::Fails(ErrorCode::NotFound | ErrorCode::Gone) => {
                    tried.dead.push(self.editions.media_form(address));
                }
                Asked::Fails(_) => {}
            }
        }
        Ok(Playable { address: unknown, variants: Vec::new(), checks })
    }

    /// The variants of a stream that answer; none for what has no variants. `None` if all of them are dead.
    async fn answering(
        &self,
        master: &Answer,
        checks: &mut Vec<AddressCheck>,
    ) -> Result<Option<Vec<StreamVariant>>> {
        let named = parse::variants(&master.bytes, &master.address);
        let mut answering = Vec::new();
        for (place, variant) in named.iter().enumerate() {
            let Ok(address) = Url::parse(&variant.address) else { continue };
            match self.ask(&address, checks).await {
                Ok(Asked::Answers(_) | Asked::Unknown) => answering.push(variant.clone()),
                Ok(Asked::Fails(_)) => {}
                Err(Error::OverBudget { .. }) => {
                    answering.extend_from_slice(&named[place..]); // nobody knows of the rest
                    break;
                }
                Err(error) => return Err(error),
            }
        }
        Ok((named.is_empty() || !answering.is_empty()).then_some(answering))
    }

    /// A host that failed before is not asked again in this check.
    async fn ask(&self, address: &Url, checks: &mut Vec<AddressCheck>) -> Result<Asked> {
        let asked = match failed_before(address, checks) {
            Some(code) => Asked::Fails(code),
            None => self.request(address).await?,
        };
        let failure = match &asked {
            Asked::Answers(_) => None,
            Asked::Unknown => Some(ErrorCode::ForbiddenAddress),
            Asked::Fails(code) => Some(*code),
        };
        checks.push(AddressCheck { address: address.to_string(), failure });
        Ok(asked)
    }

    async fn request(&self, address: &Url) -> Result<Asked> {
        let (known, enough) = (Validators::default(), Some(is_known as fn(&[u8]) -> bool));
        let (scope, kind, allowance) = (self.scope, DataKind::Listings, self.allowance);
        let request = Request { scope, edition: None, address, known: &known, kind, allowance, enough };
        let now = self.clock.now();
        let answer = match refuse_while_host_waits(self.store, address, now).await {
            Ok(()) => self.source.fetch(request, &mut Wire::default()).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(Fetched::Changed(answer)) if is_other(address, &answer.bytes) => {
                Ok(Asked::Fails(ErrorCode::Unreadable))
            }
            Ok(Fetched::Changed(answer)) => Ok(Asked::Answers(Box::new(answer))),
            Ok(Fetched::Unchanged(_)) => Ok(Asked::Fails(ErrorCode::Unreadable)),
            Err(Error::ForbiddenAddress { .. }) => Ok(Asked::Unknown),
            Err(error @ Error::OverBudget { .. }) => Err(error),
            Err(error) if reach(&error) == Reach::Sync => Err(error),
            Err(error) => {
                note_wait(self.store, &error, now).await?;
                Ok(Asked::Fails(error.code()))
            }
        }
    }

    /// What was found is of use, also if it cannot be noted.
    async fn note(&self, tried: TriedForms) {
        let now = self.clock.now();
        let note = move |write: &mut Write<'_>| store::note_tried_forms(write, &tried, now);
        if let Err(error) = self.store.write(CommitPoint::MediaForm, note).await {
            tracing::warn!(code = error.code().as_str(), %error, "the dead addresses could not be noted");
        }
    }
}

/// The failure of the same host before, if that was one of the host and not of an address.
fn failed_before(address: &Url, checks: &[AddressCheck]) -> Option<ErrorCode> {
    let is_same_host = |check: &&AddressCheck| {
        Url::parse(&check.address).is_ok_and(|asked| asked.authority() == address.authority())
    };
    let of_host =
        [ErrorCode::Offline, ErrorCode::TimedOut, ErrorCode::Refused, ErrorCode::UntrustedCertificate];
    let mut failures = checks.iter().filter(is_same_host).filter_map(|check| check.failure);
    failures.find(|code| of_host.contains(code))
}

/// Whether the beginning shows what a body is. A playlist is read to its end.
fn is_known(beginning: &[u8]) -> bool {
    beginning.len() >= BEGINNING && !parse::is_playlist(beginning)
}

/// Whether something else came than a recording or a playlist: nothing, a page or data, such as a notice of
/// the network.
fn is_other(address: &Url, content: &[u8]) -> bool {
    let text = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content).trim_ascii_start();
    let is_playlist_due = address.path().ends_with(".m3u8");
    matches!(text.first(), None | Some(b'<' | b'{')) || (is_playlist_due && !parse::is_playlist(content))
}
