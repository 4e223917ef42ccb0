//! What a person opened, as a screen shows it.

use ifilm_language::text::{direction_of_language, direction_of_line};
use ifilm_language::time::TimeOfDay;

use super::View;
use crate::error::{Error, Result};
use crate::model::{HistoryEntry, HistorySlice, ItemKey, LanguageTag, TimeCursor};
use crate::store::{self, Opened, Store};

const LIMITS: std::ops::RangeInclusive<u32> = 1..=500;

/// The items of the history; the one opened last comes first.
pub(crate) async fn history(
    store: &Store,
    view: View<'_>,
    limit: u32,
    after: Option<TimeCursor>,
) -> Result<HistorySlice> {
    if !LIMITS.contains(&limit) {
        return Err(Error::bad_argument(format!("a slice holds 1 to 500 items, not {limit}")));
    }
    let mut rows =
        store.read_user(move |connection| store::history(connection, after.as_ref(), limit + 1)).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more);
    let next =
        next.map(|(key, opened)| TimeCursor { at_ms: opened.opened_at.as_millisecond(), key: key.clone() });
    let english: LanguageTag = "en".parse()?;
    let entry = |(key, opened)| entry(view, &english, key, opened);
    Ok(HistorySlice { entries: rows.into_iter().map(entry).collect(), next })
}

/// An item of an edition that the catalogue no longer has gets its age in another language.
fn entry(view: View<'_>, other: &LanguageTag, key: ItemKey, opened: Opened) -> HistoryEntry {
    let Opened { opened_at, title } = opened;
    let edition = view.editions.get(&key.edition).ok();
    let dates = edition.map_or_else(|| view.dates_in(other), |edition| view.dates(edition));
    let language = edition.map_or(other, |edition| &edition.language);
    HistoryEntry {
        direction: direction_of_line(&title, direction_of_language(language)),
        age_text: dates.age(opened_at, view.now, TimeOfDay::With),
        key,
        title,
        opened_at,
    }
}
