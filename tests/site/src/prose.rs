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
    orders: Orders,
}

/// In which order the story uses the names of each list: `{man}` is the first man, `{man2}` the second.
struct Orders {
    men: Vec<usize>,
    women: Vec<usize>,
    films: Vec<usize>,
    series: Vec<usize>,
    cities: Vec<usize>,
    countries: Vec<usize>,
    festival: usize,
    genre: usize,
    sight: usize,
}

impl Orders {
    fn draw(lexicon: &Lexicon, chance: &mut Chance) -> Self {
        let names = &lexicon.names;
        Self {
            men: chance.order(names.men.len()),
            women: chance.order(names.women.len()),
            films: chance.order(names.films.len()),
            series: chance.order(names.series.len()),
            cities: chance.order(names.cities.len()),
            countries: chance.order(names.countries.len()),
            festival: chance.below(names.festivals.len()),
            genre: chance.below(names.genres.len()),
            sight: chance.below(names.sights.len()),
        }
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
        let orders = Orders::draw(lexicon, chance);
        Self { edition, lexicon, around: calendar::tehran(around).date(), quotes, orders }
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
        let (names, orders) = (&self.lexicon.names, &self.orders);
        let from = |list: &[&str], order: &[usize]| list[order[place % order.len()]].to_owned();
        Some(match slot {
            "man" => from(names.men, &orders.men),
            "woman" => from(names.women, &orders.women),
            "film" => self.quoted(&from(names.films, &orders.films)),
            "series" => self.quoted(&from(names.series, &orders.series)),
            "city" => from(names.cities, &orders.cities),
            "country" => from(names.countries, &orders.countries),
            "festival" => names.festivals[orders.festival].to_owned(),
            "festival_cap" => capital(names.festivals[orders.festival]),
            "genre" => names.genres[orders.genre].to_owned(),
            "sight" => names.sights[orders.sight].to_owned(),
            "sight_cap" => capital(names.sights[orders.sight]),
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
