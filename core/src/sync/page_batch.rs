//! A batch: what several pages of a section brought, stored in one transaction, each page with its
//! validators.

use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::Instant;

use super::confirmation::Confirmation;
use super::content::is_edit;
use crate::error::Result;
use crate::model::text_of_blocks;
use crate::store::{self, CommitPoint, DuePage, PageAnswer, Store, TextChange, Write};

/// The largest number of texts in a batch.
const MOST_TEXTS: usize = 8;

/// The largest number of pages in a batch that have not changed.
const MOST_CONFIRMED: usize = 64;

/// A batch with texts of so many bytes is stored.
const MOST_BYTES: usize = 128 << 10;

/// An answer waits this long for others, and no longer.
const LONGEST: Duration = Duration::from_millis(250);

/// What several pages brought and is not stored yet. It ends by its number, its bytes and its age, at the end
/// of its section, and at a cancel.
#[derive(Default)]
pub(super) struct PageBatch {
    texts: Vec<(DuePage, PageAnswer)>,
    /// The length of the texts.
    bytes: usize,
    confirmed: Vec<Confirmation>,
    /// When it is stored at the latest; `None` while it is empty.
    ends_at: Option<Instant>,
}

/// A batch that was stored.
pub(super) struct Saved {
    /// Its texts, each with what changed for a person.
    pub(super) texts: Vec<(DuePage, TextChange)>,
    /// How many bytes the pages of the cache take now; `None` if nothing was stored.
    pub(super) used: Option<u64>,
}

impl PageBatch {
    pub(super) fn add_text(&mut self, page: &DuePage, answer: PageAnswer) {
        self.begin();
        self.bytes += text_of_blocks(&answer.text.blocks).len();
        self.texts.push((page.clone(), answer));
    }

    pub(super) fn add_confirmation(&mut self, confirmation: Confirmation) {
        self.begin();
        self.confirmed.push(confirmation);
    }

    fn begin(&mut self) {
        self.ends_at.get_or_insert_with(|| Instant::now() + LONGEST);
    }

    /// Whether it must be stored now.
    pub(super) fn is_full(&self) -> bool {
        self.texts.len() >= MOST_TEXTS
            || self.confirmed.len() >= MOST_CONFIRMED
            || self.bytes >= MOST_BYTES
            || self.ends_at.is_some_and(|at| at <= Instant::now())
    }

    /// When it is stored at the latest; `None` while it is empty.
    pub(super) fn ends_at(&self) -> Option<Instant> {
        self.ends_at
    }

    /// Stores what is in it, in one transaction. Then it is empty.
    pub(super) async fn store(&mut self, store: &Store) -> Result<Saved> {
        match self.take() {
            Some(batch) => {
                store.write(CommitPoint::Pages, move |write| batch.save(write)).await.map(|(saved, _)| saved)
            }
            None => Ok(Saved { texts: Vec::new(), used: None }),
        }
    }

    fn take(&mut self) -> Option<Self> {
        let batch = std::mem::take(self);
        batch.ends_at.is_some().then_some(batch)
    }

    fn save(self, write: &mut Write<'_>) -> Result<Saved> {
        self.confirmed.iter().try_for_each(|confirmation| confirmation.save(write))?;
        let mut texts = Vec::new();
        for (page, answer) in self.texts {
            let change = save(write, &answer)?;
            texts.push((page, change));
        }
        Ok(Saved { texts, used: Some(store::page_bytes(write)?.used) })
    }
}

/// A batch that the writer gets if it is dropped, also if its task is aborted. That waits for nothing:
/// another process may hold the file for seconds.
pub(super) struct KeptBatch<'a> {
    pub(super) batch: PageBatch,
    store: &'a Store,
}

impl<'a> KeptBatch<'a> {
    pub(super) fn of(store: &'a Store) -> Self {
        Self { batch: PageBatch::default(), store }
    }
}

impl Drop for KeptBatch<'_> {
    fn drop(&mut self) {
        if let Some(batch) = self.batch.take() {
            // What was sent is stored.
            let _ = self.store.write(CommitPoint::Pages, move |write| batch.save(write)).now_or_never();
        }
    }
}

/// Stores a text.
pub(super) fn save(write: &mut Write<'_>, answer: &PageAnswer) -> Result<TextChange> {
    let known = store::stored_text(write, answer.item)?;
    let is_edit = known.is_some_and(|known| is_edit(&known, answer.parser, &answer.text.hash));
    store::save_page(write, answer, is_edit)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use tokio::time::advance;

    use super::*;
    use crate::store::{Due, DueReason, NextRequest};

    fn confirmation() -> Confirmation {
        let due = Due { at: Timestamp::UNIX_EPOCH, reason: DueReason::Revalidation, failures: 0 };
        Confirmation { item: 1, at: Timestamp::UNIX_EPOCH, next: NextRequest::default(), due }
    }

    #[tokio::test(start_paused = true)]
    async fn a_batch_ends_after_64_confirmations() {
        let mut batch = PageBatch::default();

        let full: Vec<bool> = (0..64)
            .map(|_| {
                batch.add_confirmation(confirmation());
                batch.is_full()
            })
            .collect();

        assert_eq!(full.iter().position(|is_full| *is_full), Some(63));
    }

    #[tokio::test(start_paused = true)]
    async fn a_batch_ends_250_ms_after_its_first_answer() {
        let mut batch = PageBatch::default();
        let empty = (batch.is_full(), batch.ends_at());

        batch.add_confirmation(confirmation());
        advance(Duration::from_millis(249)).await;
        batch.add_confirmation(confirmation());
        let young = batch.is_full();
        advance(Duration::from_millis(1)).await;

        assert_eq!((empty, young, batch.is_full()), ((false, None), false, true));
    }
}
