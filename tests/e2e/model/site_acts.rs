//! What the site does, and the syncs.

use std::time::Duration;

use ifilm_core::{ErrorCode, SectionOutcome, SyncReport, SyncRequest};
use ifilm_site::{Edit, Fault, FaultKind, Removal};
use ifilm_tests::edition;

use crate::archive::Name;
use crate::run::{Difference, Done, Run};

/// The rows of the first page of a listing. With more articles a sync would read several pages.
const MOST: usize = 28;
/// An edition never has fewer articles than this, because an empty site is no news site.
const FEWEST: usize = 3;
/// After this time everything that failed is due.
const LATER: Duration = Duration::from_secs(27 * 3_600);
/// Within so many syncs an edit of the text alone is noticed, and what was removed has left.
const MOST_SYNCS: usize = 16;

impl Run {
    pub(crate) async fn publish(&mut self) -> Done {
        let edition = self.some_edition();
        if self.site.newest(edition, usize::MAX).len() < MOST {
            for id in self.site.publish(edition, 1) {
                self.archive.publish((edition, id), self.site.truth(edition, id));
                self.note(format!("  {edition}/{id}"));
            }
        }
        Ok(())
    }

    pub(crate) async fn edit(&mut self) -> Done {
        let name @ (edition, id) = self.some_published();
        let what = self.dice.pick(&[Edit::Headline, Edit::Body, Edit::Both]);
        self.site.edit(edition, id, what);
        self.archive.edit(name, what, self.site.truth(edition, id));
        self.note(format!("  {edition}/{id}: {what:?}"));
        Ok(())
    }

    pub(crate) async fn remove(&mut self) -> Done {
        let name @ (edition, id) = self.some_published();
        if self.site.newest(edition, usize::MAX).len() > FEWEST {
            let how = self.dice.pick(&[Removal::NotFound, Removal::Gone]);
            self.site.remove(edition, id, how);
            self.archive.remove(name);
            self.note(format!("  {edition}/{id}: {how:?}"));
        }
        Ok(())
    }

    fn some_published(&mut self) -> Name {
        let edition = self.some_edition();
        (edition, self.dice.pick(&self.site.newest(edition, usize::MAX)))
    }

    /// A sync with a healthy site. If hosts may rest after faults, time goes by before, or they still rest.
    pub(crate) async fn sync(&mut self) -> Done {
        if self.is_resting && self.dice.percent(60) {
            self.advance(LATER);
            self.is_resting = false;
        }
        let report = self.synced().await?;
        if self.is_resting {
            self.met("a sync came while a host rested");
            return self.take_bad_sync().await;
        }
        match is_whole(&report) {
            true => self.take_good_sync().await,
            false => Err(Difference(format!("a sync with a healthy site fails: {report:?}"))),
        }
    }

    pub(crate) async fn sync_with_faults(&mut self) -> Done {
        let kind = self.dice.pick(&[0, 1, 2, 3, 4, 5, 6]);
        let mut fault = Fault::new(fault(kind)).after(self.dice.pick(&[0, 0, 1, 3]));
        fault.path = self.dice.pick(&[None, Some("/Home/"), Some("/News/")]).map(str::to_owned);
        fault.times = self.dice.pick(&[Some(1), Some(3), None]);
        self.note(format!("  {fault:?}"));
        self.site.fault(fault);
        let report = self.synced().await?;
        self.site.clear_faults();
        self.is_resting = true;
        let failed = |outcome: &SectionOutcome| matches!(outcome, SectionOutcome::Failed { .. });
        if report.sections.iter().any(|section| failed(&section.outcome)) {
            self.met("a section failed");
        }
        if report.sections.iter().any(|section| section.pages_failed > 0) {
            self.met("a page failed");
        }
        self.take_bad_sync().await
    }

    async fn synced(&mut self) -> Result<SyncReport, Difference> {
        self.is_wide = true;
        self.site.clear_requests();
        let request = SyncRequest::of(self.settings.editions.iter().map(|id| edition(id)));
        let report = self.client.sync(request).await?;
        for section in &report.sections {
            let outcome = match &section.outcome {
                SectionOutcome::Failed { code, .. } => format!("{code:?}"),
                outcome => format!("{outcome:?}"),
            };
            let (id, new, failed) = (&section.edition, section.new_items, section.pages_failed);
            self.note(format!("  {id}: {outcome}, {new} new, {failed} failed"));
        }
        Ok(report)
    }

    async fn take_good_sync(&mut self) -> Done {
        let Self { archive, person, settings, .. } = self;
        for edition in settings.editions.iter().copied() {
            archive.sync(edition, |name| person.copy(name).is_some());
        }
        self.take_the_pruned().await?;
        self.take_room_and_copies().await
    }

    /// Pruned articles come again when there is room, which takes some syncs.
    async fn take_the_pruned(&mut self) -> Done {
        for edition in self.settings.editions.clone() {
            for (name, _) in self.list(edition, 500).await? {
                if self.archive.find(name).is_some_and(|story| story.is_pruned && !story.is_absent()) {
                    self.archive.get_mut(name).come_again();
                    self.met("a pruned article came again");
                }
            }
        }
        Ok(())
    }

    async fn take_bad_sync(&mut self) -> Done {
        let Self { archive, person, settings, .. } = self;
        for edition in settings.editions.iter().copied() {
            archive.sync_badly(edition, |name| person.copy(name).is_some());
        }
        self.take_room_and_copies().await
    }

    /// A sync also deletes what has no room, and gives the copies of saved articles the texts that it stored.
    async fn take_room_and_copies(&mut self) -> Done {
        if !self.settings.is_roomy() {
            self.met("the limits left no room");
            for edition in self.settings.editions.clone() {
                self.archive.squeeze(edition);
                self.keeps_to_its_limit(edition).await?;
            }
            return Ok(());
        }
        for (name, copy) in self.person.saved() {
            let story = self.archive.get(name);
            let oldest = story.oldest;
            if story.is_listed() && story.has_text {
                self.person.renew_copy(name, oldest);
                if !copy.has_text {
                    self.met("a copy got its text from a sync");
                }
            }
        }
        Ok(())
    }

    /// Syncs with a healthy site until everything is as the site has it.
    pub(crate) async fn settle(&mut self) -> Done {
        if !self.settings.is_roomy() {
            return Ok(());
        }
        self.note("settle".to_owned());
        let mut last = Ok(());
        for _ in 0..MOST_SYNCS {
            self.advance(LATER);
            self.is_resting = false;
            self.sync().await?;
            last = self.is_settled().await;
            if last.is_ok() {
                break;
            }
        }
        last?;
        let Self { archive, person, .. } = self;
        archive.settle(|name| person.copy(name).is_some());
        self.compare_all().await
    }
}

/// Whether nothing failed but pages that the site removed.
fn is_whole(report: &SyncReport) -> bool {
    let mut failures = report.sections.iter().flat_map(|section| &section.page_failures);
    !report.any_failed()
        && failures.all(|failure| matches!(failure.code, ErrorCode::NotFound | ErrorCode::Gone))
}

fn fault(kind: u32) -> FaultKind {
    match kind {
        0 => FaultKind::Reset,
        1 => FaultKind::CutBody,
        2 => FaultKind::Status { status: 500, retry_after: None },
        3 => FaultKind::Status { status: 503, retry_after: Some("600".to_owned()) },
        4 => FaultKind::RedirectLoop,
        5 => FaultKind::BadGzip,
        _ => FaultKind::BlockPage,
    }
}
