//! `ifilm sync`: bring editions in step with the site.

use ifilm_core::{Client, Progress, SectionOutcome, SectionReport, Stage, SyncReport, SyncRequest};
use serde_json::json;

use crate::arguments::Shared;
use crate::failure::Failure;
use crate::{Ended, screen};

pub(crate) async fn run(shared: &Shared) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let report = with_progress(&client, SyncRequest::of(shared.editions.clone())).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!(report));
    } else {
        print(&report);
    }
    Ok(if report.any_failed() { Ended::SomeSectionFailed } else { Ended::Well })
}

/// Syncs with a live line on the terminal.
pub(crate) async fn with_progress(client: &Client, request: SyncRequest) -> Result<SyncReport, Failure> {
    let live = screen::is_live();
    let listener = move |progress: Progress| {
        if live {
            screen::redraw(&in_words(progress));
        }
    };
    let report = client.start_sync(request, listener)?.wait().await;
    if live {
        screen::redraw("");
    }
    Ok(report?)
}

fn in_words(progress: Progress) -> String {
    match progress.stage {
        Stage::Listings => format!("listings {}/{}", progress.done, progress.total),
        Stage::Pages => format!("pages {}/{}", progress.done, progress.total),
        Stage::Finished => String::new(),
    }
}

/// Prints a report, one line for each section.
pub(crate) fn print(report: &SyncReport) {
    report.sections.iter().for_each(|section| screen::line(row(section)));
}

fn row(section: &SectionReport) -> String {
    let requests = section.listing_requests + section.page_requests + section.revalidations;
    format!(
        "{:4} {}: {} new, {} changed, {} removed; {requests} requests, {} unchanged (304), {} bytes",
        section.edition.as_str(),
        outcome(&section.outcome),
        section.new_items,
        section.changed,
        section.removed,
        section.not_modified,
        section.bytes,
    )
}

fn outcome(outcome: &SectionOutcome) -> String {
    match outcome {
        SectionOutcome::Updated => "updated".to_owned(),
        SectionOutcome::Unchanged => "unchanged".to_owned(),
        SectionOutcome::Failed { code, reason, retry_at: None } => format!("{}: {reason}", code.as_str()),
        SectionOutcome::Failed { code, reason, retry_at: Some(at) } => {
            format!("{}: {reason}; try again at {at}", code.as_str())
        }
        SectionOutcome::Skipped { until, .. } => format!("skipped until {until}"),
        SectionOutcome::Cancelled => "cancelled".to_owned(),
    }
}
