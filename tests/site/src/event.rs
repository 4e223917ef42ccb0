//! Events that several editions report, each in its own words, at its own time, under its own id.
//!
//! About 4 of every 12 articles of an edition report an event that other editions also report. Some events
//! resemble each other on purpose, so that one can be mistaken for another.

use jiff::civil::Date;

use crate::calendar;
use crate::edition::Edition;
use crate::picture::Picture;
use crate::seeded_random::SeededRandom;
use crate::timeline;

/// The number of places that share the same events: about a day of an edition.
const GROUP_SIZE: i64 = 12;
/// How many events these places share.
const EVENTS_IN_A_GROUP: u64 = 5;
/// The first place that may report an event. Older articles belong to one edition alone.
const FIRST: i64 = -3_996;

/// An event that two to four editions report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event {
    seed: u64,
    group: i64,
    slot: u64,
}

/// How an event resembles another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Resemblance {
    None,
    /// The next day of the other event: the same people, other figures.
    Sequel,
    /// The same day, kind and figures, but other people.
    SameFigures,
    /// The same day and the same man, but another work.
    SameMan,
}

impl Event {
    /// The event that an edition reports at a place of its archive; `None` if no other edition reports it.
    pub(crate) fn at_place(seed: u64, edition: Edition, place: i64) -> Option<Self> {
        let (group, within) = (place.div_euclid(GROUP_SIZE), place.rem_euclid(GROUP_SIZE) as usize);
        let slot = deal(seed, edition, group)[within] as u64;
        let event = Self { seed, group, slot };
        (place >= FIRST && slot < EVENTS_IN_A_GROUP && event.editions().contains(&edition)).then_some(event)
    }

    /// Every place that reports it.
    pub(crate) fn places(self) -> impl Iterator<Item = (Edition, i64)> {
        self.editions().into_iter().filter_map(move |edition| {
            let within =
                deal(self.seed, edition, self.group).iter().position(|at| *at as u64 == self.slot)?;
            Some((edition, self.group * GROUP_SIZE + within as i64))
        })
    }

    /// Its name, the same in every edition.
    pub(crate) fn label(self) -> String {
        format!("{}/{}", self.group, self.slot)
    }

    /// The event that it can be mistaken for, if there is one.
    pub(crate) fn resembles(self) -> Option<Self> {
        match self.resemblance() {
            Resemblance::None => None,
            Resemblance::Sequel => Some(self.models().0),
            Resemblance::SameFigures => Some(self.models().1),
            Resemblance::SameMan => Some(Self { slot: 2, ..self }),
        }
    }

    /// A random stream that is the same for every edition.
    pub(crate) fn random(self, purpose: &str) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.group as u64, self.slot])
    }

    /// Draws the people in it.
    pub(crate) fn people(self) -> SeededRandom {
        self.models().0.random("people")
    }

    /// Draws its director; `None` unless another event has the same one.
    pub(crate) fn man(self) -> Option<SeededRandom> {
        let other = self.resembles().filter(|_| self.resemblance() == Resemblance::SameMan);
        other.map(|other| other.random("people"))
    }

    /// Draws what kind of event it is.
    pub(crate) fn topic(self) -> SeededRandom {
        match self.resemblance() {
            Resemblance::SameFigures => self.models().1.random("topic"),
            _ => self.models().0.random("topic"),
        }
    }

    /// Draws a figure of it. It is the same in every edition; only digits and calendar differ.
    pub(crate) fn figure(self, slot: &str, sentence: u64, occurrence: u64) -> SeededRandom {
        let Self { seed, group, slot: event } = self.models().1;
        SeededRandom::new(slot, &[seed, group as u64, event, sentence, occurrence])
    }

    /// The day around which its dates lie.
    pub(crate) fn day(self) -> Date {
        let first = (self.group * GROUP_SIZE).min(-1);
        calendar::tehran(timeline::first_published(Edition::En, first)).date()
    }

    /// The picture that an agency gave to all editions. Not every edition shows it.
    pub(crate) fn picture(self) -> Picture {
        Picture::uploaded(self.day(), &mut self.random("picture"))
    }

    /// The number of its clip, if there is one. A sequel has the clip of the first event.
    pub(crate) fn clip(self) -> Option<u64> {
        let mut random = self.models().0.random("clip");
        random.percent(30).then(|| random.between(100_000, 999_999))
    }

    /// Whether its pages link to each other.
    pub(crate) fn is_declared(self) -> bool {
        self.random("declared").percent(25)
    }

    fn editions(self) -> Vec<Edition> {
        let mut random = self.random("tellers");
        let count = random.pick(&[2, 2, 3, 3, 4]);
        random.order(Edition::ALL.len()).into_iter().take(count).map(|at| Edition::ALL[at]).collect()
    }

    fn resemblance(self) -> Resemblance {
        match self.slot {
            3 => Resemblance::Sequel,
            4 if self.random("likeness").percent(50) => Resemblance::SameFigures,
            4 => Resemblance::SameMan,
            _ => Resemblance::None,
        }
    }

    /// The events from which it takes its people and its figures.
    fn models(self) -> (Self, Self) {
        match self.resemblance() {
            Resemblance::Sequel => (Self { group: self.group - 1, slot: 0, ..self }, self),
            Resemblance::SameFigures => (self, Self { slot: 1, ..self }),
            Resemblance::None | Resemblance::SameMan => (self, self),
        }
    }
}

/// Which event or own story an edition reports at each of these places.
fn deal(seed: u64, edition: Edition, group: i64) -> Vec<usize> {
    SeededRandom::new("deal", &[seed, edition.index() as u64, group as u64]).order(GROUP_SIZE as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_of_the_new_articles_report_events_of_two_to_four_editions() {
        let mut shared = 0;
        for (edition, place) in Edition::ALL.iter().flat_map(|one| (-1_200..0).map(move |at| (*one, at))) {
            let Some(event) = Event::at_place(7, edition, place) else { continue };
            let places: Vec<(Edition, i64)> = event.places().collect();

            assert!((2..=4).contains(&places.len()));
            assert!(places.contains(&(edition, place)));
            assert!(
                places.iter().all(|(edition, place)| Event::at_place(7, *edition, *place) == Some(event))
            );
            shared += 1;
        }
        assert!((1_300..1_700).contains(&shared), "{shared} of 4800");
    }

    #[test]
    fn old_articles_belong_to_one_edition_alone() {
        assert!((-9_000..FIRST).all(|place| Event::at_place(7, Edition::Fa, place).is_none()));
    }
}
