//! `ifilm sync`: bring editions in step with the site.

use ifilm_core::{Client, Progress, SourceOutcome, SourceReport, Stage, SyncReport, SyncRequest};
use serde_json::json;

use crate::arguments::Shared;
use crate::failure::Failure;
use crate::{Ended, screen};

pub(crate) async fn run(shared: &Shared) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let report = with_progress(&client, SyncRequest { editions: shared.editions.clone() }).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!(report));
    } else {
        print(&report);
    }
    Ok(if report.any_failed() { Ended::SomeSourceFailed } else { Ended::Well })
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

/// Prints a report, one line for each source.
pub(crate) fn print(report: &SyncReport) {
    report.sources.iter().for_each(|source| screen::line(row(source)));
}

fn row(source: &SourceReport) -> String {
    let requests = source.listing_requests + source.page_requests + source.revalidations;
    format!(
        "{:4} {}: {} new, {} changed, {} removed; {requests} requests, {} unchanged (304), {} bytes",
        source.edition.as_str(),
        outcome(&source.outcome),
        source.new,
        source.changed,
        source.removed,
        source.not_modified,
        source.bytes,
    )
}

fn outcome(outcome: &SourceOutcome) -> String {
    match outcome {
        SourceOutcome::Updated => "updated".to_owned(),
        SourceOutcome::Unchanged => "unchanged".to_owned(),
        SourceOutcome::Failed { code, reason, retry_at: None } => format!("{}: {reason}", code.as_str()),
        SourceOutcome::Failed { code, reason, retry_at: Some(at) } => {
            format!("{}: {reason}; try again at {at}", code.as_str())
        }
        SourceOutcome::Skipped { until, .. } => format!("skipped until {until}"),
        SourceOutcome::Cancelled => "cancelled".to_owned(),
    }
}
