//! The articles of an edition. Only changes since the start are stored. Everything else is computed from
//! numbers.

use std::collections::BTreeMap;

use jiff::{Span, Timestamp};
use serde::Deserialize;

use crate::SiteError;
use crate::calendar;
use crate::edition::Edition;
use crate::seeded_random::SeededRandom;
use crate::story::{Revision, Story, Subject};

/// The site's clock when it starts: 2 May 2024, 09:30 UTC.
const START_SECOND: i64 = 1_714_642_200;

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

/// The items of one edition. Places rise from old to new; the last item of the start has place -1.
#[derive(Debug)]
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

/// An item as it stands.
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

/// What an id belongs to.
pub(crate) enum Found {
    Here(Item),
    Removed(Removal),
    Nothing,
}

/// The moment at which every site starts.
pub(crate) fn start() -> Timestamp {
    Timestamp::from_second(START_SECOND).expect("a moment of our century")
}

impl Archive {
    pub(crate) fn new(seed: u64, edition: Edition, items: u64) -> Self {
        let oldest = -i64::try_from(items).unwrap_or(i64::MAX).min(lowest(edition));
        let listed = first_published(edition, -1);
        let (batches, changes, removed) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { seed, edition, oldest, next: 0, batches, changes, removed, listed }
    }

    /// Adds items dated now; their ids, oldest first.
    pub(crate) fn publish(&mut self, count: u64, now: Timestamp) -> Vec<u64> {
        let first = self.next;
        self.next += count as i64;
        self.batches.push(Batch { first, at: calendar::minute(now) });
        self.listing_changed(now);
        (first..self.next).map(|place| id_at(self.edition, place)).collect()
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

    /// An item that was published. It may have been removed since.
    pub(crate) fn known(&self, id: u64) -> Result<Item, SiteError> {
        let place = self.place_of(id).ok_or(SiteError::NoItem { edition: self.edition.id(), id })?;
        Ok(self.item(place, id))
    }

    /// Items that were not removed, newest first.
    pub(crate) fn newest(&self) -> impl Iterator<Item = Item> {
        let places = (self.oldest..self.next).rev().map(|place| (place, id_at(self.edition, place)));
        places.filter(|(_, id)| !self.removed.contains_key(id)).map(|(place, id)| self.item(place, id))
    }

    /// How many items were not removed.
    pub(crate) fn count(&self) -> u64 {
        (self.next - self.oldest) as u64 - self.removed.len() as u64
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
            _ => first_published(self.edition, place),
        }
    }

    fn place_of(&self, id: u64) -> Option<i64> {
        let place = place_at(self.edition, id)?;
        (self.oldest..self.next).contains(&place).then_some(place)
    }

    fn listing_changed(&mut self, now: Timestamp) {
        self.listed = later(self.listed, now);
    }
}

/// Now, but at least a second after `before`, because validators count in seconds and the clock may stand
/// still.
fn later(before: Timestamp, now: Timestamp) -> Timestamp {
    now.max(before.saturating_add(Span::new().seconds(1)).unwrap_or(now))
}

/// The id that follows the start. Editions have the same ids, so a key needs its edition.
fn origin(edition: Edition) -> i64 {
    2_044_000 + 30 * edition.index() as i64
}

/// How many places there are before the start.
fn lowest(edition: Edition) -> i64 {
    origin(edition) / 5 * 4 - 8
}

/// The id of a place. Four of five ids belong to articles, the rest to other things of the site.
pub(crate) fn id_at(edition: Edition, place: i64) -> u64 {
    let (group, within) = (place.div_euclid(4), place.rem_euclid(4));
    let step = within + i64::from(within >= gap(edition, group));
    (origin(edition) + 5 * group + step) as u64
}

/// The place of an id; `None` if the id belongs to something else.
pub(crate) fn place_at(edition: Edition, id: u64) -> Option<i64> {
    let from_origin = i64::try_from(id).ok()? - origin(edition);
    let (group, step) = (from_origin.div_euclid(5), from_origin.rem_euclid(5));
    let gap = gap(edition, group);
    (step != gap).then(|| 4 * group + step - i64::from(step > gap))
}

fn gap(edition: Edition, group: i64) -> i64 {
    SeededRandom::new("gap", &[edition.index() as u64, group as u64]).below(5) as i64
}

/// Twelve articles a day in the last year before the start. The million before them came in a few more years.
pub(crate) fn first_published(edition: Edition, place: i64) -> Timestamp {
    let back = -place;
    let (recent, old) = (back.min(4_000), (back - 4_000).max(0));
    let jitter = SeededRandom::new("moment", &[edition.index() as u64, place as u64]).below(90) as i64;
    let jitter = if old == 0 { jitter * 60 } else { 0 };
    let second = START_SECOND - recent * 6_600 - old * 120 + jitter;
    calendar::minute(Timestamp::from_second(second).unwrap_or_else(|_| start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_lead_back_to_their_place() {
        let mut before = 0;
        for place in -1_000_000..-999_000 {
            let id = id_at(Edition::Fa2, place);
            assert!(id > before);
            assert_eq!(place_at(Edition::Fa2, id), Some(place));
            before = id;
        }
    }

    #[test]
    fn the_first_dates_lie_before_the_start_and_newest_first() {
        let archive = Archive::new(7, Edition::En, 1_000_000);
        let dates: Vec<Timestamp> = archive.newest().take(4_100).map(|item| item.subject.published).collect();

        assert!(dates[0] < start());
        assert!(dates.windows(2).all(|pair| pair[0] >= pair[1]));
    }

    #[test]
    fn every_edit_moves_the_time_of_change_while_the_clock_stands() {
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
    fn a_changed_text_leaves_the_listing_as_it_is() {
        let mut archive = Archive::new(7, Edition::En, 10);
        let (id, listed) = (archive.newest().next().unwrap().subject.id, archive.listed());

        archive.edit(id, Edit::Body, start()).unwrap();
        assert_eq!(archive.listed(), listed);
        archive.edit(id, Edit::Headline, start()).unwrap();
        assert!(archive.listed() > listed);
    }
}
