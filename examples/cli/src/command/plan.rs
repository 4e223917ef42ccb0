//! `ifilm plan`: the requests that a sync would send.

use ifilm_core::{Plan, PlannedRequest, Reason, SyncRequest};
use serde_json::json;

use crate::arguments::{Shared, WhichEditions};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;
use crate::times::Times;

pub(crate) async fn run(shared: &Shared, which: WhichEditions) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let plan = client.plan(SyncRequest::of(shared.editions(&client, which.all).await?)).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!(plan));
    } else {
        print(&plan, &shared.times()?);
    }
    Ok(Ended::Well)
}

fn print(plan: &Plan, times: &Times) {
    plan.requests.iter().for_each(|request| screen::line(row(request)));
    for skip in &plan.skipped {
        let until = times.text(skip.until, &skip.edition);
        screen::line(format!("{:4} skipped until {until}", skip.edition.as_str()));
    }
    screen::line("Further requests follow from the answers, such as the pages of new rows.");
}

fn row(request: &PlannedRequest) -> String {
    let reason = in_words(&request.reason);
    let validators = &request.validators;
    let condition =
        if validators.etag.is_some() || validators.last_modified.is_some() { "if changed" } else { "" };
    let bytes = request.expected_bytes.map(|bytes| format!("{bytes} bytes last time")).unwrap_or_default();
    format!("{:4} {reason:22} {} {condition} {bytes}", request.edition.as_str(), request.address)
}

fn in_words(reason: &Reason) -> &'static str {
    match reason {
        Reason::Listing { .. } => "listing",
        Reason::Hole { .. } => "rows may be missing",
        Reason::MissingPage { .. } => "missing page",
        Reason::ChangedRow { .. } => "changed row",
        Reason::Revalidation { .. } => "revalidation",
        Reason::StalePage { .. } => "unchecked for 30 days",
        Reason::FailedPage { .. } => "failed last time",
        Reason::UnreadablePage { .. } => "no text last time",
        Reason::AbsentPage { .. } => "no such page last time",
        Reason::DoubtfulPage { .. } => "doubtful last time",
    }
}
