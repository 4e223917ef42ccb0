//! What identifies a thing of the site: edition, section, kind and remote id.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::EditionId;

/// The id space of a thing. Ids are unique within an edition and a kind. Pages of several paths may share a
/// kind: those under `/News/` and `/Iran/` are all of the kind `article`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
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

impl Kind {
    const ALL: [Kind; 11] = [
        Kind::Article,
        Kind::Series,
        Kind::Film,
        Kind::Program,
        Kind::Episode,
        Kind::Album,
        Kind::Track,
        Kind::Clip,
        Kind::Person,
        Kind::Tag,
        Kind::Entry,
    ];

    /// The name used in keys, SQL and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Series => "series",
            Kind::Film => "film",
            Kind::Program => "program",
            Kind::Episode => "episode",
            Kind::Album => "album",
            Kind::Track => "track",
            Kind::Clip => "clip",
            Kind::Person => "person",
            Kind::Tag => "tag",
            Kind::Entry => "entry",
        }
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| Error::bad_argument(format!("`{text}` is no kind of item")))
    }
}

/// The key of everything that comes from the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemKey {
    /// The edition it belongs to; editions do not share ids.
    pub edition: EditionId,
    /// The id space within the edition.
    pub kind: Kind,
    /// The site's own id.
    pub id: String,
}

impl ItemKey {
    /// The key of an article.
    pub fn article(edition: EditionId, id: impl Into<String>) -> Self {
        let kind = Kind::Article;
        Self { edition, kind, id: id.into() }
    }
}

/// Writes `fa/2043998` for an article and `fa/series/77` for anything else. An article whose id begins like a
/// kind is written in full, so that it is read back unchanged: `fa/article/series/77`.
impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edition, kind, id } = self;
        match kind {
            Kind::Article if split_kind(id).is_none() => write!(f, "{edition}/{id}"),
            kind => write!(f, "{edition}/{}/{id}", kind.as_str()),
        }
    }
}

/// Reads `edition/id`, which is an article, and `edition/kind/id`.
impl FromStr for ItemKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = || Error::bad_argument(format!("`{text}` is no key: write edition/id or edition/kind/id"));
        let (edition, rest) = text.split_once('/').ok_or_else(bad)?;
        let (kind, id) = split_kind(rest).unwrap_or((Kind::Article, rest));
        if id.is_empty() {
            return Err(bad());
        }
        Ok(Self { edition: edition.parse()?, kind, id: id.to_owned() })
    }
}

/// The kind at the beginning of a text, and what follows it.
fn split_kind(text: &str) -> Option<(Kind, &str)> {
    let (kind, id) = text.split_once('/')?;
    Some((kind.parse().ok()?, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_short_and_read_in_both_forms() {
        for (short, full) in [
            ("fa/2043998", "fa/article/2043998"),
            ("fa/series/77", "fa/series/77"),
            ("en/2026/11/28/rain", "en/article/2026/11/28/rain"),
            ("en/article/series/77", "en/article/series/77"),
        ] {
            let key: ItemKey = full.parse().unwrap();

            assert_eq!(key.to_string(), short);
            assert_eq!(short.parse::<ItemKey>().unwrap(), key);
        }
    }

    #[test]
    fn a_text_without_an_edition_or_an_id_is_not_a_key() {
        for text in ["", "2043998", "fa/", "fa/series/", "FA/5", "/5"] {
            let error = text.parse::<ItemKey>().unwrap_err();

            assert_eq!(error.code(), crate::error::ErrorCode::BadArgument, "{text}");
        }
    }
}
