//! Turns rows into what a screen shows: marks, freshness, dates in words. Uses only the disk.

mod article;
pub(crate) mod display;
mod list;
mod same_story;
mod search;
mod speech;
mod waiting;

use std::sync::Arc;

use ifilm_language::time::{DateSettings, DateStyle, DateWords, TimeOfDay};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::catalog::{Base, EditionEntry, Editions};
use crate::model::{ItemKey, Published, PublishedSource};

pub(crate) use article::article;
pub(crate) use list::list;
pub(crate) use same_story::same_story;
pub(crate) use search::search;
pub(crate) use speech::speech;

/// The settings and the time that are needed to turn rows into text.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) editions: &'a Arc<Editions>,
    /// The person's time zone.
    pub(crate) zone: &'a TimeZone,
    /// How the person wants dates.
    pub(crate) dates: DateSettings,
    /// The current time.
    pub(crate) now: Timestamp,
}

impl<'a> View<'a> {
    fn dates(&self, edition: &'a EditionEntry) -> DateWords<'a> {
        DateWords::new(self.zone, &edition.language, self.dates).with_days_of(edition.zone.time_zone())
    }
}

/// When something was published. If the date is estimated, or only tells when we first saw it, the text says
/// so.
fn date_text(dates: &DateWords<'_>, published: &Published, time: TimeOfDay) -> String {
    mark_if_first_seen(
        dates,
        published.source,
        dates.published(published.stamp(dates.day_zone()), DateStyle::Long, time),
    )
}

/// How long ago something was published. If we only know when we first saw it, the text says so.
fn age_text(dates: &DateWords<'_>, published: &Published, now: Timestamp, time: TimeOfDay) -> String {
    mark_if_first_seen(
        dates,
        published.source,
        dates.published_age(published.stamp(dates.day_zone()), now, time),
    )
}

fn mark_if_first_seen(dates: &DateWords<'_>, source: PublishedSource, date: String) -> String {
    match source {
        PublishedSource::FirstSeen => dates.fetched(&date),
        PublishedSource::Neighbours => dates.about(&date),
        PublishedSource::Meta | PublishedSource::Stamp | PublishedSource::Picture => date,
    }
}

/// The page of an item at the site, in its canonical form.
fn link(edition: &EditionEntry, key: &ItemKey) -> String {
    let base = edition.bases.first();
    let page = base.and_then(|base| edition.address_of(base, key));
    page.or_else(|| base.map(Base::to_string)).unwrap_or_default()
}
