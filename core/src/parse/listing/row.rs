//! Rows as they are gathered: each key once, in the order of its first row.

use std::collections::HashMap;

use url::Url;

use super::parsed::{ParsedListing, ParsedRow};
use crate::model::ItemKey;
use crate::parse::picture;

/// The rows so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    listing: ParsedListing,
    places: HashMap<ItemKey, usize>,
}

impl Rows {
    /// Adds a row. A repeat only fills in what the first one lacks.
    pub(super) fn add(&mut self, row: ParsedRow) {
        let next = self.listing.rows.len();
        let place = *self.places.entry(row.key.clone()).or_insert(next);
        match self.listing.rows.get_mut(place) {
            Some(known) => complete(known, row),
            None => self.listing.rows.push(row),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.listing.rows.len()
    }

    /// How many of them have more than a title: a lead, a date or a picture.
    pub(super) fn count_with_details(&self) -> usize {
        let has_details =
            |row: &&ParsedRow| row.lead.is_some() || row.published.is_some() || row.picture.is_some();
        self.listing.rows.iter().filter(has_details).count()
    }

    /// How many could not be used.
    pub(super) fn dropped(&self) -> u32 {
        self.listing.dropped
    }

    /// Counts a row that cannot be used.
    pub(super) fn drop_one(&mut self) {
        self.listing.dropped = self.listing.dropped.saturating_add(1);
    }

    /// All rows.
    pub(super) fn finish(mut self) -> ParsedListing {
        self.listing.rows.iter_mut().for_each(keep_own_small);
        self.listing
    }
}

/// Drops a small copy that is of another picture: a row may be joined from two links with a picture each.
fn keep_own_small(row: &mut ParsedRow) {
    let full = |small: &String| Some(picture::address(Url::parse(small).ok()?));
    row.picture_small = row.picture_small.take().filter(|small| full(small) == row.picture);
}

fn complete(known: &mut ParsedRow, row: ParsedRow) {
    known.title = known.title.take().or(row.title);
    known.lead = known.lead.take().or(row.lead);
    known.picture = known.picture.take().or(row.picture);
    known.picture_small = known.picture_small.take().or(row.picture_small);
    known.published = known.published.or(row.published);
}
