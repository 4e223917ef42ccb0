//! `ifilm mark`: marks items as read or unread.

use ifilm_core::Client;
use serde_json::json;

use crate::arguments::{Mark, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Mark) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let marked = mark(shared, &client, &arguments).await?;
    client.close().await?;
    let state = if arguments.unread { "unread" } else { "read" };
    if shared.json {
        screen::json(&json!({ "marked": marked, "as": state }));
    } else {
        screen::line(format!("{marked} marked as {state}"));
    }
    Ok(Ended::Well)
}

/// Returns how many items it marked.
async fn mark(shared: &Shared, client: &Client, arguments: &Mark) -> Result<u32, Failure> {
    let Mark { items, unread, from, all, section } = arguments;
    if let Some(from) = from {
        let from = shared.key(client, from).await?;
        return Ok(client.user().mark_all_read(&from.edition, *section, Some(&from)).await?);
    }
    if *all {
        let edition = shared.one_edition(client).await?;
        return Ok(client.user().mark_all_read(&edition, *section, None).await?);
    }
    let keys = shared.keys(client, items).await?;
    for key in &keys {
        client.user().mark_read(key, !unread).await?;
    }
    Ok(keys.len().try_into().unwrap_or(u32::MAX))
}
