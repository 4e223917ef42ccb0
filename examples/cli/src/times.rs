//! Times for people: in the words of an edition and in the person's zone.

use ifilm_core::catalog::Editions;
use ifilm_core::language::text::isolate;
use ifilm_core::language::time::{DateStyle, DateWords, TimeOfDay};
use ifilm_core::{DateSettings, EditionId};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// What is needed to write a time for people.
pub(crate) struct Times {
    pub(crate) editions: Editions,
    pub(crate) zone: TimeZone,
    pub(crate) settings: DateSettings,
}

impl Times {
    /// A time in the language, calendar and digits of an edition, isolated for a line of another direction.
    /// For an edition that does not exist, it is in UTC, as RFC 3339.
    pub(crate) fn text(&self, at: Timestamp, edition: &EditionId) -> String {
        let Ok(edition) = self.editions.get(edition) else { return at.to_string() };
        let words = DateWords::new(&self.zone, &edition.language, self.settings);
        isolate(&words.text(at, DateStyle::Long, TimeOfDay::With))
    }
}
