//! What happened: events that several editions tell, each in its own words, at its own time, under its own id.
//!
//! An event lies over the shelves: of every dozen places of an edition about four are given to what other editions tell,
//! too. Some events are made to be taken for one another.

use jiff::civil::Date;

use crate::calendar;
use crate::chance::Chance;
use crate::edition::Edition;
use crate::picture::Picture;
use crate::shelf;

/// Places that are dealt out together: about a day of an edition.
const DOZEN: i64 = 12;
/// Events in so many places.
const EVENTS: u64 = 5;
/// The first place that may tell of an event: older ones are each edition's own.
const FIRST: i64 = -3_996;

/// An event that two to four editions tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event {
    seed: u64,
    dozen: i64,
    slot: u64,
}

/// How an event resembles another that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    None,
    /// What came of it the next day: the same people, other figures.
    Sequel,
    /// On the same day, of the same kind and with the same figures, about others.
    SameFigures,
    /// On the same day, another work of the same man.
    SameMan,
}

impl Event {
    /// The event that an edition tells at a place of its shelf, if it is not a story of its own.
    pub(crate) fn told_at(seed: u64, edition: Edition, place: i64) -> Option<Self> {
        let (dozen, within) = (place.div_euclid(DOZEN), place.rem_euclid(DOZEN) as usize);
        let slot = deal(seed, edition, dozen)[within] as u64;
        let event = Self { seed, dozen, slot };
        (place >= FIRST && slot < EVENTS && event.tellers().contains(&edition)).then_some(event)
    }

    /// Every place where it is told.
    pub(crate) fn tellings(self) -> impl Iterator<Item = (Edition, i64)> {
        self.tellers().into_iter().filter_map(move |edition| {
            let within =
                deal(self.seed, edition, self.dozen).iter().position(|at| *at as u64 == self.slot)?;
            Some((edition, self.dozen * DOZEN + within as i64))
        })
    }

    /// A name for it; the same in every edition.
    pub(crate) fn label(self) -> String {
        format!("{}/{}", self.dozen, self.slot)
    }

    /// The event that it may be taken for, if there is one.
    pub(crate) fn resembles(self) -> Option<Self> {
        match self.likeness() {
            Likeness::None => None,
            Likeness::Sequel => Some(self.models().0),
            Likeness::SameFigures => Some(self.models().1),
            Likeness::SameMan => Some(Self { slot: 2, ..self }),
        }
    }

    /// What is drawn alike for every edition.
    pub(crate) fn chance(self, purpose: &str) -> Chance {
        Chance::new(purpose, &[self.seed, self.dozen as u64, self.slot])
    }

    /// Draws who is in it.
    pub(crate) fn people(self) -> Chance {
        self.models().0.chance("people")
    }

    /// Draws its director, if it shares him with another event.
    pub(crate) fn man(self) -> Option<Chance> {
        let other = self.resembles().filter(|_| self.likeness() == Likeness::SameMan);
        other.map(|other| other.chance("people"))
    }

    /// Draws what kind of event it is.
    pub(crate) fn topic(self) -> Chance {
        match self.likeness() {
            Likeness::SameFigures => self.models().1.chance("topic"),
            _ => self.models().0.chance("topic"),
        }
    }

    /// Draws a figure of it: the same in every edition, whatever its digits and calendar.
    pub(crate) fn figure(self, slot: &str, sentence: u64, occurrence: u64) -> Chance {
        let Self { seed, dozen, slot: event } = self.models().1;
        Chance::new(slot, &[seed, dozen as u64, event, sentence, occurrence])
    }

    /// The day around which its dates lie.
    pub(crate) fn day(self) -> Date {
        let first = (self.dozen * DOZEN).min(-1);
        calendar::tehran(shelf::first_published(Edition::En, first)).date()
    }

    /// The picture that an agency gave to all; not every edition takes it.
    pub(crate) fn picture(self) -> Picture {
        Picture::uploaded(self.day(), &mut self.chance("picture"))
    }

    /// The number of its clip, where there is one. What came of an event is told with the old clip.
    pub(crate) fn clip(self) -> Option<u64> {
        let mut chance = self.models().0.chance("clip");
        chance.percent(30).then(|| chance.between(100_000, 999_999))
    }

    /// Whether its pages name each other.
    pub(crate) fn is_declared(self) -> bool {
        self.chance("declared").percent(25)
    }

    fn tellers(self) -> Vec<Edition> {
        let mut chance = self.chance("tellers");
        let count = chance.pick(&[2, 2, 3, 3, 4]);
        chance.order(Edition::ALL.len()).into_iter().take(count).map(|at| Edition::ALL[at]).collect()
    }

    fn likeness(self) -> Likeness {
        match self.slot {
            3 => Likeness::Sequel,
            4 if self.chance("likeness").percent(50) => Likeness::SameFigures,
            4 => Likeness::SameMan,
            _ => Likeness::None,
        }
    }

    /// The events whose people and whose figures it has.
    fn models(self) -> (Self, Self) {
        match self.likeness() {
            Likeness::Sequel => (Self { dozen: self.dozen - 1, slot: 0, ..self }, self),
            Likeness::SameFigures => (self, Self { slot: 1, ..self }),
            Likeness::None | Likeness::SameMan => (self, self),
        }
    }
}

/// Which of the dozen events and own stories an edition tells at each of its places.
fn deal(seed: u64, edition: Edition, dozen: i64) -> Vec<usize> {
    Chance::new("deal", &[seed, edition.index() as u64, dozen as u64]).order(DOZEN as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_what_is_new_is_told_by_two_to_four_editions() {
        let mut told = 0;
        for (edition, place) in Edition::ALL.iter().flat_map(|one| (-1_200..0).map(move |at| (*one, at))) {
            let Some(event) = Event::told_at(7, edition, place) else { continue };
            let tellings: Vec<(Edition, i64)> = event.tellings().collect();

            assert!((2..=4).contains(&tellings.len()));
            assert!(tellings.contains(&(edition, place)));
            assert!(
                tellings.iter().all(|(edition, place)| Event::told_at(7, *edition, *place) == Some(event))
            );
            told += 1;
        }
        assert!((1_300..1_700).contains(&told), "{told} of 4800");
    }

    #[test]
    fn what_is_old_is_each_editions_own() {
        assert!((-9_000..FIRST).all(|place| Event::told_at(7, Edition::Fa, place).is_none()));
    }
}
