//! `ifilm series`, `films`, `programs` and `music`: a list, or one of them.

use ifilm_core::{Cursor, ItemKey, Kind, ListOrder, ListQuery, ProgramPage, Section};

use super::list;
use crate::arguments::{Programs, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{block_text, json, screen};

pub(crate) async fn series(shared: &Shared, arguments: Programs) -> Result<Ended, Failure> {
    run(shared, arguments, Section::Series, Kind::Series).await
}

pub(crate) async fn films(shared: &Shared, arguments: Programs) -> Result<Ended, Failure> {
    run(shared, arguments, Section::Film, Kind::Film).await
}

pub(crate) async fn programs(shared: &Shared, arguments: Programs) -> Result<Ended, Failure> {
    run(shared, arguments, Section::Program, Kind::Program).await
}

pub(crate) async fn music(shared: &Shared, arguments: Programs) -> Result<Ended, Failure> {
    run(shared, arguments, Section::Music, Kind::Album).await
}

async fn run(shared: &Shared, arguments: Programs, section: Section, kind: Kind) -> Result<Ended, Failure> {
    let client = shared.client()?;
    match &arguments.item {
        None => list_all(shared, &client, &arguments, section).await?,
        Some(item) => {
            let key = shared.key_of(&client, kind, item).await?;
            let page = shared.library(&client).program(&key).await?;
            show(shared, &key, &page);
        }
    }
    client.close().await?;
    Ok(Ended::Well)
}

async fn list_all(
    shared: &Shared,
    client: &ifilm_core::Client,
    arguments: &Programs,
    section: Section,
) -> Result<(), Failure> {
    let after: Option<Cursor> = arguments.after.as_deref().map(str::parse).transpose()?;
    let order = if arguments.by_title { ListOrder::Alphabetical } else { ListOrder::Newest };
    for edition in shared.editions(client, arguments.which.all).await? {
        let query = ListQuery::of(edition, section).with_limit(arguments.limit).with_order(order);
        let page = shared.library(client).list(query.with_after(after.clone())).await?;
        list::print(shared, &page, arguments.which.all);
    }
    Ok(())
}

fn show(shared: &Shared, key: &ItemKey, page: &ProgramPage) {
    if shared.json {
        screen::json(&json::program(page));
    } else {
        print(key, page);
    }
}

/// Prints a programme for a person.
fn print(key: &ItemKey, page: &ProgramPage) {
    let ProgramPage { program, link, waiting, gone, .. } = page;
    let title = program.title.clone().unwrap_or_else(|| key.to_string());
    screen::line(match program.year {
        Some(year) => format!("{title} ({year})"),
        None => title,
    });
    for text in program.original_title.iter().cloned().chain([program.genres.join(", ")]) {
        if !text.is_empty() {
            screen::line(text);
        }
    }
    program.story.iter().for_each(|block| screen::line(format!("\n{}", block_text::of(block))));
    if let Some(waiting) = waiting {
        screen::line(format!("\n{}", waiting.text));
    }
    if !program.cast.is_empty() {
        screen::line("");
    }
    for member in &program.cast {
        let role = member.role.as_deref().map(|role| format!("  ({role})")).unwrap_or_default();
        screen::line(format!("{}{role}", member.name));
    }
    if *gone {
        screen::line("\nThe site has taken this page away.");
    }
    screen::line(format!("\n{link}"));
}
