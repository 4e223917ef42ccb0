//! Fills the slots of a sentence frame.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::{self, DayStyle};
use crate::edition::Edition;
use crate::event::Event;
use crate::lexicon::{self, Names, Topic, shared_names};
use crate::seeded_random::SeededRandom;

/// The names of one story. A slot means the same name in all its sentences.
pub(crate) struct Cast {
    edition: Edition,
    names: &'static Names,
    around: Date,
    quotes: (&'static str, &'static str),
    turns: Turns,
    facts: Option<Facts>,
}

/// The figures of an event, which are the same in each edition.
#[derive(Clone, Copy)]
struct Facts {
    event: Event,
    topic: &'static Topic,
}

/// The places in each list where the names of the story are: `{man}` is its first man, `{man2}` its second.
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

/// The order in which places of a list are used. The first four differ if the list has seven or more.
#[derive(Clone, Copy)]
struct Turn {
    start: usize,
    stride: usize,
}

impl Turn {
    fn draw(random: &mut SeededRandom) -> Self {
        let drawn = random.next() as usize;
        Self { start: drawn >> 8, stride: 1 + drawn % 2 }
    }

    fn name(self, list: &'static [&'static str], place: usize) -> &'static str {
        list[(self.start + place * self.stride) % list.len()]
    }
}

impl Turns {
    fn draw(random: &mut SeededRandom) -> Self {
        let [men, women, films, series, cities, countries, festival, genre, sight] =
            [(); 9].map(|()| Turn::draw(random));
        Self { men, women, films, series, cities, countries, festival, genre, sight }
    }
}

impl Cast {
    /// The cast of a story with dates around a moment.
    pub(crate) fn draw(edition: Edition, around: Timestamp, random: &mut SeededRandom) -> Self {
        let quotes = quotes(edition, random);
        let turns = Turns::draw(random);
        let names = &lexicon::of(edition).names;
        Self { edition, names, around: calendar::tehran(around).date(), quotes, turns, facts: None }
    }

    /// The cast of an event, as an edition writes its names.
    pub(crate) fn of_event(
        edition: Edition,
        event: Event,
        topic: &'static Topic,
        random: &mut SeededRandom,
    ) -> Self {
        let quotes = quotes(edition, random);
        let mut turns = Turns::draw(&mut event.people());
        if let Some(mut other) = event.man() {
            turns.men = Turns::draw(&mut other).men;
        }
        let facts = Some(Facts { event, topic });
        Self { edition, names: shared_names::names(edition), around: event.day(), quotes, turns, facts }
    }

    /// The frame with its slots filled. Names come from the cast. Everything else is chosen anew each time.
    pub(crate) fn say(&self, frame: &str, random: &mut SeededRandom) -> String {
        let mut said = String::with_capacity(frame.len() * 2);
        let mut rest = frame;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').expect("the frames close their slots");
            said.push_str(before);
            said.push_str(&self.fill(slot, SlotPosition { frame, at: frame.len() - rest.len() }, random));
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// The text in the quotation marks of titles.
    pub(crate) fn quoted(&self, text: &str) -> String {
        format!("{}{text}{}", self.quotes.0, self.quotes.1)
    }

    fn fill(&self, slot: &str, position: SlotPosition<'_>, random: &mut SeededRandom) -> String {
        let name = slot.trim_end_matches(|c: char| c.is_ascii_digit());
        let turn = slot[name.len()..].parse::<usize>().map_or(0, |number| number - 1);
        self.name(name, turn).unwrap_or_else(|| self.figure(name, position, random))
    }

    fn name(&self, slot: &str, place: usize) -> Option<String> {
        let (names, turns) = (self.names, &self.turns);
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

    /// A figure. If there is an event, it decides the value. The story decides how it is written.
    fn figure(&self, slot: &str, position: SlotPosition<'_>, random: &mut SeededRandom) -> String {
        let mut fact = self.facts.map(|facts| facts.random(slot, position));
        let style = matches!(slot, "date").then(|| day_style(random));
        let drawn = fact.as_mut().unwrap_or(random);
        let plain = match slot {
            "n" => drawn.between(11, 99).to_string(),
            "few" => drawn.between(3, 9).to_string(),
            "year" => (calendar::year(self.edition, self.around) - drawn.between(1, 12) as i64).to_string(),
            "time" => format!("{:02}:{:02}", drawn.between(8, 23), drawn.pick(&[0, 15, 30, 45])),
            "date" => {
                calendar::day_in_words(self.edition, self.near(drawn), style.unwrap_or(DayStyle::Usual))
            }
            "month" => return calendar::month_name(self.edition, self.near(drawn)).to_owned(),
            "iso" => return self.near(drawn).to_string(),
            "latin" => return drawn.pick(self.names.latin).to_owned(),
            other => unreachable!("the frames know no slot {other}"),
        };
        self.digits(&plain, random)
    }

    fn near(&self, random: &mut SeededRandom) -> Date {
        let days = random.between(0, 40) as i64 - 10;
        self.around.saturating_add(jiff::Span::new().days(days))
    }

    /// Editions in Arabic script mix both kinds of digits, sometimes within one time of day.
    fn digits(&self, text: &str, random: &mut SeededRandom) -> String {
        match random.below(10) {
            0..6 => calendar::native_digits(self.edition, text),
            6 => text.split_inclusive(':').map(|part| self.digits(part, random)).collect(),
            _ => text.to_owned(),
        }
    }
}

/// Where in a frame a slot is.
#[derive(Clone, Copy)]
struct SlotPosition<'a> {
    frame: &'a str,
    /// Where the slot before this one ends, in bytes; 0 for the first slot.
    at: usize,
}

impl SlotPosition<'_> {
    /// How many slots of the same name are before it.
    fn occurrence(self, slot: &str) -> u64 {
        let before = &self.frame[..self.at];
        before.matches(&format!("{{{slot}}}")).count() as u64
    }
}

impl Facts {
    fn random(self, slot: &str, position: SlotPosition<'_>) -> SeededRandom {
        self.event.figure(slot, self.sentence(position.frame), position.occurrence(slot))
    }

    /// The number of a sentence among those of its topic, which is the same in every edition. A headline and
    /// its lead have the same number.
    fn sentence(self, frame: &str) -> u64 {
        let Topic { news, asides, sentences, quotes, headings, entries } = self.topic;
        let of_news = news.iter().position(|(title, lead)| *title == frame || *lead == frame);
        let lists = [sentences, asides, quotes, headings, entries];
        let of_text = || {
            let found = |list: &&[&str]| list.iter().position(|other| *other == frame);
            lists.iter().zip(1..).find_map(|(list, number)| Some(number * 1_000 + found(list)?))
        };
        of_news.or_else(of_text).unwrap_or(usize::MAX) as u64
    }
}

fn quotes(edition: Edition, random: &mut SeededRandom) -> (&'static str, &'static str) {
    match edition {
        Edition::En => random.pick(&[("\u{201c}", "\u{201d}"), ("\"", "\""), ("\u{2018}", "\u{2019}")]),
        _ => random.pick(&[("«", "»"), ("«", "»"), ("\"", "\"")]),
    }
}

fn day_style(random: &mut SeededRandom) -> DayStyle {
    random.pick(&[DayStyle::Usual, DayStyle::Usual, DayStyle::Other])
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn every_frame(lexicon: &'static Lexicon) -> Vec<&'static str> {
        let topics = lexicon.topics.iter().chain([&lexicon.travel]);
        let news = topics.clone().flat_map(|topic| topic.news).flat_map(|(title, lead)| [*title, *lead]);
        let frames = topics.flat_map(|t| [t.asides, t.sentences, t.quotes, t.headings, t.entries]);
        let others = frames.chain([lexicon.captions, lexicon.labels.read_more]).flatten().copied();
        news.chain(others).collect()
    }

    #[test]
    fn every_frame_of_every_edition_can_be_filled() {
        for edition in Edition::ALL {
            let mut random = SeededRandom::new("test", &[1]);
            let cast = Cast::draw(edition, Timestamp::UNIX_EPOCH, &mut random);
            for frame in every_frame(lexicon::of(edition)) {
                let said = cast.say(frame, &mut random);
                assert!(!said.contains(['{', '}']) && !said.contains("  "), "{said}");
            }
        }
    }

    #[test]
    fn a_slot_has_the_same_name_in_the_whole_story() {
        let mut random = SeededRandom::new("test", &[2]);
        let cast = Cast::draw(Edition::En, Timestamp::UNIX_EPOCH, &mut random);

        assert_eq!(cast.say("{man}", &mut random), cast.say("{man}", &mut random));
        assert_ne!(cast.say("{man}", &mut random), cast.say("{man2}", &mut random));
    }
}
