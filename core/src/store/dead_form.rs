//! The forms of media addresses at which nothing was found while another form had it. They are tried last for
//! a day.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, named_params};

use super::write::Write;
use crate::error::Result;

/// Then a form is tried in its own place again, because its host may be back.
const LASTS: SignedDuration = SignedDuration::from_hours(24);

const FORMS: &str = "SELECT form FROM dead_form WHERE failed_at BETWEEN :from AND :now";

/// The forms at which nothing was found in the last day.
pub(crate) fn dead_forms(connection: &Connection, now: Timestamp) -> Result<Vec<String>> {
    let from = now.checked_sub(LASTS).unwrap_or(Timestamp::MIN);
    let values = named_params! { ":from": from.as_millisecond(), ":now": now.as_millisecond() };
    let mut statement = connection.prepare_cached(FORMS)?;
    let forms = statement.query_map(values, |row| row.get("form"))?;
    Ok(forms.collect::<rusqlite::Result<_>>()?)
}

/// The forms of the addresses of one thing that were tried.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct TriedForms {
    /// Those at which there was nothing.
    pub(crate) dead: Vec<String>,
    /// The one at which it was found.
    pub(crate) good: Option<String>,
}

const NOTE: &str = "
    INSERT INTO dead_form (form, failed_at)
    VALUES (:form, :now)
    ON CONFLICT (form) DO UPDATE SET failed_at = excluded.failed_at";

const FORGET: &str = "DELETE FROM dead_form WHERE form = :form";

/// Notes where something was found, and where not.
pub(crate) fn note_tried_forms(write: &mut Write<'_>, tried: &TriedForms, now: Timestamp) -> Result<()> {
    for form in &tried.dead {
        let values = named_params! { ":form": form, ":now": now.as_millisecond() };
        write.prepare_cached(NOTE)?.execute(values)?;
    }
    for form in tried.good.iter().filter(|good| !tried.dead.contains(good)) {
        write.prepare_cached(FORGET)?.execute(&[(":form", form)])?;
    }
    Ok(())
}
