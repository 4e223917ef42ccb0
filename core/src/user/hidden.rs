//! Words and sections that a person hides.

use jiff::Timestamp;

use super::act::{decide_items, transact};
use crate::error::{Error, Result};
use crate::model::{Act, EditionId, HiddenSection, Section};
use crate::store::{self, SectionKey, Store};

/// Hides or shows the items with a word.
pub(crate) async fn hide_word(store: &Store, word: &str, hidden: bool, now: Timestamp) -> Result<()> {
    let word = word.trim().to_owned();
    if let Some((_, reason)) = store::word_fault(&word) {
        return Err(Error::bad_argument(reason));
    }
    let act = if hidden { Act::HideWord } else { Act::ShowWord };
    transact(store, act, now, move |write| store::hide_word(write, &word, hidden, now)).await?;
    decide_items(store).await;
    Ok(())
}

/// The hidden words.
pub(crate) async fn hidden_words(store: &Store) -> Result<Vec<String>> {
    store.read_user(store::hidden_words).await
}

/// Hides or shows a section.
pub(crate) async fn hide_section(
    store: &Store,
    edition: EditionId,
    section: Section,
    hidden: bool,
    now: Timestamp,
) -> Result<()> {
    let key = SectionKey { edition, section };
    let act = if hidden { Act::HideSection } else { Act::ShowSection };
    transact(store, act, now, move |write| store::hide_section(write, &key, hidden, now)).await.map(drop)
}

/// The hidden sections.
pub(crate) async fn hidden_sections(store: &Store) -> Result<Vec<HiddenSection>> {
    let keys = store.read_user(store::hidden_sections).await?;
    Ok(keys.into_iter().map(|SectionKey { edition, section }| HiddenSection { edition, section }).collect())
}
