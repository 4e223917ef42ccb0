//! A place in a list of a person's marks.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::error::Error;
use crate::model::ItemKey;

/// A place in a list that is sorted by the time of an act: after one item. It stays valid if that item is
/// taken off the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeCursor {
    pub(crate) at_ms: i64,
    pub(crate) key: ItemKey,
}

impl fmt::Display for TimeCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at_ms, self.key)
    }
}

impl FromStr for TimeCursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let read = || {
            let (at_ms, key) = text.split_once('.')?;
            Some(Self { at_ms: at_ms.parse().ok()?, key: key.parse().ok()? })
        };
        read().ok_or_else(|| Error::bad_argument(format!("`{text}` is no cursor of a list")))
    }
}

impl Serialize for TimeCursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
