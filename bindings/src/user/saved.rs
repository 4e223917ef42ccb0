//! What a person saved.

use ifilm_core::{EditionId, SavedQuery, TimeCursor};

use super::User;
use crate::error::Result;
use crate::item::Item;
use crate::key::ItemKey;

/// Some saved items; the one saved last comes first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SavedSlice {
    /// The items; empty means that nothing is saved.
    pub items: Vec<SavedItem>,
    /// Where the next slice begins; absent at the end. Pass it back unchanged.
    pub next: Option<String>,
}

/// A saved item.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SavedItem {
    /// The item as its copy has it. So it is here also if the site or the cache has lost it.
    pub item: Item,
    /// When the person saved it, in milliseconds since 1970, UTC.
    pub saved_at_ms: i64,
    /// Whether the copy has the text. If not, it gets the text when a sync has stored it.
    pub has_text: bool,
}

impl From<ifilm_core::SavedSlice> for SavedSlice {
    fn from(slice: ifilm_core::SavedSlice) -> Self {
        let ifilm_core::SavedSlice { items, next } = slice;
        Self {
            items: items.into_iter().map(SavedItem::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
        }
    }
}

impl From<ifilm_core::SavedItem> for SavedItem {
    fn from(saved: ifilm_core::SavedItem) -> Self {
        let ifilm_core::SavedItem { item, saved_at, has_text } = saved;
        Self { item: item.into(), saved_at_ms: saved_at.as_millisecond(), has_text }
    }
}

#[uniffi::export]
impl User {
    /// Saves an item, with a copy of all that is stored of it. The copy outlives retention, the cache, and
    /// the removal of the article at the site. If its page is not stored yet, the copy gets the text after
    /// the sync that stores it. An edit of the article reaches the copy, too. If the item is saved already,
    /// nothing changes. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `NotFound` if no such item is stored; `BadArgument` for an unknown edition; the storage errors;
    /// `Closed`.
    pub async fn save(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().save(&key).await?) }).await
    }

    /// Takes back that an item was saved, and deletes its copy. If it is not saved, nothing changes. Writes
    /// to disk. It can be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn unsave(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().unsave(&key).await?) }).await
    }

    /// What the person saved; the item saved last comes first. No editions means all. `after` is the `next`
    /// of an earlier slice. Reads the disk. `Library.article` reads the text of each, from its copy if need
    /// be.
    ///
    /// # Errors
    /// `BadArgument` for a limit outside 1 to 500 or an invalid cursor; the storage errors; `Closed`.
    pub async fn saved(
        &self,
        editions: Vec<String>,
        limit: u32,
        after: Option<String>,
    ) -> Result<SavedSlice> {
        let editions = editions.iter().map(|id| id.parse()).collect::<Result<Vec<EditionId>, _>>()?;
        let after: Option<TimeCursor> = after.map(|cursor| cursor.parse()).transpose()?;
        let query = SavedQuery::all().with_editions(editions).with_limit(limit).with_after(after);
        self.core.run(|core| async move { Ok(core.user().for_display().saved(query).await?.into()) }).await
    }
}
