//! Values that several tables store in the same form: keys, times, dates with their source, validators.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;
use serde_json::Value;

use super::mark_record::Fields;
use crate::error::{Error, Result};
use crate::model::{
    Direction, ItemKey, Kind, LanguageTag, PixelSize, Precision, Published, PublishedSource, SortKey,
    Updated, Validators,
};

pub(super) fn validators(row: &Row<'_>) -> rusqlite::Result<Validators> {
    Ok(Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? })
}

pub(super) fn moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    let milliseconds: i64 = row.get(column)?;
    Timestamp::from_millisecond(milliseconds).map_err(|cause| unexpected(column, cause.to_string()))
}

pub(super) fn optional_moment(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Timestamp>> {
    match row.get::<_, Option<i64>>(column)? {
        Some(_) => moment(row, column).map(Some),
        None => Ok(None),
    }
}

pub(super) fn published(row: &Row<'_>) -> rusqlite::Result<Published> {
    Ok(Published {
        at: moment(row, "published_at")?,
        source: source(&row.get::<_, String>("published_source")?)?,
        precision: precision(&row.get::<_, String>("published_precision")?)?,
    })
}

/// When a text was changed, as its page says.
pub(super) fn updated(row: &Row<'_>) -> rusqlite::Result<Option<Updated>> {
    match (optional_moment(row, "updated_at")?, row.get::<_, Option<String>>("updated_precision")?) {
        (Some(at), Some(name)) => Ok(Some(Updated { at, precision: precision(&name)? })),
        _ => Ok(None),
    }
}

pub(super) fn key(row: &Row<'_>) -> rusqlite::Result<ItemKey> {
    let edition: String = row.get("edition")?;
    Ok(ItemKey {
        edition: edition.parse().map_err(|_| unexpected("edition", edition))?,
        kind: kind(row)?,
        id: row.get("remote_id")?,
    })
}

/// The place of an item in a list.
pub(super) fn sort_key(row: &Row<'_>) -> rusqlite::Result<SortKey> {
    Ok(SortKey { published_ms: row.get("published_at")?, kind: kind(row)?, id: row.get("remote_id")? })
}

pub(super) fn kind(row: &Row<'_>) -> rusqlite::Result<Kind> {
    let kind: String = row.get("kind")?;
    kind.parse().map_err(|_| unexpected("kind", kind))
}

pub(super) fn direction(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Direction>> {
    match row.get::<_, Option<String>>(column)?.as_deref() {
        None => Ok(None),
        Some("ltr") => Ok(Some(Direction::Ltr)),
        Some("rtl") => Ok(Some(Direction::Rtl)),
        Some(other) => Err(unexpected(column, other.to_owned())),
    }
}

/// The language of a text; `None` if there is no text.
pub(super) fn language(row: &Row<'_>) -> rusqlite::Result<Option<LanguageTag>> {
    let language: Option<String> = row.get("language")?;
    language.map(|tag| tag.parse().map_err(|_| unexpected("language", tag))).transpose()
}

/// The size of a picture; `None` if it was never fetched.
pub(super) fn picture_size(row: &Row<'_>) -> rusqlite::Result<Option<PixelSize>> {
    let (width, height): (Option<u32>, Option<u32>) = (row.get("width")?, row.get("height")?);
    Ok(width.zip(height).map(|(width, height)| PixelSize { width, height }))
}

pub(super) fn source(name: &str) -> rusqlite::Result<PublishedSource> {
    use PublishedSource::{FirstSeen, Meta, Neighbours, Picture, Stamp};
    let found =
        [Meta, Stamp, Picture, Neighbours, FirstSeen].into_iter().find(|source| source.as_str() == name);
    found.ok_or_else(|| unexpected("published_source", name.to_owned()))
}

pub(super) fn precision(name: &str) -> rusqlite::Result<Precision> {
    use Precision::{Day, Estimate, Minute};
    let found = [Minute, Day, Estimate].into_iter().find(|precision| precision.as_str() == name);
    found.ok_or_else(|| unexpected("published_precision", name.to_owned()))
}

/// Fields by their names.
pub(super) fn fields<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A text or null as JSON.
pub(super) fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<Value> {
    Ok(row.get::<_, Option<String>>(column)?.into())
}

/// A whole number or null as JSON.
pub(super) fn number(row: &Row<'_>, column: &str) -> rusqlite::Result<Value> {
    Ok(row.get::<_, Option<i64>>(column)?.into())
}

/// A time or null as JSON.
pub(super) fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Value> {
    Ok(optional_moment(row, column)?.map(|at| at.to_string()).into())
}

/// Reads a value from JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    let read =
        |text: String| serde_json::from_str(&text).map_err(|cause| unexpected(column, cause.to_string()));
    text.map(read).transpose()
}

/// Writes a value as JSON.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|cause| Error::Internal(cause.to_string()))
}

/// A row of the user's file, or `None` with a warning if only a later version can read its values. SQLite's
/// own errors stay errors.
pub(super) fn if_readable<T>(row: rusqlite::Result<T>) -> rusqlite::Result<Option<T>> {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    match row {
        Ok(value) => Ok(Some(value)),
        Err(cause @ (FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..))) => {
            tracing::warn!(%cause, "a row of a later version was left out");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The error for a value that this library never writes.
pub(super) fn unexpected(column: &str, value: String) -> rusqlite::Error {
    let cause = format!("column {column} holds {value}");
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, cause.into())
}
