//! What an address leads to.

use serde::{Deserialize, Serialize};

use crate::model::{EditionId, ItemKey, Kind};

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// The page of an item.
    Item {
        /// The key of the item.
        key: ItemKey,
        /// The part of the site that items of its kind are in; `None` if they are in several, as persons and
        /// tags are.
        part: Option<SitePart>,
        /// The canonical address of its page, to share or to open in a browser.
        address: String,
    },
    /// The page of a part of the site: the live page, the guide, a list.
    Part {
        /// The edition it belongs to.
        edition: EditionId,
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

/// Why a text is no address of a page that the catalogue knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotOurs {
    /// It is not one address of http or https. An address with a user name or a password counts as none,
    /// because it is made to deceive.
    NoAddress,
    /// No edition is at this address: another host, another port, or the site's host of recordings.
    OtherSite,
    /// It belongs to an edition, and the catalogue knows no such page.
    UnknownPage,
}

/// A part of an edition that has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
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

impl SitePart {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            SitePart::Home => "home",
            SitePart::News => "news",
            SitePart::Series => "series",
            SitePart::Film => "film",
            SitePart::Program => "program",
            SitePart::Music => "music",
            SitePart::Clips => "clips",
            SitePart::Directors => "directors",
            SitePart::Actors => "actors",
            SitePart::Live => "live",
            SitePart::Schedule => "schedule",
        }
    }

    /// The part that items of a kind are in; `None` if they are in several, or in none.
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Article => Some(SitePart::News),
            Kind::Series => Some(SitePart::Series),
            Kind::Film => Some(SitePart::Film),
            Kind::Program => Some(SitePart::Program),
            Kind::Album | Kind::Track => Some(SitePart::Music),
            Kind::Clip => Some(SitePart::Clips),
            Kind::Episode | Kind::Person | Kind::Tag | Kind::Entry => None,
        }
    }
}

impl NotOurs {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            NotOurs::NoAddress => "no_address",
            NotOurs::OtherSite => "other_site",
            NotOurs::UnknownPage => "unknown_page",
        }
    }
}
