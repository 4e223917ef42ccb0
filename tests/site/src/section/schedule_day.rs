//! What a day of the schedule shows.

use jiff::civil::Date;
use jiff::{Span, Zoned};

use super::schedule::{Day, Entry, Guide, Heading, ScheduleStyle};
use super::{Program, ProgramKind};
use crate::edition::Edition;
use crate::lexicon::section as words;
use crate::seeded_random::SeededRandom;

impl Guide {
    /// The guide from a day on. The entries of a day depend only on the seed and the day.
    pub(crate) fn compose(
        seed: u64,
        edition: Edition,
        style: ScheduleStyle,
        first: Date,
        days: u64,
        programs: &[Program],
    ) -> Self {
        // Weekdays name the days of one week only.
        let heading = if days > 7 { Heading::Date } else { style.heading };
        let mut style = style;
        style.heading = heading;
        let dates = (0..days).map(|day| first.saturating_add(Span::new().days(day as i64)));
        let composer = Composer { seed, edition, style, programs };
        Self { edition, style, days: dates.map(|date| composer.day(date)).collect() }
    }
}

/// Composes the days of a guide.
struct Composer<'a> {
    seed: u64,
    edition: Edition,
    style: ScheduleStyle,
    programs: &'a [Program],
}

impl Composer<'_> {
    fn day(&self, date: Date) -> Day {
        let key = [self.seed, self.edition.index() as u64, date.year() as u64, date.day_of_year() as u64];
        let mut random = SeededRandom::new("schedule day", &key);
        let (mut at, end) = (self.start(date), self.start(date.saturating_add(Span::new().days(1))));
        let mut entries = Vec::new();
        while at < end {
            let next = self.end_of(&at, &end, &mut random);
            entries.push(self.entry(at, next.clone(), &mut random));
            at = next;
        }
        Day { date, entries }
    }

    fn start(&self, date: Date) -> Zoned {
        let hour = if self.style.from_morning { 6 } else { 0 };
        date.at(hour, 0, 0, 0).to_zoned(self.style.zone()).expect("the zone covers our century")
    }

    /// No entry begins at a local time that comes twice because the clock is put back: what runs then is
    /// longer.
    fn end_of(&self, at: &Zoned, end: &Zoned, random: &mut SeededRandom) -> Zoned {
        let mut minutes = random.pick(&[15, 20, 30, 30, 45, 50, 60, 60, 90]);
        loop {
            let next = at.saturating_add(Span::new().minutes(minutes));
            let rest = next.duration_until(end).as_secs();
            if rest < 15 * 60 {
                return end.clone();
            }
            let again = next.datetime().to_zoned(self.style.zone());
            if next.datetime() > at.datetime() && again.is_ok_and(|again| again == next) {
                return next;
            }
            minutes += 30;
        }
    }

    fn entry(&self, start: Zoned, end: Zoned, random: &mut SeededRandom) -> Entry {
        if self.programs.is_empty() || random.percent(25) {
            let fillers = words::of(self.edition).fillers;
            return Entry {
                start,
                end,
                title: random.pick(fillers).to_owned(),
                episode: None,
                program: None,
            };
        }
        let program = random.pick(self.programs);
        let has_episodes = program.kind != ProgramKind::Film && random.percent(70);
        let episode = has_episodes.then(|| random.between(1, 60));
        let linked = random.percent(60).then_some(program);
        Entry { start, end, title: program.title(), episode, program: linked }
    }
}
