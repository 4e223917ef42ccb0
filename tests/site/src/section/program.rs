//! A programme without markup: a pure function of seed, edition, id and revision.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Credit, Person, ProgramKind, Tag};
use crate::calendar;
use crate::edition::Edition;
use crate::lexicon;
use crate::lexicon::section::{self as words, SectionWords};
use crate::picture::Picture;
use crate::prose::Cast;
use crate::seeded_random::SeededRandom;
use crate::spelling::Spelling;

/// A series, a film or a program as it is now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    pub(crate) kind: ProgramKind,
    pub(crate) id: u64,
    /// Its number among those of its kind, from 0 for the oldest.
    pub(crate) number: u64,
    pub(crate) published: Timestamp,
    pub(crate) modified: Timestamp,
    /// How often the title was changed.
    pub(crate) titles: u32,
    /// How often the story was changed.
    pub(crate) stories: u32,
    /// How often anything was changed.
    pub(crate) edits: u32,
    /// How many episodes were added since the start.
    pub(crate) added: u64,
    /// How many episodes the longest programme has.
    pub(crate) longest: u64,
    /// How many people the site knows.
    pub(crate) people: u64,
}

/// Odd and without a common divisor with the count of titles, so that neighbours differ.
const STEP: u64 = 37;

impl Program {
    pub(crate) fn random(&self, purpose: &str) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.edition.index() as u64, self.id])
    }

    pub(crate) fn words(&self) -> &'static SectionWords {
        words::of(self.edition)
    }

    /// The title without the year, as the newsroom types it.
    pub(crate) fn title(&self) -> String {
        let spelling = Spelling::of_title(self.edition, &mut self.random("program spelling"));
        spelling.write(&self.name())
    }

    fn name(&self) -> String {
        let names = &lexicon::of(self.edition).names;
        let short = match self.kind {
            ProgramKind::Series => names.series,
            ProgramKind::Film => names.films,
            ProgramKind::Program => self.words().programs,
        };
        let key = [self.seed, self.edition.index() as u64, self.kind as u64];
        let start = SeededRandom::new("program titles", &key).between(0, 9_999);
        // Some have the title of the one before.
        let number = if self.number % 23 == 22 { self.number - 1 } else { self.number };
        let number = number + 101 * u64::from(self.titles);
        let short_ones = short.len() as u64;
        if number < short_ones {
            return short[((start + number) % short_ones) as usize].to_owned();
        }
        let (heads, tails) = self.words().titles;
        let count = (heads.len() * tails.len()) as u64;
        let place = ((number * STEP + start) % count) as usize;
        let title = format!("{} {}", heads[place % heads.len()], tails[place / heads.len()]);
        match (number - short_ones) / count {
            0 => title,
            rounds => format!("{title} {}", rounds + 1),
        }
    }

    /// The year that the title carries.
    pub(crate) fn year(&self) -> Option<u16> {
        let mut random = self.random("program year");
        let year = random.between(1998, 2023) as u16;
        let solar = matches!(self.edition, Edition::Fa | Edition::Fa2) && random.percent(20);
        random.percent(70).then_some(if solar { year - 621 } else { year })
    }

    /// The title with the year, as the site shows it.
    pub(crate) fn shown_title(&self) -> String {
        let (title, Some(year)) = (self.title(), self.year()) else { return self.title() };
        let mut random = self.random("program year form");
        let (gap, native) = (random.pick(&[" ", " ", ""]), random.percent(25));
        let year = year.to_string();
        let year = if native { calendar::native_digits(self.edition, &year) } else { year };
        format!("{title}{gap}({year})")
    }

    /// The paragraphs of its story.
    pub(crate) fn story(&self) -> Vec<String> {
        let mut random = self.random("program story");
        let frames = self.words().story;
        let mut order = random.order(frames.len());
        order.rotate_left(self.stories as usize % frames.len());
        let spelling = Spelling::of_text(self.edition, &mut random);
        let cast = Cast::draw(self.edition, self.published, &mut self.random("program names"));
        let mut sentences =
            order.into_iter().map(|index| spelling.write(&cast.say(frames[index], &mut random.clone())));
        let sizes =
            self.random("program sizes").pick(&[&[2_usize, 1][..], &[2, 2], &[3], &[2, 1, 2], &[3, 2, 2]]);
        let paragraph = |size: &usize| sentences.by_ref().take(*size).collect::<Vec<_>>().join(" ");
        sizes.iter().map(paragraph).collect()
    }

    /// The people in it, in the order of its page.
    pub(crate) fn credits(&self) -> Vec<Credit> {
        let mut random = self.random("program cast");
        let roles = &self.words().roles;
        let mut credits = Vec::new();
        let mut numbers = random.order(self.people as usize).into_iter().map(|number| number as u64);
        let mut next = |directs: bool| numbers.find(|number| Person::directs(*number) == directs);
        for (role, share) in
            [(roles.director, 85), (roles.writer, 35), (roles.composer, 20), (roles.producer, 15)]
        {
            if random.percent(share) {
                credits
                    .extend(next(role == roles.director).map(|number| Credit { number, role: Some(role) }));
            }
        }
        for _ in 0..random.between(1, 6) {
            let role = |number| if Person::is_woman(number) { roles.actress } else { roles.actor };
            let named = random.percent(85);
            credits.extend(next(false).map(|number| Credit { number, role: named.then(|| role(number)) }));
        }
        if random.percent(50) {
            credits.reverse();
        }
        credits
    }

    /// One or two genres.
    pub(crate) fn genres(&self) -> Vec<&'static str> {
        let mut random = self.random("program genres");
        let genres = lexicon::of(self.edition).names.genres;
        let count = random.between(0, 2) as usize;
        random.order(genres.len()).into_iter().take(count).map(|index| genres[index]).collect()
    }

    pub(crate) fn tags(&self) -> Vec<Tag> {
        let mut random = self.random("program tags");
        let count = random.between(0, 3) as usize;
        let order = random.order(self.words().tags.len());
        order.into_iter().take(count).map(|index| Tag::new(self.edition, index)).collect()
    }

    fn day(&self) -> Date {
        calendar::tehran(self.published).date()
    }

    /// The full picture; a few programmes have none.
    pub(crate) fn poster(&self) -> Option<Picture> {
        let mut random = self.random("program poster");
        random.percent(94).then(|| Picture::uploaded(self.day(), &mut random))
    }

    /// A picture of one of its episodes.
    pub(crate) fn still(&self, number: u64) -> Picture {
        Picture::uploaded(self.day(), &mut self.random(&format!("still {number}")))
    }

    /// The address of its trailer. A film shows itself instead.
    pub(crate) fn trailer(&self) -> Option<String> {
        let has = self.kind != ProgramKind::Film && self.random("program trailer").percent(60);
        has.then(|| format!("https://preview.presstv.ir/ifilm/trailer/{}.mp4", self.id))
    }

    /// The address of the film as the page writes it: a whole one, or a path with blanks.
    pub(crate) fn video(&self) -> Option<String> {
        let mut random = self.random("program video");
        if self.kind != ProgramKind::Film || !random.percent(85) {
            return None;
        }
        let folder = self.folder();
        Some(match random.below(3) {
            0 => format!("https://preview.presstv.co.uk/ifilm/film/{}.mp4", self.id),
            1 => format!("/UploadedFiles/Videos/{folder}.mp4"),
            _ => format!("https://fa.ifilmtv.ir/films/{}.mp4", self.id),
        })
    }

    /// A name for folders: the title in letters, digits and blanks.
    pub(crate) fn folder(&self) -> String {
        let kept: String =
            self.name().to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// How many episodes it has.
    pub(crate) fn count(&self) -> u64 {
        let mut random = self.random("program episodes");
        let drawn = match (self.kind, self.number) {
            (ProgramKind::Film, _) => random.pick(&[0, 0, 0, 0, 1, 2]),
            (_, 0) => self.longest,
            _ => random.between(1, self.longest.max(1)),
        };
        drawn + self.added
    }

    /// Whether it is in the block of what is on air. New programmes come first in it.
    pub(crate) fn is_on_air(&self) -> bool {
        self.kind != ProgramKind::Film && self.random("program on air").percent(15)
    }

    /// The path of its page.
    pub(crate) fn path(&self) -> String {
        format!("/{}/Content/{}", self.kind.route(), self.id)
    }
}
