//! What the last answer of a resource says about its next request: until when the answer is fresh, and where
//! it leads for ever.

use jiff::Timestamp;
use rusqlite::{Row, ToSql};

use super::row;

/// What an answer says about the next request for its resource.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct NextRequest {
    /// Until when the answer is fresh; `None` if it did not say so.
    pub(crate) not_before: Option<Timestamp>,
    /// Where the address of the resource leads for ever; `None` if nowhere.
    pub(crate) moved: Option<Moved>,
}

/// A permanent redirect of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The address that the catalogue gives.
    pub(crate) from: String,
    pub(crate) to: String,
    /// How often it led there in a row.
    pub(crate) times: u32,
    /// When it led there last, as far as that counts.
    pub(crate) at: Timestamp,
}

/// The columns of [`NextRequest`], as values of a statement.
pub(super) struct Values {
    not_before: Option<i64>,
    from: Option<String>,
    to: Option<String>,
    times: u32,
    at: Option<i64>,
}

impl Values {
    pub(super) fn of(next: &NextRequest) -> Self {
        let moved = next.moved.as_ref();
        Self {
            not_before: next.not_before.map(Timestamp::as_millisecond),
            from: moved.map(|moved| moved.from.clone()),
            to: moved.map(|moved| moved.to.clone()),
            times: moved.map_or(0, |moved| moved.times),
            at: moved.map(|moved| moved.at.as_millisecond()),
        }
    }

    /// These values with the other ones of a statement.
    pub(super) fn with<'a>(&'a self, others: &[(&'a str, &'a dyn ToSql)]) -> Vec<(&'a str, &'a dyn ToSql)> {
        let Self { not_before, from, to, times, at } = self;
        let ours: [(&str, &dyn ToSql); 5] = [
            (":not_before", not_before),
            (":moved_from", from),
            (":moved_to", to),
            (":moves", times),
            (":moved_at", at),
        ];
        ours.into_iter().chain(others.iter().copied()).collect()
    }
}

pub(super) fn next_request(row: &Row<'_>) -> rusqlite::Result<NextRequest> {
    let (from, to): (Option<String>, Option<String>) = (row.get("moved_from")?, row.get("moved_to")?);
    let times = row.get("moves")?;
    let at = row::optional_moment(row, "moved_at")?;
    let moved = from.zip(to).zip(at).map(|((from, to), at)| Moved { from, to, times, at });
    Ok(NextRequest { not_before: row::optional_moment(row, "not_before")?, moved })
}
