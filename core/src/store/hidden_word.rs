//! Words whose items a person hides, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::{Error, Result};

/// That the items with a word are hidden. Its key is the word as it was typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HiddenWord {}

/// So many words can be hidden. Each is looked for in each item.
const MOST_WORDS: u32 = 1_000;

/// Hides or shows the items with a word.
///
/// # Errors
/// [`Error::BadArgument`] if more words would be hidden than can be.
pub(crate) fn hide_word(write: &mut Write<'_>, word: &str, hidden: bool, now: Timestamp) -> Result<()> {
    let before = count(write)?;
    user_mark::set(write, &word.to_owned(), hidden.then_some(HiddenWord {}), now)?;
    check_number(write, before)
}

const COUNT: &str = "SELECT count(*) AS words FROM hidden_word";

/// How many words are hidden.
pub(super) fn count(connection: &Connection) -> Result<u32> {
    Ok(connection.prepare_cached(COUNT)?.query_row([], |row| row.get("words"))?)
}

/// Fails if this write made the hidden words too many.
pub(super) fn check_number(write: &Write<'_>, before: u32) -> Result<()> {
    match count(write)? > before.max(MOST_WORDS) {
        true => Err(Error::bad_argument(format!("at most {MOST_WORDS} words can be hidden"))),
        false => Ok(()),
    }
}

/// The hidden words, in the order of their letters.
pub(crate) fn hidden_words(connection: &Connection) -> Result<Vec<String>> {
    let words = user_mark::all::<HiddenWord>(connection)?;
    let mut words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
    words.sort();
    Ok(words)
}

/// What is wrong with a word to hide.
pub(crate) fn word_fault(word: &str) -> Option<(String, String)> {
    let is_word = word.trim() == word && (1..=100).contains(&word.chars().count());
    (!is_word).then(|| (String::new(), "a hidden word has 1 to 100 characters".to_owned()))
}

const LOAD: &str = "
    SELECT changed_at, unknown
    FROM hidden_word
    WHERE word = :key";

const ALL: &str = "
    SELECT word AS key, changed_at, unknown
    FROM hidden_word";

const STORE: &str = "
    INSERT INTO hidden_word (word, changed_at, unknown)
    VALUES (:key, :changed_at, :unknown)
    ON CONFLICT (word) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown";

const DELETE: &str = "DELETE FROM hidden_word WHERE word = :key";

impl UserMark for HiddenWord {
    const NAME: &'static str = "hidden_word";
    type Key = String;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(_: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(Fields::new())
    }

    fn fault(word: &String, _: &Fields) -> Option<(String, String)> {
        word_fault(word)
    }

    fn columns(&self) -> Result<Columns> {
        Ok(Vec::new())
    }
}
