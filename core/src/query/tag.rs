//! One tag with its rows, from the cache.

use ifilm_language::text::direction_of_language;

use super::{View, link};
use crate::error::{Error, Result};
use crate::model::{ItemKey, Kind, SiteHit, TagPage, TaggedItem};
use crate::store::{self, Connection, Store, StoredTag};

/// The rows of a tag, in the order of the site.
pub(crate) async fn tag(store: &Store, view: View<'_>, key: &ItemKey) -> Result<TagPage> {
    let edition = view.editions.get(&key.edition)?;
    if key.kind != Kind::Tag {
        return Err(Error::bad_argument(format!("{key} is no tag")));
    }
    let wanted = key.clone();
    let read = move |connection: &Connection| {
        let Some(tag) = store::tag(connection, &wanted)? else { return Ok(None) };
        let here = tag.rows.iter().map(|row| store::is_stored(connection, &row.key));
        let here = here.collect::<Result<Vec<bool>>>()?;
        Ok(Some((tag, here)))
    };
    let found = store.read(read).await?;
    let Some((tag, here)) = found else { return Err(Error::NotFound(format!("{key} in the cache"))) };
    let StoredTag { title, rows, is_whole, checked_at, .. } = tag;
    let row = |(SiteHit { key, title, picture }, is_here)| TaggedItem {
        link: link(edition, &key),
        key,
        title,
        picture,
        is_here,
    };
    Ok(TagPage {
        key: key.clone(),
        title,
        rows: rows.into_iter().zip(here).map(row).collect(),
        is_whole,
        link: link(edition, key),
        language: edition.language.clone(),
        direction: direction_of_language(&edition.language),
        fresh_as_of: checked_at,
    })
}
