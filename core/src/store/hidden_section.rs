//! Sections that a person hides, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::{Columns, SectionKey};
use super::mark_record::Fields;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;

/// That a section of an edition is hidden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HiddenSection {}

/// Hides or shows a section.
pub(crate) fn hide_section(
    write: &mut Write<'_>,
    key: &SectionKey,
    hidden: bool,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, hidden.then_some(HiddenSection {}), now).map(drop)
}

/// The hidden sections, in the order of their editions.
pub(crate) fn hidden_sections(connection: &Connection) -> Result<Vec<SectionKey>> {
    let sections = user_mark::all::<HiddenSection>(connection)?;
    let mut sections: Vec<SectionKey> = sections.into_iter().map(|(key, _)| key).collect();
    sections.sort_by(|one, other| (&one.edition, one.section).cmp(&(&other.edition, other.section)));
    Ok(sections)
}

const LOAD: &str = "
    SELECT changed_at, unknown
    FROM hidden_section
    WHERE edition = :edition AND section = :section";

const ALL: &str = "
    SELECT edition, section, changed_at, unknown
    FROM hidden_section";

const STORE: &str = "
    INSERT INTO hidden_section (edition, section, changed_at, unknown)
    VALUES (:edition, :section, :changed_at, :unknown)
    ON CONFLICT (edition, section) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown";

const DELETE: &str = "
    DELETE FROM hidden_section
    WHERE edition = :edition AND section = :section";

impl UserMark for HiddenSection {
    const NAME: &'static str = "hidden_section";
    type Key = SectionKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(_: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(Fields::new())
    }

    fn columns(&self) -> Result<Columns> {
        Ok(Vec::new())
    }
}
