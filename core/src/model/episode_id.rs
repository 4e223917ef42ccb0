//! What identifies an episode within its programme.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use ifilm_language::text::composed;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use serde::Serialize;

use crate::error::Error;
use crate::model::Episode;

/// What identifies an episode within its programme: its number (`12`), or if the site gives it none, the path
/// of its file below the folder of attachments (`/programs/morning%20road/12.mp4`), with the query if it has
/// one. The host and that folder change when the site moves, and these do not.
///
/// As text, only the second form has a slash. Its escapes and its letters have one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct EpisodeId(String);

impl EpisodeId {
    /// The id of an episode.
    pub fn of(episode: &Episode) -> Self {
        episode.number.map_or_else(|| Self::named(&path_of(episode)), Self::from)
    }

    /// The id of its path, also of an episode with a number; `None` if it has neither a path nor an address.
    pub(crate) fn of_path(episode: &Episode) -> Option<Self> {
        let is_somewhere = episode.path.is_some() || !episode.addresses.is_empty();
        is_somewhere.then(|| Self::named(&path_of(episode)))
    }

    /// The id of a path.
    pub(crate) fn named(path: &str) -> Self {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let mut name = "/".to_owned();
        name.push_str(&in_one_spelling(path.trim_start_matches('/'), &['/']));
        if let Some(query) = query {
            name.push('?');
            name.push_str(&in_one_spelling(query, &['&', '=', '+']));
        }
        Self(name)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The path of an episode; without one, that of its first address.
fn path_of(episode: &Episode) -> Cow<'_, str> {
    if let Some(path) = &episode.path {
        return path.into();
    }
    let address = episode.addresses.first().map(String::as_str).unwrap_or_default();
    let (_, behind) = address.split_once("://").unwrap_or(("", address));
    behind.split_once('/').map_or("", |(_, path)| path).into()
}

/// All but letters, digits and the signs that need no escape in a part of a path.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text in which only these signs stand as they are between the parts. Each part is decoded, composed and
/// escaped again, so that one name has one spelling.
fn in_one_spelling(text: &str, borders: &[char]) -> String {
    let mut whole = String::with_capacity(text.len());
    for part in text.split_inclusive(borders) {
        let inner = part.strip_suffix(borders).unwrap_or(part);
        let bytes: Cow<'_, [u8]> = percent_decode_str(inner).into();
        match std::str::from_utf8(&bytes) {
            Ok(text) => whole.extend(percent_encode(composed(text).as_bytes(), ESCAPED)),
            Err(_) => whole.extend(percent_encode(&bytes, ESCAPED)),
        }
        whole.push_str(part.get(inner.len()..).unwrap_or_default());
    }
    whole
}

impl From<u32> for EpisodeId {
    fn from(number: u32) -> Self {
        Self(number.to_string())
    }
}

impl fmt::Display for EpisodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EpisodeId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if let Ok(number) = text.parse::<u32>() {
            return Ok(number.into());
        }
        let is_name = text.contains('/') && !text.contains('#') && !text.chars().any(char::is_control);
        match is_name {
            true => Ok(Self::named(text)),
            false => Err(Error::bad_argument(format!("`{text}` is no number or name of an episode"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(number: Option<u32>, path: Option<&str>, address: &str) -> Episode {
        let addresses = vec![address.to_owned()];
        let path = path.map(str::to_owned);
        Episode { number, title: None, picture: None, addresses, path, published: None }
    }

    fn id(path: &str) -> String {
        EpisodeId::of(&episode(None, Some(path), "https://video.example.org/ifilm/x.mp4")).to_string()
    }

    #[test]
    fn an_episode_is_its_number_or_its_path_with_the_query() {
        assert_eq!(EpisodeId::of(&episode(Some(12), Some("road/1.mp4"), "")).as_str(), "12");
        assert_eq!(id("road/old/1.mp4"), "/road/old/1.mp4");
        assert_eq!(id("12.mp4"), "/12.mp4");
        assert_eq!(id("get.php?id=5&part=a b"), "/get.php?id=5&part=a%20b");
        assert_ne!(id("road/s1/hd/1.mp4"), id("road/s2/hd/1.mp4"));
        assert_ne!(id("get.php?id=5"), id("get.php?id=6"));
    }

    #[test]
    fn an_episode_without_a_path_is_the_path_of_its_address() {
        let id = |address| EpisodeId::of(&episode(None, None, address)).to_string();

        assert_eq!(id("http://new.example.net/media/old%20road/1.mp4"), "/media/old%20road/1.mp4");
        assert_eq!((id("http://new.example.net").as_str(), id("").as_str()), ("/", "/"));
    }

    /// Seen: the site wrote one path with escapes in one answer and without them in the next.
    #[test]
    fn the_spellings_of_one_path_are_one_id() {
        let escaped = "/%D8%A2%D8%A8%20%D8%B1%D9%88%D8%AF/1.mp4";

        for text in
            ["آب رود/1.mp4", "/آب رود/1.mp4", "%d8%a2ب%20رود/1.mp4", "\u{627}\u{653}ب رود/1.mp4", escaped]
        {
            assert_eq!(id(text), escaped, "{text}");
            assert_eq!(text.parse::<EpisodeId>().unwrap().as_str(), escaped, "{text}");
        }
        assert_eq!(id("a%2Fb/c%3F.mp4"), "/a%2Fb/c%3F.mp4");
        assert_eq!(id("%ff/1.mp4"), "/%FF/1.mp4");
        assert_eq!(id("(a)+b/1.mp4"), id("%28a%29%2Bb/1.mp4"));
        assert_ne!(id("a?b=1%2B1"), id("a?b=1+1"));
    }

    #[test]
    fn an_id_is_read_from_its_text() {
        for text in ["12", "/old%20road/1.mp4", "/1.mp4", "/", "/get.php?id=5"] {
            assert_eq!(text.parse::<EpisodeId>().unwrap().as_str(), text);
        }
        assert_eq!("012".parse::<EpisodeId>().unwrap(), EpisodeId::from(12));
        for text in ["", "twelve", "-1", "a#b/c", "a\n/b"] {
            assert!(text.parse::<EpisodeId>().is_err(), "{text}");
        }
    }
}
