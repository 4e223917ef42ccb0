//! How much the cache keeps.

use std::collections::HashMap;
use std::time::Duration;

use crate::error::IfilmError;

/// How much the cache keeps. Each sync deletes what goes beyond, and requests nothing that has no room. A
/// limit that is left out has the core's default.
///
/// Read stories go first, then unread ones, the oldest first. The newest 30 stories of each edition (or half
/// of `Keep.items`, if that is less) and saved ones only go if there is no other room. The copy of what a
/// person saved stays in any case, and does not count.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Retention {
    /// The most bytes of the whole cache on disk: rows, search index, pictures and the write-ahead log; 200
    /// MiB if left out.
    #[uniffi(default = None)]
    pub bytes: Option<u64>,
    /// How many of these bytes pictures may take; 80 MiB if left out.
    #[uniffi(default = None)]
    pub picture_bytes: Option<u64>,
    /// The rule for each edition without a rule of its own.
    #[uniffi(default = None)]
    pub each: Option<Keep>,
    /// The editions with a rule of their own, by their ids.
    #[uniffi(default)]
    pub editions: HashMap<String, Keep>,
}

impl TryFrom<Retention> for ifilm_core::Retention {
    type Error = IfilmError;

    fn try_from(retention: Retention) -> Result<Self, IfilmError> {
        let Retention { bytes, picture_bytes, each, editions } = retention;
        let mut core = Self::default();
        core.bytes = bytes.unwrap_or(core.bytes);
        core.picture_bytes = picture_bytes.unwrap_or(core.picture_bytes);
        core.each = each.map_or(core.each, ifilm_core::Keep::from);
        for (edition, keep) in editions {
            core.editions.insert(edition.parse()?, keep.into());
        }
        Ok(core)
    }
}

/// How many stories of one edition are kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Keep {
    /// The most stories; 5,000 if left out.
    #[uniffi(default = None)]
    pub items: Option<u32>,
    /// For how long after their publication read stories are kept, in milliseconds; 180 days if left out.
    /// Unread ones are kept twice as long.
    #[uniffi(default = None)]
    pub age_ms: Option<u64>,
}

impl From<Keep> for ifilm_core::Keep {
    fn from(keep: Keep) -> Self {
        let Keep { items, age_ms } = keep;
        let default = Self::default();
        Self::of(items.unwrap_or(default.items), age_ms.map_or(default.age, Duration::from_millis))
    }
}
