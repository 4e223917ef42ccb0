//! People: their names, as casts have them, and what their pages say.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Person, Validators};

/// A person, with what is stored of the page.
#[derive(Debug, Clone)]
pub(crate) struct StoredPerson {
    pub(crate) name: String,
    /// `None` until it came.
    pub(crate) page: Option<Person>,
    pub(crate) validators: Validators,
    /// The base address that gave it.
    pub(crate) base: Option<String>,
    pub(crate) body_at: Option<Timestamp>,
    /// When the site last confirmed it.
    pub(crate) checked_at: Option<Timestamp>,
}

const PERSON: &str = "
    SELECT name, page, etag, last_modified, base, body_at, checked_at
    FROM person
    WHERE edition = :edition AND remote_id = :remote_id";

/// A person; `None` if no cast names the key and no page of it came.
pub(crate) fn person(connection: &Connection, key: &ItemKey) -> Result<Option<StoredPerson>> {
    let values = named_params! { ":edition": key.edition.as_str(), ":remote_id": key.id };
    Ok(connection.prepare_cached(PERSON)?.query_row(values, from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredPerson> {
    Ok(StoredPerson {
        name: row.get("name")?,
        page: row::json(row, "page")?,
        validators: row::validators(row)?,
        base: row.get("base")?,
        body_at: row::optional_moment(row, "body_at")?,
        checked_at: row::optional_moment(row, "checked_at")?,
    })
}

const NAME: &str = "
    INSERT INTO person (edition, remote_id, name, name_key)
    VALUES (:edition, :remote_id, :name, :name_key)
    ON CONFLICT (edition, remote_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key
    WHERE page IS NULL AND (name, name_key) IS NOT (excluded.name, excluded.name_key)";

/// Stores the name that a cast gives a person. What the person's own page says counts more.
pub(super) fn name(write: &mut Write<'_>, key: &ItemKey, name: &str, name_key: &[u8]) -> Result<()> {
    write.prepare_cached(NAME)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":remote_id": key.id,
        ":name": name,
        ":name_key": name_key,
    })?;
    Ok(())
}

const WITHOUT_PLACE: &str = "
    SELECT edition, 'person' AS kind, remote_id, name
    FROM person
    WHERE name_key = x''";

/// The people whose names have no place in the alphabet, because an upgrade stored them.
pub(crate) fn names_without_place(connection: &Connection) -> Result<Vec<(ItemKey, String)>> {
    let mut statement = connection.prepare_cached(WITHOUT_PLACE)?;
    let rows = statement.query_map([], |row| Ok((row::key(row)?, row.get("name")?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const PLACE: &str = "
    UPDATE person
    SET name_key = :name_key
    WHERE edition = :edition AND remote_id = :remote_id AND name_key = x''";

/// Stores the place of a name that has none.
pub(crate) fn place_name(write: &mut Write<'_>, key: &ItemKey, name_key: &[u8]) -> Result<()> {
    write.prepare_cached(PLACE)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":remote_id": key.id,
        ":name_key": name_key,
    })?;
    Ok(())
}

/// An answer with the page of a person, which will be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct PersonAnswer {
    pub(crate) key: ItemKey,
    pub(crate) name: String,
    pub(crate) name_key: Vec<u8>,
    pub(crate) page: Person,
    pub(crate) validators: Validators,
    pub(crate) base: String,
    pub(crate) at: Timestamp,
}

const SAVE: &str = "
    INSERT INTO person (
        edition, remote_id, name, name_key, page, etag, last_modified, base, body_at, checked_at)
    VALUES (
        :edition, :remote_id, :name, :name_key, :page, :etag, :last_modified, :base, :at, :at)
    ON CONFLICT (edition, remote_id) DO UPDATE SET
        name = excluded.name, name_key = excluded.name_key, page = excluded.page, etag = excluded.etag,
        last_modified = excluded.last_modified, base = excluded.base, body_at = excluded.body_at,
        checked_at = excluded.checked_at";

// So many pages stay at most: this one, and those that were confirmed last. The names of the others stay.
const FORGET_PAGES: &str = "
    UPDATE person
    SET page = NULL, etag = NULL, last_modified = NULL, base = NULL, body_at = NULL, checked_at = NULL
    WHERE checked_at < (
            SELECT checked_at
            FROM person
            WHERE checked_at IS NOT NULL
            ORDER BY checked_at DESC
            LIMIT 1 OFFSET 499)
        AND (edition, remote_id) IS NOT (:edition, :remote_id)";

/// Stores the page of a person with its validators, in place of the stored one.
pub(crate) fn save_person(write: &mut Write<'_>, answer: &PersonAnswer) -> Result<()> {
    let known = person(write, &answer.key)?.and_then(|known| known.page);
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":edition": answer.key.edition.as_str(),
        ":remote_id": answer.key.id,
        ":name": answer.name,
        ":name_key": answer.name_key,
        ":page": row::to_json(&answer.page)?,
        ":etag": answer.validators.etag,
        ":last_modified": answer.validators.last_modified,
        ":base": answer.base,
        ":at": answer.at.as_millisecond(),
    })?;
    write.prepare_cached(FORGET_PAGES)?.execute(named_params! {
        ":edition": answer.key.edition.as_str(),
        ":remote_id": answer.key.id,
    })?;
    if known.as_ref() != Some(&answer.page) {
        write.changes().note_changed(answer.key.clone());
    }
    Ok(())
}

const CONFIRM: &str = "
    UPDATE person
    SET checked_at = :at
    WHERE edition = :edition AND remote_id = :remote_id AND page IS NOT NULL";

/// Stores that the site confirmed the page of a person.
pub(crate) fn confirm_person(write: &mut Write<'_>, key: &ItemKey, at: Timestamp) -> Result<()> {
    write.prepare_cached(CONFIRM)?.execute(named_params! {
        ":edition": key.edition.as_str(),
        ":remote_id": key.id,
        ":at": at.as_millisecond(),
    })?;
    Ok(())
}

/// A person in the list of an edition.
#[derive(Debug, Clone)]
pub(crate) struct PersonRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) name_key: Vec<u8>,
    /// How many stored programmes name the person in their casts.
    pub(crate) works: u32,
    pub(crate) has_page: bool,
}

const NAMED: &str = "
    SELECT
        remote_id, name, name_key, page IS NOT NULL AS has_page,
        (
            SELECT count(DISTINCT item_id)
            FROM credit
            WHERE credit.edition = person.edition AND credit.person = person.remote_id) AS works
    FROM person
    WHERE edition = :edition AND (name_key, remote_id) > (:name_key, :remote_id)
        AND EXISTS (
            SELECT 1 FROM credit WHERE credit.edition = person.edition AND credit.person = person.remote_id)
    ORDER BY name_key, remote_id
    LIMIT :limit";

/// The people of an edition whom stored casts name, in the order of the alphabet, behind a key of a name and
/// an id, at most `limit`.
pub(crate) fn named_people(
    connection: &Connection,
    edition: &EditionId,
    (name_key, id): (&[u8], &str),
    limit: u32,
) -> Result<Vec<PersonRow>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":name_key": name_key,
        ":remote_id": id,
        ":limit": limit,
    };
    let read = |row: &Row<'_>| {
        Ok(PersonRow {
            id: row.get("remote_id")?,
            name: row.get("name")?,
            name_key: row.get("name_key")?,
            works: row.get("works")?,
            has_page: row.get("has_page")?,
        })
    };
    let mut statement = connection.prepare_cached(NAMED)?;
    Ok(statement.query_map(values, read)?.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::CommitPoint;
    use crate::store::schema::CACHE;
    use crate::store::upgrade::upgrade;

    fn save(file: &mut Connection, id: i64, at: i64) {
        let answer = PersonAnswer {
            key: format!("en/person/{id}").parse().unwrap(),
            name: "Mina Rastan".to_owned(),
            name_key: vec![1],
            page: Person { key: None, name: None, biography: vec![], picture: None, works: vec![] },
            validators: Validators::default(),
            base: "https://a.example/".to_owned(),
            at: Timestamp::from_second(at).unwrap(),
        };
        let mut write = Write::begin(file, CommitPoint::Pages).unwrap();
        save_person(&mut write, &answer).unwrap();
        write.commit().unwrap();
    }

    /// Seen: 501 pages stayed, and after the clock was put back a page was gone when it came.
    #[test]
    fn the_five_hundred_pages_that_were_confirmed_last_stay_and_the_one_that_came_just_now() {
        let mut file = Connection::open_in_memory().unwrap();
        upgrade(&mut file, &CACHE, "ours").unwrap();
        (1..=502).for_each(|id| save(&mut file, id, 1_000 + id));
        let count = "SELECT count(*), min(checked_at) FROM person WHERE page IS NOT NULL";
        let pages = file.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();

        save(&mut file, 600, 1);

        assert_eq!(pages, (500, 1_003_000));
        let key = "en/person/600".parse().unwrap();
        assert!(person(&file, &key).unwrap().unwrap().page.is_some());
    }
}
