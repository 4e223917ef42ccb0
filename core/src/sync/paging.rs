//! Reads a listing page by page until it continues with rows that the section knew. So no row between two
//! syncs is missed.

use std::collections::HashSet;

use super::listing_attempt::{ListingAttempt, ListingPage};
use super::reach::{Reach, reach};
use crate::error::{Error, Result};
use crate::model::{ItemKey, Section};
use crate::parse::ParsedRow;
use crate::store::{self, Hole, Place};

/// The largest number of pages of a listing that are read at once, from the top or to fill a hole.
pub(super) const MOST_PAGES: usize = 5;
/// This many known rows in succession end the reading. All rows that stood above them at the last sync must
/// have been read.
pub(super) const SEVERAL: usize = 3;

/// The rows that were read.
pub(super) struct Rows {
    pub(super) rows: Vec<ParsedRow>,
    /// The last page that was read, if rows may be missing after it.
    pub(super) hole_behind: Option<u32>,
    /// The answer in which the host asked us to wait, if it did, or that no data was left. Of a hole, any
    /// failure.
    pub(super) wait: Option<Error>,
}

/// Reads rows page by page.
pub(super) struct Paging<'v, 'a> {
    attempt: &'v mut ListingAttempt<'a>,
    /// A row is known if a round before this one listed it.
    before: u32,
    /// The keys that the first page had before, if they are stored.
    top: Vec<ItemKey>,
    rows: Vec<ParsedRow>,
    seen: HashSet<ItemKey>,
    /// The known rows that were read last, without an unknown row between them.
    run: Vec<ItemKey>,
    /// The largest number of rows on a page.
    longest: usize,
    wait: Option<Error>,
    /// Whether any failure of a further page is returned, and not only one in which the host asked us to
    /// wait.
    keeps_failure: bool,
}

/// What comes after a page.
enum Next {
    Page(ListingPage),
    /// No further row: the page does not exist, or it has no row that was not on a page before.
    Nothing,
    /// The next page could not be read.
    Unread,
}

/// With this number of a round, every stored row of the section is known.
pub(super) const ALL_ROUNDS: u32 = u32::MAX;

impl<'v, 'a> Paging<'v, 'a> {
    fn of(attempt: &'v mut ListingAttempt<'a>, before: u32, top: Vec<ItemKey>) -> Self {
        let (rows, seen, run, wait) = (Vec::new(), HashSet::new(), Vec::new(), None);
        Self { attempt, before, top, rows, seen, run, longest: 0, wait, keeps_failure: false }
    }

    /// Reads further pages after the first one. The very first sync reads only the first page of the news,
    /// and all pages of a list that people expect whole.
    pub(super) async fn top_down(attempt: &'v mut ListingAttempt<'a>, first: ListingPage) -> Result<Rows> {
        if attempt.plan.listing.is_none() && !attempt.section().is_kept_whole() {
            return Ok(Rows { rows: first.rows, hole_behind: None, wait: None });
        }
        let top = attempt.plan.top_of(attempt.candidate);
        Self::of(attempt, ALL_ROUNDS, top).read_on(first, false).await
    }

    /// Reads on to fill a hole. Rows above the hole may have been added or removed since, so the reading
    /// starts at a page whose first row is known.
    pub(super) async fn behind(attempt: &'v mut ListingAttempt<'a>, hole: Hole) -> Result<Rows> {
        let mut page = attempt.page_or_none(hole.page).await?;
        for _ in 1..MOST_PAGES {
            if page.number == 0 || attempt.knows_first(&page).await? {
                break;
            }
            page = attempt.page_or_none(page.number - 1).await?;
        }
        let paging = Self::of(attempt, hole.round, hole.top);
        Self { keeps_failure: true, ..paging }.read_on(page, true).await
    }

    /// Reads until a page has reached the known rows, or until the listing ends. If a page fails, the rows
    /// before it are kept, and the next sync reads on there.
    ///
    /// If nothing follows a page that is shorter than others, the listing has ended. If the last page has
    /// full length, the listing ends only at the second try in a later sync (`is_second`): a single empty
    /// answer may be an error.
    async fn read_on(mut self, mut page: ListingPage, is_second: bool) -> Result<Rows> {
        for pages in 1.. {
            let (number, length) = (page.number, page.rows.len());
            self.longest = self.longest.max(length);
            if self.add_page(&mut page, pages == 1).await? {
                break;
            }
            let next = if pages < MOST_PAGES { self.next(&page).await? } else { Next::Unread };
            page = match next {
                Next::Page(next) => next,
                Next::Nothing if length < self.full_length() || (pages == 1 && is_second) => break,
                Next::Nothing | Next::Unread => return Ok(self.end(Some(number))),
            };
        }
        Ok(self.end(None))
    }

    /// The length of a full page: the longest one so far. In a list that is kept whole also as many rows as
    /// were asked for, because such a list is often a single page.
    fn full_length(&self) -> usize {
        let asked = self.attempt.candidate.asked_rows().filter(|_| self.attempt.section().is_kept_whole());
        self.longest.max(asked.unwrap_or(0))
    }

    /// Adds the rows of a page. Returns whether the page has reached the rows that the section knew, so that
    /// no row between is missing. A single known row does not show this: the site may have pinned it, or
    /// announced it again. On a further page, rows below the last known row are dropped. They are as old as
    /// the rows that the first sync did not read.
    async fn add_page(&mut self, page: &mut ListingPage, is_first: bool) -> Result<bool> {
        let known: Vec<bool> =
            self.attempt.places(page, self.before).await?.iter().map(Option::is_some).collect();
        let keys: Vec<ItemKey> = page.rows.iter().map(|row| row.key.clone()).collect();
        for (key, known) in keys.iter().zip(&known) {
            if *known { self.run.push(key.clone()) } else { self.run.clear() }
        }
        let seen = |key: &ItemKey| self.seen.contains(key) || keys.contains(key);
        let has_reached_known = self.has_reached_known(&known, seen);
        if has_reached_known && !is_first {
            page.rows.truncate(known.iter().rposition(|known| *known).map_or(0, |last| last + 1));
        }
        self.add_new_rows(page);
        Ok(has_reached_known)
    }

    fn has_reached_known(&self, page: &[bool], seen: impl Fn(&ItemKey) -> bool) -> bool {
        let is_known_whole = !page.is_empty() && page.iter().all(|known| *known);
        let has_several = self.run.len() >= SEVERAL;
        if self.top.is_empty() {
            return is_known_whole || has_several;
        }
        let most = 2 * self.top.iter().filter(|key| seen(key)).count() > self.top.len();
        let is_above = |key: &&ItemKey| Some(*key) != self.run.first();
        is_known_whole || most || (has_several && self.top.iter().take_while(is_above).all(seen))
    }

    /// The next page. This page is read again, too: if the site has removed a row meanwhile, the first row of
    /// the next page has moved to the end of this one.
    async fn next(&mut self, page: &ListingPage) -> Result<Next> {
        if !self.attempt.candidate.is_paged() {
            return Ok(Next::Unread);
        }
        match self.both(page).await {
            Ok((next, again)) => {
                if let Some(mut again) = again {
                    self.add_new_rows(&mut again);
                }
                let has_new = next.rows.iter().any(|row| !self.seen.contains(&row.key));
                Ok(if has_new { Next::Page(next) } else { Next::Nothing })
            }
            Err(error) if reach(&error) >= Reach::Section && !matches!(error, Error::OverBudget { .. }) => {
                Err(error)
            }
            Err(error) => {
                let is_kept = self.keeps_failure
                    || error.retry_at().is_some()
                    || matches!(error, Error::OverBudget { .. });
                self.wait = Some(error).filter(|_| is_kept);
                Ok(Next::Unread)
            }
        }
    }

    async fn both(&mut self, page: &ListingPage) -> Result<(ListingPage, Option<ListingPage>)> {
        self.attempt.check_room_for_next(page)?;
        let next = self.attempt.page_or_none(page.number + 1).await?;
        let again = if next.rows.is_empty() { None } else { self.attempt.page_again(page).await? };
        Ok((next, again))
    }

    fn end(self, hole_behind: Option<u32>) -> Rows {
        Rows { rows: self.rows, hole_behind, wait: self.wait }
    }

    /// Adds the rows of a page that were on no earlier page.
    fn add_new_rows(&mut self, page: &mut ListingPage) {
        let seen = &mut self.seen;
        self.rows
            .extend(std::mem::take(&mut page.rows).into_iter().filter(|row| seen.insert(row.key.clone())));
    }
}

impl ListingAttempt<'_> {
    async fn knows_first(&self, page: &ListingPage) -> Result<bool> {
        let places = self.places(page, ALL_ROUNDS).await?;
        Ok(places.first().is_some_and(Option::is_some))
    }

    /// The place of each row of a page in the list; `None` for a row that no round before `before` listed.
    pub(super) async fn places(&self, page: &ListingPage, before: u32) -> Result<Vec<Option<Place>>> {
        let section = self.section();
        let keys: Vec<ItemKey> = page.rows.iter().map(|row| row.key.clone()).collect();
        let read = move |connection: &_| {
            keys.iter().map(|key| store::listed_before(connection, section, key, before)).collect()
        };
        self.engine.store.read(read).await
    }

    pub(super) fn section(&self) -> Section {
        self.plan.target.section.section
    }
}
