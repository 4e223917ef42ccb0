//! Reads a listing page by page until it reaches a row that the section knew. So no row between two syncs is
//! missed.

use std::collections::HashSet;

use super::reach::{Reach, reach};
use super::visit::{ListingPage, Visit};
use crate::error::{Error, Result};
use crate::model::ItemKey;
use crate::parse::ParsedRow;
use crate::store::{self, Hole};

/// The largest number of pages of a listing that are read at once, from the top or to fill a hole.
const MOST_PAGES: usize = 5;

/// The rows that were read.
pub(super) struct Rows {
    pub(super) rows: Vec<ParsedRow>,
    /// The last page that was read, if rows may be missing after it.
    pub(super) hole_behind: Option<u32>,
    /// The answer in which the host asked us to wait, if it did.
    pub(super) wait: Option<Error>,
}

/// Reads rows page by page.
pub(super) struct Paging<'v, 'a> {
    visit: &'v mut Visit<'a>,
    rows: Vec<ParsedRow>,
    seen: HashSet<ItemKey>,
    wait: Option<Error>,
}

/// Which known rows end the reading.
#[derive(Clone, Copy)]
enum Known {
    /// All rows that the section knew.
    Any,
    /// The rows that it knew before this round.
    Before(u32),
}

impl Known {
    fn holds(self, first_round: Option<u32>) -> bool {
        match self {
            Known::Any => first_round.is_some(),
            Known::Before(round) => first_round.is_some_and(|first| first < round),
        }
    }
}

impl<'v, 'a> Paging<'v, 'a> {
    pub(super) fn of(visit: &'v mut Visit<'a>) -> Self {
        Self { visit, rows: Vec::new(), seen: HashSet::new(), wait: None }
    }

    /// Reads further pages after the first one. The first sync ever reads the first page only.
    pub(super) async fn top_down(self, first: ListingPage) -> Result<Rows> {
        if self.visit.plan.listing.is_none() {
            return Ok(Rows { rows: first.rows, hole_behind: None, wait: None });
        }
        self.read_on(first, Known::Any).await
    }

    /// Reads on to fill a hole. Rows above the hole may have been added or removed since, so the reading
    /// starts at a page whose first row is known.
    pub(super) async fn behind(self, hole: Hole) -> Result<Rows> {
        let mut page = self.visit.page(hole.page).await?;
        while page.number > 0 && !self.known(&page, Known::Any).await?.first().is_some_and(|known| *known) {
            page = self.visit.page(page.number - 1).await?;
        }
        self.read_on(page, Known::Before(hole.round)).await
    }

    /// Reads until a page ends with a known row, or a page without known rows follows one with a known row,
    /// or the listing ends. If a page fails, the rows before it are kept, and the next sync reads on there.
    async fn read_on(mut self, mut page: ListingPage, what: Known) -> Result<Rows> {
        let mut met = false;
        for pages in 1.. {
            let known = self.known(&page, what).await?;
            let meets = known.contains(&true);
            let added = self.add(&mut page);
            if known.last() == Some(&true) || (met && !meets) || (pages > 1 && added == 0) {
                break;
            }
            met |= meets;
            let next = if pages < MOST_PAGES { self.next(&page).await? } else { None };
            let Some(next) = next else { return Ok(self.end(Some(page.number))) };
            page = next;
        }
        Ok(self.end(None))
    }

    /// The next page; `None` if it cannot be read now. This page is read again, too: if the site has removed
    /// a row meanwhile, the first row of the next page has moved to the end of this one.
    async fn next(&mut self, page: &ListingPage) -> Result<Option<ListingPage>> {
        if !self.visit.candidate.is_paged() {
            return Ok(None);
        }
        let both = async {
            let next = self.visit.page(page.number + 1).await?;
            Ok((next, self.visit.page_again(page).await?))
        };
        match both.await {
            Ok((next, again)) => {
                again.map(|mut again| self.add(&mut again));
                Ok(Some(next))
            }
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                self.wait = Some(error).filter(|error| error.retry_at().is_some());
                Ok(None)
            }
        }
    }

    fn end(self, hole_behind: Option<u32>) -> Rows {
        Rows { rows: self.rows, hole_behind, wait: self.wait }
    }

    /// Adds the rows of a page that were on no earlier page, and returns their number.
    fn add(&mut self, page: &mut ListingPage) -> usize {
        let before = self.rows.len();
        let seen = &mut self.seen;
        self.rows
            .extend(std::mem::take(&mut page.rows).into_iter().filter(|row| seen.insert(row.key.clone())));
        self.rows.len() - before
    }

    /// Says for each row of a page whether it was known before.
    async fn known(&self, page: &ListingPage, what: Known) -> Result<Vec<bool>> {
        let section = self.visit.plan.target.section.section;
        let keys: Vec<ItemKey> = page.rows.iter().map(|row| row.key.clone()).collect();
        let read = move |connection: &_| {
            let known = |key| Ok(what.holds(store::first_round(connection, section, key)?));
            keys.iter().map(known).collect()
        };
        self.visit.engine.store.read(read).await
    }
}
