//! Decides what the strange answers for the pages of a section mean, after all answers have come.

use jiff::Timestamp;

use super::content::Content;
use super::due::PageResult;
use super::elsewhere::is_elsewhere;
use super::listing_attempt::ListingAttempt;
use super::page_answers::PageAnswers;
use super::page_batch::save;
use super::reach::{Reach, reach};
use super::sketch::Sketch;
use super::undecided::{Doubt, Undecided};
use crate::error::Result;
use crate::model::Section;
use crate::store::{self, CommitPoint, Connection, DuePage, Write};

/// An item leaves the lists when the site has answered this many times in a row that its page does not exist.
/// A single answer may be an error of the site.
const ABSENCES: u32 = 2;
/// And when its listing was read past its place this many times in a row without it.
const MISSES: u32 = 2;
/// A doubtful text replaces the article when it has come this many times: first, and at the next two due
/// times.
const RETURNS: u32 = 3;

impl PageAnswers<'_> {
    /// Decides what the strange answers mean, after all answers have come.
    ///
    /// If most pages of the host have no problem, each strange answer counts for its page. For a first text
    /// that no other page gave, it is enough that the listing came without a problem.
    pub(super) async fn decide_strange_answers(mut self) -> Result<()> {
        if self.undecided.is_empty() {
            return Ok(());
        }
        let is_host_well = self.is_host_well().await?;
        let is_listing_well = self.report.listing_came();
        let mut missed = Vec::new();
        for undecided in std::mem::take(&mut self.undecided) {
            match undecided {
                Undecided::Absence { page, is_gone }
                    if is_host_well && self.note_absence(&page, is_gone).await? =>
                {
                    missed.push(*page)
                }
                Undecided::Absence { .. } => {}
                Undecided::Doubt(doubt) => {
                    let is_first = !doubt.page.has_text && doubt.moved_to.is_none();
                    let counts = is_host_well || (is_first && is_listing_well);
                    let may_repeat = is_first && is_host_well;
                    if !(counts && self.note_doubt(&doubt, may_repeat).await?) {
                        self.fail(&doubt.page, &doubt.error());
                    }
                }
            }
        }
        self.look_for(missed).await
    }

    /// Counts what was not decided as failed. For a section that ended early.
    pub(super) fn fail_undecided(mut self) {
        for undecided in std::mem::take(&mut self.undecided) {
            if let Undecided::Doubt(doubt) = undecided {
                self.fail(&doubt.page, &doubt.error());
            }
        }
    }

    /// Whether the host's other pages have no problem. If this sync requests no other page, the listing must
    /// have come, and no other stored page may have a problem.
    async fn is_host_well(&self) -> Result<bool> {
        let [page] = self.plan.pages.as_slice() else { return Ok(self.evidence.is_host_well()) };
        let page = page.clone();
        let has_other = move |connection: &Connection| store::has_other_problem(connection, &page);
        Ok(self.report.listing_came() && !self.engine.store.read(has_other).await?)
    }

    /// Deletes each first text that another address also gave, because such a text is no article.
    pub(super) async fn delete_repeated(&self) -> Result<()> {
        let repeated: Vec<i64> = self.evidence.first_of_several().collect();
        for page in self.first_texts.iter().filter(|page| repeated.contains(&page.item)) {
            let due = self.due(page, PageResult::Doubt);
            let page = page.clone();
            let delete = move |write: &mut Write<'_>| {
                let Some(text) = store::stored_text(write, page.item)? else { return Ok(()) };
                store::delete_text(write, &page, Sketch::of(&Content::stored(&text)).bytes(), &due)
            };
            self.engine.store.write(CommitPoint::TextDeleted, delete).await?;
        }
        Ok(())
    }

    /// Notes the answer that a page does not exist. Returns `true` if this answer came [`ABSENCES`] times in
    /// a row and the item may have left its listing.
    async fn note_absence(&mut self, page: &DuePage, is_gone: bool) -> Result<bool> {
        let (candidates, page) = (self.plan.listing_names(), page.clone());
        let now = self.engine.clock.now();
        let note = move |write: &mut Write<'_>| {
            if is_gone {
                store::note_gone(write, page.item, now)?;
            }
            let absences = store::note_absence(write, &page)?;
            Ok(absences >= ABSENCES && store::is_missed(write, page.item, &candidates)?)
        };
        let (is_missed, _) = self.engine.store.write(CommitPoint::PageAbsent, note).await?;
        Ok(is_missed)
    }

    /// Reads the listing as far as the places of these items. Removes those that it does not contain for the
    /// second time.
    async fn look_for(&mut self, pages: Vec<DuePage>) -> Result<()> {
        let Some((base, candidate)) = self.plan.answered() else { return Ok(()) };
        let preferred = self.plan.preferred_to(candidate);
        let pages = self.not_of(pages, preferred).await?;
        if pages.is_empty() {
            return Ok(());
        }
        let mut attempt = ListingAttempt {
            engine: self.engine,
            plan: self.plan,
            base,
            candidate,
            report: &mut *self.report,
        };
        match attempt.unlisted(pages.iter().map(|page| page.key.clone()).collect()).await {
            Ok(unlisted) => {
                let gone = pages.iter().filter(|page| unlisted.contains(&page.key));
                self.remove(gone.map(|page| page.item).collect()).await
            }
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(_) => Ok(()), // the items stay, and are looked for when their pages are due again
        }
    }

    /// Leaves out the items that one of these listings contained. The listing that answers now is another
    /// one, so it cannot show that those items are gone.
    async fn not_of(&self, pages: Vec<DuePage>, listings: Vec<String>) -> Result<Vec<DuePage>> {
        let section = self.plan.target.section.section;
        let read = move |connection: &_| {
            let mut kept = Vec::new();
            for page in pages {
                let named_by = store::named_by(connection, page.item, section)?;
                if !named_by.is_some_and(|name| listings.contains(&name)) {
                    kept.push(page);
                }
            }
            Ok(kept)
        };
        self.engine.store.read(read).await
    }

    async fn remove(&mut self, items: Vec<i64>) -> Result<()> {
        let (section, now) = (self.plan.target.section.section, self.engine.clock.now());
        let remove =
            move |write: &mut Write<'_>| items.iter().try_for_each(|item| miss(write, *item, section, now));
        let ((), changes) = self.engine.store.write(CommitPoint::ItemsMissed, remove).await?;
        self.report.removed(&changes);
        Ok(())
    }

    /// Notes a doubtful text. If it has come [`RETURNS`] times in a row, it is stored as the article. Returns
    /// whether it was stored. Unless `may_repeat`, a text that also came for another page is never stored.
    async fn note_doubt(&mut self, doubt: &Doubt, may_repeat: bool) -> Result<bool> {
        let (page, answer) = (doubt.page.clone(), doubt.answer.clone());
        let note = move |write: &mut Write<'_>| {
            let sketch = Sketch::of(&Content::new(&answer.text));
            let returns =
                store::set_aside(write, &page, sketch.bytes(), |earlier| sketch.is_return_of(earlier))?;
            let is_article = returns >= RETURNS
                && (may_repeat || !is_elsewhere(write, &page, &sketch, &answer.text.hash)?);
            if is_article { save(write, &answer).map(Some) } else { Ok(None) }
        };
        let (change, _) = self.engine.store.write(CommitPoint::PageDoubtful, note).await?;
        if let Some(change) = change {
            self.report.saved_page(change, &doubt.page);
        }
        Ok(change.is_some())
    }
}

/// Notes that a listing does not contain an item. At the second time in a row the site has taken it away.
fn miss(write: &mut Write<'_>, item: i64, section: Section, now: Timestamp) -> Result<()> {
    if store::note_missed(write, item, section)? < MISSES {
        return Ok(());
    }
    store::note_gone(write, item, now)?;
    store::remove_item(write, item, now)
}
