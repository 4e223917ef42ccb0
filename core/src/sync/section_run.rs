//! One section in a run: its plan, its report so far, and what is asked for it next.

use super::plan::SectionPlan;
use super::report_builder::ReportBuilder;
use crate::store::UnfetchedPicture;

/// One section in a run.
pub(super) struct SectionRun {
    pub(super) plan: SectionPlan,
    pub(super) report: ReportBuilder,
    /// The pictures that are fetched after all pages.
    pub(super) pictures: Vec<UnfetchedPicture>,
}

impl SectionRun {
    pub(super) fn new(report: ReportBuilder, plan: SectionPlan) -> Self {
        Self { report, plan, pictures: Vec::new() }
    }

    pub(super) fn pages_to_ask(&self) -> usize {
        if self.report.has_ended() { 0 } else { self.plan.pages.len() }
    }

    /// Whether pictures are fetched for it. A section that failed may have no network.
    pub(super) fn wants_pictures(&self) -> bool {
        !self.report.has_ended() && self.report.failure().is_none() && self.plan.most_pictures() > 0
    }

    /// The host that is asked first for the listing.
    pub(super) fn listing_host(&self) -> Option<String> {
        self.plan.bases.first().map(|base| base.authority().to_owned())
    }

    /// The host that is asked for pages.
    pub(super) fn page_host(&self) -> Option<String> {
        self.plan.page_base().map(|base| base.authority().to_owned())
    }
}
