//! The four editions of the site.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::SiteError;

/// One language version of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edition {
    /// English.
    En,
    /// Persian.
    Fa,
    /// Arabic.
    Ar,
    /// Dari, the second channel.
    Fa2,
}

/// The direction a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Edition {
    /// All of them, in the order in which the catalogue lists them.
    pub const ALL: [Edition; 4] = [Edition::En, Edition::Fa, Edition::Ar, Edition::Fa2];

    /// The name used in addresses and keys: `en`, `fa`, `ar`, `fa2`.
    pub fn id(self) -> &'static str {
        match self {
            Edition::En => "en",
            Edition::Fa => "fa",
            Edition::Ar => "ar",
            Edition::Fa2 => "fa2",
        }
    }

    /// The language as a BCP-47 tag.
    pub fn language(self) -> &'static str {
        match self {
            Edition::Fa2 => "fa-AF",
            other => other.id(),
        }
    }

    /// The name of the language in that language.
    pub fn name(self) -> &'static str {
        match self {
            Edition::En => "English",
            Edition::Fa => "فارسی",
            Edition::Ar => "العربية",
            Edition::Fa2 => "دری",
        }
    }

    /// The direction of its texts.
    pub fn direction(self) -> Direction {
        match self {
            Edition::En => Direction::Ltr,
            _ => Direction::Rtl,
        }
    }

    pub(crate) fn is_rtl(self) -> bool {
        self.direction() == Direction::Rtl
    }

    /// The address of the real edition. Article pages link to it, but nothing requests it.
    pub(crate) fn public_base(self) -> String {
        format!("https://{}.ifilmtv.ir", self.id())
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

impl FromStr for Edition {
    type Err = SiteError;

    fn from_str(id: &str) -> Result<Self, SiteError> {
        let found = Edition::ALL.into_iter().find(|edition| edition.id() == id);
        found.ok_or_else(|| SiteError::NoEdition(id.to_owned()))
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Edition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> serde::Deserialize<'de> for Edition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        id.parse().map_err(serde::de::Error::custom)
    }
}
