//! The form of a saved item as fields. Each value that only a later version knows is read as the nearest one
//! of this version, so that the item can be shown, and is kept as it came.

use rusqlite::Row;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::{Value, json};

use super::mark_record::Fields;
use super::row;
use crate::model::{Block, Direction, Precision, Published, PublishedSource, Updated};

/// The fields of a row.
pub(super) fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
    let updated = match row.get::<_, Option<i64>>("updated_at")? {
        Some(_) => json!({
            "at": row::time(row, "updated_at")?,
            "precision": row::text(row, "updated_precision")?,
        }),
        None => Value::Null,
    };
    let published = json!({
        "at": row::time(row, "published_at")?,
        "source": row::text(row, "published_source")?,
        "precision": row::text(row, "published_precision")?,
    });
    let texts = ["title", "lead", "link", "language", "direction", "picture"];
    let mut fields = row::fields([
        ("saved_at", row::time(row, "saved_at")?),
        ("published", published),
        ("updated", updated),
        ("edited", row.get::<_, bool>("edited")?.into()),
        ("checked_at", row::time(row, "checked_at")?),
        ("blocks", row::json(row, "blocks")?.unwrap_or_default()),
    ]);
    for name in texts {
        fields.insert(name.to_owned(), row::text(row, name)?);
    }
    Ok(fields)
}

/// Left to right unless it says otherwise.
pub(super) fn direction<'de, D: Deserializer<'de>>(from: D) -> Result<Direction, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(read(&value).unwrap_or(Direction::Ltr))
}

/// A date of an unknown source counts as one of the device.
pub(super) fn published<'de, D: Deserializer<'de>>(from: D) -> Result<Published, D::Error> {
    let value = Value::deserialize(from)?;
    let at = read(&value["at"]).ok_or_else(|| D::Error::custom("at: it is no time"))?;
    Ok(Published {
        at,
        source: read(&value["source"]).unwrap_or(PublishedSource::FirstSeen),
        precision: read(&value["precision"]).unwrap_or(Precision::Estimate),
    })
}

/// None if it cannot be read.
pub(super) fn updated<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Updated>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(read(&value))
}

/// Without the blocks that cannot be read.
pub(super) fn blocks<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<Block>>, D::Error> {
    let blocks: Option<Vec<Value>> = Option::deserialize(from)?;
    Ok(blocks.map(|blocks| blocks.iter().filter_map(read).collect()))
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}
