//! A search of the stored items, also as one line of text.

use ifilm_core::{EditionId, SearchCursor};
use jiff::Timestamp;

use crate::enum_conversion::convert_enum;
use crate::error::{IfilmError, Result, caught};
use crate::key::Section;

/// What to look for, and where. Only the text must be given.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SearchQuery {
    /// The words, in any spelling and form: سينما also finds والسينما, کتاب also finds کتابها. All of them
    /// must be there, in any order. Words in quotes (`"…"`, `“…”`, `«…»`) must stand side by side, as they
    /// are, in any spelling. Operators mean nothing.
    pub text: String,
    /// Whether a person is still typing. If so, the last word may be incomplete.
    #[uniffi(default = false)]
    pub typing: bool,
    /// The ids of the editions; empty means all that are stored.
    #[uniffi(default = [])]
    pub editions: Vec<String>,
    /// The edition whose hits come before those of the others; all are equal if left out.
    #[uniffi(default = None)]
    pub first: Option<String>,
    /// The section; all if left out.
    #[uniffi(default = None)]
    pub section: Option<Section>,
    /// Only what was published at this time or later, in milliseconds since 1970, UTC; from the beginning if
    /// left out.
    #[uniffi(default = None)]
    pub since_ms: Option<i64>,
    /// Only what was published before this time, in milliseconds since 1970, UTC; up to now if left out.
    #[uniffi(default = None)]
    pub until_ms: Option<i64>,
    /// True: only what a person read, false: only what is unread; both if left out.
    #[uniffi(default = None)]
    pub read: Option<bool>,
    /// True: only what a person saved, false: only what is not saved; both if left out. A saved item that the
    /// cache has no more is not found.
    #[uniffi(default = None)]
    pub saved: Option<bool>,
    /// The order of the hits; `Ranked` if left out.
    #[uniffi(default = None)]
    pub order: Option<SearchOrder>,
    /// The maximum number of hits of one slice, 1 to 100.
    #[uniffi(default = 20)]
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice of the same search; the first hits if left out.
    #[uniffi(default = None)]
    pub after: Option<String>,
}

impl TryFrom<SearchQuery> for ifilm_core::SearchQuery {
    type Error = IfilmError;

    #[rustfmt::skip]
    fn try_from(query: SearchQuery) -> Result<Self, IfilmError> {
        let SearchQuery {
            text, typing, editions, first, section, since_ms, until_ms, read, saved, order, limit, after,
        } = query;
        let mut core = Self::of(text);
        core.typing = typing;
        core.editions = editions.iter().map(|id| id.parse()).collect::<Result<Vec<EditionId>, _>>()?;
        core.first = first.map(|id| id.parse::<EditionId>()).transpose()?;
        core.section = section.map(ifilm_core::Section::from);
        (core.since, core.until) = (moment(since_ms)?, moment(until_ms)?);
        (core.read, core.saved) = (read, saved);
        core.order = order.map_or(core.order, ifilm_core::SearchOrder::from);
        core.limit = limit;
        core.after = after.map(|cursor| cursor.parse::<SearchCursor>()).transpose()?;
        Ok(core)
    }
}

fn moment(milliseconds: Option<i64>) -> Result<Option<Timestamp>> {
    let bad = |cause: jiff::Error| ifilm_core::Error::bad_argument(format!("no moment: {cause}"));
    Ok(milliseconds.map(Timestamp::from_millisecond).transpose().map_err(bad)?)
}

impl From<ifilm_core::SearchQuery> for SearchQuery {
    fn from(query: ifilm_core::SearchQuery) -> Self {
        Self {
            text: query.text,
            typing: query.typing,
            editions: query.editions.into_iter().map(String::from).collect(),
            first: query.first.map(String::from),
            section: query.section.map(Section::from),
            since_ms: query.since.map(Timestamp::as_millisecond),
            until_ms: query.until.map(Timestamp::as_millisecond),
            read: query.read,
            saved: query.saved,
            order: Some(query.order.into()),
            limit: query.limit,
            after: query.after.map(|cursor| cursor.to_string()),
        }
    }
}

/// The order of the hits of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum SearchOrder {
    /// Those with each word as it was typed, in any spelling, before those with another form of a word. Among
    /// each, those with all words in the title come first, then those with all in title and lead, then the
    /// others; the newer before the older. Of leads and texts, the newest 1,500 hits are ranked.
    Ranked,
    /// The newer before the older, whatever the words stand in. `first` has no effect.
    Newest,
}

convert_enum!(SearchOrder { Ranked, Newest });

/// Reads a search from a line of text: words, phrases in quotes, and filters, such as
/// `"exact phrase" word section:news unread:yes`. Its slices have 20 hits.
///
/// `edition:fa` and `section:news` say where to look, and the first may be there more than once.
/// `since:2024-05-01` and `until:2024-06-01` are days in UTC, or times by RFC 3339. `unread` and `saved` are
/// followed by `:yes` or `:no`, and `order` by `:newest` or `:ranked`. Any other word with a colon is a word,
/// and so is a filter with a backslash before its colon.
///
/// # Errors
/// `BadArgument` for a filter with another value, which it names.
#[uniffi::export]
pub fn parse_search_line(line: String) -> Result<SearchQuery> {
    caught(|| Ok(ifilm_core::SearchQuery::from_line(&line)?.into()))
}

/// The line of a search: `parse_search_line` reads it back. `first`, `limit`, `after` and `typing` are not
/// part of it.
///
/// # Errors
/// `BadArgument` for an invalid edition, moment or cursor.
#[uniffi::export]
pub fn search_line(query: SearchQuery) -> Result<String> {
    caught(|| Ok(ifilm_core::SearchQuery::try_from(query)?.to_line()))
}
