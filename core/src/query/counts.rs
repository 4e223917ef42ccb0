//! How many items there are, by section.

use super::View;
use crate::error::Result;
use crate::model::{Counts, EditionId, SectionCount};
use crate::store::{self, Connection, SectionKey, Store, StoredCount};

/// The counts of the sections that are not hidden, and of what is saved.
pub(crate) async fn counts(store: &Store, view: View<'_>) -> Result<Counts> {
    let read = |connection: &Connection| {
        let hidden = store::hidden_sections(connection)?;
        let mut counts = store::section_counts(connection)?;
        counts.retain(|count| !hidden.contains(&count.key));
        Ok((counts, store::saved_count(connection)?))
    };
    let (mut counts, saved) = store.read(read).await?;
    counts.sort_by_key(|count| count.key.section);
    let editions = view.editions.all().iter();
    let sections = editions.flat_map(|edition| of_edition(&counts, &edition.id)).collect();
    Ok(Counts { sections, saved })
}

fn of_edition(counts: &[StoredCount], edition: &EditionId) -> Vec<SectionCount> {
    let own = counts.iter().filter(|count| count.key.edition == *edition);
    let count = |StoredCount { key: SectionKey { edition, section }, total, unread }| SectionCount {
        edition,
        section,
        total,
        unread,
    };
    own.cloned().map(count).collect()
}
