//! How much each section has.

use super::ScheduleForm;
use crate::page::SectionStyle;

/// The size of the sections at the start, in each edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sections {
    /// How many series.
    pub series: u64,
    /// How many films.
    pub films: u64,
    /// How many programmes of the kind `program`.
    pub programs: u64,
    /// How many albums.
    pub albums: u64,
    /// How many people.
    pub people: u64,
    /// How many episodes the first series and the first program have. No other has more.
    pub longest: u64,
    /// Whether the addresses of episodes are below that of the site, which serves a few bytes for each;
    /// otherwise they are on the hosts of the real site.
    pub own_media: bool,
    /// The style of all pages; `None`: each page has one of its own.
    pub style: Option<SectionStyle>,
    /// The form of the schedule; `None`: the seed decides.
    pub schedule: Option<ScheduleForm>,
}

impl Default for Sections {
    /// 40 series, 45 films, 20 programs, 24 albums, 60 people, at most 60 episodes, every style.
    fn default() -> Self {
        Self {
            series: 40,
            films: 45,
            programs: 20,
            albums: 24,
            people: 60,
            longest: 60,
            own_media: false,
            style: None,
            schedule: None,
        }
    }
}
