//! The fingerprint of an article.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The features that a page and its translation share. It is made once, when the page is read, and stored
/// with its text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The consonants of its words, in one alphabet for all scripts, headline and lead first. In Latin script
    /// only those of names. A blank stands between words in a row, a comma between others.
    pub consonants: String,
    /// How many bytes of `consonants` belong to headline and lead.
    pub head: usize,
    /// The numbers of headline and lead.
    pub head_numbers: Vec<Number>,
    /// All numbers, each once.
    pub numbers: Vec<Number>,
    /// The path of the main picture. The host is left out, because each edition has its own.
    pub picture: Option<String>,
    /// The host and path of the first video.
    pub video: Option<String>,
}

/// A number, independent of the digits and the calendar that it was written in.
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
