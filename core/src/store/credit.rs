//! Credits: the people whom the cast of a programme names.

use rusqlite::{Connection, Row, named_params};

use super::write::Write;
use super::{person, row};
use crate::error::Result;
use crate::model::{ItemKey, Work};

/// A person in a cast, with a page of his or her own.
#[derive(Debug, Clone)]
pub(crate) struct Credit {
    pub(crate) key: ItemKey,
    pub(crate) name: String,
    /// The place of the name in the alphabet.
    pub(crate) name_key: Vec<u8>,
    pub(crate) role: Option<String>,
}

const SAVE: &str = "
    INSERT INTO credit (item_id, place, edition, person, role)
    VALUES (:item_id, :place, :edition, :person, :role)
    ON CONFLICT (item_id, place) DO UPDATE SET
        edition = excluded.edition, person = excluded.person, role = excluded.role
    WHERE (edition, person, role) IS NOT (excluded.edition, excluded.person, excluded.role)";

const CUT: &str = "DELETE FROM credit WHERE item_id = :item_id AND place >= :places";

/// Stores the people of a cast in place of the stored ones, and their names.
pub(super) fn save(write: &mut Write<'_>, item: i64, credits: &[Credit]) -> Result<()> {
    for (place, credit) in (0_i64..).zip(credits) {
        person::name(write, &credit.key, &credit.name, &credit.name_key)?;
        write.prepare_cached(SAVE)?.execute(named_params! {
            ":item_id": item,
            ":place": place,
            ":edition": credit.key.edition.as_str(),
            ":person": credit.key.id,
            ":role": credit.role,
        })?;
    }
    let places = i64::try_from(credits.len()).unwrap_or(i64::MAX);
    write.prepare_cached(CUT)?.execute(named_params! { ":item_id": item, ":places": places })?;
    Ok(())
}

pub(super) const FORGET: &str = "DELETE FROM credit WHERE item_id = :id";

/// Deletes the people of a cast. Their names stay.
pub(super) fn forget(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(&[(":id", &item)])?;
    Ok(())
}

const WORKS: &str = "
    SELECT
        item.edition, item.kind, item.remote_id,
        coalesce(article.title, item.title, item.remote_id) AS title, credit.role
    FROM credit
    JOIN item ON item.id = credit.item_id
    LEFT JOIN article ON article.item_id = item.id
    WHERE credit.edition = :edition AND credit.person = :person
    ORDER BY item.number DESC, item.remote_id DESC, item.kind, credit.place";

/// The programmes whose stored casts name a person, those with the largest ids first.
pub(crate) fn works_of(connection: &Connection, person: &ItemKey) -> Result<Vec<Work>> {
    let values = named_params! { ":edition": person.edition.as_str(), ":person": person.id };
    let mut statement = connection.prepare_cached(WORKS)?;
    Ok(statement.query_map(values, work)?.collect::<rusqlite::Result<_>>()?)
}

fn work(row: &Row<'_>) -> rusqlite::Result<Work> {
    Ok(Work { key: Some(row::key(row)?), title: row.get("title")?, role: row.get("role")? })
}
