//! The articles of an edition. Only changes since the start are stored. Everything else is computed from
//! numbers.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp};
use serde::Deserialize;

use crate::SiteError;
use crate::calendar;
use crate::edition::Edition;
use crate::story::{Revision, Story, Subject};
use crate::timeline;

/// What an edit changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// The headline, in listings and on the page.
    Headline,
    /// The text. Listings do not show it.
    Body,
    /// Both at once.
    Both,
}

/// How a removed page answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// 404
    NotFound,
    /// 410
    Gone,
}

/// The items of one edition. Places count up from old to new; the last item before the start has place -1.
#[derive(Debug, Clone)]
pub(crate) struct Archive {
    seed: u64,
    edition: Edition,
    oldest: i64,
    next: i64,
    batches: Vec<Batch>,
    changes: BTreeMap<u64, Change>,
    removed: BTreeMap<u64, Removal>,
    listed: Timestamp,
}

/// Items published together.
#[derive(Debug, Clone, Copy)]
struct Batch {
    first: i64,
    at: Timestamp,
}

#[derive(Debug, Clone, Copy)]
struct Change {
    revision: Revision,
    at: Timestamp,
}

/// The present state of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) subject: Subject,
    pub(crate) revision: Revision,
    pub(crate) modified: Timestamp,
}

impl Item {
    pub(crate) fn title(&self) -> String {
        self.subject.headline(self.revision)
    }

    pub(crate) fn story(&self) -> Story {
        Story::compose(self.subject, self.revision)
    }
}

/// The result of looking up an id.
pub(crate) enum Found {
    Here(Item),
    Removed(Removal),
    Nothing,
}

impl Archive {
    pub(crate) fn new(seed: u64, edition: Edition, items: u64) -> Self {
        let oldest = -i64::try_from(items).unwrap_or(i64::MAX).min(timeline::lowest(edition));
        let listed = timeline::first_published(edition, -1);
        let (batches, changes, removed) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { seed, edition, oldest, next: 0, batches, changes, removed, listed }
    }

    /// Adds items dated now. Returns their ids, oldest first.
    pub(crate) fn publish(&mut self, count: u64, now: Timestamp) -> Vec<u64> {
        let first = self.next;
        self.next += count as i64;
        self.batches.push(Batch { first, at: calendar::minute(now) });
        self.listing_changed(now);
        (first..self.next).map(|place| timeline::id_at(self.edition, place)).collect()
    }

    pub(crate) fn edit(&mut self, id: u64, what: Edit, now: Timestamp) -> Result<Revision, SiteError> {
        let item = self.known(id)?;
        let mut revision = item.revision;
        revision.headline += u32::from(what != Edit::Body);
        revision.body += u32::from(what != Edit::Headline);
        revision.edits += 1;
        self.changes.insert(id, Change { revision, at: later(item.modified, now) });
        if what != Edit::Body {
            self.listing_changed(now);
        }
        Ok(revision)
    }

    pub(crate) fn remove(&mut self, id: u64, how: Removal, now: Timestamp) -> Result<(), SiteError> {
        self.known(id)?;
        self.removed.insert(id, how);
        self.listing_changed(now);
        Ok(())
    }

    pub(crate) fn find(&self, id: u64) -> Found {
        let Some(place) = self.place_of(id) else { return Found::Nothing };
        match self.removed.get(&id) {
            Some(how) => Found::Removed(*how),
            None => Found::Here(self.item(place, id)),
        }
    }

    /// A published item. It may be removed by now.
    pub(crate) fn known(&self, id: u64) -> Result<Item, SiteError> {
        let place = self.place_of(id).ok_or(SiteError::NoItem { edition: self.edition.id(), id })?;
        Ok(self.item(place, id))
    }

    /// Items that were not removed, newest first.
    pub(crate) fn newest(&self) -> impl Iterator<Item = Item> {
        let places =
            (self.oldest..self.next).rev().map(|place| (place, timeline::id_at(self.edition, place)));
        places.filter(|(_, id)| !self.removed.contains_key(id)).map(|(place, id)| self.item(place, id))
    }

    /// How many items were not removed.
    pub(crate) fn count(&self) -> u64 {
        (self.next - self.oldest) as u64 - self.removed.len() as u64
    }

    /// The group of places that the next item belongs to. One id of each group is not an article's.
    pub(crate) fn group(&self) -> i64 {
        self.next.div_euclid(4)
    }

    /// When the listings last changed.
    pub(crate) fn listed(&self) -> Timestamp {
        self.listed
    }

    fn item(&self, place: i64, id: u64) -> Item {
        let published = self.published(place);
        let change = self.changes.get(&id);
        Item {
            subject: Subject::of_site(self.seed, self.edition, id, published),
            revision: change.map_or_else(Revision::default, |change| change.revision),
            modified: change.map_or(published, |change| change.at),
        }
    }

    fn published(&self, place: i64) -> Timestamp {
        let after = self.batches.partition_point(|batch| batch.first <= place);
        match after.checked_sub(1) {
            Some(index) if place >= 0 => self.batches[index].at,
            _ => timeline::first_published(self.edition, place),
        }
    }

    fn place_of(&self, id: u64) -> Option<i64> {
        let place = timeline::place_of(self.edition, id)?;
        (self.oldest..self.next).contains(&place).then_some(place)
    }

    fn listing_changed(&mut self, now: Timestamp) {
        self.listed = later(self.listed, now);
    }
}

/// The present time, but at least one second after `before`. Validators have a precision of one second, and
/// the clock may stand still.
pub(crate) fn later(before: Timestamp, now: Timestamp) -> Timestamp {
    now.max(before.saturating_add(Span::new().seconds(1)).unwrap_or(now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::start;

    #[test]
    fn the_first_dates_are_before_the_start_and_sorted_newest_first() {
        let archive = Archive::new(7, Edition::En, 1_000_000);
        let dates: Vec<Timestamp> = archive.newest().take(4_100).map(|item| item.subject.published).collect();

        assert!(dates[0] < start());
        assert!(dates.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn every_edit_has_a_later_time_of_change_even_if_the_clock_stands_still() {
        let mut archive = Archive::new(7, Edition::En, 10);
        let id = archive.newest().next().unwrap().subject.id;
        let times: Vec<Timestamp> = (0..3)
            .map(|_| {
                archive.edit(id, Edit::Body, start()).unwrap();
                archive.known(id).unwrap().modified
            })
            .collect();

        assert!(times[0] < times[1] && times[1] < times[2]);
    }

    #[test]
    fn a_changed_text_does_not_change_the_listing() {
        let mut archive = Archive::new(7, Edition::En, 10);
        let (id, listed) = (archive.newest().next().unwrap().subject.id, archive.listed());

        archive.edit(id, Edit::Body, start()).unwrap();
        assert_eq!(archive.listed(), listed);
        archive.edit(id, Edit::Headline, start()).unwrap();
        assert!(archive.listed() > listed);
    }
}
