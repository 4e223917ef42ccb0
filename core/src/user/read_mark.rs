//! Read marks.

use jiff::Timestamp;

use super::act::transact;
use crate::error::{Error, Result};
use crate::model::{Act, EditionId, ItemKey, Section};
use crate::store::{self, Store};

/// Marks an item as read, or takes the mark away.
pub(crate) async fn mark_read(store: &Store, key: ItemKey, read: bool, now: Timestamp) -> Result<()> {
    let act = if read { Act::MarkRead } else { Act::MarkUnread };
    let mark = transact(store, act, now, move |write| match read {
        true => store::mark_read(write, &key, now),
        false => store::mark_unread(write, &key, now),
    });
    mark.await.map(drop)
}

/// Marks the unread items of a section as read: `from` and those below it in its list, or all without it.
/// Returns how many.
pub(crate) async fn mark_all_read(
    store: &Store,
    edition: EditionId,
    section: Section,
    from: Option<ItemKey>,
    now: Timestamp,
) -> Result<u32> {
    let sought = from.clone();
    let unread = move |connection: &_| store::unread_from(connection, &edition, section, sought.as_ref());
    let keys = store.read(unread).await?.ok_or_else(|| not_listed(from.as_ref(), section))?;
    let count = keys.len().try_into().unwrap_or(u32::MAX);
    let mark =
        move |write: &mut store::Write<'_>| keys.iter().try_for_each(|key| store::mark_read(write, key, now));
    transact(store, Act::MarkAllRead, now, mark).await?;
    Ok(count)
}

/// Fails if an item does not belong to an edition.
pub(crate) fn check_edition(edition: &EditionId, item: Option<&ItemKey>) -> Result<()> {
    match item {
        Some(item) if item.edition != *edition => {
            Err(Error::bad_argument(format!("{item} is no item of the edition `{edition}`")))
        }
        _ => Ok(()),
    }
}

fn not_listed(from: Option<&ItemKey>, section: Section) -> Error {
    let key = from.map(ItemKey::to_string).unwrap_or_default();
    Error::NotFound(format!("{key} in the list of {}", section.as_str()))
}
