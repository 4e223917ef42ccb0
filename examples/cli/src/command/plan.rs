//! `ifilm plan`: the requests that a sync would send, and what it would leave out.

use ifilm_core::{
    DataKind, FollowUp, FollowUpRule, Plan, PlanTotals, PlannedRequest, Reason, Skip, SkipReason,
};
use serde_json::json;

use super::due::in_words as in_words_of_due;
use crate::arguments::{Asked, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;
use crate::times::Times;

pub(crate) async fn run(shared: &Shared, asked: Asked) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let plan = client.plan(shared.request(&client, asked).await?).await?;
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
    plan.skipped.iter().for_each(|skip| screen::line(skipped(skip, times)));
    screen::line(sums(&plan.totals, plan.skipped.len()));
    screen::line("Further requests follow from the answers:");
    plan.follow_ups.iter().for_each(|follow_up| screen::line(rule(follow_up)));
    screen::line(format!(
        "To run it within ten minutes, with the same options of files and site: ifilm sync --plan {}",
        plan.token
    ));
}

fn sums(totals: &PlanTotals, skipped: usize) -> String {
    let PlanTotals { requests, expected_bytes, unknown } = totals;
    format!(
        "{requests} requests, {expected_bytes} bytes last time, {unknown} of unknown size; {skipped} left out"
    )
}

/// Which requests the answers may cause, and how many.
fn rule(follow_up: &FollowUp) -> String {
    let FollowUp { edition, section: _, rule, addresses: _, most } = follow_up;
    let what = match rule {
        FollowUpRule::NewPages => "the pages of new and changed rows",
        FollowUpRule::NextListingPages => "the next pages of a changed listing",
        FollowUpRule::HolePages => "the pages around a hole",
        FollowUpRule::OtherListings => "other listings, while none gives rows",
        FollowUpRule::OtherBase => "the pages at another base address",
        FollowUpRule::AbsentItems => "the listing, as far as items that the site says do not exist",
        FollowUpRule::Episodes => "the lists of episodes that are due",
        FollowUpRule::LeadPictures => "the pictures of the newest items",
    };
    format!("{:4} at most {most}: {what}", edition.as_str())
}

/// What is left out, why, and until when.
fn skipped(skip: &Skip, times: &Times) -> String {
    let Skip { edition, section: _, kind, key, reason, until, next_due_reason } = skip;
    let reason = next_due_reason.map_or_else(|| why(*reason), in_words_of_due);
    let what = match (key, kind) {
        (Some(key), _) => format!("left out: {key}, "),
        (None, DataKind::Pictures) => "left out: pictures, ".to_owned(),
        (None, DataKind::Listings | DataKind::Texts) => "skipped: ".to_owned(),
    };
    let until = match until {
        Some(until) => format!("until {}", times.text(*until, edition)),
        None => "until that ends or a person asks".to_owned(),
    };
    format!("{:4} {what}{reason}, {until}", edition.as_str())
}

fn why(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::HostAskedToWait => "the site asked to wait",
        SkipReason::NotDue => "it is not due",
        SkipReason::Metered => "the line is metered",
        SkipReason::Roaming => "the device is in a foreign network",
        SkipReason::BatterySaver => "the battery is saved",
        SkipReason::Budget => "there is no data left for it",
    }
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
