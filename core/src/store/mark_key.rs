//! The keys of marks: as texts, which undo steps, exports and the table of what was withdrawn have, and as
//! columns.

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::Value as Column;

use super::row;
use crate::model::{EditionId, EpisodeId, ItemKey, Section};

/// Parameters of a statement, by name.
pub(super) type Columns = Vec<(&'static str, Column)>;

/// The key of a mark. Different keys have different texts, and none is empty. A key whose text cannot be read
/// again is never stored.
pub(crate) trait MarkKey: Clone + Sized {
    /// It as text.
    fn text(&self) -> String;

    /// Reads the text of a key.
    fn read(text: &str) -> Option<Self>;

    /// It as parameters of the statements of its marks.
    fn columns(&self) -> Columns;

    /// The text of the key of a row, also of one that only a later version can read.
    fn text_of(row: &Row<'_>) -> rusqlite::Result<String>;

    /// The item that the mark is about, if it is about one.
    fn item(&self) -> Option<&ItemKey> {
        None
    }
}

/// `fa/article/2043998`: always with the kind, so that a kind of a later version is not read as an id.
impl MarkKey for ItemKey {
    fn text(&self) -> String {
        let Self { edition, kind, id } = self;
        format!("{edition}/{}/{id}", kind.as_str())
    }

    fn read(text: &str) -> Option<Self> {
        let (edition, rest) = text.split_once('/')?;
        let (kind, id) = rest.split_once('/').filter(|(_, id)| is_name(id))?;
        Some(Self { edition: edition.parse().ok()?, kind: kind.parse().ok()?, id: id.to_owned() })
    }

    fn columns(&self) -> Columns {
        vec![
            (":edition", self.edition.to_string().into()),
            (":kind", self.kind.as_str().to_owned().into()),
            (":remote_id", self.id.clone().into()),
        ]
    }

    fn text_of(row: &Row<'_>) -> rusqlite::Result<String> {
        let [edition, kind, id] = ["edition", "kind", "remote_id"].map(|column| row.get::<_, String>(column));
        Ok(format!("{}/{}/{}", edition?, kind?, id?))
    }

    fn item(&self) -> Option<&ItemKey> {
        Some(self)
    }
}

/// A name or a word. Its column is called `key`.
impl MarkKey for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn read(text: &str) -> Option<Self> {
        is_name(text).then(|| text.to_owned())
    }

    fn columns(&self) -> Columns {
        vec![(":key", self.clone().into())]
    }

    fn text_of(row: &Row<'_>) -> rusqlite::Result<String> {
        row.get("key")
    }
}

/// A section of an edition: `fa/news`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SectionKey {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
}

impl MarkKey for SectionKey {
    fn text(&self) -> String {
        format!("{}/{}", self.edition, self.section.as_str())
    }

    fn read(text: &str) -> Option<Self> {
        let (edition, section) = text.split_once('/')?;
        Some(Self { edition: edition.parse().ok()?, section: section.parse().ok()? })
    }

    fn columns(&self) -> Columns {
        vec![
            (":edition", self.edition.to_string().into()),
            (":section", self.section.as_str().to_owned().into()),
        ]
    }

    fn text_of(row: &Row<'_>) -> rusqlite::Result<String> {
        Ok(format!("{}/{}", row.get::<_, String>("edition")?, row.get::<_, String>("section")?))
    }
}

/// An item and the time of its reminder: `fa/series/77@2024-05-02T18:00:00Z`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReminderKey {
    pub(crate) item: ItemKey,
    pub(crate) remind_at: Timestamp,
}

impl MarkKey for ReminderKey {
    fn text(&self) -> String {
        format!("{}@{}", self.item.text(), self.remind_at)
    }

    fn read(text: &str) -> Option<Self> {
        let (item, remind_at) = text.rsplit_once('@')?;
        let remind_at: Timestamp = remind_at.parse().ok()?;
        let whole = Timestamp::from_millisecond(remind_at.as_millisecond()).ok()?;
        Some(Self { item: MarkKey::read(item)?, remind_at: whole })
    }

    fn columns(&self) -> Columns {
        let mut columns = self.item.columns();
        columns.push((":remind_at", self.remind_at.as_millisecond().into()));
        columns
    }

    fn text_of(row: &Row<'_>) -> rusqlite::Result<String> {
        Ok(format!("{}@{}", ItemKey::text_of(row)?, row::moment(row, "remind_at")?))
    }
}

/// An episode of a programme: `fa/series/77#12`. The id of an episode has no `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EpisodeKey {
    pub(crate) item: ItemKey,
    pub(crate) episode: EpisodeId,
}

impl MarkKey for EpisodeKey {
    fn text(&self) -> String {
        format!("{}#{}", self.item.text(), self.episode)
    }

    fn read(text: &str) -> Option<Self> {
        let (item, episode) = text.rsplit_once('#')?;
        Some(Self { item: MarkKey::read(item)?, episode: episode.parse().ok()? })
    }

    fn columns(&self) -> Columns {
        let mut columns = self.item.columns();
        columns.push((":episode", self.episode.to_string().into()));
        columns
    }

    fn text_of(row: &Row<'_>) -> rusqlite::Result<String> {
        Ok(format!("{}#{}", ItemKey::text_of(row)?, row.get::<_, String>("episode")?))
    }

    fn item(&self) -> Option<&ItemKey> {
        Some(&self.item)
    }
}

/// Whether a text is an id or a name: it has letters, and no signs that a terminal obeys.
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_control)
}
