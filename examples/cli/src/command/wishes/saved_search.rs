//! `ifilm searches`: the saved searches.

use ifilm_core::{Client, SavedSearch};
use serde_json::json;

use crate::arguments::{Searches, SearchesChange, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Searches) -> Result<Ended, Failure> {
    let client = shared.client()?;
    if let Some(change) = arguments.change {
        self::change(&client, change).await?;
    }
    let searches = client.user().saved_searches().await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "searches": searches }));
        return Ok(Ended::Well);
    }
    if searches.is_empty() {
        screen::line("There are no saved searches.");
    }
    for SavedSearch { name, query, created_at: _ } in &searches {
        screen::line(format!("{name}: {query}"));
    }
    Ok(Ended::Well)
}

async fn change(client: &Client, change: SearchesChange) -> Result<(), Failure> {
    match change {
        SearchesChange::Add { name, query } => client.user().save_search(name, query.join(" ")).await?,
        SearchesChange::Remove { name } => client.user().delete_search(name).await?,
    }
    Ok(())
}
