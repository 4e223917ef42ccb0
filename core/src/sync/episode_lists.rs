//! The lists of the episodes of a section's programmes, and of the tracks of albums, requested after the
//! pages.
//!
//! A list is due when the page of its programme came, and then after a day, or after longer if it has not
//! changed for long. It is stored whole, with its validators. A list that fails changes nothing, and comes
//! last at the next sync.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::back_off::back_off;
use super::due::validators_since;
use super::engine::{Asked, Engine};
use super::parsing::Came;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use crate::catalog::{Base, Listing};
use crate::error::{Error, Result};
use crate::model::{DataKind, Episode, ItemKey, Kind, Track, Validators};
use crate::parse::{self, Document};
use crate::source::{Answer, Fetched};
use crate::store::{
    self, CommitPoint, Connection, Due, DueEpisodes, DueReason, EpisodesAnswer, LONGEST_WAIT, Recordings,
    Write,
};

/// So many lists of a section are requested in one sync, at most.
pub(super) const MOST_LISTS: u32 = 8;
/// So many pages of one list are read, at most.
pub(super) const MOST_PAGES: u32 = 10;
/// A list is requested again after the time for which it has not changed, within these bounds: a series that
/// ended years ago gets no new episode.
const SHORTEST: SignedDuration = SignedDuration::from_hours(24);
const LONGEST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Requests the lists of a section that are due. A failing list does not affect the others. If the host asks
/// us to wait, or does not answer, the others stay due.
pub(super) async fn refresh(engine: &Engine, plan: &SectionPlan, report: &mut ReportBuilder) -> Result<()> {
    let (Some(listing), Some(base)) = (plan.episodes(), plan.page_base()) else { return Ok(()) };
    for list in due(engine, plan).await? {
        let mut asked = Lists { engine, plan, listing, base, report: &mut *report };
        match asked.request(&list).await {
            Ok(()) => {}
            Err(Error::OverBudget { .. }) => return Ok(()),
            Err(error) if reach(&error) >= Reach::Section => return Err(error),
            Err(error) if reach(&error) >= Reach::Host || error.retry_at().is_some() => {
                return asked.postpone(&list).await;
            }
            Err(error) => {
                tracing::warn!(key = %list.key, code = error.code().as_str(), %error, "episodes failed");
                asked.postpone(&list).await?;
            }
        }
    }
    Ok(())
}

/// Requests the list of an item, due or not, because a person asks for it. If it fails, nothing is stored: so
/// syncs ask for it as before, however often a person asks.
pub(super) async fn refresh_one(
    engine: &Engine,
    plan: &SectionPlan,
    report: &mut ReportBuilder,
    key: &ItemKey,
) -> Result<()> {
    let (key, now) = (key.clone(), engine.clock.now());
    let read =
        move |connection: &Connection| store::episodes_of(connection, &key, now, validators_since(now));
    let (Some(listing), Some(base)) = (plan.episodes(), plan.page_base()) else { return Ok(()) };
    let Some(list) = engine.store.read(read).await? else { return Ok(()) };
    match (Lists { engine, plan, listing, base, report }).request(&list).await {
        Err(error) if reach(&error) < Reach::Sync => {
            tracing::warn!(key = %list.key, code = error.code().as_str(), %error, "episodes failed");
            Ok(())
        }
        outcome => outcome,
    }
}

/// The lists that are requested. Those of what the person follows come first, and once a day.
async fn due(engine: &Engine, plan: &SectionPlan) -> Result<Vec<DueEpisodes>> {
    let (edition, section) = (plan.target.edition.id.clone(), plan.target.section.section);
    let now = engine.clock.now();
    let read = move |connection: &Connection| {
        let (of, latest) = ((&edition, section), now.checked_add(LONGEST).unwrap_or(now));
        let (validators, since) = (validators_since(now), now.checked_sub(SHORTEST).unwrap_or(now));
        let mut due =
            store::followed_episodes_due(connection, of, (now, latest), validators, since, MOST_LISTS)?;
        let others = store::episodes_due(connection, of, (now, latest), validators, MOST_LISTS)?;
        let followed: HashSet<i64> = due.iter().map(|list| list.resource).collect();
        due.extend(others.into_iter().filter(|list| !followed.contains(&list.resource)));
        due.truncate(MOST_LISTS as usize);
        Ok(due)
    };
    engine.store.read(read).await
}

/// The lists of a section, while they are requested.
struct Lists<'a> {
    engine: &'a Engine,
    plan: &'a SectionPlan,
    listing: &'a Listing,
    base: &'a Base,
    report: &'a mut ReportBuilder,
}

impl Lists<'_> {
    async fn request(&mut self, list: &DueEpisodes) -> Result<()> {
        let is_own = list.base.as_deref() == Some(self.base.as_str());
        let known = if is_own { list.validators.clone() } else { Validators::default() };
        match self.ask(list, 0, &known).await? {
            Fetched::Unchanged(_) => {
                self.report.unchanged();
                let (resource, now) = (list.resource, self.engine.clock.now());
                let due = fresh(now, list.body_at);
                let confirm =
                    move |write: &mut Write<'_>| store::confirm_episodes(write, resource, now, &due);
                self.engine.store.write(CommitPoint::Pages, confirm).await.map(drop)
            }
            Fetched::Changed(answer) => self.take(list, answer).await,
        }
    }

    /// Reads on until a page has fewer rows than it may have, and stores all of them. If the list is longer
    /// than what is read, stored episodes beyond it stay.
    async fn take(&mut self, list: &DueEpisodes, first: Answer) -> Result<()> {
        let (validators, mut wire_bytes) = (first.validators.clone(), first.wire_bytes);
        let mut known = HashSet::new();
        let Page { recordings, rows } = self.read(list, first).await?;
        let (mut recordings, mut rows) = (unknown(recordings, &mut known), rows);
        let mut is_whole = false;
        for number in 1..=MOST_PAGES {
            is_whole |= rows < self.listing.size as usize || !self.listing.is_paged();
            if is_whole || number == MOST_PAGES {
                break;
            }
            let Fetched::Changed(answer) = self.ask(list, number, &Validators::default()).await? else {
                break;
            };
            wire_bytes += answer.wire_bytes;
            let page = self.read(list, answer).await?;
            let new = unknown(page.recordings, &mut known);
            (rows, is_whole) = (page.rows, new.len() == 0);
            recordings.add(new);
        }
        if recordings.len() == 0 && list.has_recordings {
            let reason = "it lists nothing any more".to_owned();
            return Err(Error::Unreadable { what: format!("the episodes of {}", list.key), reason });
        }
        self.save(list, (validators, wire_bytes), recordings, is_whole).await
    }

    async fn save(
        &mut self,
        list: &DueEpisodes,
        (validators, wire_bytes): (Validators, u64),
        recordings: Recordings,
        is_whole: bool,
    ) -> Result<()> {
        let at = self.engine.clock.now();
        let answer = EpisodesAnswer {
            resource: list.resource,
            item: list.item,
            validators,
            base: self.base.as_str().to_owned(),
            wire_bytes,
            at,
            due: fresh(at, None),
            recordings,
            is_whole,
        };
        let save = move |write: &mut Write<'_>| store::save_episodes(write, &answer);
        let ((), changes) = self.engine.store.write(CommitPoint::Pages, save).await?;
        self.report.saved_rows(&changes);
        Ok(())
    }

    async fn ask(&mut self, list: &DueEpisodes, page: u32, known: &Validators) -> Result<Fetched> {
        let address = self.base.address_of(&self.listing.path_of_item(&list.key.id, page));
        let address =
            Url::parse(&address).map_err(|_| Error::bad_argument(format!("`{address}` is no address")))?;
        let edition = &self.plan.target.edition;
        let Asked { outcome, wire } = self.engine.fetch(DataKind::Listings, edition, &address, known).await;
        self.report.asked_listing(wire);
        outcome
    }

    async fn read(&self, list: &DueEpisodes, answer: Answer) -> Result<Page> {
        let edition = &self.plan.target.edition;
        if !edition.is_home_of(&answer.address) {
            let reason = format!("it is no address of the edition {}", edition.id);
            return Err(Error::Unreadable { what: answer.address.to_string(), reason });
        }
        let address = edition.at_first_base(&answer.address);
        let came = Came { answer: &answer, address: &address, edition, at: self.engine.clock.now() };
        let is_album = list.key.kind == Kind::Album;
        let parse = move |document: Document<'_>| match is_album {
            true => {
                let parsed = parse::tracks(document)?;
                Ok(Page { recordings: Recordings::Tracks(parsed.tracks), rows: parsed.rows })
            }
            false => {
                let parsed = parse::episodes(document)?;
                Ok(Page { recordings: Recordings::Episodes(parsed.episodes), rows: parsed.rows })
            }
        };
        self.engine.parsing.run(&self.engine.stop, came, parse).await
    }

    async fn postpone(&self, list: &DueEpisodes) -> Result<()> {
        let (resource, now) = (list.resource, self.engine.clock.now());
        let failures = list.due.failures.saturating_add(1);
        let dice = self.engine.device.dice(&["episodes", &list.key.to_string()]);
        let at = now.checked_add(back_off(failures, LONGEST_WAIT, dice)).unwrap_or(now);
        let due = Due { at, reason: DueReason::Failed, failures };
        let postpone = move |write: &mut Write<'_>| store::postpone(write, resource, &due);
        self.engine.store.write(CommitPoint::PagePostponed, postpone).await.map(drop)
    }
}

/// When a list is due that has just come, or was confirmed. `body_at` is when it came last.
fn fresh(now: Timestamp, body_at: Option<Timestamp>) -> Due {
    let unchanged = body_at.map_or(SHORTEST, |body_at| now.duration_since(body_at));
    let at = now.checked_add(unchanged.clamp(SHORTEST, LONGEST)).unwrap_or(now);
    Due { at, reason: DueReason::Revalidation, failures: 0 }
}

/// A page of a list, with its number of rows.
struct Page {
    recordings: Recordings,
    rows: usize,
}

/// What a recording of a list is known by: rows move to the next page while a list is read.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Identity {
    Number(u32),
    Address(Option<String>),
}

/// The recordings of a page that no page before it had.
fn unknown(page: Recordings, known: &mut HashSet<Identity>) -> Recordings {
    match page {
        Recordings::Episodes(mut episodes) => {
            episodes.retain(|it| known.insert(of_episode(it)));
            Recordings::Episodes(episodes)
        }
        Recordings::Tracks(mut tracks) => {
            tracks.retain(|it| known.insert(of_track(it)));
            Recordings::Tracks(tracks)
        }
    }
}

fn of_episode(episode: &Episode) -> Identity {
    match episode.number {
        Some(number) => Identity::Number(number),
        None => Identity::Address(episode.addresses.first().cloned()),
    }
}

fn of_track(track: &Track) -> Identity {
    Identity::Address(track.addresses.first().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_has_not_changed_for_long_is_requested_seldom() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let hours = |body_at: Option<&str>| {
            let due = fresh(now, body_at.map(|at| at.parse().unwrap()));
            due.at.duration_since(now).as_hours()
        };

        assert_eq!(hours(None), 24);
        assert_eq!(hours(Some("2026-11-22T11:00:00Z")), 24);
        assert_eq!(hours(Some("2026-11-18T12:00:00Z")), 4 * 24);
        assert_eq!(hours(Some("2020-01-01T00:00:00Z")), 30 * 24);
        assert_eq!(hours(Some("2027-01-01T00:00:00Z")), 24, "the clock was ahead");
    }
}
