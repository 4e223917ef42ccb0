//! All marks of a person, for an export, and how an import merges another state into them.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::history::Opened;
use super::mark_record::{MarkRecord, unknown_fields};
use super::user_mark::{Fields, UserMark};
use super::withdrawn::{self, Withdrawn};
use super::write::Write;
use super::{announced, history, mark_kind, row};
use crate::error::Result;

/// All marks, in no particular order.
pub(crate) fn marks(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut marks = Vec::new();
    for kind in mark_kind::KINDS {
        marks.extend((kind.all)(connection)?);
    }
    for Withdrawn { mark, key, changed_at, unknown } in withdrawn::all_withdrawn(connection)? {
        let unknown = unknown_fields(unknown.as_deref())?;
        marks.push(MarkRecord { mark, key, changed_at, fields: None, unknown });
    }
    marks.extend(unknown_marks(connection)?);
    Ok(marks)
}

/// Checks a record that came by an import and brings it into the form of an export.
///
/// # Errors
/// The reason, which begins with the field if one is wrong.
pub(crate) fn checked(record: MarkRecord) -> Result<MarkRecord, String> {
    match mark_kind::of_key(&record.mark, &record.key) {
        Some(kind) => (kind.checked)(record),
        None if is_all_of_history(&record) && record.fields.is_some() => Err("it stands for all".to_owned()),
        None if is_all_of_history(&record) => Ok(record),
        None => {
            let fields = Some(record.entry());
            Ok(MarkRecord { fields, unknown: Fields::new(), ..record })
        }
    }
}

/// Stores a checked record if it is newer than what is stored of its mark. Returns whether it is.
pub(crate) fn merge(write: &mut Write<'_>, record: &MarkRecord) -> Result<bool> {
    match mark_kind::of_key(&record.mark, &record.key) {
        Some(kind) => (kind.merge)(write, record),
        None if is_all_of_history(record) => history::merge_cleared(write, record.changed_at),
        None => merge_unknown(write, record),
    }
}

/// Whether a record stands for the whole history, which was cleared.
fn is_all_of_history(record: &MarkRecord) -> bool {
    record.mark == Opened::NAME && record.key == withdrawn::ALL
}

/// Deletes the oldest marks of kinds that have a limit.
pub(crate) fn shorten(write: &mut Write<'_>) -> Result<()> {
    history::shorten_history(write)?;
    announced::shorten_announced(write)
}

const UNKNOWN: &str = "SELECT mark, key, changed_at, value FROM unknown_mark";

fn unknown_marks(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare(UNKNOWN)?;
    let marks = statement.query_map([], unknown_from_row)?;
    Ok(marks.collect::<rusqlite::Result<_>>()?)
}

fn unknown_from_row(row: &Row<'_>) -> rusqlite::Result<MarkRecord> {
    Ok(MarkRecord {
        mark: row.get("mark")?,
        key: row.get("key")?,
        changed_at: row::moment(row, "changed_at")?,
        fields: row::json(row, "value")?,
        unknown: Fields::new(),
    })
}

const UNKNOWN_MARK: &str = "
    SELECT mark, key, changed_at, value
    FROM unknown_mark
    WHERE mark = :mark AND key = :key";

const KEEP_UNKNOWN: &str = "
    INSERT INTO unknown_mark (mark, key, changed_at, value)
    VALUES (:mark, :key, :changed_at, :value)
    ON CONFLICT (mark, key) DO UPDATE SET
        changed_at = excluded.changed_at,
        value = excluded.value";

fn merge_unknown(write: &mut Write<'_>, record: &MarkRecord) -> Result<bool> {
    let MarkRecord { mark, key, changed_at, .. } = record;
    let values = named_params! { ":mark": mark, ":key": key };
    let ours = write.prepare_cached(UNKNOWN_MARK)?.query_row(values, unknown_from_row).optional()?;
    if ours.map(|ours| ours.rank()).transpose()? >= Some(record.rank()?) {
        return Ok(false);
    }
    write.prepare_cached(KEEP_UNKNOWN)?.execute(named_params! {
        ":mark": mark,
        ":key": key,
        ":changed_at": changed_at.as_millisecond(),
        ":value": row::to_json(&record.entry())?,
    })?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::store::schema::USER;
    use crate::store::upgrade::upgrade;

    /// The state after some states were merged into an empty one, in this order.
    fn merged(states: &[&[MarkRecord]]) -> Vec<MarkRecord> {
        let mut file = Connection::open_in_memory().unwrap();
        upgrade(&mut file, &USER, "a").unwrap();
        for state in states {
            let mut write = Write::begin(&mut file).unwrap();
            for record in *state {
                merge(&mut write, record).unwrap();
            }
            shorten(&mut write).unwrap();
            write.commit().unwrap();
        }
        let mut state = marks(&file).unwrap();
        state.sort_by_key(|record| (record.mark.clone(), record.key.clone()));
        state
    }

    fn record(mark: &str, key: &str, second: i64, fields: Option<Value>, later: bool) -> MarkRecord {
        let unknown = if later { json!({ "rated": 5 }) } else { json!({}) };
        let object = |value: Value| value.as_object().cloned().unwrap_or_default();
        let changed_at = Timestamp::from_second(second).unwrap();
        let (mark, key) = (mark.to_owned(), key.to_owned());
        let (fields, unknown) = (fields.map(object), object(unknown));
        checked(MarkRecord { mark, key, changed_at, fields, unknown }).unwrap()
    }

    fn records() -> impl Strategy<Value = Vec<MarkRecord>> {
        let title = prop_oneof![Just("Rain"), Just("Snow")];
        let one = (0..6_usize, 0..3_u32, 1..5_i64, title, any::<bool>(), any::<bool>());
        let one = one.prop_map(|(kind, id, second, title, is_withdrawn, later)| {
            let at = Timestamp::UNIX_EPOCH;
            let (mark, key, fields) = match kind {
                0 => ("read_mark", format!("en/article/{id}"), json!({})),
                1 => ("followed", format!("en/series/{id}"), json!({ "followed_at": at, "title": title })),
                2 => ("history", format!("en/article/{id}"), json!({ "opened_at": at, "title": title })),
                3 => ("history", String::new(), json!(null)),
                4 => ("setting", format!("size{id}"), json!({ "value": title })),
                _ => ("rating", format!("{id}"), json!({ "stars": title })),
            };
            record(
                mark,
                &key,
                second,
                Some(fields).filter(|it| !is_withdrawn && !it.is_null()),
                later && kind != 3,
            )
        });
        vec(one, 0..12)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn states_merge_in_any_order_and_as_often_as_one_likes(a in records(), b in records(), c in records()) {
            let all = merged(&[&a, &b, &c]);

            prop_assert_eq!(&merged(&[&c, &b, &a]), &all);
            prop_assert_eq!(&merged(&[&b, &c, &a]), &all);
            prop_assert_eq!(&merged(&[&a, &merged(&[&b, &c])]), &all);
            prop_assert_eq!(&merged(&[&merged(&[&a, &b]), &c]), &all);
            prop_assert_eq!(&merged(&[&a, &b, &c, &a, &b]), &all);
            prop_assert_eq!(&merged(&[&all, &all]), &all);
        }
    }
}
