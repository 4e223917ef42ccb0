//! Rows to what a screen shows: marks, freshness, dates in words. From disk alone.

mod article;
mod list;
mod same_story;
mod search;
mod speech;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::catalog::{Catalog, EditionEntry};
use crate::language::{DateSettings, DateWords};
use crate::model::ItemKey;

pub(crate) use article::article;
pub(crate) use list::list;
pub(crate) use same_story::same_story;
pub(crate) use search::search;
pub(crate) use speech::speech;

/// What rows are put into words with.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) catalog: &'a Catalog,
    /// The reader's time zone.
    pub(crate) zone: &'a TimeZone,
    /// What the reader wants of dates.
    pub(crate) dates: DateSettings,
    /// The present moment.
    pub(crate) now: Timestamp,
}

impl<'a> View<'a> {
    fn dates(&self, edition: &'a EditionEntry) -> DateWords<'a> {
        DateWords::new(self.zone, &edition.language, self.dates)
    }
}

/// The page of an item at the site, in its canonical form.
fn link(edition: &EditionEntry, key: &ItemKey) -> String {
    let base = edition.bases.first().map_or("", String::as_str);
    edition.address_of(base, key).unwrap_or_else(|| base.to_owned())
}
