//! Which places of the index have the words of an expression, without their rows.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::found::{Index, found, of_person};
use super::search_scope::SearchScope;
use crate::error::Result;
use crate::model::ItemKey;

const IN_HEAD: &str = "
    SELECT words.rowid AS place
    FROM search(:expression) AS words
    WHERE words.rowid BETWEEN :from AND :to";

/// The places of the items, from one place to another, that an expression finds in title and lead alone.
pub(crate) fn found_in_head(
    connection: &Connection,
    expression: &str,
    scope: &SearchScope,
    from: i64,
    to: i64,
) -> Result<Vec<i64>> {
    let expression = format!("{{title lead}} : ({expression})");
    if of_person(scope).is_some() {
        let rows = found(connection, Index::Whole, Some(&expression), scope, None, usize::MAX >> 1)?;
        return Ok(rows.into_iter().map(|row| row.place).collect());
    }
    let expression = scope.narrowed(&expression);
    let mut statement = connection.prepare_cached(IN_HEAD)?;
    let values = named_params! { ":expression": expression, ":from": from, ":to": to };
    let places = statement.query_map(values, |row| row.get("place"))?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
}

const STILL_FOUND: &str = "
    SELECT words.rowid AS place
    FROM search(:expression) AS words
    WHERE words.rowid = (
        SELECT search_place.place
        FROM item
        JOIN search_place ON search_place.item_id = item.id
        WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id)";

/// Whether an expression finds an item of the editions that are searched.
pub(crate) fn is_found(
    connection: &Connection,
    expression: &str,
    scope: &SearchScope,
    key: &ItemKey,
) -> Result<bool> {
    let expression = scope.narrowed(expression);
    let values = named_params! {
        ":expression": expression,
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(STILL_FOUND)?;
    Ok(statement.query_row(values, |row| row.get::<_, i64>("place")).optional()?.is_some())
}
