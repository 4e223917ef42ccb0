//! The stored rows of one slice of a list, and where the next one begins.

use crate::error::Result;
use crate::model::{Cursor, EditionId, Kind, ListHole, ListOrder, Section, SortKey};
use crate::store::{self, Connection, StoredItem, TitlePlace, WholeList};

/// Which rows of which list.
#[derive(Clone, Copy)]
pub(super) struct ListRows<'a> {
    pub(super) edition: &'a EditionId,
    pub(super) section: Section,
    /// The kind of its items; `None` if the catalogue lacks the section.
    pub(super) kind: Option<Kind>,
    pub(super) order: ListOrder,
    pub(super) after: Option<&'a Cursor>,
    pub(super) limit: u32,
}

/// Rows of a list, where the next ones begin, and where some may be missing.
pub(super) type Rows = (Vec<StoredItem>, Option<Cursor>, Vec<ListHole>);

/// Reads the rows of a slice.
pub(super) fn list_rows(connection: &Connection, of: ListRows<'_>) -> Result<Rows> {
    match (of.section.is_kept_whole(), of.kind) {
        (false, _) | (true, None) => of.by_date(connection),
        (true, Some(kind)) => {
            let ListRows { edition, section, .. } = of;
            let list = WholeList { edition, section, kind };
            let (rows, next) = match of.order {
                ListOrder::Newest => of.by_number(connection, list)?,
                ListOrder::Alphabetical => of.by_title(connection, list)?,
            };
            Ok((rows, next, of.unplaced_holes(connection)?))
        }
    }
}

impl ListRows<'_> {
    fn by_date(self, connection: &Connection) -> Result<Rows> {
        let Self { edition, section, limit, .. } = self;
        let after = self.after.map(|cursor| cursor.behind.clone());
        let mut rows = store::items(connection, edition, section, after.clone(), limit + 1)?;
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let shown =
            store::Rows { edition, section, after: after.as_ref(), items: rows.as_slice(), is_end: !more };
        let mut holes = store::holes(connection, edition, section)?;
        holes.extend(store::gaps(connection, shown)?);
        let behind = rows.last().filter(|_| more).map(StoredItem::sort_key);
        Ok((rows, behind.map(|behind| self.cursor(behind, None)), holes))
    }

    fn by_number(
        self,
        connection: &Connection,
        list: WholeList<'_>,
    ) -> Result<(Vec<StoredItem>, Option<Cursor>)> {
        let after = self.after.map(|cursor| cursor.behind.id.as_str());
        let mut rows = store::items_by_number(connection, list, after, self.limit + 1)?;
        let more = rows.len() > self.limit as usize;
        rows.truncate(self.limit as usize);
        let behind = rows.last().filter(|_| more).map(StoredItem::sort_key);
        Ok((rows, behind.map(|behind| self.cursor(behind, None))))
    }

    fn by_title(
        self,
        connection: &Connection,
        list: WholeList<'_>,
    ) -> Result<(Vec<StoredItem>, Option<Cursor>)> {
        let place = |cursor: &Cursor| {
            let title_key = cursor.title_key.clone().unwrap_or_default();
            TitlePlace { title_key, id: cursor.behind.id.clone() }
        };
        let after = self.after.map(place);
        let mut rows = store::items_by_title(connection, list, after.as_ref(), self.limit + 1)?;
        let more = rows.len() > self.limit as usize;
        rows.truncate(self.limit as usize);
        let last = rows.last().filter(|_| more);
        let next = last.map(|(row, key)| self.cursor(row.sort_key(), Some(key.clone())));
        Ok((rows.into_iter().map(|(row, _)| row).collect(), next))
    }

    fn cursor(self, behind: SortKey, title_key: Option<Vec<u8>>) -> Cursor {
        Cursor { edition: self.edition.clone(), section: self.section, behind, title_key }
    }

    /// The holes of a list that is not ordered by date: their places are not known.
    fn unplaced_holes(self, connection: &Connection) -> Result<Vec<ListHole>> {
        let holes = store::holes(connection, self.edition, self.section)?;
        Ok(holes.into_iter().map(|hole| ListHole { after: None, before: None, ..hole }).collect())
    }
}
