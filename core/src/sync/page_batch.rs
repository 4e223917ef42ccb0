//! Stores the texts of several pages in one transaction.

use super::content::is_edit;
use super::page_answers::PageAnswers;
use crate::error::Result;
use crate::store::{self, DuePage, PageAnswer, TextChange, Write};

/// The largest number of texts that are stored in one transaction.
const MOST_KEPT: usize = 8;

impl PageAnswers<'_> {
    pub(super) async fn keep(&mut self, page: &DuePage, answer: PageAnswer) -> Result<()> {
        self.kept.push((page.clone(), answer));
        if self.kept.len() < MOST_KEPT { Ok(()) } else { self.store_kept().await }
    }

    /// Stores the texts that came since the last time, in one transaction.
    pub(super) async fn store_kept(&mut self) -> Result<()> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let (pages, answers): (Vec<_>, Vec<_>) = std::mem::take(&mut self.kept).into_iter().unzip();
        let save_all = move |write: &mut Write<'_>| {
            let changes: Result<Vec<TextChange>> = answers.iter().map(|answer| save(write, answer)).collect();
            Ok((changes?, store::page_bytes(write)?.used))
        };
        let ((changes, used), _) = self.engine.store.write(save_all).await?;
        self.engine.room.note_used(used);
        for (page, change) in pages.into_iter().zip(changes) {
            self.report.saved_page(change, &page);
            if change == TextChange::New {
                self.first_texts.push(page);
            }
        }
        Ok(())
    }
}

pub(super) fn save(write: &mut Write<'_>, answer: &PageAnswer) -> Result<TextChange> {
    let known = store::stored_text(write, answer.item)?;
    let is_edit = known.is_some_and(|known| is_edit(&known, answer.parser, &answer.text.hash));
    store::save_page(write, answer, is_edit)
}
