//! `ifilm list`: stored items, newest first.

mod rows;
mod watch;

use ifilm_core::{Cursor, ItemSlice, ListQuery};

use crate::arguments::{List, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{json, screen};
pub(crate) use rows::row;

pub(crate) async fn run(shared: &Shared, arguments: List) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let after: Option<Cursor> = arguments.after.as_deref().map(str::parse).transpose()?;
    if arguments.watch {
        let query = ListQuery::of(shared.one_edition(&client).await?, arguments.section);
        watch::run(shared, &client, query.with_limit(arguments.limit).with_after(after)).await?;
        client.close().await?;
        return Ok(Ended::Well);
    }
    let mut editions = shared.editions(&client, arguments.which.all).await?;
    if arguments.which.all {
        editions = client.user().shown_editions(arguments.section).await?;
    }
    for edition in editions {
        let query = ListQuery::of(edition, arguments.section).with_limit(arguments.limit);
        let page = shared.library(&client).list(query.with_after(after.clone())).await?;
        print(shared, &page, arguments.which.all);
    }
    client.close().await?;
    Ok(Ended::Well)
}

/// Prints a list as JSON or for a person.
pub(crate) fn print(shared: &Shared, page: &ItemSlice, all: bool) {
    if shared.json {
        screen::json(&json::page(page));
    } else {
        rows::print(page, &shared.sync_command(&page.edition, all));
    }
}
