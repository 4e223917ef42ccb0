//! What identifies an episode within its programme.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::error::Error;
use crate::model::Episode;

/// What identifies an episode within its programme: its number (`12`), or if the site gives it none, the end
/// of its first address: the last folder and the name of its file (`morning%20road/12.mp4`). The host and the
/// folders before them change when the site moves, and these do not.
///
/// As text, only the second form has a slash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct EpisodeId(String);

impl EpisodeId {
    /// The id of an episode.
    pub fn of(episode: &Episode) -> Self {
        match episode.number {
            Some(number) => Self(number.to_string()),
            None => Self(Self::name_of(episode).unwrap_or_else(|| "/".to_owned())),
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The end of the first address of an episode, also of one with a number.
    pub(crate) fn name_of(episode: &Episode) -> Option<String> {
        let address = episode.addresses.first()?;
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let (_, path) = path.split_once("://").unwrap_or(("", path));
        let mut parts = path.split('/').skip(1).collect::<Vec<_>>().into_iter().rev();
        let (file, folder) = (parts.next()?, parts.next().unwrap_or_default());
        Some(format!("{folder}/{file}"))
    }
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
            return Ok(Self(number.to_string()));
        }
        let is_name = text.contains('/') && !text.contains('#') && !text.chars().any(char::is_control);
        match is_name {
            true => Ok(Self(text.to_owned())),
            false => Err(Error::bad_argument(format!("`{text}` is no number or name of an episode"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: Option<u32>, address: &str) -> String {
        let addresses = vec![address.to_owned()];
        let episode = Episode { number, title: None, picture: None, addresses, published: None };
        EpisodeId::of(&episode).to_string()
    }

    #[test]
    fn an_episode_is_its_number_or_the_end_of_its_address() {
        assert_eq!(id(Some(12), "https://video.example.org/ifilm/road/1.mp4"), "12");
        assert_eq!(id(None, "https://video.example.org/ifilm/old%20road/1.mp4"), "old%20road/1.mp4");
        assert_eq!(id(None, "http://new.example.net/media/a/b/old%20road/1.mp4?x=1"), "old%20road/1.mp4");
        assert_eq!(id(None, "http://new.example.net/1.mp4"), "/1.mp4");
        assert_eq!(id(None, "http://new.example.net"), "/");
    }

    #[test]
    fn an_id_is_read_from_its_text() {
        for text in ["12", "old%20road/1.mp4", "/1.mp4", "/"] {
            assert_eq!(text.parse::<EpisodeId>().unwrap().as_str(), text);
        }
        assert_eq!("012".parse::<EpisodeId>().unwrap(), EpisodeId::from(12));
        for text in ["", "twelve", "-1", "a#b/c", "a\n/b"] {
            assert!(text.parse::<EpisodeId>().is_err(), "{text}");
        }
    }
}
