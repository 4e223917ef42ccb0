//! The schedule without markup: days with their entries, and how one guide writes them.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::schedule_form::ScheduleForm;
use super::{EntryTruth, Program, ScheduleTruth};
use crate::calendar::{self, DayStyle, TEHRAN};
use crate::edition::Edition;
use crate::lexicon::section::{self as words, ClockWords};
use crate::seeded_random::SeededRandom;

/// What is above the entries of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Weekday,
    Date,
    WeekdayAndDate,
    /// Today and tomorrow by these words, other days by weekday.
    Relative,
}

/// How one guide writes days and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScheduleStyle {
    pub(crate) form: ScheduleForm,
    pub(super) heading: Heading,
    /// Times in the zone of Tehran; otherwise in UTC.
    pub(crate) tehran: bool,
    /// The words for the halves of the day, in a clock of twelve hours.
    halves: Option<(&'static str, &'static str)>,
    native_digits: bool,
    numeric_dates: bool,
    /// Whether entries say when they end.
    ends: bool,
    /// Whether a day goes from six o'clock to six o'clock.
    pub(super) from_morning: bool,
    /// Whether the page says which zone its times are in.
    pub(crate) says_zone: bool,
}

impl ScheduleStyle {
    pub(crate) fn draw(
        seed: u64,
        edition: Edition,
        form: Option<ScheduleForm>,
        tehran: Option<bool>,
    ) -> Self {
        let mut random = SeededRandom::new("schedule style", &[seed, edition.index() as u64]);
        let drawn = random.pick(&ScheduleForm::ALL);
        let headings = [Heading::Weekday, Heading::Date, Heading::WeekdayAndDate, Heading::Relative];
        let half = random.pick(words::of(edition).clock.halves);
        Self {
            form: form.unwrap_or(drawn),
            heading: random.pick(&headings),
            halves: random.percent(40).then_some(half),
            native_digits: random.percent(50),
            numeric_dates: random.percent(50),
            ends: random.percent(35),
            from_morning: random.percent(50),
            says_zone: random.percent(50),
            tehran: tehran.unwrap_or_else(|| random.percent(50)),
        }
    }

    pub(crate) fn zone(self) -> TimeZone {
        if self.tehran { TEHRAN } else { TimeZone::UTC }
    }
}

/// The schedule of some days.
pub(crate) struct Guide {
    pub(crate) edition: Edition,
    pub(crate) style: ScheduleStyle,
    pub(crate) days: Vec<Day>,
}

/// A day and what it shows.
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) entries: Vec<Entry>,
}

/// An entry of a day.
pub(crate) struct Entry {
    pub(crate) start: Zoned,
    pub(crate) end: Zoned,
    pub(crate) title: String,
    pub(crate) episode: Option<u64>,
    pub(crate) program: Option<Program>,
}

impl Guide {
    pub(crate) fn clock_words(&self) -> &'static ClockWords {
        &words::of(self.edition).clock
    }

    /// What is written above a day.
    pub(crate) fn heading(&self, place: usize) -> String {
        let (date, words) = (self.days[place].date, self.clock_words());
        let weekday = calendar::weekday_name(self.edition, date);
        let text = match (self.style.heading, place) {
            (Heading::Relative, 0) => words.today.to_owned(),
            (Heading::Relative, 1) => words.tomorrow.to_owned(),
            (Heading::Weekday | Heading::Relative, _) => weekday.to_owned(),
            (Heading::Date, _) => self.date(date),
            (Heading::WeekdayAndDate, _) => format!("{weekday} {}", self.date(date)),
        };
        self.digits(&text)
    }

    fn date(&self, date: Date) -> String {
        if self.style.numeric_dates {
            calendar::numeric_day(self.edition, date)
        } else {
            calendar::day_in_words(self.edition, date, DayStyle::Usual)
        }
    }

    /// The time of an entry, with its end if this guide has ends.
    pub(crate) fn times(&self, entry: &Entry) -> String {
        let start = self.time(&entry.start);
        if self.style.ends { format!("{start} - {}", self.time(&entry.end)) } else { start }
    }

    fn time(&self, at: &Zoned) -> String {
        let text = match self.style.halves {
            None => at.strftime("%H:%M").to_string(),
            Some((before, after)) => {
                let half = if at.hour() < 12 { before } else { after };
                let hour = (at.hour() + 11) % 12 + 1;
                format!("{hour}:{:02} {half}", at.minute())
            }
        };
        self.digits(&text)
    }

    pub(crate) fn digits(&self, text: &str) -> String {
        if self.style.native_digits { calendar::native_digits(self.edition, text) } else { text.to_owned() }
    }

    /// The guide as JSON. Each entry has the date of its start.
    pub(crate) fn json(&self) -> Vec<u8> {
        let entries = self.days.iter().flat_map(|day| &day.entries).map(|entry| {
            let end = self.style.ends.then(|| self.time(&entry.end));
            serde_json::json!({
                "Date": entry.start.date().to_string(),
                "Time": self.time(&entry.start),
                "EndTime": end,
                "Title": entry.title,
                "Episode": entry.episode,
                "Address": entry.program.map(|program| program.path()),
            })
        });
        serde_json::Value::from_iter(entries).to_string().into_bytes()
    }

    pub(crate) fn truth(&self, base: &str) -> ScheduleTruth {
        let entries: Vec<&Entry> = self.days.iter().flat_map(|day| &day.entries).collect();
        let truth = |(place, entry): (usize, &&Entry)| {
            let next = entries.get(place + 1).map(|next| next.start.timestamp());
            EntryTruth {
                start: entry.start.timestamp(),
                end: if self.style.ends { Some(entry.end.timestamp()) } else { next },
                title: entry.title.clone(),
                episode: entry.episode,
                link: entry.program.map(|program| format!("{base}{}", program.path())),
            }
        };
        let zone = if self.style.tehran { "Asia/Tehran" } else { "UTC" };
        ScheduleTruth { zone, entries: entries.iter().enumerate().map(truth).collect() }
    }
}
