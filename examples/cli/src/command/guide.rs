//! `ifilm schedule`.

use std::time::Duration;

use ifilm_core::Broadcast;
use jiff::{SignedDuration, Timestamp};

use super::wishes::reminder;
use crate::arguments::{Guide, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn schedule(shared: &Shared, arguments: Guide) -> Result<Ended, Failure> {
    if let Some(start) = arguments.remind {
        return remind(shared, start, arguments.before).await;
    }
    let client = shared.client()?;
    let from = shared.now();
    let until = from.checked_add(SignedDuration::from_hours(i64::from(arguments.hours)));
    let until = until.map_err(|cause| Failure::bad_input(format!("--hours: {cause}")))?;
    for edition in shared.editions(&client, arguments.which.all).await? {
        let guide = shared.library(&client).schedule(&edition, from, until).await?;
        match shared.json {
            true => screen::json(&guide),
            false if guide.entries.is_empty() => screen::line("No broadcast is known."),
            false => guide.entries.iter().for_each(|entry| screen::line(line(entry))),
        }
    }
    client.close().await?;
    Ok(Ended::Well)
}

/// Sets a reminder of a broadcast.
async fn remind(shared: &Shared, start: Timestamp, before: u32) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let edition = shared.one_edition(&client).await?;
    let before = Duration::from_secs(u64::from(before) * 60);
    let reminder = client.user().remind_of(&edition, start, before).await?;
    client.close().await?;
    match shared.json {
        true => screen::json(&reminder),
        false => screen::line(reminder::row(&reminder, &shared.times()?)),
    }
    Ok(Ended::Well)
}

/// Time, title, number of the episode.
fn line(entry: &Broadcast) -> String {
    let episode = entry.episode.map(|number| format!("  ({number})")).unwrap_or_default();
    format!("{}  {}{episode}", entry.start_text, entry.title)
}
