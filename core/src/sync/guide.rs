//! The guide and the live page of an edition: documents of a section that hold no rows.

use super::listing_attempt::ListingAttempt;
use super::parsing::Came;
use super::schedule::after_answer;
use crate::catalog::DocumentType;
use crate::error::{Error, Result};
use crate::model::Schedule;
use crate::parse::{self, Document};
use crate::source::Answer;
use crate::store::{self, CommitPoint, Connection, ListingBody, Write};

/// What a document of a section without rows says.
enum Said {
    Guide(Schedule),
    Live(Vec<String>),
}

impl ListingAttempt<'_> {
    /// Whether the section's document holds rows.
    pub(super) fn has_rows(&self) -> bool {
        !matches!(self.candidate.document, DocumentType::Guide | DocumentType::Live)
    }

    /// Reads a guide or a live page, and stores it in place of the stored one, with its validators.
    ///
    /// # Errors
    /// [`Error::Unreadable`] also for a guide without a broadcast, for a live page without a recording, and
    /// for one with a film alone where a stream was known: such an answer takes nothing away.
    pub(super) async fn take_document(&mut self, body: ListingBody, answer: &Answer) -> Result<()> {
        let said = self.read_document(answer).await?;
        self.check_said(&said, answer).await?;
        let (place, known, device) = (self.place(), self.plan.schedule, self.engine.device);
        let save = move |write: &mut Write<'_>| {
            store::save_document(write, &place, &body)?;
            let is_other = match &said {
                Said::Guide(guide) => store::save_guide(write, &place.edition, guide, body.at)?,
                Said::Live(addresses) => store::save_live(write, &place.edition, addresses)?,
            };
            let schedule = after_answer(&known, u32::from(is_other), device, body.at);
            store::save_schedule(write, &place.edition, place.section, &schedule)?;
            Ok(is_other)
        };
        let (is_other, _) = self.engine.store.write(CommitPoint::Listing, save).await?;
        self.report.saved_document(is_other);
        Ok(())
    }

    /// The times of a guide without a zone are in that of its section.
    async fn read_document(&self, answer: &Answer) -> Result<Said> {
        let mut edition = self.plan.target.edition.as_ref().clone();
        if !edition.is_home_of(&answer.address) {
            let reason = format!("it is no address of the edition {}", edition.id);
            return Err(Error::Unreadable { what: answer.address.to_string(), reason });
        }
        if let Some(zone) = &self.plan.target.section.zone {
            edition.zone = zone.clone();
        }
        let (address, at) = (edition.at_first_base(&answer.address), self.engine.clock.now());
        let came = Came { answer, address: &address, edition: &edition, at };
        let is_guide = self.candidate.document == DocumentType::Guide;
        let parse = move |document: Document<'_>| match is_guide {
            true => parse::schedule(document).map(Said::Guide),
            false => parse::live(document).map(Said::Live),
        };
        let parsed = self.engine.parsing.run(&self.engine.stop, came, parse).await;
        parsed.inspect_err(|_| self.engine.source.note_other(answer))
    }

    async fn check_said(&self, said: &Said, answer: &Answer) -> Result<()> {
        let missing = match said {
            Said::Guide(guide) => guide.entries.is_empty().then_some("broadcast"),
            Said::Live(addresses) => (!self.may_be_live(addresses).await?).then_some("stream"),
        };
        let Some(missing) = missing else { return Ok(()) };
        self.engine.source.note_other(answer);
        let reason = format!("it names no {missing}");
        Err(Error::Unreadable { what: answer.address.to_string(), reason })
    }

    /// Whether a live page names a stream, or a recording where no stream was known. A home page in its place
    /// may show a trailer.
    async fn may_be_live(&self, addresses: &[String]) -> Result<bool> {
        if addresses.iter().any(|address| is_stream(address)) {
            return Ok(true);
        }
        let id = self.plan.target.edition.id.clone();
        let known = move |connection: &Connection| store::live_addresses(connection, &id);
        let known = self.engine.store.read(known).await?;
        Ok(!addresses.is_empty() && !known.iter().any(|address| is_stream(address)))
    }
}

/// Whether an address is that of a list of parts (HLS), as streams have.
fn is_stream(address: &str) -> bool {
    address.contains(".m3u8")
}
