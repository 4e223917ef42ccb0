//! Where a publication date comes from, and how precise it is.

use crate::enum_conversion::convert_enum;

/// Where a date came from, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum PublishedSource {
    /// A machine-readable field of the page or listing.
    Meta,
    /// A stamp printed for people. If it names no zone, it is read in the edition's zone.
    Stamp,
    /// The upload folder of the main picture.
    Picture,
    /// An estimate between the dates of the items beside it, by id and in the listing.
    Neighbours,
    /// The moment this device first saw the item.
    FirstSeen,
}

convert_enum!(PublishedSource { Meta, Stamp, Picture, Neighbours, FirstSeen });

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Precision {
    /// To the minute.
    Minute,
    /// The day alone.
    Day,
    /// The dates of the items beside it alone; the day may be another.
    Estimate,
}

convert_enum!(Precision { Minute, Day, Estimate });
