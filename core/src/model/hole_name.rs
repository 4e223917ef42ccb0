//! The name of a hole in a list.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::error::Error;
use crate::model::{EditionId, Section};

/// The name of a place of a list where the listing was not read: `en/news/12`. It stays the same until the
/// hole is filled, also while the hole shrinks and after a restart. After the cache was lost, it may name
/// another hole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoleName {
    /// The edition of the list.
    pub edition: EditionId,
    /// The section of the list.
    pub section: Section,
    /// The round of the section that left the hole: one answer of its listing.
    pub round: u32,
}

impl fmt::Display for HoleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edition, section, round } = self;
        write!(f, "{edition}/{}/{round}", section.as_str())
    }
}

impl FromStr for HoleName {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parts: Vec<&str> = text.split('/').collect();
        let bad =
            || Error::bad_argument(format!("`{text}` is no name of a hole: write edition/section/round"));
        let [edition, section, round] = parts[..] else { return Err(bad()) };
        let round = round.parse().map_err(|_| bad())?;
        Ok(Self { edition: edition.parse()?, section: section.parse()?, round })
    }
}

impl Serialize for HoleName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let name: HoleName = "en/news/12".parse().unwrap();

        assert_eq!((name.round, name.to_string().as_str()), (12, "en/news/12"));
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"en/news/12\"");
    }

    #[test]
    fn a_text_that_names_no_hole_is_a_bad_argument() {
        for text in ["", "en/news", "en/news/", "en/news/-1", "en/news/1/2", "en/weather/1", "EN/news/1"] {
            let error = text.parse::<HoleName>().unwrap_err();

            assert_eq!(error.code(), crate::error::ErrorCode::BadArgument, "{text}");
        }
    }
}
