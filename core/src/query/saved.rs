//! What a person saved: the copy that is kept of an item, and the list.

use ifilm_language::text::direction_of_language;
use ifilm_language::time::TimeOfDay;

use super::{View, age_text, date_text, link};
use crate::error::{Error, Result};
use crate::model::{Item, ItemKey, SavedItem, SavedQuery, SavedSlice, TimeCursor};
use crate::store::{self, Saved, SavedRow, Store, StoredArticle, StoredPage};

const LIMITS: std::ops::RangeInclusive<u32> = 1..=500;

/// A copy of an item as the cache has it, saved now. If the catalogue no longer has its edition, it keeps the
/// link of the copy before.
pub(crate) async fn copy(store: &Store, view: View<'_>, key: &ItemKey) -> Result<Saved> {
    let edition = view.editions.get(&key.edition);
    let wanted = key.clone();
    let article = store.read(move |connection| store::article(connection, &wanted)).await?;
    let article = article.ok_or_else(|| Error::NotFound(format!("{key} in the cache")))?;
    let StoredArticle {
        title,
        lead,
        published,
        updated,
        read: _,
        saved: _,
        revision,
        gone: _,
        picture,
        picture_small: _,
        hash,
        saved_link,
        language,
        direction,
        page,
        related: _,
        tags: _,
        people: _,
    } = article;
    let (link, language) = match edition {
        Ok(edition) => (link(edition, key), language.unwrap_or_else(|| edition.language.clone())),
        Err(unknown) => saved_link.zip(language).ok_or(unknown)?,
    };
    let (checked_at, blocks) = match page {
        StoredPage::Ready { checked_at, blocks } => (Some(checked_at), Some(blocks)),
        StoredPage::Waiting(_) | StoredPage::Unreadable { .. } => (None, None),
    };
    Ok(Saved {
        saved_at: view.now,
        hash,
        title,
        lead,
        link,
        direction: direction.unwrap_or_else(|| direction_of_language(&language)),
        language,
        published,
        updated,
        edited: revision > 1,
        picture,
        checked_at,
        blocks,
    })
}

/// What a person saved; the item saved last comes first.
pub(crate) async fn saved(store: &Store, view: View<'_>, query: SavedQuery) -> Result<SavedSlice> {
    let SavedQuery { editions, limit, after } = query;
    if !LIMITS.contains(&limit) {
        return Err(Error::bad_argument(format!("a slice holds 1 to 500 items, not {limit}")));
    }
    let read = move |connection: &_| store::saved_items(connection, &editions, after.as_ref(), limit + 1);
    let mut rows = store.read_user(read).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| TimeCursor { at_ms: last.saved.saved_at.as_millisecond(), key: last.key.clone() });
    Ok(SavedSlice { items: rows.into_iter().map(|row| item(row, view)).collect(), next })
}

fn item(row: SavedRow, view: View<'_>) -> SavedItem {
    let SavedRow { key, saved, picture_small, picture_size, has_text, gone, read } = row;
    let edition = view.editions.get(&key.edition).ok();
    let dates = edition.map_or_else(|| view.dates_in(&saved.language), |edition| view.dates(edition));
    let item = Item {
        link: edition.map_or_else(|| saved.link.clone(), |edition| link(edition, &key)),
        key,
        title: saved.title.unwrap_or_default(),
        lead: saved.lead,
        picture: saved.picture,
        picture_small,
        picture_size,
        language: saved.language.clone(),
        direction: saved.direction,
        published: saved.published,
        date_text: date_text(&dates, &saved.published, TimeOfDay::Without),
        age_text: age_text(&dates, &saved.published, view.now, TimeOfDay::Without),
        read,
        saved: true,
        edited: saved.edited,
        gone,
    };
    SavedItem { item, saved_at: saved.saved_at, has_text }
}
