//! Turns rows into what a screen shows: marks, freshness, dates in words. Uses only the disk.

mod article;
mod article_changes;
mod counts;
pub(crate) mod display;
mod guide;
mod history;
mod list;
mod list_changes;
mod list_rows;
mod named_program;
mod new_episode;
mod person;
mod program;
mod same_story;
mod saved;
mod saved_search;
mod search;
mod site_search;
mod speech;
mod storage;
mod tag;
mod waiting;

use std::sync::Arc;

use ifilm_language::time::{DateSettings, DateStyle, DateWords, TimeOfDay};
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

use crate::catalog::{Base, EditionEntry, Editions};
use crate::model::{ItemKey, LanguageTag, Published, PublishedSource};

pub(crate) use article::article;
pub(crate) use article_changes::article_changes;
pub(crate) use counts::counts;
pub(crate) use guide::{broadcast_at, guide, live};
pub(crate) use history::history;
pub(crate) use list::{check as check_list, list};
pub(crate) use list_changes::list_changes;
pub(crate) use new_episode::newest_first;
pub(crate) use person::{people, person};
pub(crate) use program::{episodes, followed, program, tracks};
pub(crate) use same_story::same_story;
pub(crate) use saved::{copy, saved};
pub(crate) use saved_search::{saved_search, saved_search_counts};
pub(crate) use search::search;
pub(crate) use site_search::merged as merged_search;
pub(crate) use speech::speech;
pub(crate) use storage::storage;
pub(crate) use tag::tag;

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

    /// Dates in a language, for an edition that the catalogue does not have.
    fn dates_in<'l>(&'l self, language: &'l LanguageTag) -> DateWords<'l> {
        DateWords::new(self.zone, language, self.dates)
    }
}

/// When something was published. If the date is estimated, or only tells when we first saw it, the text says
/// so.
fn date_text(dates: &DateWords<'_>, published: &Published, time: TimeOfDay) -> String {
    mark_if_first_seen(
        dates,
        published.source,
        dates.published(shown(published).stamp(dates.day_zone()), DateStyle::Long, time),
    )
}

/// How long ago something was published. If we only know when we first saw it, the text says so. An estimate
/// is given as a day.
fn age_text(dates: &DateWords<'_>, published: &Published, now: Timestamp, time: TimeOfDay) -> String {
    if published.source == PublishedSource::Neighbours {
        return date_text(dates, published, TimeOfDay::Without);
    }
    let stamp = shown(published).stamp(dates.day_zone());
    mark_if_first_seen(dates, published.source, dates.published_age(stamp, now, time))
}

/// The date in whole seconds. Items of one listing were first seen milliseconds before its answer, so that
/// they keep their order; a person was told the time of the answer.
fn shown(published: &Published) -> Published {
    let is_first_seen = published.source == PublishedSource::FirstSeen;
    let rounding = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Ceil);
    let at = published.at.round(rounding).ok().filter(|_| is_first_seen).unwrap_or(published.at);
    Published { at, ..*published }
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
    let home = || edition.bases.first().map(Base::to_string);
    edition.canonical_address(key).or_else(home).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use ifilm_language::time::tehran;

    use super::*;
    use crate::model::Precision;

    fn texts(source: PublishedSource, at: &str) -> (String, String) {
        let now: Timestamp = "2024-05-02T09:30:00Z".parse().unwrap();
        let (zone, english) = (tehran(), "en".parse().unwrap());
        let dates = DateWords::new(&zone, &english, DateSettings::default());
        let published = Published { at: at.parse().unwrap(), source, precision: Precision::Minute };
        let date = date_text(&dates, &published, TimeOfDay::With);
        (date, age_text(&dates, &published, now, TimeOfDay::With))
    }

    /// The second row of a listing of 13:00 was shown as fetched at 12:59.
    #[test]
    fn a_row_that_was_seen_with_others_has_the_time_of_its_listing() {
        let (date, _) = texts(PublishedSource::FirstSeen, "2024-05-02T09:29:59.998Z");

        assert!(date.contains("13:00"), "{date}");
    }

    /// A list said `about today`.
    #[test]
    fn the_age_of_an_estimate_is_a_day() {
        let (_, age) = texts(PublishedSource::Neighbours, "2024-05-02T08:00:00Z");

        assert!(age.starts_with("about ") && age.contains("2024"), "{age}");
    }
}
