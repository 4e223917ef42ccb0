//! What an address leads to.

use crate::enum_conversion::convert_enum;
use crate::key::ItemKey;

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Link {
    /// The page of an item.
    Item {
        /// The key of the item.
        key: ItemKey,
        /// The part of the site that items of its kind are in. Absent if they are in several, as persons and
        /// tags are.
        part: Option<SitePart>,
        /// The canonical address of its page, to share or to open in a browser.
        address: String,
    },
    /// The page of a part of the site: the live page, the guide, a list.
    Part {
        /// The edition it belongs to.
        edition: String,
        /// Which part.
        part: SitePart,
        /// The canonical address of its page.
        address: String,
    },
    /// Nothing that the catalogue knows: open it in a browser, if it is an address.
    NotOurs {
        /// Why it is not ours.
        reason: NotOurs,
    },
}

impl From<ifilm_core::Link> for Link {
    fn from(link: ifilm_core::Link) -> Self {
        match link {
            ifilm_core::Link::Item { key, part, address } => {
                Self::Item { key: key.into(), part: part.map(SitePart::from), address }
            }
            ifilm_core::Link::Part { edition, part, address } => {
                Self::Part { edition: edition.into(), part: part.into(), address }
            }
            ifilm_core::Link::NotOurs { reason } => Self::NotOurs { reason: reason.into() },
        }
    }
}

/// Why a text is no address of a page that the catalogue knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum NotOurs {
    /// It is not one address of http or https. An address with a user name or a password counts as none,
    /// because it is made to deceive.
    NoAddress,
    /// No edition is at this address: another host, another port, or the site's host of recordings.
    OtherSite,
    /// It belongs to an edition, and the catalogue knows no such page.
    UnknownPage,
}

convert_enum!(NotOurs { NoAddress, OtherSite, UnknownPage });

/// A part of an edition that has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SitePart {
    /// The page that the edition begins with.
    Home,
    /// The news.
    News,
    /// The list of the series.
    Series,
    /// The list of the films.
    Film,
    /// The list of the other programmes.
    Program,
    /// The list of the albums.
    Music,
    /// The list of the video clips.
    Clips,
    /// The list of the directors.
    Directors,
    /// The list of the actors.
    Actors,
    /// The live stream.
    Live,
    /// The guide: what is broadcast when.
    Schedule,
}

convert_enum!(SitePart {
    Home,
    News,
    Series,
    Film,
    Program,
    Music,
    Clips,
    Directors,
    Actors,
    Live,
    Schedule
});
