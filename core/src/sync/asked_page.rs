//! Requests what no section lists, because a person asks for it now: the page of a person, of a tag, a search
//! of the site.

use jiff::Timestamp;
use url::Url;

use super::base_order::in_order;
use super::due::validators_since;
use super::engine::Engine;
use super::planning::restart_waits;
use super::reach::{Reach, reach};
use crate::catalog::{Base, EditionEntry};
use crate::error::{Error, Result};
use crate::model::{DataKind, Section, Validators};
use crate::source::Fetched;
use crate::store::{self, Connection};

/// What is stored of such a page, to ask for it with its validators.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownPage {
    pub(super) validators: Validators,
    /// The base address that gave them.
    pub(super) base: Option<String>,
    /// When the page came last.
    pub(super) body_at: Option<Timestamp>,
}

/// An answer, and the base address that gave it.
pub(super) struct AnswerAt {
    pub(super) base: Base,
    pub(super) fetched: Fetched,
}

/// Requests an address at one base after another, while none of the hosts answers: first where rows came from
/// last. A host that asked to wait is not asked.
///
/// # Errors
/// [`Error::Refused`] with a time, without a request, if all hosts asked to wait; else the first failure.
pub(super) async fn ask(
    engine: &Engine,
    edition: &EditionEntry,
    kind: DataKind,
    known: &KnownPage,
    address: impl Fn(&Base) -> Option<String>,
) -> Result<AnswerAt> {
    let asked = ask_bases(engine, edition, kind, known, address).await;
    engine.allowance.settle().await;
    asked
}

async fn ask_bases(
    engine: &Engine,
    edition: &EditionEntry,
    kind: DataKind,
    known: &KnownPage,
    address: impl Fn(&Base) -> Option<String>,
) -> Result<AnswerAt> {
    restart_waits(engine).await?;
    let mut failure = None;
    for (base, waits) in bases(engine, edition).await? {
        let address = address(&base).and_then(|address| Url::parse(&address).ok());
        let address = address.ok_or_else(|| Error::NotFound("a page with this id".to_owned()))?;
        if let Some((until, status)) = waits {
            let retry_at = Some(until);
            failure.get_or_insert(Error::Refused { address: address.to_string(), status, retry_at });
            continue;
        }
        let known = known.validators_at(&base, engine.clock.now());
        match engine.fetch(kind, edition, &address, &known).await.outcome {
            Ok(fetched) => return Ok(AnswerAt { base, fetched }),
            Err(error) if reach(&error) == Reach::Host => {
                failure.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    Err(failure.unwrap_or_else(|| Error::Internal(format!("{} has no base address", edition.id))))
}

/// The bases in the order to try, each with the time until which its host asked to wait, and the status of
/// that answer.
async fn bases(engine: &Engine, edition: &EditionEntry) -> Result<Vec<(Base, Option<(Timestamp, u16)>)>> {
    let (id, bases, now) = (edition.id.clone(), edition.bases.clone(), engine.clock.now());
    let read = move |connection: &Connection| {
        let last = store::listing(connection, &id, Section::News)?.map(|listing| listing.base);
        let is_last = |base: &&Base| last.as_deref() == Some(base.as_str());
        let tried = in_order(&bases.iter().collect::<Vec<_>>(), |base| is_last(base), |_| true)
            .into_iter()
            .map(|base| (*base).clone())
            .collect::<Vec<_>>();
        let wait = |base: Base| {
            let until = store::waiting(connection, base.authority(), now)?;
            let status = store::status_of_wait(connection, base.authority())?.unwrap_or(503);
            Ok((base, until.map(|until| (until, status))))
        };
        tried.into_iter().map(wait).collect()
    };
    engine.store.read(read).await
}

impl KnownPage {
    /// The validators that may be sent to a base: those that it gave itself, with a body that is not old.
    fn validators_at(&self, base: &Base, now: Timestamp) -> Validators {
        let is_young = self.body_at.is_some_and(|at| (validators_since(now)..=now).contains(&at));
        match is_young && self.base.as_deref() == Some(base.as_str()) {
            true => self.validators.clone(),
            false => Validators::default(),
        }
    }
}
