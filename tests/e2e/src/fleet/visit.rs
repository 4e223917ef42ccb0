//! One sync of a device as the site sees it.

use std::ops::Range;

use ifilm_core::Error;

use super::events::{Events, Failing};
use super::newsroom::{Edition, ROWS};
use super::time::moment;
use super::traffic::{Ended, Traffic, size};

/// One sync of a device at the site. Its requests follow each other, four in a second.
pub(crate) struct Visit<'a> {
    pub(crate) second: u32,
    by_person: bool,
    place: usize,
    edition: &'a Edition,
    events: &'a Events,
    traffic: &'a mut Traffic,
    sent: u32,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(
        second: u32,
        by_person: bool,
        (place, edition): (usize, &'a Edition),
        events: &'a Events,
        traffic: &'a mut Traffic,
    ) -> Self {
        traffic.sums.syncs += u64::from(second >= super::time::DAY);
        Self { second, by_person, place, edition, events, traffic, sent: 0 }
    }

    /// What a device meets, if the site fails now.
    pub(crate) fn failure(&self) -> Option<Error> {
        let outage = self.events.outage(self.second)?;
        let unavailable = |retry_at| Error::Refused { address: String::new(), status: 503, retry_at };
        Some(match outage.failing {
            Failing::Refused => Error::Offline { host: String::new(), cause: "refused".into() },
            Failing::Unavailable => unavailable(None),
            Failing::RetryAfterSeconds => unavailable(Some(moment(self.second + 300))),
            Failing::RetryAfterDate => unavailable(Some(moment(outage.end))),
        })
    }

    /// So many requests failed.
    pub(crate) fn failed(&mut self, requests: usize) {
        (0..requests).for_each(|_| self.count(None, false, Ended::Failed));
    }

    /// How many articles the edition has.
    pub(crate) fn published(&self) -> u32 {
        self.edition.published(self.second)
    }

    /// The articles of the listing that come after the known ones.
    pub(crate) fn new_since(&self, known: u32) -> Range<u32> {
        let published = self.published();
        known.max(published.saturating_sub(ROWS))..published
    }

    /// The revision of an article.
    pub(crate) fn revision(&self, number: u32) -> u32 {
        self.edition.revision(number, self.second)
    }

    /// The listing was asked for.
    pub(crate) fn listing(&mut self, is_conditional: bool, is_unchanged: bool) {
        self.count(None, is_conditional, ended(is_unchanged, size::LISTING));
    }

    /// The page of an article was asked for.
    pub(crate) fn page(&mut self, number: u32, is_conditional: bool, is_unchanged: bool) {
        self.count(Some(number), is_conditional, ended(is_unchanged, size::PAGE));
    }

    fn count(&mut self, page: Option<u32>, is_conditional: bool, ended: Ended) {
        let second = self.second + self.sent / 4;
        self.sent += 1;
        self.traffic.count(second, self.by_person, (self.place, page), is_conditional, ended);
    }
}

fn ended(is_unchanged: bool, bytes: u64) -> Ended {
    if is_unchanged { Ended::Unchanged } else { Ended::Body(bytes) }
}
