//! One section in a run: its plan, its report so far, and what is asked for it next.

use super::plan::SectionPlan;
use super::report_builder::ReportBuilder;
use crate::model::Stage;
use crate::store::UnfetchedPicture;

/// One section in a run.
pub(super) struct SectionRun {
    /// Its place in the plan, and in the report.
    pub(super) place: usize,
    pub(super) plan: SectionPlan,
    pub(super) report: ReportBuilder,
    /// The last stage that is done.
    pub(super) done: Option<Stage>,
    /// The pictures that are fetched after all pages.
    pub(super) pictures: Vec<UnfetchedPicture>,
}

impl SectionRun {
    /// The run of a plan. Until their turn comes, it keeps only the names of the pages.
    pub(super) fn of(plan: SectionPlan) -> Self {
        let report = ReportBuilder::of(&plan);
        Self::with(report, plan)
    }

    /// The same, with this report so far.
    pub(super) fn with(report: ReportBuilder, mut plan: SectionPlan) -> Self {
        plan.keep_names();
        Self { place: 0, report, plan, done: None, pictures: Vec::new() }
    }

    /// Whether a stage is still to be run for it.
    pub(super) fn lacks(&self, stage: Stage) -> bool {
        self.done < Some(stage)
    }

    /// Whether pages may be requested for it.
    pub(super) fn lacks_pages(&self) -> bool {
        !self.report.has_ended() && self.lacks(Stage::Pages)
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
