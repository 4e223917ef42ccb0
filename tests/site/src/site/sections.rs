//! The sections of a site: how to change and query them.

use super::{Site, known};
use crate::SiteError;
use crate::catalog;
use crate::edition::Edition;
use crate::section::{ProgramKind, SectionSnapshot};

/// # Panics
/// These methods panic if the site has no sections: see [`SiteConfig::sections`](crate::SiteConfig::sections).
impl Site {
    /// A catalogue that also has the other sections, `pages`, `categories` and `media` of each edition, on
    /// the hosts of this site.
    /// [`Sections::own_media`](crate::Sections::own_media) makes pages and truths name the same hosts.
    pub fn catalog_json_of_sections(&self) -> String {
        catalog::json_of_sections(&self.state.hosts, &[self.state.config.news])
    }

    /// Publishes `count` series, films or programs, dated now. Returns their ids, oldest first.
    pub fn publish_programs(&self, edition: &str, kind: ProgramKind, count: u64) -> Vec<u64> {
        let ids = self.try_publish_programs(known(edition), kind, count);
        ids.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Adds an episode to a programme. Returns its number.
    pub fn add_episode(&self, edition: &str, id: u64) -> u64 {
        let number = self.try_add_episode(known(edition), id);
        number.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Adds a day to the end of the schedule.
    pub fn add_day(&self, edition: &str) {
        self.try_add_day(known(edition)).unwrap_or_else(|error| panic!("{error}"));
    }

    /// The sections of an edition as they are now, with their truths.
    pub fn sections(&self, edition: &str) -> SectionSnapshot {
        self.try_sections(known(edition)).unwrap_or_else(|error| panic!("{error}"))
    }

    pub(crate) fn try_publish_programs(
        &self,
        edition: Edition,
        kind: ProgramKind,
        count: u64,
    ) -> Result<Vec<u64>, SiteError> {
        let now = self.now();
        self.state.with_sections(edition, |archive, news| archive.publish(kind, count, news.group(), now))
    }

    pub(crate) fn try_add_episode(&self, edition: Edition, id: u64) -> Result<u64, SiteError> {
        let now = self.now();
        self.state.with_sections(edition, |archive, _| archive.add_episode(id, now))?
    }

    pub(crate) fn try_add_day(&self, edition: Edition) -> Result<(), SiteError> {
        let now = self.now();
        self.state.with_sections(edition, |archive, _| archive.add_day(now))
    }

    pub(crate) fn try_sections(&self, edition: Edition) -> Result<SectionSnapshot, SiteError> {
        self.state.snapshot(edition)
    }

    /// Whether an id is that of a programme.
    pub(crate) fn is_program(&self, edition: Edition, id: u64) -> bool {
        self.state.with_sections(edition, |archive, _| archive.has(id)).unwrap_or(false)
    }
}
