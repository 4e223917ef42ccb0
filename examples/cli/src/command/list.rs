//! `ifilm list`: stored items, newest first.

use ifilm_core::{Cursor, Item, ItemSlice, ListQuery, language};

use crate::arguments::{List, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{json, screen};

pub(crate) async fn run(shared: &Shared, arguments: List) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let after: Option<Cursor> = arguments.after.as_deref().map(str::parse).transpose()?;
    let mut editions = shared.editions(&client, arguments.which.all).await?;
    if arguments.which.all {
        editions = client.user().shown_editions(arguments.section).await?;
    }
    for edition in editions {
        let query = ListQuery::of(edition, arguments.section).with_limit(arguments.limit);
        let page = shared.library(&client).list(query.with_after(after.clone())).await?;
        if shared.json {
            screen::json(&json::page(&page));
        } else {
            print(&page, &shared.sync_command(&page.edition, arguments.which.all));
        }
    }
    client.close().await?;
    Ok(Ended::Well)
}

fn print(page: &ItemSlice, sync_command: &str) {
    if let Some(waiting) = &page.waiting {
        screen::line(&waiting.text);
    }
    if page.waiting.as_ref().is_some_and(|waiting| waiting.until.is_none()) {
        screen::line(format!("Run `{sync_command}`."));
    }
    page.items.iter().for_each(|item| screen::line(row(item)));
    if let Some(next) = &page.next {
        screen::line(format!("More with --after {next}"));
    }
}

/// One item on a line. A dot marks an unread item. Headline and age are isolated, so that they keep their
/// order.
pub(crate) fn row(item: &Item) -> String {
    let mark = if item.read { ' ' } else { '•' };
    let title = language::text::isolate_title(&item.title, item.direction);
    format!("{mark} {}  {title}  ({})", item.key, language::text::isolate(&item.age_text))
}
