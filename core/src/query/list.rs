//! A slice of a list, as a screen shows it. Its rows come from `store/list.rs`.

use ifilm_language::text::direction_of_language;
use ifilm_language::time::{DateStyle, DateWords, TimeOfDay};
use jiff::Timestamp;

use super::list_rows::{ListRows, list_rows};
use super::waiting::Cause;
use super::{View, age_text, date_text, link};
use crate::catalog::{EditionEntry, Editions};
use crate::error::{Error, Result};
use crate::model::{Cursor, Item, ItemKey, ItemSlice, ListOrder, ListQuery};
use crate::store::{self, Connection, Reading, Store, StoredItem};
use crate::words::Missing;

const LIMITS: std::ops::RangeInclusive<u32> = 1..=500;

/// The items of a section, in the order of the query.
pub(crate) async fn list(store: &Store, view: View<'_>, query: ListQuery) -> Result<ItemSlice> {
    check(view.editions, &query)?;
    let edition = view.editions.get(&query.edition)?;
    let ListQuery { edition: id, section, limit, after, order } = query;
    let kind = edition.section(section).and_then(|entry| entry.content.first()).map(|content| content.kind);
    let (wanted, bases, now) = (id.clone(), edition.bases.clone(), view.now);
    let read = move |reading: &Reading| {
        let connection: &Connection = reading;
        let is_first = after.is_none();
        let of = ListRows { edition: &wanted, section, kind, order, after: after.as_ref(), limit };
        let (rows, next, holes) = list_rows(connection, of)?;
        let listing = store::listing(connection, &wanted, section)?;
        let is_empty = rows.is_empty() && is_first;
        let has_answered = listing.is_some();
        let cause = is_empty.then(|| Cause::of_list(connection, &wanted, section, has_answered, &bases, now));
        let fresh_as_of = listing.map(|listing| listing.checked_at);
        Ok((rows, next, fresh_as_of, cause.transpose()?, holes, !reading.has_marks()))
    };
    let (rows, next, fresh_as_of, cause, holes, marks_missing) = store.read_while_wanted(read).await?;
    let dates = view.dates(edition);
    let items = rows.into_iter().map(|row| item(row, edition, &dates, view.now)).collect::<Result<_>>()?;
    Ok(ItemSlice {
        edition: id,
        section,
        items,
        next,
        fresh_as_of,
        fresh_as_of_text: fresh_as_of.map(|at| dates.text(at, DateStyle::Long, TimeOfDay::With)),
        fresh_as_of_age_text: fresh_as_of.map(|at| dates.age(at, view.now, TimeOfDay::With)),
        waiting: cause.map(|cause| cause.in_words(Missing::List, &edition.language, &dates)),
        holes,
        marks_missing,
    })
}

/// Fails if the edition is unknown, the limit is none, or the cursor belongs to another list.
pub(crate) fn check(editions: &Editions, query: &ListQuery) -> Result<()> {
    let ListQuery { edition, section, limit, after, order } = query;
    editions.get(edition)?;
    if *order == ListOrder::Alphabetical && !section.is_kept_whole() {
        return Err(Error::bad_argument(format!("`{}` has no order by alphabet", section.as_str())));
    }
    if !LIMITS.contains(limit) {
        return Err(Error::bad_argument(format!("a slice holds 1 to 500 items, not {limit}")));
    }
    match after {
        Some(Cursor { edition: own, section: its, .. }) if own != edition || its != section => {
            let (list, wanted) = (its.as_str(), section.as_str());
            let reason = format!("the cursor belongs to the list `{own}/{list}`, not `{edition}/{wanted}`");
            Err(Error::bad_argument(reason))
        }
        Some(cursor) if cursor.title_key.is_some() != (*order == ListOrder::Alphabetical) => {
            Err(Error::bad_argument("the cursor belongs to the same list in another order"))
        }
        _ => Ok(()),
    }
}

pub(super) fn item(
    row: StoredItem,
    edition: &EditionEntry,
    dates: &DateWords<'_>,
    now: Timestamp,
) -> Result<Item> {
    let StoredItem {
        kind,
        remote_id,
        title,
        lead,
        picture,
        picture_small,
        picture_size,
        published,
        language,
        direction,
        read,
        saved,
        revision,
        gone,
    } = row;
    let language = language.unwrap_or_else(|| edition.language.clone());
    let key = ItemKey { edition: edition.id.clone(), kind, id: remote_id };
    Ok(Item {
        link: link(edition, &key),
        key,
        title,
        lead,
        picture,
        picture_small,
        picture_size,
        direction: direction.unwrap_or_else(|| direction_of_language(&language)),
        language,
        published,
        date_text: date_text(dates, &published, TimeOfDay::Without),
        age_text: age_text(dates, &published, now, TimeOfDay::Without),
        read,
        saved,
        edited: revision > 1,
        gone,
    })
}
