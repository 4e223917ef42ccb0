//! How much data a sync may use, how much was used, and what was left out for it.

use jiff::Timestamp;

use crate::enum_conversion::convert_enum;

/// The most data that a sync may use, or all work of a day, in bytes on the wire: heads and bodies, both
/// ways. TLS, the packed heads of HTTP/2 and what a proxy takes are not counted. What is left out has no
/// limit.
///
/// The head of one answer may go beyond it. A body whose length does not fit is not begun, and one that does
/// not say its length ends before it goes beyond. Of a body that is refused, up to 64 KiB count as used,
/// because they were on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Budget {
    /// For all kinds together.
    #[uniffi(default = None)]
    pub bytes: Option<u64>,
    /// For listings.
    #[uniffi(default = None)]
    pub listings: Option<u64>,
    /// For the pages of items.
    #[uniffi(default = None)]
    pub texts: Option<u64>,
    /// For pictures.
    #[uniffi(default = None)]
    pub pictures: Option<u64>,
}

impl From<Budget> for ifilm_core::Budget {
    fn from(budget: Budget) -> Self {
        let Budget { bytes, listings, texts, pictures } = budget;
        let mut core = Self::none().with_listings(listings).with_texts(texts).with_pictures(pictures);
        core.bytes = bytes;
        core
    }
}

/// What data is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DataKind {
    /// Listings: the headlines.
    Listings,
    /// The pages of items.
    Texts,
    /// Pictures.
    Pictures,
}

convert_enum!(DataKind { Listings, Texts, Pictures });

/// The data that was used on one day, in bytes on the wire: heads and bodies, both ways.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DataUsed {
    /// The day in the time zone of the client, such as `2026-11-30`.
    pub day: String,
    /// When the day ends, and with it its ceiling, in milliseconds since 1970, UTC.
    pub ends_at_ms: Option<i64>,
    /// For listings.
    pub listings: u64,
    /// For the pages of items.
    pub texts: u64,
    /// For pictures.
    pub pictures: u64,
}

impl From<ifilm_core::DataUsed> for DataUsed {
    fn from(used: ifilm_core::DataUsed) -> Self {
        let ifilm_core::DataUsed { day, ends_at, listings, texts, pictures } = used;
        Self { day, ends_at_ms: ends_at.map(Timestamp::as_millisecond), listings, texts, pictures }
    }
}

/// How many requests a sync left out or cut, because its budget or the day's ceiling had no room for them.
/// They are no failures, and the next sync asks for them again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Left {
    /// Pages of listings.
    pub listings: u32,
    /// Pages of items.
    pub texts: u32,
    /// Pictures.
    pub pictures: u32,
}

impl From<ifilm_core::Left> for Left {
    fn from(left: ifilm_core::Left) -> Self {
        let ifilm_core::Left { listings, texts, pictures } = left;
        Self { listings, texts, pictures }
    }
}
