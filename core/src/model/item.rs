//! An item: one row of a listing.

use serde::Serialize;

use crate::model::{Direction, ItemKey, LanguageTag, PixelSize, Published};

/// One row of a list. It can be shown without a further read and without the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What identifies it.
    pub key: ItemKey,
    /// The headline, as the site writes it.
    pub title: String,
    /// The sentence under the headline. Until its page is stored, the one that the listing shows.
    pub lead: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The address of its picture, if the listing or the page names one. [`Media`](crate::Media) has its
    /// file.
    pub picture: Option<String>,
    /// The address of a small copy of that picture for a row, if the listing names one. Syncs fetch it for
    /// the sections whose lists are kept whole, and `picture` for the others. The copy of a saved item lacks
    /// it where the cache is lost.
    pub picture_small: Option<String>,
    /// The size of that picture, or of its small copy if only that was fetched; `None` if neither was. A
    /// deleted picture keeps its size, so that a list can leave room for it.
    pub picture_size: Option<PixelSize>,
    /// The language of its text; while its text is not stored, that of its edition.
    pub language: LanguageTag,
    /// The direction of its title and lead.
    pub direction: Direction,
    /// When it was published, and how we know.
    pub published: Published,
    /// The date as text, in the edition's calendar, digits and language. If the site gives no date, the text
    /// shows when we first saw the item: `fetched May 2, 2024`. An estimated date
    /// says so: `about May 2, 2024`.
    pub date_text: String,
    /// The age as text: `3 hours ago`, `yesterday`, a weekday, `fetched 5 minutes ago`. A date more than six
    /// days away is shown as a date. This text is out of date after a minute, so load the list again when the
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
