//! The first stage of a source: its listing, from the base and the candidate that yield rows.

use sha2::{Digest, Sha256};
use url::Url;

use super::Engine;
use super::plan::SourcePlan;
use super::tally::Tally;
use crate::catalog::{Listing, join};
use crate::error::{Error, Result};
use crate::model::{ItemKey, Precision, Published, PublishedSource, Validators};
use crate::parse::{self, Document, ParsedListing, ParsedRow};
use crate::source::{Answer, Fetched};
use crate::store::{self, ListingAnswer, ListingRow};

/// While no row is known, so many pages of a listing are read at most.
const MOST_PAGES: u32 = 5;

/// Whether a listing yielded anything.
enum Yield {
    Rows,
    Nothing,
}

/// Brings the rows of a source in step, from the first base that can be reached.
pub(super) async fn refresh(engine: &Engine, plan: &SourcePlan, tally: &mut Tally) -> Result<()> {
    let mut failure = None;
    for base in plan.bases() {
        match from_base(engine, plan, base, tally).await {
            Err(error @ (Error::Offline { .. } | Error::UntrustedCertificate { .. })) => {
                failure.get_or_insert(error);
            }
            ended => return ended,
        }
    }
    failure.map_or(Ok(()), Err)
}

/// From the first candidate that yields rows. The one that did so last is asked first.
async fn from_base(engine: &Engine, plan: &SourcePlan, base: &str, tally: &mut Tally) -> Result<()> {
    let mut failure = None;
    for candidate in plan.candidates() {
        match from_candidate(engine, plan, base, candidate, tally).await {
            Ok(Yield::Rows) => return Ok(()),
            Ok(Yield::Nothing) => {}
            Err(error) if is_about_the_listing(&error) => {
                failure.get_or_insert(error);
            }
            Err(error) => return Err(error),
        }
    }
    failure.map_or(Ok(()), Err)
}

fn is_about_the_listing(error: &Error) -> bool {
    matches!(error, Error::NotFound(_) | Error::Gone(_) | Error::Unreadable { .. })
}

async fn from_candidate(
    engine: &Engine,
    plan: &SourcePlan,
    base: &str,
    candidate: &Listing,
    tally: &mut Tally,
) -> Result<Yield> {
    let known = plan.known(base, candidate);
    let validators = known.map_or_else(Validators::default, |known| known.validators.clone());
    match ask(engine, base, candidate, 0, &validators, tally).await? {
        Fetched::Unchanged => {
            tally.unchanged();
            confirm(engine, plan).await?;
            Ok(Yield::Rows)
        }
        Fetched::Changed(answer) if known.is_some_and(|known| known.hash == hash(&answer)) => {
            save(engine, plan, base, candidate, answer, Vec::new(), tally).await?;
            Ok(Yield::Rows)
        }
        Fetched::Changed(answer) => {
            let first = read(&answer, plan, candidate, tally)?;
            if first.rows.is_empty() {
                return Ok(Yield::Nothing);
            }
            let rows = read_on(engine, plan, base, candidate, first.rows, tally).await?;
            save(engine, plan, base, candidate, answer, rows, tally).await?;
            Ok(Yield::Rows)
        }
    }
}

async fn ask(
    engine: &Engine,
    base: &str,
    candidate: &Listing,
    page: u32,
    known: &Validators,
    tally: &mut Tally,
) -> Result<Fetched> {
    let address = join(base, &candidate.path_of_page(page));
    let address =
        Url::parse(&address).map_err(|_| Error::bad_argument(format!("`{address}` is no address")))?;
    tally.asked_listing();
    let fetched = engine.fetch(&address, known).await?;
    if let Fetched::Changed(answer) = &fetched {
        tally.received(answer.wire_bytes);
    }
    Ok(fetched)
}

fn read(answer: &Answer, plan: &SourcePlan, candidate: &Listing, tally: &mut Tally) -> Result<ParsedListing> {
    let document = Document {
        bytes: &answer.bytes,
        charset: answer.charset.as_deref(),
        address: &answer.address,
        edition: &plan.target.edition,
    };
    let parsed = parse::listing(document, candidate.form, &plan.target.section)?;
    tally.dropped(parsed.dropped);
    Ok(parsed)
}

/// Reads further pages until one holds a row that is stored already, so that nothing is missed between two
/// syncs; the very first sync takes one page alone. All pages are stored together, or none.
async fn read_on(
    engine: &Engine,
    plan: &SourcePlan,
    base: &str,
    candidate: &Listing,
    mut rows: Vec<ParsedRow>,
    tally: &mut Tally,
) -> Result<Vec<ParsedRow>> {
    if plan.listing.is_none() || !candidate.is_paged() {
        return Ok(rows);
    }
    let mut newest = rows.clone();
    for page in 1..MOST_PAGES {
        if newest.is_empty() || any_known(engine, &newest).await? {
            break;
        }
        let Fetched::Changed(answer) =
            ask(engine, base, candidate, page, &Validators::default(), tally).await?
        else {
            break;
        };
        newest = read(&answer, plan, candidate, tally)?.rows;
        newest.retain(|row| !rows.iter().any(|other| other.key == row.key));
        rows.extend(newest.iter().cloned());
    }
    Ok(rows)
}

async fn any_known(engine: &Engine, rows: &[ParsedRow]) -> Result<bool> {
    let keys: Vec<ItemKey> = rows.iter().map(|row| row.key.clone()).collect();
    engine.store.read(move |connection| store::any_known(connection, &keys)).await
}

async fn confirm(engine: &Engine, plan: &SourcePlan) -> Result<()> {
    let (edition, section) = (plan.target.edition.id.clone(), plan.target.section.section);
    let now = engine.clock.now();
    engine.store.write(move |transaction| store::confirm_listing(transaction, &edition, section, now)).await
}

async fn save(
    engine: &Engine,
    plan: &SourcePlan,
    base: &str,
    candidate: &Listing,
    answer: Answer,
    rows: Vec<ParsedRow>,
    tally: &mut Tally,
) -> Result<()> {
    let now = engine.clock.now();
    let first_seen = Published { at: now, source: PublishedSource::FirstSeen, precision: Precision::Minute };
    let to_store = |row: ParsedRow| ListingRow {
        key: row.key,
        title: row.title,
        picture: row.picture,
        published: row.published.unwrap_or(first_seen),
    };
    let answer = ListingAnswer {
        edition: plan.target.edition.id.clone(),
        section: plan.target.section.section,
        candidate: candidate.name.clone(),
        base: base.to_owned(),
        hash: hash(&answer),
        validators: answer.validators,
        bytes: answer.wire_bytes,
        checked_at: now,
        rows: rows.into_iter().map(to_store).collect(),
    };
    let saved = engine.store.write(move |transaction| store::save_listing(transaction, &answer)).await?;
    tally.saved_rows(saved);
    Ok(())
}

fn hash(answer: &Answer) -> Vec<u8> {
    Sha256::digest(&answer.bytes).to_vec()
}
