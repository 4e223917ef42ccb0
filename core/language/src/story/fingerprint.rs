//! The fingerprint of a story: what its counterpart in another edition has in common with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the counterpart of a page in another language would have, too. Made once, when the page is read, and
/// kept with its text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The consonants of its words, in one alphabet for all scripts; those of headline and lead first. Of
    /// text in Latin script the names alone. Words that follow one another are divided by a blank, others by
    /// a comma.
    pub consonants: String,
    /// How many bytes of `consonants` belong to headline and lead.
    pub head: usize,
    /// The numbers of headline and lead.
    pub head_numbers: Vec<Number>,
    /// All numbers, each once.
    pub numbers: Vec<Number>,
    /// The main picture, whatever its host.
    pub picture: Option<String>,
    /// The first video, whatever its scheme and query.
    pub video: Option<String>,
}

/// A number, whatever the digits and the calendar it was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// A count, an age, a price.
    Count(u64),
    /// A time of day, in minutes.
    Clock(u16),
    /// A day, in the common calendar.
    Day(Date),
    /// A year of the common calendar.
    Year(i16),
    /// A year of the Solar Hijri calendar, which begins in March.
    SolarYear(i16),
}
