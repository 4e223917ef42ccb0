//! Pages that are due: which pages of items will be requested, and in which order.

use jiff::Timestamp;
use rusqlite::{Connection, ToSql, named_params};

use super::next_request::{NextRequest, next_request};
use super::resource::{self, Due, DueReason};
use super::row;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Kind, Section, Validators};

/// A page that will be requested.
#[derive(Debug, Clone)]
pub(crate) struct DuePage {
    pub(crate) resource: i64,
    pub(crate) item: i64,
    pub(crate) key: ItemKey,
    pub(crate) validators: Validators,
    /// The base address that gave the validators; `None` if it is unknown.
    pub(crate) base: Option<String>,
    /// The headline in the listing.
    pub(crate) title: Option<String>,
    pub(crate) wire_bytes: Option<u64>,
    pub(crate) due: Due,
    pub(crate) next: NextRequest,
    /// When the site last confirmed it; `None` if it never came.
    pub(crate) checked_at: Option<Timestamp>,
    /// Whether its text is stored.
    pub(crate) has_text: bool,
}

/// Which pages to look for.
#[derive(Debug, Clone)]
pub(crate) struct PagesOf {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) now: Timestamp,
    /// The version of the parser. Pages that an older parser read are requested without validators.
    pub(crate) parser: u32,
    /// Pages whose last body is older than this are also requested without validators, and pages whose body
    /// is of a later time than now.
    pub(crate) validators_since: Timestamp,
    /// Pages whose last answer is fresh until a time after now and up to this one are left out. It is now for
    /// a person, who gets them, too.
    pub(crate) latest_not_before: Timestamp,
    /// Failed pages that wait until a later time than this are due. It is now for a person, who waits for
    /// none.
    pub(crate) latest_retry: Timestamp,
}

/// The columns of a page that is due.
macro_rules! pages {
    ($rest:literal) => {
        concat!(
            "
    SELECT
        resource.id AS resource, resource.item_id, item.kind, item.remote_id, item.title,
        iif(resource.parser >= :parser AND resource.body_at BETWEEN :validators_since AND :now,
            resource.etag, NULL) AS etag,
        iif(resource.parser >= :parser AND resource.body_at BETWEEN :validators_since AND :now,
            resource.last_modified, NULL) AS last_modified,
        resource.base, resource.wire_bytes, resource.due_at, resource.reason, resource.failures,
        resource.checked_at, resource.not_before, resource.moved_from, resource.moved_to, resource.moves, resource.moved_at,
        EXISTS (SELECT 1 FROM article WHERE article.item_id = resource.item_id) AS has_text
",
            $rest
        )
    };
}

// The due pages come from ranges of three indexes. The last two indexes are short. If a due time is further
// ahead than its reason allows, a clock that was ahead stored it, so the page is due. Without `INDEXED BY`,
// SQLite would use `resource_due` for all ranges, and walk through all pages without a problem. Failing pages
// come last. Among them the oldest `due_at` comes first, so that the same pages never block the others.
pub(super) const DUE: &str = pages!(
    "
    FROM resource
    JOIN item ON item.id = resource.item_id
    WHERE resource.id IN (
            SELECT id
            FROM resource
            WHERE edition = :edition AND section = :section AND kind = 'page' AND due_at <= :now
            UNION ALL
            SELECT id
            FROM resource
            WHERE edition = :edition AND section = :section AND kind = 'page' AND due_at > :longest_rest
            UNION ALL
            SELECT id
            FROM resource INDEXED BY resource_troubled
            WHERE edition = :edition AND section = :section AND kind = 'page' AND reason <> 'revalidation'
                AND (due_at > :longest_wait
                    OR (reason = 'failed' AND due_at > :latest_retry)
                    OR reason IN ('missing', 'changed_row'))
            UNION ALL
            SELECT id
            FROM resource
            WHERE edition = :edition AND section = :section AND reason = 'unreadable' AND parser < :parser)
        AND resource.reason IN (SELECT value FROM json_each(:reasons))
        AND (resource.not_before IS NULL
            OR resource.not_before NOT BETWEEN :now + 1 AND :latest_not_before)
    ORDER BY
        resource.failures > 0, iif(resource.failures > 0, resource.due_at, 0),
        item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most"
);

/// The pages that are due for one of these reasons, at most `most`. The newest come first, failing pages
/// last. A page that an older parser could not read is due, too.
pub(crate) fn pages_due(
    connection: &Connection,
    of: &PagesOf,
    reasons: &[DueReason],
    most: u32,
) -> Result<Vec<DuePage>> {
    let after = |wait| of.now.checked_add(wait).unwrap_or(Timestamp::MAX).as_millisecond();
    let reasons: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
        ":longest_rest": after(resource::LONGEST_REST),
        ":longest_wait": after(resource::LONGEST_WAIT),
        ":latest_retry": of.latest_retry.as_millisecond(),
        ":latest_not_before": of.latest_not_before.as_millisecond(),
        ":reasons": row::to_json(&reasons)?,
        ":most": most,
    };
    query(connection, DUE, values, of)
}

// The query starts from `item`, because its index is sorted newest first. Only few columns of the newest
// pages are sorted, and the others are read of the chosen ones alone.
pub(super) const UNCHECKED: &str = pages!(
    "
    FROM (
        SELECT page_id
        FROM (
            SELECT
                page.id AS page_id, page.checked_at,
                item.published_at, item.number, item.remote_id, item.kind
            FROM item
            CROSS JOIN resource AS page ON page.item_id = item.id AND page.kind = 'page'
            WHERE item.edition = :edition AND page.section = :section AND page.reason = 'revalidation'
                AND (page.not_before IS NULL OR page.not_before NOT BETWEEN :now + 1 AND :latest_not_before)
            ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
            LIMIT :newest)
        ORDER BY checked_at, published_at DESC, number DESC, remote_id DESC, kind DESC
        LIMIT :most) AS unchecked
    CROSS JOIN resource ON resource.id = unchecked.page_id
    JOIN item ON item.id = resource.item_id
    ORDER BY
        resource.checked_at,
        item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC"
);

/// Of the `newest` pages that have no problem, the ones checked longest ago, at most `most`.
pub(crate) fn pages_unchecked(
    connection: &Connection,
    of: &PagesOf,
    newest: u32,
    most: u32,
) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
        ":latest_not_before": of.latest_not_before.as_millisecond(),
        ":newest": newest,
        ":most": most,
    };
    query(connection, UNCHECKED, values, of)
}

// The query starts from what is followed, which is little. Whose episodes are in a list of their own is not
// among them.
pub(super) const FOLLOWED: &str = pages!(
    "
    FROM user.followed
    CROSS JOIN item ON item.edition = followed.edition AND item.kind = followed.kind
        AND item.remote_id = followed.remote_id
    CROSS JOIN resource ON resource.item_id = item.id AND resource.kind = 'page'
    WHERE followed.edition = :edition AND resource.section = :section AND resource.reason = 'revalidation'
        AND (resource.not_before IS NULL
            OR resource.not_before NOT BETWEEN :now + 1 AND :latest_not_before)
        AND coalesce(resource.checked_at NOT BETWEEN :since + 1 AND :now, TRUE)
        AND EXISTS (SELECT 1 FROM episode WHERE episode.item_id = item.id)
        AND NOT EXISTS (
            SELECT 1 FROM resource AS list WHERE list.item_id = item.id AND list.kind = 'episodes')
    ORDER BY resource.checked_at, item.number DESC
    LIMIT :most"
);

/// The pages without a problem that number the episodes of what is followed, and were checked last before
/// `since`: at most `most`, those checked longest ago first.
pub(crate) fn pages_followed(
    connection: &Connection,
    of: &PagesOf,
    since: Timestamp,
    most: u32,
) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
        ":latest_not_before": of.latest_not_before.as_millisecond(),
        ":since": since.as_millisecond(),
        ":most": most,
    };
    query(connection, FOLLOWED, values, of)
}

// The query starts from `item`, because its index is sorted newest first.
pub(super) const NEWEST: &str = pages!(
    "
    FROM (
        SELECT page.*
        FROM item
        CROSS JOIN resource AS page ON page.item_id = item.id AND page.kind = 'page'
        WHERE item.edition = :edition
            AND item.shown
            AND EXISTS (SELECT 1 FROM listed WHERE listed.item_id = item.id AND listed.section = :section)
        ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
        LIMIT :newest) AS resource
    JOIN item ON item.id = resource.item_id
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC"
);

/// The pages of the `newest` items of a list, due or not, in its order.
pub(crate) fn pages_of_newest(connection: &Connection, of: &PagesOf, newest: u32) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":section": of.section.as_str(),
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
        ":newest": newest,
    };
    query(connection, NEWEST, values, of)
}

pub(super) const OF_ITEM: &str = pages!(
    "
    FROM item
    JOIN resource ON resource.item_id = item.id AND resource.kind = 'page'
    WHERE item.edition = :edition AND item.kind = :item_kind AND item.remote_id = :remote_id
        AND item.pruned_at IS NULL"
);

/// The page of one item, due or not; `None` if the item is not stored.
pub(crate) fn page_of(connection: &Connection, of: &PagesOf, key: &ItemKey) -> Result<Option<DuePage>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":item_kind": key.kind.as_str(),
        ":remote_id": key.id,
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
    };
    Ok(query(connection, OF_ITEM, values, of)?.pop())
}

pub(super) const NAMED: &str = pages!(
    "
    FROM json_each(:names) AS name
    CROSS JOIN item ON item.edition = :edition
        AND item.kind = name.value ->> 0
        AND item.remote_id = name.value ->> 1
    CROSS JOIN resource ON resource.item_id = item.id AND resource.kind = 'page'
    WHERE item.pruned_at IS NULL
        AND coalesce(resource.checked_at NOT BETWEEN :now + 1 AND :until, TRUE)
    ORDER BY name.key"
);

/// The pages with these kinds and ids, due or not, in this order. Those that are not stored are left out, and
/// those that were answered after the time of the plan: a person fetched them meanwhile. `until` is the time
/// now.
pub(crate) fn pages_named(
    connection: &Connection,
    of: &PagesOf,
    names: &[(Kind, String)],
    until: Timestamp,
) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": of.edition.as_str(),
        ":until": until.as_millisecond(),
        ":names": row::to_json(&names)?,
        ":parser": of.parser,
        ":validators_since": of.validators_since.as_millisecond(),
        ":now": of.now.as_millisecond(),
    };
    query(connection, NAMED, values, of)
}

fn query(
    connection: &Connection,
    sql: &str,
    values: &[(&str, &dyn ToSql)],
    of: &PagesOf,
) -> Result<Vec<DuePage>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| {
        Ok(DuePage {
            resource: row.get("resource")?,
            item: row.get("item_id")?,
            key: ItemKey { edition: of.edition.clone(), kind: row::kind(row)?, id: row.get("remote_id")? },
            validators: row::validators(row)?,
            base: row.get("base")?,
            title: row.get("title")?,
            wire_bytes: row.get("wire_bytes")?,
            due: resource::due(row)?,
            next: next_request(row)?,
            checked_at: row::optional_moment(row, "checked_at")?,
            has_text: row.get("has_text")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
