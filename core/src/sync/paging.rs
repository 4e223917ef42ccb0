//! Reading a listing page by page, until a row comes that the section knew. So nothing is missed between two
//! syncs.

use std::collections::HashSet;

use super::reach::{Reach, reach};
use super::visit::{ListingPage, Visit};
use crate::error::{Error, Result};
use crate::model::ItemKey;
use crate::parse::ParsedRow;
use crate::store::{self, Hole};

/// So many pages of a listing are read at most, from the top and behind a hole.
const MOST_PAGES: usize = 5;

/// Rows that were read.
pub(super) struct Rows {
    pub(super) rows: Vec<ParsedRow>,
    /// The last page that was read, where rows may be missing behind it.
    pub(super) hole_behind: Option<u32>,
    /// That the host asked to wait, if it did.
    pub(super) wait: Option<Error>,
}

/// Rows as they are read, page by page.
pub(super) struct Paging<'v, 'a> {
    visit: &'v mut Visit<'a>,
    rows: Vec<ParsedRow>,
    seen: HashSet<ItemKey>,
    wait: Option<Error>,
}

/// Which rows end it.
#[derive(Clone, Copy)]
enum Known {
    /// Those that the section knew.
    Any,
    /// Those that it knew before this round.
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

    /// Reads on from the first page. The very first sync takes that page alone.
    pub(super) async fn top_down(self, first: ListingPage) -> Result<Rows> {
        if self.visit.plan.listing.is_none() {
            return Ok(Rows { rows: first.rows, hole_behind: None, wait: None });
        }
        self.read_on(first, Known::Any).await
    }

    /// Reads on behind a hole. Rows may have come or gone above it since, so the reading begins at a page
    /// whose first row is known.
    pub(super) async fn behind(self, hole: Hole) -> Result<Rows> {
        let mut page = self.visit.page(hole.page).await?;
        while page.number > 0 && !self.known(&page, Known::Any).await?.first().is_some_and(|known| *known) {
            page = self.visit.page(page.number - 1).await?;
        }
        self.read_on(page, Known::Before(hole.round)).await
    }

    /// Reads until a page ends with a known row, or has none after one that had, or the listing ends. A page
    /// that fails costs none of the rows before it: the next sync reads on there.
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

    /// The page behind this one; `None` where there is none to be had now. Where a row was taken down
    /// meanwhile, the first row behind has moved to the end of this page: so this one is read once more.
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

    /// Takes the rows of a page that were not on one before, and gives how many that were.
    fn add(&mut self, page: &mut ListingPage) -> usize {
        let before = self.rows.len();
        let seen = &mut self.seen;
        self.rows
            .extend(std::mem::take(&mut page.rows).into_iter().filter(|row| seen.insert(row.key.clone())));
        self.rows.len() - before
    }

    /// Which rows of a page were known before.
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
