//! `ifilm search`: finds stored items by their words.

use ifilm_core::{
    Client, Marked, SavedSearchQuery, SearchCursor, SearchHit, SearchQuery, SearchSlice, Snippet,
};

use super::{list, site_search};
use crate::arguments::{Search, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{json, screen};

pub(crate) async fn run(shared: &Shared, arguments: Search) -> Result<Ended, Failure> {
    let client = shared.client()?;
    if arguments.site {
        return site_search::run(shared, client, &arguments).await;
    }
    let page = match &arguments.saved {
        Some(name) => saved(shared, &client, name, &arguments).await?,
        None => found(shared, &client, &arguments).await?,
    };
    client.close().await?;
    if shared.json {
        screen::json(&json::search_page(&page));
        return Ok(Ended::Well);
    }
    if page.hits.is_empty() {
        screen::line("Nothing was found.");
    }
    page.hits.iter().for_each(print);
    if let Some(next) = page.next {
        screen::line(format!("More with --after {next}"));
    }
    Ok(Ended::Well)
}

async fn saved(
    shared: &Shared,
    client: &Client,
    name: &str,
    arguments: &Search,
) -> Result<SearchSlice, Failure> {
    let query = SavedSearchQuery::of(name).with_limit(arguments.limit).with_after(after(arguments)?);
    Ok(shared.library(client).saved_search(query).await?)
}

async fn found(shared: &Shared, client: &Client, arguments: &Search) -> Result<SearchSlice, Failure> {
    let first = shared.first_edition(client, arguments.which.all).await?;
    let query = SearchQuery::from_line(&arguments.words.join(" "))?;
    let editions = [&query.editions[..], &shared.editions[..]].concat();
    let section = arguments.section.or(query.section);
    let query = query
        .with_typing(arguments.typing)
        .with_editions(editions)
        .with_first(first)
        .with_section(section)
        .with_limit(arguments.limit)
        .with_after(after(arguments)?);
    Ok(shared.library(client).search(query).await?)
}

fn after(arguments: &Search) -> Result<Option<SearchCursor>, Failure> {
    Ok(arguments.after.as_deref().map(str::parse).transpose()?)
}

/// The item as a list shows it, and below it the text that was found.
pub(crate) fn print(hit: &SearchHit) {
    let SearchHit { item, title, snippet } = hit;
    let mut shown = item.clone();
    shown.title = marked(title);
    screen::line(list::row(&shown));
    if let Some(Snippet { words, cut_before, cut_after, .. }) = snippet {
        let ellipsis = |cut: bool| if cut { "…" } else { "" };
        screen::line(format!("      {}{}{}", ellipsis(*cut_before), marked(words), ellipsis(*cut_after)));
    }
}

/// A text with its hits marked: bold on a terminal, in brackets elsewhere.
fn marked(text: &Marked) -> String {
    let (before, after) = if screen::has_colors() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("[", "]") };
    let spans = text.spans();
    let shown = spans.iter().map(|span| match span.hit {
        true => format!("{before}{}{after}", span.text),
        false => span.text.to_owned(),
    });
    shown.collect()
}
