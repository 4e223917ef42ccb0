//! How much data a sync may use, how much was used, and what was left out for it.

use jiff::Timestamp;
use serde::Serialize;

/// The most data that a sync may use, or all work of a day, in bytes on the wire: heads and bodies, both
/// ways. TLS, the packed heads of HTTP/2 and what a proxy takes are not counted. `None` means no limit. Start
/// from
/// [`Budget::none`] or [`Budget::of`].
///
/// The head of one answer may go beyond it. A body whose length does not fit is not begun, and one that does
/// not say its length ends before it goes beyond. Of a body that is refused, up to 64 KiB count as used,
/// because they were on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Budget {
    /// For all kinds together.
    pub bytes: Option<u64>,
    /// For listings.
    pub listings: Option<u64>,
    /// For the pages of items.
    pub texts: Option<u64>,
    /// For pictures.
    pub pictures: Option<u64>,
}

/// What data is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DataKind {
    /// Listings: the headlines.
    Listings,
    /// The pages of items.
    Texts,
    /// Pictures.
    Pictures,
}

/// The data that was used on one day, in bytes on the wire: heads and bodies, both ways.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DataUsed {
    /// The day in the time zone of the client, such as `2026-11-30`.
    pub day: String,
    /// When the day ends, and with it its ceiling.
    pub ends_at: Option<Timestamp>,
    /// For listings.
    pub listings: u64,
    /// For the pages of items.
    pub texts: u64,
    /// For pictures.
    pub pictures: u64,
}

/// How many requests a sync left out or cut, because its budget or the day's ceiling had no room for them.
/// They are no failures, and the next sync asks for them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Left {
    /// Pages of listings.
    pub listings: u32,
    /// Pages of items.
    pub texts: u32,
    /// Pictures.
    pub pictures: u32,
}

impl Budget {
    /// No limit.
    pub fn none() -> Self {
        Self::default()
    }

    /// At most this many bytes for all kinds together.
    pub fn of(bytes: u64) -> Self {
        Self { bytes: Some(bytes), ..Self::default() }
    }

    /// The same, with at most this many bytes for listings.
    pub fn with_listings(self, bytes: impl Into<Option<u64>>) -> Self {
        Self { listings: bytes.into(), ..self }
    }

    /// The same, with at most this many bytes for the pages of items.
    pub fn with_texts(self, bytes: impl Into<Option<u64>>) -> Self {
        Self { texts: bytes.into(), ..self }
    }

    /// The same, with at most this many bytes for pictures.
    pub fn with_pictures(self, bytes: impl Into<Option<u64>>) -> Self {
        Self { pictures: bytes.into(), ..self }
    }

    /// The limit for a kind alone.
    pub(crate) fn of_kind(&self, kind: DataKind) -> Option<u64> {
        match kind {
            DataKind::Listings => self.listings,
            DataKind::Texts => self.texts,
            DataKind::Pictures => self.pictures,
        }
    }

    /// The smaller limit of each kind.
    pub(crate) fn least(self, other: Self) -> Self {
        let least = |one: Option<u64>, other: Option<u64>| one.into_iter().chain(other).min();
        Self {
            bytes: least(self.bytes, other.bytes),
            listings: least(self.listings, other.listings),
            texts: least(self.texts, other.texts),
            pictures: least(self.pictures, other.pictures),
        }
    }

    /// What is left of it after this use.
    pub(crate) fn after(self, used: &DataUsed) -> Self {
        let after = |limit: Option<u64>, used: u64| limit.map(|limit| limit.saturating_sub(used));
        Self {
            bytes: after(self.bytes, used.bytes()),
            listings: after(self.listings, used.listings),
            texts: after(self.texts, used.texts),
            pictures: after(self.pictures, used.pictures),
        }
    }

    /// Whether a sync within it brings all that one within the other would.
    pub(crate) fn serves(&self, other: &Self) -> bool {
        self.least(*other) == *other
    }
}

impl DataKind {
    /// All kinds, the one that comes first in a sync first.
    pub const ALL: [Self; 3] = [Self::Listings, Self::Texts, Self::Pictures];

    /// The name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Listings => "listings",
            Self::Texts => "texts",
            Self::Pictures => "pictures",
        }
    }
}

impl DataUsed {
    /// All kinds together.
    pub fn bytes(&self) -> u64 {
        self.listings.saturating_add(self.texts).saturating_add(self.pictures)
    }

    /// The bytes of a kind.
    pub(crate) fn of_kind(&mut self, kind: DataKind) -> &mut u64 {
        match kind {
            DataKind::Listings => &mut self.listings,
            DataKind::Texts => &mut self.texts,
            DataKind::Pictures => &mut self.pictures,
        }
    }
}

impl Left {
    /// Whether nothing was left out.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Counts one more of a kind.
    pub(crate) fn add(&mut self, kind: DataKind, count: u32) {
        let of_kind = match kind {
            DataKind::Listings => &mut self.listings,
            DataKind::Texts => &mut self.texts,
            DataKind::Pictures => &mut self.pictures,
        };
        *of_kind = of_kind.saturating_add(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sync_serves_one_with_smaller_limits_and_none_without_a_limit_that_it_has() {
        let (none, small, large) = (Budget::none(), Budget::of(10), Budget::of(20));
        for (ours, theirs, expected) in [
            (none, small, true),
            (large, small, true),
            (small, small, true),
            (small, large, false),
            (small, none, false),
            (large.with_texts(5), small, false),
            (large.with_texts(5), small.with_texts(5), true),
        ] {
            assert_eq!(ours.serves(&theirs), expected, "{ours:?} {theirs:?}");
        }
    }

    #[test]
    fn what_is_left_of_a_day_is_never_below_zero() {
        let used = DataUsed { listings: 30, texts: 5, ..DataUsed::default() };

        let left = Budget::of(100).with_listings(20).with_pictures(7).after(&used);

        assert_eq!(left, Budget::of(65).with_listings(0).with_pictures(7));
    }
}
