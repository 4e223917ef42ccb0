//! An item: one row of a listing.

use ifilm_core::Published;

use crate::cached_picture::PixelSize;
use crate::direction::Direction;
use crate::key::ItemKey;
use crate::published::{Precision, PublishedSource};

/// One row of a list. It can be shown without a further read and without the network.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Item {
    /// What identifies it.
    pub key: ItemKey,
    /// The headline, as the site has it.
    pub title: String,
    /// The sentence under the headline. Until its page is stored, the one that the listing shows.
    pub lead: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The address of its picture, if the listing or the page names one. `Media` has its file.
    pub picture: Option<String>,
    /// The address of a small copy of that picture for a row, if the listing names one. Syncs fetch it for
    /// the sections whose lists are kept whole, and `picture` for the others. The copy of a saved item lacks
    /// it where the cache is lost.
    pub picture_small: Option<String>,
    /// The size of that picture, or of its small copy if only that was fetched; absent if neither was. A
    /// deleted picture keeps its size, so that a list can leave room for it.
    pub picture_size: Option<PixelSize>,
    /// The language of its text, a BCP-47 tag; while its text is not stored, that of its edition.
    pub language: String,
    /// The direction of its title and lead.
    pub direction: Direction,
    /// When it was published, in milliseconds since 1970, UTC; for a date without a time, midnight in its
    /// edition's zone.
    pub published_at_ms: i64,
    /// Where that date came from.
    pub published_source: PublishedSource,
    /// How much of that date is known.
    pub published_precision: Precision,
    /// The date for people, in the edition's calendar, digits and language. If the site gives no date, the
    /// text shows when we first saw the item: `fetched May 2, 2024`. An estimated date
    /// says so: `about May 2, 2024`.
    pub date_text: String,
    /// The same as an age: `3 hours ago`, `yesterday`, a weekday, `fetched 5 minutes ago`. If it is more than
    /// six days away, this is the date. This text gets old after a minute. Load the list again when the
    /// screen returns.
    pub age_text: String,
    /// Whether a person read it.
    pub read: bool,
    /// Whether a person saved it.
    pub saved: bool,
    /// Whether its page changed since it was first read from the site.
    pub edited: bool,
    /// Whether the site took its page away: it answered 410, or 404 at several times while its listing no
    /// longer had it. What is stored stays readable. It leaves the lists when its listing no longer has it,
    /// unless it is saved.
    pub gone: bool,
}

impl From<ifilm_core::Item> for Item {
    fn from(item: ifilm_core::Item) -> Self {
        let ifilm_core::Item {
            key,
            title,
            lead,
            link,
            picture,
            picture_small,
            picture_size,
            language,
            direction,
            published,
            date_text,
            age_text,
            read,
            saved,
            edited,
            gone,
        } = item;
        let Published { at, source, precision } = published;
        Self {
            key: key.into(),
            title,
            lead,
            link,
            picture,
            picture_small,
            picture_size: picture_size.map(PixelSize::from),
            language: language.into(),
            direction: direction.into(),
            published_at_ms: at.as_millisecond(),
            published_source: source.into(),
            published_precision: precision.into(),
            date_text,
            age_text,
            read,
            saved,
            edited,
            gone,
        }
    }
}
