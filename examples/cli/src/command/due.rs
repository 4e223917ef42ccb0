//! `ifilm due` and `ifilm hint`: when sections are due in the background, and a push that makes one due.

use ifilm_core::{AskedBy, NextDueReason, SectionDue, SyncRequest};
use serde_json::json;

use crate::arguments::{Due, Hint, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;
use crate::times::Times;

pub(crate) async fn run(shared: &Shared, arguments: Due) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let editions = shared.editions(&client, arguments.which.all).await?;
    let conditions = arguments.conditions();
    let request = SyncRequest::of(editions).with_conditions(conditions);
    let times = client.due(request).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!(times));
        return Ok(Ended::Well);
    }
    print(&times.sections, &shared.times()?);
    screen::line(match (times.now, conditions.asked_by) {
        (true, AskedBy::Background) => "A sync in the background has something to do now.",
        (true, AskedBy::Person) => "A person may sync now.",
        (false, _) => "Nothing is due now.",
    });
    Ok(Ended::Well)
}

/// `ifilm hint`: notes a push for the section of each edition, and prints when that is due.
pub(crate) async fn hint(shared: &Shared, arguments: Hint) -> Result<Ended, Failure> {
    let Hint { which, section } = arguments;
    let client = shared.client()?;
    let mut dues = Vec::new();
    for edition in shared.editions(&client, which.all).await? {
        dues.push(client.hint(&edition, section).await?);
    }
    client.close().await?;
    match shared.json {
        true => screen::json(&json!({ "sections": dues })),
        false => print(&dues, &shared.times()?),
    }
    Ok(Ended::Well)
}

fn print(sections: &[SectionDue], times: &Times) {
    for SectionDue { edition, section, at, reason } in sections {
        let (at, reason) = (times.text(*at, edition), in_words(*reason));
        screen::line(format!("{:4} {} {at}: {reason}", edition.as_str(), section.as_str()));
    }
}

/// Why a section is due at its time.
pub(crate) fn in_words(reason: NextDueReason) -> &'static str {
    match reason {
        NextDueReason::NeverRequested => "it was never requested",
        NextDueReason::Person => "a person asks",
        NextDueReason::Schedule => "by its schedule",
        NextDueReason::Hint => "a push named it",
        NextDueReason::Unfinished => "the last sync did not request all pages",
        NextDueReason::Fresh => "its last answer is fresh until then",
        NextDueReason::Failed => "it failed, and is tried again",
        NextDueReason::Gone => "the site took it away, so it is asked once a day",
        NextDueReason::HostAskedToWait => "the site asked to wait",
    }
}
