//! The programmes of an edition as they are now, and what a test changed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Program, ProgramKind, Roll};
use crate::SiteError;
use crate::archive::{Edit, Removal, later};
use crate::calendar;
use crate::timeline;

/// The sections of one edition.
#[derive(Debug, Clone)]
pub(crate) struct SectionArchive {
    pub(crate) roll: Roll,
    /// Oldest first.
    programs: Vec<Program>,
    removed: BTreeMap<u64, Removal>,
    /// The group of the newest id.
    group: i64,
    /// How many days were added to the schedule.
    days: u64,
    listed: Timestamp,
}

impl SectionArchive {
    pub(crate) fn new(roll: Roll) -> Self {
        let programs = roll.programs();
        let listed = timeline::first_published(roll.edition, -1);
        Self { roll, programs, removed: BTreeMap::new(), group: -1, days: 0, listed }
    }

    /// Adds programmes dated now. `group`: that of the next article, because ids rise together.
    pub(crate) fn publish(&mut self, kind: ProgramKind, count: u64, group: i64, now: Timestamp) -> Vec<u64> {
        (0..count).map(|_| self.publish_one(kind, group, now)).collect()
    }

    fn publish_one(&mut self, kind: ProgramKind, group: i64, now: Timestamp) -> u64 {
        self.group = (self.group + 1).max(group);
        let number = self.programs.iter().filter(|program| program.kind == kind).count() as u64;
        let id = timeline::free_id(self.roll.edition, self.group);
        let published = calendar::minute(now);
        let program = self.roll.program(kind, id, number);
        self.programs.push(Program { published, modified: published, ..program });
        self.listed = later(self.listed, now);
        id
    }

    /// Changes the title or the story, or both. Returns the number of the new revision.
    pub(crate) fn edit(&mut self, id: u64, what: Edit, now: Timestamp) -> Result<u64, SiteError> {
        let program = self.change(id, now)?;
        program.titles += u32::from(what != Edit::Body);
        program.stories += u32::from(what != Edit::Headline);
        program.edits += 1;
        Ok(1 + u64::from(program.edits))
    }

    /// Adds an episode. Returns its number.
    pub(crate) fn add_episode(&mut self, id: u64, now: Timestamp) -> Result<u64, SiteError> {
        let program = self.change(id, now)?;
        program.added += 1;
        Ok(program.count())
    }

    fn change(&mut self, id: u64, now: Timestamp) -> Result<&mut Program, SiteError> {
        let place = self.programs.iter().position(|program| program.id == id);
        let place = place.ok_or(SiteError::NoItem { edition: self.roll.edition.id(), id })?;
        self.listed = later(self.listed, now);
        let program = &mut self.programs[place];
        program.modified = later(program.modified, now);
        Ok(program)
    }

    pub(crate) fn remove(&mut self, id: u64, how: Removal, now: Timestamp) -> Result<(), SiteError> {
        self.change(id, now)?;
        self.removed.insert(id, how);
        Ok(())
    }

    /// Adds a day to the end of the schedule.
    pub(crate) fn add_day(&mut self, now: Timestamp) {
        self.days += 1;
        self.listed = later(self.listed, now);
    }

    pub(crate) fn has(&self, id: u64) -> bool {
        self.programs.iter().any(|program| program.id == id)
    }

    /// A programme that was published. It may be removed by now.
    pub(crate) fn known(&self, id: u64) -> Result<Program, SiteError> {
        let found = self.programs.iter().find(|program| program.id == id);
        found.copied().ok_or(SiteError::NoItem { edition: self.roll.edition.id(), id })
    }

    /// How a programme was removed.
    pub(crate) fn removal(&self, id: u64) -> Option<Removal> {
        self.removed.get(&id).copied()
    }

    /// What was not removed, newest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = Program> {
        self.programs.iter().rev().filter(|program| !self.removed.contains_key(&program.id)).copied()
    }

    /// The programmes of a kind that were not removed, newest first.
    pub(crate) fn programs(&self, kind: ProgramKind) -> impl Iterator<Item = Program> {
        self.all().filter(move |program| program.kind == kind)
    }

    /// How many days the schedule shows.
    pub(crate) fn days(&self) -> u64 {
        3 + self.days
    }

    /// When anything last changed.
    pub(crate) fn listed(&self) -> Timestamp {
        self.listed
    }
}
