//! `ifilm history`: what was opened. It can be cleared and switched off.

use ifilm_core::{Client, HistoryEntry, TimeCursor, language};
use serde_json::json;

use crate::arguments::{History, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: History) -> Result<Ended, Failure> {
    let client = shared.client()?;
    change(&client, &arguments).await?;
    let after: Option<TimeCursor> = arguments.after.as_deref().map(str::parse).transpose()?;
    let slice = shared.user(&client).history(arguments.limit, after).await?;
    let is_on = client.user().keeps_history().await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "on": is_on, "entries": slice.entries, "next": slice.next }));
        return Ok(Ended::Well);
    }
    if !is_on {
        screen::line("The history is off.");
    } else if slice.entries.is_empty() {
        screen::line("Nothing was opened.");
    }
    slice.entries.iter().for_each(|entry| screen::line(row(entry)));
    if let Some(next) = slice.next {
        screen::line(format!("More with --after {next}"));
    }
    Ok(Ended::Well)
}

async fn change(client: &Client, arguments: &History) -> Result<(), Failure> {
    if arguments.clear {
        client.user().clear_history().await?;
    }
    if arguments.on || arguments.off {
        client.user().keep_history(arguments.on).await?;
    }
    Ok(())
}

fn row(entry: &HistoryEntry) -> String {
    let title = language::text::isolate_title(&entry.title, entry.direction);
    format!("{}  {title}  ({})", entry.key, language::text::isolate(&entry.age_text))
}
