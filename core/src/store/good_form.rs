//! The forms of media addresses at which something was found last, and hosts for addresses without a form.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::write::Write;
use crate::error::Result;

const FORMS: &str = "SELECT form FROM good_form ORDER BY worked_at DESC";

/// The forms at which something was found, the last one first.
pub(crate) fn good_forms(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(FORMS)?;
    let forms = statement.query_map([], |row| row.get("form"))?;
    Ok(forms.collect::<rusqlite::Result<_>>()?)
}

const NOTE: &str = "
    INSERT INTO good_form (form, worked_at)
    VALUES (:form, :now)
    ON CONFLICT (form) DO UPDATE SET worked_at = excluded.worked_at";

/// Notes that something was found at an address of a form.
pub(crate) fn note_good_form(write: &mut Write<'_>, form: &str, now: Timestamp) -> Result<()> {
    let values = named_params! { ":form": form, ":now": now.as_millisecond() };
    write.prepare_cached(NOTE)?.execute(values)?;
    Ok(())
}
