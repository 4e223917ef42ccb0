//! Whether lists have an item: it has a title, the site has not removed it, and it has no hidden word. This
//! is decided when one of them changes.

use rusqlite::{OptionalExtension, Row, named_params};

use super::hidden_word;
use super::write::Write;
use crate::error::Result;
use crate::model::WordFilter;

/// What decides about an item.
pub(super) struct Seen<'a> {
    /// As lists show it.
    pub(super) title: Option<&'a str>,
    /// As lists show it.
    pub(super) lead: Option<&'a str>,
    pub(super) is_removed: bool,
}

/// Whether lists have such an item.
pub(super) fn is_shown(write: &Write<'_>, item: &Seen<'_>) -> Result<bool> {
    let Some(title) = item.title.filter(|_| !item.is_removed) else { return Ok(false) };
    let hidden = hidden(write)?;
    if hidden.is_empty() {
        return Ok(true);
    }
    let lead = item.lead.unwrap_or_default();
    Ok(!hidden.matches(&format!("{title}\n\n{lead}")))
}

/// The hidden words. They are read once in each write, from the user's file beside the cache.
fn hidden<'w>(write: &'w Write<'_>) -> Result<&'w WordFilter> {
    if let Some(hidden) = write.hidden_words().get() {
        return Ok(hidden);
    }
    let words = hidden_word::hidden_words(write)?;
    Ok(write.hidden_words().get_or_init(|| WordFilter::of(words)))
}

const SEEN: &str = "
    SELECT
        coalesce(item.title, article.title) AS title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        item.removed_at IS NOT NULL AS removed
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    WHERE item.id = :id";

/// Decides anew about an item, because its page has come. Unless words are hidden, lists have it now if it
/// `is_titled`, and this needs no look at the rows.
pub(super) fn decide_with_page(
    write: &mut Write<'_>,
    item: i64,
    is_shown: bool,
    is_titled: bool,
) -> Result<()> {
    match hidden(write)?.is_empty() {
        true if is_titled == is_shown => Ok(()),
        true => set(write, item, is_titled).map(drop),
        false => decide(write, item).map(drop),
    }
}

/// Decides anew about an item, because its title, its lead or its removal changed. Returns whether lists have
/// gained or lost it.
pub(super) fn decide(write: &mut Write<'_>, item: i64) -> Result<bool> {
    type Texts = (Option<String>, Option<String>, bool);
    let read = |row: &Row<'_>| Ok((row.get("title")?, row.get("lead")?, row.get("removed")?));
    let seen: Option<Texts> = write.prepare_cached(SEEN)?.query_row(&[(":id", &item)], read).optional()?;
    let Some((title, lead, is_removed)) = seen else { return Ok(false) };
    let seen = Seen { title: title.as_deref(), lead: lead.as_deref(), is_removed };
    let shown = is_shown(write, &seen)?;
    set(write, item, shown)
}

const SET: &str = "UPDATE item SET shown = :shown WHERE id = :id AND shown <> :shown";

/// Puts an item on its lists or takes it off. Returns whether this changed anything.
pub(super) fn set(write: &mut Write<'_>, item: i64, shown: bool) -> Result<bool> {
    let values = named_params! { ":id": item, ":shown": shown };
    Ok(write.prepare_cached(SET)?.execute(values)? > 0)
}
