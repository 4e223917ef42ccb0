//! Filling the slots of a sentence frame.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{self, DayStyle};
use crate::chance::Chance;
use crate::edition::Edition;
use crate::lexicon::{self, Lexicon};

/// The names of one story: in all its sentences a slot means the same name.
pub(crate) struct Cast {
    edition: Edition,
    lexicon: &'static Lexicon,
    around: Date,
    quotes: (&'static str, &'static str),
    turns: Turns,
}

/// Where in each list the story finds its names: `{man}` is its first man, `{man2}` its second.
struct Turns {
    men: Turn,
    women: Turn,
    films: Turn,
    series: Turn,
    cities: Turn,
    countries: Turn,
    festival: Turn,
    genre: Turn,
    sight: Turn,
}

/// A walk through a list: the first four places are never the same in lists of seven and more.
#[derive(Clone, Copy)]
struct Turn {
    start: usize,
    stride: usize,
}

impl Turn {
    fn draw(chance: &mut Chance) -> Self {
        let drawn = chance.next() as usize;
        Self { start: drawn >> 8, stride: 1 + drawn % 2 }
    }

    fn name(self, list: &'static [&'static str], place: usize) -> &'static str {
        list[(self.start + place * self.stride) % list.len()]
    }
}

impl Turns {
    fn draw(chance: &mut Chance) -> Self {
        let [men, women, films, series, cities, countries, festival, genre, sight] =
            [(); 9].map(|()| Turn::draw(chance));
        Self { men, women, films, series, cities, countries, festival, genre, sight }
    }
}

impl Cast {
    /// The cast of a story whose dates lie around a moment.
    pub(crate) fn draw(edition: Edition, around: Timestamp, chance: &mut Chance) -> Self {
        let lexicon = lexicon::of(edition);
        let quotes = match edition {
            Edition::En => chance.pick(&[("\u{201c}", "\u{201d}"), ("\"", "\""), ("\u{2018}", "\u{2019}")]),
            _ => chance.pick(&[("«", "»"), ("«", "»"), ("\"", "\"")]),
        };
        let turns = Turns::draw(chance);
        Self { edition, lexicon, around: calendar::tehran(around).date(), quotes, turns }
    }

    /// The frame with its slots filled; what is no name is drawn anew each time.
    pub(crate) fn say(&self, frame: &str, chance: &mut Chance) -> String {
        let mut said = String::with_capacity(frame.len() * 2);
        let mut rest = frame;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').expect("the frames close their slots");
            said.push_str(before);
            said.push_str(&self.fill(slot, chance));
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// A text that is quoted as the titles of works are.
    pub(crate) fn quoted(&self, text: &str) -> String {
        format!("{}{text}{}", self.quotes.0, self.quotes.1)
    }

    fn fill(&self, slot: &str, chance: &mut Chance) -> String {
        let name = slot.trim_end_matches(|c: char| c.is_ascii_digit());
        let place = slot[name.len()..].parse::<usize>().map_or(0, |number| number - 1);
        self.name(name, place).unwrap_or_else(|| self.figure(name, chance))
    }

    fn name(&self, slot: &str, place: usize) -> Option<String> {
        let (names, turns) = (&self.lexicon.names, &self.turns);
        Some(match slot {
            "man" => turns.men.name(names.men, place).to_owned(),
            "woman" => turns.women.name(names.women, place).to_owned(),
            "film" => self.quoted(turns.films.name(names.films, place)),
            "series" => self.quoted(turns.series.name(names.series, place)),
            "city" => turns.cities.name(names.cities, place).to_owned(),
            "country" => turns.countries.name(names.countries, place).to_owned(),
            "festival" => turns.festival.name(names.festivals, 0).to_owned(),
            "festival_cap" => capital(turns.festival.name(names.festivals, 0)),
            "genre" => turns.genre.name(names.genres, 0).to_owned(),
            "sight" => turns.sight.name(names.sights, 0).to_owned(),
            "sight_cap" => capital(turns.sight.name(names.sights, 0)),
            _ => return None,
        })
    }

    fn figure(&self, slot: &str, chance: &mut Chance) -> String {
        let plain = match slot {
            "n" => chance.between(11, 99).to_string(),
            "few" => chance.between(3, 9).to_string(),
            "year" => (calendar::year(self.edition, self.around) - chance.between(1, 12) as i64).to_string(),
            "time" => format!("{:02}:{:02}", chance.between(8, 23), chance.pick(&[0, 15, 30, 45])),
            "date" => return self.day(chance),
            "month" => return calendar::month_name(self.edition, self.near(chance)).to_owned(),
            "iso" => return self.near(chance).to_string(),
            "latin" => return chance.pick(self.lexicon.names.latin).to_owned(),
            other => unreachable!("the frames know no slot {other}"),
        };
        self.digits(&plain, chance)
    }

    fn day(&self, chance: &mut Chance) -> String {
        let style = chance.pick(&[DayStyle::Usual, DayStyle::Usual, DayStyle::Other]);
        let day = calendar::day_in_words(self.edition, self.near(chance), style);
        self.digits(&day, chance)
    }

    fn near(&self, chance: &mut Chance) -> Date {
        let days = chance.between(0, 40) as i64 - 10;
        self.around.saturating_add(jiff::Span::new().days(days))
    }

    /// Editions in Arabic script mix both kinds of digits, sometimes inside one number of the clock.
    fn digits(&self, text: &str, chance: &mut Chance) -> String {
        match chance.below(10) {
            0..6 => calendar::native_digits(self.edition, text),
            6 => text.split_inclusive(':').map(|part| self.digits(part, chance)).collect(),
            _ => text.to_owned(),
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_frame(lexicon: &'static Lexicon) -> Vec<&'static str> {
        let topics = lexicon.topics.iter().chain([&lexicon.travel]);
        let news = topics.clone().flat_map(|topic| topic.news).flat_map(|(title, lead)| [*title, *lead]);
        let frames = topics.flat_map(|t| [t.asides, t.sentences, t.quotes, t.headings, t.entries]);
        let others = frames.chain([lexicon.captions, lexicon.labels.read_more]).flatten().copied();
        news.chain(others).collect()
    }

    #[test]
    fn every_frame_of_every_edition_can_be_said() {
        for edition in Edition::ALL {
            let mut chance = Chance::new("test", &[1]);
            let cast = Cast::draw(edition, Timestamp::UNIX_EPOCH, &mut chance);
            for frame in every_frame(lexicon::of(edition)) {
                let said = cast.say(frame, &mut chance);
                assert!(!said.contains(['{', '}']) && !said.contains("  "), "{said}");
            }
        }
    }

    #[test]
    fn a_slot_means_the_same_name_throughout() {
        let mut chance = Chance::new("test", &[2]);
        let cast = Cast::draw(Edition::En, Timestamp::UNIX_EPOCH, &mut chance);

        assert_eq!(cast.say("{man}", &mut chance), cast.say("{man}", &mut chance));
        assert_ne!(cast.say("{man}", &mut chance), cast.say("{man2}", &mut chance));
    }
}
