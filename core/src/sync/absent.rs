//! Looks in the listing for items whose pages do not exist any more. An item that the site still lists stays
//! on the lists, even if it stands on a page of the listing that is seldom read.

use super::listing_attempt::{ListingAttempt, ListingPage};
use super::paging::{ALL_ROUNDS, MOST_PAGES, SEVERAL};
use crate::error::Result;
use crate::model::ItemKey;
use crate::store::{self, Place};

/// An item that is looked for.
struct Sought {
    key: ItemKey,
    place: Place,
}

impl ListingAttempt<'_> {
    /// Reads the listing from its top, and returns those items that it does not contain. An item whose place
    /// is below the last page that is read counts as not contained. Otherwise each sync would spend requests
    /// on it.
    pub(super) async fn unlisted(&mut self, items: Vec<ItemKey>) -> Result<Vec<ItemKey>> {
        let mut sought = self.sought(items).await?;
        let mut unlisted = Vec::new();
        for number in (0..).take(MOST_PAGES) {
            let page = self.page_or_none(number).await?;
            if number == 0 && page.rows.is_empty() {
                return Ok(Vec::new()); // that is no listing, but a problem of the host
            }
            sought.retain(|sought| page.rows.iter().all(|row| row.key != sought.key));
            let is_end = !self.candidate.is_paged() || (number > 0 && page.rows.is_empty());
            let last = self.last_known(&page).await?;
            let is_past = |sought: &Sought| is_end || is_below(&last, sought.place);
            let (past, ahead) = sought.into_iter().partition(is_past);
            unlisted.extend(Vec::<Sought>::into_iter(past).map(|sought| sought.key));
            sought = ahead;
            if sought.is_empty() {
                break;
            }
        }
        unlisted.extend(sought.into_iter().map(|sought| sought.key));
        Ok(unlisted)
    }

    async fn sought(&self, items: Vec<ItemKey>) -> Result<Vec<Sought>> {
        let section = self.section();
        let read = move |connection: &_| {
            let sought = |key: ItemKey| {
                let place = store::listed_before(connection, section, &key, ALL_ROUNDS)?;
                Ok(place.map(|place| Sought { key, place }))
            };
            items.into_iter().filter_map(|key| sought(key).transpose()).collect()
        };
        self.engine.store.read(read).await
    }

    /// The places of the last known rows of a page.
    async fn last_known(&self, page: &ListingPage) -> Result<Vec<Place>> {
        let places = self.places(page, ALL_ROUNDS).await?;
        Ok(places.into_iter().flatten().rev().take(SEVERAL).collect())
    }
}

/// Whether a page goes past a place: its last known rows are all below the place. One row is not enough,
/// because the site may have announced it again.
fn is_below(last: &[Place], place: Place) -> bool {
    last.len() == SEVERAL && last.iter().all(|row| row.is_below(place))
}
