//! A place of a list where items may be missing.

use crate::enum_conversion::convert_enum;
use crate::key::ItemKey;

/// A place of a list where items may be missing.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ListHole {
    /// Its name, for `Client.fill`; absent where items were deleted to save room, because no request brings
    /// them back.
    pub name: Option<String>,
    /// The item above it in the list; absent at its top.
    pub after: Option<ItemKey>,
    /// The item below it; absent at its end.
    pub before: Option<ItemKey>,
    /// Why they may be missing.
    pub reason: HoleReason,
}

impl From<ifilm_core::ListHole> for ListHole {
    fn from(hole: ifilm_core::ListHole) -> Self {
        let ifilm_core::ListHole { name, after, before, reason } = hole;
        Self {
            name: name.map(|name| name.to_string()),
            after: after.map(ItemKey::from),
            before: before.map(ItemKey::from),
            reason: reason.into(),
        }
    }
}

/// Why items may be missing at a place of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum HoleReason {
    /// A sync did not read the listing to its end. The next syncs read on there, and `Client.fill` does at
    /// once.
    NotRead,
    /// They were deleted to save room. They are fetched again if the limits are raised.
    Pruned,
}

convert_enum!(HoleReason { NotRead, Pruned });
