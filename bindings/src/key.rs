//! What identifies a thing of the site: edition, kind and the site's own id.

use crate::enum_conversion::convert_enum;
use crate::error::IfilmError;

/// The key of everything that comes from the site.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ItemKey {
    /// The edition it belongs to; editions do not share ids.
    pub edition: String,
    /// The id space within the edition.
    pub kind: Kind,
    /// The site's own id.
    pub id: String,
}

impl From<ifilm_core::ItemKey> for ItemKey {
    fn from(key: ifilm_core::ItemKey) -> Self {
        let ifilm_core::ItemKey { edition, kind, id } = key;
        Self { edition: edition.into(), kind: kind.into(), id }
    }
}

impl TryFrom<ItemKey> for ifilm_core::ItemKey {
    type Error = IfilmError;

    fn try_from(key: ItemKey) -> Result<Self, IfilmError> {
        let ItemKey { edition, kind, id } = key;
        Ok(Self { edition: edition.parse()?, kind: kind.into(), id })
    }
}

/// The id space of a thing. Ids are unique within an edition and a kind. Pages of several paths may share a
/// kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Kind {
    /// A news article.
    Article,
    /// A series.
    Series,
    /// A film.
    Film,
    /// A programme that is neither.
    Program,
    /// One episode of a programme.
    Episode,
    /// A music album.
    Album,
    /// One track of an album.
    Track,
    /// A video clip.
    Clip,
    /// A person page.
    Person,
    /// A topic tag.
    Tag,
    /// An entry of a subscribed feed.
    Entry,
}

convert_enum!(Kind { Article, Series, Film, Program, Episode, Album, Track, Clip, Person, Tag, Entry });

/// A part of an edition that is listed and synced on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Section {
    /// News articles, newest first.
    News,
    /// Series.
    Series,
    /// Films.
    Film,
    /// Programmes that are neither.
    Program,
    /// Music albums.
    Music,
    /// The live stream. It has addresses and no items.
    Live,
    /// The guide: what is broadcast when. It has broadcasts and no items.
    Schedule,
}

convert_enum!(Section { News, Series, Film, Program, Music, Live, Schedule });
