//! Albums with their tracks, tracks by category, and clips.

use jiff::civil::Date;

use crate::edition::Edition;
use crate::lexicon::section::{self as words, SectionWords};
use crate::picture::Picture;
use crate::prose::Cast;
use crate::seeded_random::SeededRandom;
use crate::timeline;

/// An album, by number from 0 for the oldest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Album {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    pub(crate) number: u64,
}

/// A piece of music, or a clip.
#[derive(Debug, Clone)]
pub(crate) struct Track {
    pub(crate) id: u64,
    pub(crate) title: String,
    pub(crate) performer: String,
    pub(crate) description: String,
    pub(crate) picture: Option<Picture>,
    /// The path of the sound or, for a clip, of the video.
    pub(crate) media: String,
    pub(crate) is_clip: bool,
}

/// The types of `GetTracksBy` that list tracks without an album, and that of clips.
const CATEGORIES: [u64; 2] = [4, 6];
const CLIPS: u64 = 15;

impl Album {
    pub(crate) fn id(self) -> u64 {
        700 + 30 * self.edition.index() as u64 + self.number
    }

    pub(crate) fn number_of(edition: Edition, id: u64) -> Option<u64> {
        id.checked_sub(700 + 30 * edition.index() as u64)
    }

    fn words(self) -> &'static SectionWords {
        words::of(self.edition)
    }

    fn random(self, purpose: &str) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.edition.index() as u64, self.number])
    }

    pub(crate) fn title(self) -> String {
        let (heads, tails) = self.words().titles;
        let start = SeededRandom::new("albums", &[self.seed, self.edition.index() as u64]).between(0, 999);
        let place = (start + self.number * 29) as usize;
        let title = format!("{} {}", heads[place % heads.len()], tails[place / heads.len() % tails.len()]);
        self.words().album.replace("{}", &title)
    }

    pub(crate) fn performer(self) -> &'static str {
        self.random("performer").pick(self.words().performers)
    }

    pub(crate) fn picture(self) -> Option<Picture> {
        let mut random = self.random("cover");
        random.percent(90).then(|| Picture::uploaded(day(&mut random), &mut random))
    }

    /// A sentence about it; `None` for many.
    pub(crate) fn story(self) -> Option<String> {
        let mut random = self.random("album story");
        let cast = Cast::draw(self.edition, timeline::start(), &mut random);
        random.percent(60).then(|| cast.say(random.pick(self.words().story), &mut random))
    }

    pub(crate) fn tracks(self) -> Vec<Track> {
        let count = self.random("track count").between(3, 12) as usize;
        let order = self.random("track order").order(self.words().tracks.len());
        let titles = order.into_iter().take(count).map(|place| self.words().tracks[place]);
        let track = |(place, title): (usize, &str)| {
            let number = place as u64 + 1;
            let media = format!("/music/{}/{number:02} {title}.mp3", self.id());
            self.track(20_000 + self.id() * 20 + number, title, media)
        };
        titles.enumerate().map(track).collect()
    }

    fn track(self, id: u64, title: &str, media: String) -> Track {
        let (title, performer) = (title.to_owned(), self.performer().to_owned());
        Track {
            id,
            title,
            performer,
            description: String::new(),
            picture: self.picture(),
            media,
            is_clip: false,
        }
    }

    /// The tracks or clips of a type that belong to no album; `None` for an unknown type.
    pub(crate) fn of_type(seed: u64, edition: Edition, kind: u64) -> Option<Vec<Track>> {
        let is_clip = kind == CLIPS;
        if !is_clip && !CATEGORIES.contains(&kind) {
            return None;
        }
        let count = SeededRandom::new("single tracks", &[seed, edition.index() as u64, kind]).between(20, 45);
        Some((1..=count).map(|number| Self::single(seed, edition, kind, number)).collect())
    }

    fn single(seed: u64, edition: Edition, kind: u64, number: u64) -> Track {
        let album = Self { seed, edition, number: 1_000 * kind + number };
        let title = album.random("single").pick(album.words().tracks);
        let id = 60_000 + 1_000 * kind + number;
        if kind != CLIPS {
            return album.track(id, title, format!("music/{kind}/{number}.mp3"));
        }
        let description = album.story().unwrap_or_default();
        Track { description, is_clip: true, ..album.track(id, title, format!("/clips/clip {number}.mp4")) }
    }
}

fn day(random: &mut SeededRandom) -> Date {
    Date::constant(2019, 6, 1).saturating_add(jiff::Span::new().days(random.between(0, 1_500) as i64))
}

impl Track {
    /// The caption of a row: the performer of a track, the name of a clip.
    pub(crate) fn caption(&self) -> &str {
        if self.is_clip { &self.title } else { &self.performer }
    }
}
