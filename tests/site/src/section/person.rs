//! A person of the site: name, picture, biography and works.

use jiff::civil::Date;

use crate::edition::Edition;
use crate::lexicon::section as words;
use crate::lexicon::shared_names;
use crate::picture::Picture;
use crate::prose::Cast;
use crate::seeded_random::SeededRandom;
use crate::timeline;

/// What a person did in a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Credit {
    /// The number of the person.
    pub(crate) number: u64,
    pub(crate) role: Option<&'static str>,
}

/// A person, by number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    pub(crate) number: u64,
}

impl Person {
    /// People have a counter of their own.
    pub(crate) fn id(self) -> u64 {
        4_100 + 50 * self.edition.index() as u64 + self.number
    }

    /// The number of the person with an id.
    pub(crate) fn number_of(edition: Edition, id: u64) -> Option<u64> {
        id.checked_sub(4_100 + 50 * edition.index() as u64)
    }

    pub(crate) fn is_woman(number: u64) -> bool {
        number % 2 == 1
    }

    pub(crate) fn directs(number: u64) -> bool {
        number.is_multiple_of(3)
    }

    fn random(self, purpose: &str) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.edition.index() as u64, self.number])
    }

    /// The names of the first people are those of the news. The others mix their first and last names.
    pub(crate) fn name(self) -> String {
        let names = shared_names::names(self.edition);
        let list = if Self::is_woman(self.number) { names.women } else { names.men };
        let (place, count) = ((self.number / 2) as usize, list.len());
        let (Some((first, _)), Some((_, last))) =
            (list[place % count].split_once(' '), list[(place * 3 + place / count) % count].split_once(' '))
        else {
            return list[place % count].to_owned();
        };
        if place < count { list[place].to_owned() } else { format!("{first} {last}") }
    }

    pub(crate) fn biography(self) -> Vec<String> {
        let mut random = self.random("biography");
        let frames = words::of(self.edition).biography;
        let cast = Cast::draw(self.edition, timeline::start(), &mut random);
        let count = random.pick(&[1, 3, 4, 5]);
        let order = random.order(frames.len());
        let chosen = order.into_iter().take(count).map(|index| frames[index].replace("{name}", &self.name()));
        let sentences: Vec<String> = chosen.map(|frame| cast.say(&frame, &mut random)).collect();
        sentences.chunks(2).map(|pair| pair.join(" ")).collect()
    }

    pub(crate) fn picture(self) -> Option<Picture> {
        let mut random = self.random("portrait");
        let day = Date::constant(2020, 1, 1)
            .saturating_add(jiff::Span::new().days(random.between(0, 1_500) as i64));
        random.percent(85).then(|| Picture::uploaded(day, &mut random))
    }
}
