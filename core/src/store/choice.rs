//! The edition that a person chose, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::write::Write;
use crate::error::Result;
use crate::model::EditionId;

const CHOSEN: &str = "SELECT edition FROM user.chosen_edition";

/// The stored choice, if a person made one.
pub(crate) fn chosen_edition(connection: &Connection) -> Result<Option<EditionId>> {
    let text = connection.query_row(CHOSEN, [], |row| row.get::<_, String>("edition")).optional()?;
    text.map(|text| text.parse()).transpose()
}

const CHOOSE: &str = "
    INSERT INTO chosen_edition (one, edition, chosen_at)
    VALUES (1, :edition, :chosen_at)
    ON CONFLICT (one) DO UPDATE SET edition = excluded.edition, chosen_at = excluded.chosen_at";

const FORGET: &str = "DELETE FROM chosen_edition";

/// Stores a choice, or deletes it if `edition` is `None`.
pub(crate) fn choose_edition(
    write: &mut Write<'_>,
    edition: Option<&EditionId>,
    at: Timestamp,
) -> Result<()> {
    let Some(edition) = edition else {
        write.execute(FORGET, [])?;
        return Ok(());
    };
    let values = named_params! { ":edition": edition.as_str(), ":chosen_at": at.as_millisecond() };
    write.execute(CHOOSE, values)?;
    Ok(())
}
