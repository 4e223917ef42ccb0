//! `ifilm save`, `ifilm unsave` and `ifilm saved`.

use ifilm_core::{ItemKey, SavedQuery, TimeCursor};
use serde_json::json;

use crate::arguments::{Save, Saved, Shared, Unsave};
use crate::command::list;
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{json, screen};

pub(crate) async fn save(shared: &Shared, arguments: Save) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let keys = shared.keys(&client, &arguments.items).await?;
    for key in &keys {
        client.user().save(key).await?;
    }
    client.close().await?;
    print(shared, &keys, true);
    Ok(Ended::Well)
}

pub(crate) async fn unsave(shared: &Shared, arguments: Unsave) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let keys = shared.keys(&client, &arguments.items).await?;
    for key in &keys {
        client.user().unsave(key).await?;
    }
    client.close().await?;
    print(shared, &keys, false);
    Ok(Ended::Well)
}

fn print(shared: &Shared, keys: &[ItemKey], saved: bool) {
    if shared.json {
        screen::json(&json!({ "keys": keys, "saved": saved }));
        return;
    }
    let state = if saved { "saved" } else { "no longer saved" };
    keys.iter().for_each(|key| screen::line(format!("{key} is {state}")));
}

pub(crate) async fn run(shared: &Shared, arguments: Saved) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let after: Option<TimeCursor> = arguments.after.as_deref().map(str::parse).transpose()?;
    let editions = match arguments.which.all {
        true if shared.editions.is_empty() => Vec::new(), // also those that the catalogue no longer has
        all => shared.editions(&client, all).await?,
    };
    let query = SavedQuery::all().with_editions(editions).with_limit(arguments.limit).with_after(after);
    let slice = shared.user(&client).saved(query).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json::saved(&slice));
        return Ok(Ended::Well);
    }
    if slice.items.is_empty() {
        screen::line("Nothing is saved.");
    }
    slice.items.iter().for_each(|saved| screen::line(list::row(&saved.item)));
    if let Some(next) = slice.next {
        screen::line(format!("More with --after {next}"));
    }
    Ok(Ended::Well)
}
