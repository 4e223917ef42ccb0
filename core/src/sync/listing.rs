//! The first stage of a section: its listing, from the base and the candidate that yield rows.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use url::Url;

use super::engine::{Engine, is_worth_counting};
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::tally::Tally;
use crate::catalog::{Base, Listing};
use crate::error::{Error, Result};
use crate::model::{ItemKey, Validators};
use crate::parse::{self, Document, ParsedListing, ParsedRow};
use crate::source::{Answer, Fetched};
use crate::store::{self, ListingAnswer, ListingRow, StoredListing};

/// So many pages of a listing are read at most.
const MOST_PAGES: u32 = 5;

/// Brings the rows of a section in step, from the first base and the first candidate there that yield rows.
pub(super) async fn refresh(engine: &Engine, plan: &SectionPlan, tally: &mut Tally) -> Result<()> {
    let mut failure = None;
    for base in &plan.bases {
        match from_base(engine, plan, base, tally).await {
            Ok(()) => return Ok(()),
            Err(error) if reach(&error) >= Reach::Section => return Err(error),
            Err(error) => {
                engine.note_wait(&error).await?;
                failure.get_or_insert(error);
            }
        }
    }
    failure.map_or(Ok(()), Err)
}

/// From the first candidate that yields rows; the one that did so last is asked first.
async fn from_base(engine: &Engine, plan: &SectionPlan, base: &Base, tally: &mut Tally) -> Result<()> {
    let mut failure = None;
    for candidate in plan.candidates() {
        let known = plan.known(base, candidate);
        let mut visit = Visit { engine, plan, base, candidate, known, tally };
        match visit.refresh().await {
            Ok(()) => return Ok(()),
            Err(error) if reach(&error) > Reach::Answer => return Err(error),
            Err(error) => {
                failure.get_or_insert(error);
            }
        }
    }
    failure.map_or(Ok(()), Err)
}

/// One candidate at one base.
struct Visit<'a> {
    engine: &'a Engine,
    plan: &'a SectionPlan,
    base: &'a Base,
    candidate: &'a Listing,
    known: Option<&'a StoredListing>,
    tally: &'a mut Tally,
}

/// Rows that were read, and whether those behind them are stored already.
struct Rows {
    rows: Vec<ParsedRow>,
    complete: bool,
}

impl Visit<'_> {
    /// # Errors
    /// [`Error::Unreadable`] also where the answer holds no row: that is no news section, whatever else it
    /// is.
    async fn refresh(&mut self) -> Result<()> {
        let complete = self.known.filter(|known| known.complete);
        let validators = complete.map_or_else(Validators::default, |known| known.validators.clone());
        let answer = match self.ask(0, &validators).await? {
            Fetched::Unchanged => {
                self.tally.unchanged();
                return self.confirm().await;
            }
            Fetched::Changed(answer) => answer,
        };
        if complete.is_some_and(|known| known.hash == hash(&answer)) {
            return self.save(answer, Rows { rows: Vec::new(), complete: true }).await;
        }
        let first = self.read(&answer)?;
        if first.rows.is_empty() {
            let reason = "it lists nothing".to_owned();
            return Err(Error::Unreadable { what: answer.address.to_string(), reason });
        }
        let rows = self.read_on(first.rows).await?;
        self.save(answer, rows).await
    }

    async fn ask(&mut self, page: u32, known: &Validators) -> Result<Fetched> {
        let address = self.base.address_of(&self.candidate.path_of_page(page));
        let no_address = |_| Error::bad_argument(format!("`{address}` is no address"));
        let address = Url::parse(&address).map_err(no_address)?;
        let fetched = self.engine.fetch(&address, known).await;
        if is_worth_counting(&fetched) {
            self.tally.asked_listing();
        }
        let fetched = fetched?;
        if let Fetched::Changed(answer) = &fetched {
            self.tally.received(answer.wire_bytes);
        }
        Ok(fetched)
    }

    fn read(&mut self, answer: &Answer) -> Result<ParsedListing> {
        let address = self.plan.target.edition.at_first_base(&answer.address);
        let document = Document {
            bytes: &answer.bytes,
            charset: answer.charset.as_deref(),
            address: &address,
            edition: &self.plan.target.edition,
        };
        let parsed = parse::listing(document, self.candidate.document, &self.plan.target.section)?;
        self.tally.dropped(parsed.dropped);
        Ok(parsed)
    }

    /// Reads further pages until one ends with a row that is stored already, so that nothing is missed
    /// between two syncs; the very first sync takes one page alone. A further page that fails costs none of
    /// the rows before it: they are stored as incomplete, and the next sync reads on.
    async fn read_on(&mut self, mut rows: Vec<ParsedRow>) -> Result<Rows> {
        let Some(listing) = self.plan.listing.as_ref().filter(|_| self.candidate.is_paged()) else {
            return Ok(Rows { rows, complete: true });
        };
        let mut seen: HashSet<ItemKey> = rows.iter().map(|row| row.key.clone()).collect();
        for page in 1..MOST_PAGES {
            if listing.complete && self.ends_known(&rows).await? {
                return Ok(Rows { rows, complete: true });
            }
            let further = match self.further(page).await {
                Ok(further) => further,
                Err(error) if reach(&error) >= Reach::Section => return Err(error),
                Err(_) => return Ok(Rows { rows, complete: false }),
            };
            let before = rows.len();
            rows.extend(further.into_iter().filter(|row| seen.insert(row.key.clone())));
            if rows.len() == before {
                break;
            }
        }
        Ok(Rows { rows, complete: true })
    }

    async fn further(&mut self, page: u32) -> Result<Vec<ParsedRow>> {
        match self.ask(page, &Validators::default()).await? {
            Fetched::Changed(answer) => Ok(self.read(&answer)?.rows),
            Fetched::Unchanged => Ok(Vec::new()),
        }
    }

    async fn ends_known(&self, rows: &[ParsedRow]) -> Result<bool> {
        let Some(last) = rows.last().map(|row| row.key.clone()) else { return Ok(true) };
        self.engine.store.read(move |connection| store::is_known(connection, &last)).await
    }

    async fn confirm(&self) -> Result<()> {
        let (edition, section) = (self.plan.target.edition.id.clone(), self.plan.target.section.section);
        let now = self.engine.clock.now();
        let store = &self.engine.store;
        store.write(move |write| store::confirm_listing(write, &edition, section, now)).await.map(drop)
    }

    async fn save(&mut self, answer: Answer, rows: Rows) -> Result<()> {
        let now = self.engine.clock.now();
        let to_store = |row: ParsedRow| ListingRow {
            key: row.key,
            title: row.title,
            picture: row.picture,
            published: row.published,
        };
        let answer = ListingAnswer {
            edition: self.plan.target.edition.id.clone(),
            section: self.plan.target.section.section,
            candidate: self.candidate.name.clone(),
            base: self.base.as_str().to_owned(),
            hash: hash(&answer),
            validators: answer.validators,
            bytes: answer.wire_bytes,
            checked_at: now,
            complete: rows.complete,
            rows: rows.rows.into_iter().map(to_store).collect(),
        };
        let store = &self.engine.store;
        let ((), changes) = store.write(move |write| store::save_listing(write, &answer)).await?;
        self.tally.saved_rows(&changes);
        Ok(())
    }
}

fn hash(answer: &Answer) -> Vec<u8> {
    Sha256::digest(&answer.bytes).to_vec()
}
