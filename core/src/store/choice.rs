//! The edition that a person chose, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::{Columns, MarkKey};
use super::mark_record::Fields;
use super::row;
use super::user_mark::{self, UserMark};
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

    fn columns(&self) -> Columns {
        Vec::new()
    }

    fn text_of(_: &Row<'_>) -> rusqlite::Result<String> {
        Ok(Self.text())
    }
}

/// The stored choice, if a person made one.
pub(crate) fn chosen_edition(connection: &Connection) -> Result<Option<EditionId>> {
    let choice = user_mark::load::<ChosenEdition>(connection, &OnlyChoice)?;
    Ok(choice.map(|choice| choice.value.edition))
}

/// Stores a choice, or deletes it if `edition` is `None`.
pub(crate) fn choose_edition(
    write: &mut Write<'_>,
    edition: Option<EditionId>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, &OnlyChoice, edition.map(|edition| ChosenEdition { edition }), now).map(drop)
}

const LOAD: &str = "SELECT edition, chosen_at AS changed_at, unknown FROM chosen_edition";

const ALL: &str = "SELECT edition, chosen_at AS changed_at, unknown FROM chosen_edition";

const STORE: &str = "
    INSERT INTO chosen_edition (one, edition, chosen_at, unknown)
    VALUES (1, :edition, :changed_at, :unknown)
    ON CONFLICT (one) DO UPDATE SET
        edition = excluded.edition,
        chosen_at = excluded.chosen_at,
        unknown = excluded.unknown";

const DELETE: &str = "DELETE FROM chosen_edition";

impl UserMark for ChosenEdition {
    const NAME: &'static str = "chosen_edition";
    type Key = OnlyChoice;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([("edition", row::text(row, "edition")?)]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![(":edition", self.edition.to_string().into())])
    }
}
