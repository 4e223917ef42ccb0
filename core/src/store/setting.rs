//! Settings, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::row;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::SettingValue;

/// A setting. Its key is its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredSetting {
    value: SettingValue,
}

/// The value of a setting; `None` if it is not set.
pub(crate) fn setting(connection: &Connection, name: &str) -> Result<Option<SettingValue>> {
    let setting = user_mark::load::<StoredSetting>(connection, &name.to_owned())?;
    Ok(setting.map(|setting| setting.value.value))
}

/// All settings, by name.
pub(crate) fn settings(connection: &Connection) -> Result<Vec<(String, SettingValue)>> {
    let all = user_mark::all::<StoredSetting>(connection)?;
    let mut settings: Vec<_> = all.into_iter().map(|(name, setting)| (name, setting.value.value)).collect();
    settings.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(settings)
}

/// Sets or removes a setting.
pub(crate) fn set_setting(
    write: &mut Write<'_>,
    name: &str,
    value: Option<SettingValue>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, &name.to_owned(), value.map(|value| StoredSetting { value }), now).map(drop)
}

/// What is wrong with the name of a setting or a saved search.
pub(crate) fn name_fault(name: &str) -> Option<(String, String)> {
    let is_name = (1..=100).contains(&name.chars().count());
    (!is_name).then(|| (String::new(), "a name has 1 to 100 characters".to_owned()))
}

const LOAD: &str = "
    SELECT changed_at, unknown, value
    FROM setting
    WHERE name = :key";

const ALL: &str = "
    SELECT name AS key, changed_at, unknown, value
    FROM setting";

const STORE: &str = "
    INSERT INTO setting (name, changed_at, unknown, value)
    VALUES (:key, :changed_at, :unknown, :value)
    ON CONFLICT (name) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        value = excluded.value";

const DELETE: &str = "DELETE FROM setting WHERE name = :key";

impl UserMark for StoredSetting {
    const NAME: &'static str = "setting";
    type Key = String;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([("value", row::json(row, "value")?.unwrap_or_default())]))
    }

    fn fault(name: &String, _: &Fields) -> Option<(String, String)> {
        name_fault(name)
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![(":value", row::to_json(&self.value)?.into())])
    }
}
