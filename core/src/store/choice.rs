//! The edition that a person chose, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};
use serde::{Deserialize, Serialize};

use super::mark_key::MarkKey;
use super::row;
use super::user_mark::{self, Stored, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::EditionId;

/// The choice. An older version reads and writes its table, too, so `chosen_at` is the time of the mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ChosenEdition {
    edition: EditionId,
}

/// The key of the only choice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnlyChoice;

impl MarkKey for OnlyChoice {
    fn text(&self) -> String {
        "edition".to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        (text == "edition").then_some(Self)
    }
}

/// The stored choice, if a person made one.
pub(crate) fn chosen_edition(connection: &Connection) -> Result<Option<EditionId>> {
    Ok(ChosenEdition::load(connection, &OnlyChoice)?.map(|choice| choice.value.edition))
}

/// Stores a choice, or deletes it if `edition` is `None`.
pub(crate) fn choose_edition(
    write: &mut Write<'_>,
    edition: Option<EditionId>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, &OnlyChoice, edition.map(|edition| ChosenEdition { edition }), now).map(drop)
}

const LOAD: &str = "SELECT edition, chosen_at, unknown FROM chosen_edition";

const STORE: &str = "
    INSERT INTO chosen_edition (one, edition, chosen_at, unknown)
    VALUES (1, :edition, :chosen_at, :unknown)
    ON CONFLICT (one) DO UPDATE SET
        edition = excluded.edition,
        chosen_at = excluded.chosen_at,
        unknown = excluded.unknown";

const DELETE: &str = "DELETE FROM chosen_edition";

impl UserMark for ChosenEdition {
    const NAME: &'static str = "chosen_edition";
    type Key = OnlyChoice;

    fn load(connection: &Connection, _: &OnlyChoice) -> Result<Option<Stored<Self>>> {
        let read = |row: &rusqlite::Row<'_>| {
            let edition: String = row.get("edition")?;
            let edition = edition.parse().map_err(|_| row::unexpected("edition", edition))?;
            let changed_at = row::moment(row, "chosen_at")?;
            Ok(Stored { value: Self { edition }, changed_at, unknown: row.get("unknown")? })
        };
        Ok(connection.prepare_cached(LOAD)?.query_row([], read).optional()?)
    }

    fn store(write: &mut Write<'_>, _: &OnlyChoice, mark: &Stored<Self>) -> Result<()> {
        write.prepare_cached(STORE)?.execute(named_params! {
            ":edition": mark.value.edition.as_str(),
            ":chosen_at": mark.changed_at.as_millisecond(),
            ":unknown": mark.unknown,
        })?;
        Ok(())
    }

    fn delete(write: &mut Write<'_>, _: &OnlyChoice) -> Result<()> {
        write.execute(DELETE, [])?;
        Ok(())
    }
}
