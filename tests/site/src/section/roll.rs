//! What the sections of an edition have at the start.

use jiff::Timestamp;

use super::{Album, Person, Program, ProgramKind, Sections};
use crate::edition::Edition;
use crate::seeded_random::SeededRandom;
use crate::timeline;

/// The numbers behind the sections of an edition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Roll {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    pub(crate) sections: Sections,
}

impl Roll {
    pub(crate) fn new(seed: u64, edition: Edition, sections: Sections) -> Self {
        Self { seed, edition, sections }
    }

    /// The programmes at the start, oldest first. Their ids lie between those of the news.
    pub(crate) fn programs(self) -> Vec<Program> {
        let Sections { series, films, programs, .. } = self.sections;
        let total = series + films + programs;
        let kinds =
            [(ProgramKind::Series, series), (ProgramKind::Film, films), (ProgramKind::Program, programs)];
        let kinds: Vec<ProgramKind> =
            kinds.into_iter().flat_map(|(kind, count)| std::iter::repeat_n(kind, count as usize)).collect();
        let order =
            SeededRandom::new("programs", &[self.seed, self.edition.index() as u64]).order(total as usize);
        let mut numbers = [0; 3];
        let programs = order.into_iter().enumerate().map(|(place, drawn)| {
            let (kind, group) = (kinds[drawn], place as i64 - total as i64);
            let number = numbers[kind as usize];
            numbers[kind as usize] += 1;
            let published = timeline::first_published(self.edition, 4 * group);
            let id = timeline::free_id(self.edition, group);
            Program { published, modified: published, ..self.program(kind, id, number) }
        });
        programs.collect()
    }

    /// A programme as it is published.
    pub(crate) fn program(self, kind: ProgramKind, id: u64, number: u64) -> Program {
        let start: Timestamp = timeline::start();
        Program {
            seed: self.seed,
            edition: self.edition,
            kind,
            id,
            number,
            published: start,
            modified: start,
            titles: 0,
            stories: 0,
            edits: 0,
            added: 0,
            longest: self.sections.longest,
            people: self.sections.people,
        }
    }

    pub(crate) fn person(self, number: u64) -> Person {
        Person { seed: self.seed, edition: self.edition, number }
    }

    pub(crate) fn people(self) -> impl Iterator<Item = Person> {
        (0..self.sections.people).map(move |number| self.person(number))
    }

    pub(crate) fn person_with_id(self, id: u64) -> Option<Person> {
        let number = Person::number_of(self.edition, id).filter(|number| *number < self.sections.people)?;
        Some(self.person(number))
    }

    /// The albums, newest first.
    pub(crate) fn albums(self) -> impl Iterator<Item = Album> {
        (0..self.sections.albums).rev().map(move |number| self.album(number))
    }

    pub(crate) fn album_with_id(self, id: u64) -> Option<Album> {
        let number = Album::number_of(self.edition, id).filter(|number| *number < self.sections.albums)?;
        Some(self.album(number))
    }

    fn album(self, number: u64) -> Album {
        Album { seed: self.seed, edition: self.edition, number }
    }
}
