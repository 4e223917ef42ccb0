//! `ifilm tag`: what a tag lists.

use ifilm_core::{Kind, TagPage, TaggedItem};

use crate::arguments::{Shared, Tag};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Tag) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key_of(&client, Kind::Tag, &arguments.item).await?;
    if arguments.fetch {
        client.fetch_tag(&key).await?;
    }
    let page = shared.library(&client).tag(&key).await?;
    client.close().await?;
    if shared.json {
        screen::json(&page);
    } else {
        print(&page);
    }
    Ok(Ended::Well)
}

/// Prints a tag for a person.
fn print(page: &TagPage) {
    let TagPage { key, title, rows, is_whole, link, .. } = page;
    screen::line(title.clone().unwrap_or_else(|| key.to_string()));
    for TaggedItem { key, title, .. } in rows {
        screen::line(format!("{key}  {}", title.as_deref().unwrap_or_default()));
    }
    if !is_whole {
        screen::line("There may be more.");
    }
    screen::line(format!("\n{link}"));
}
