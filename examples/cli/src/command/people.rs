//! `ifilm people`: the people whom stored casts name, or one person with biography and works.

use ifilm_core::{Client, Kind, NamedPerson, PeopleCursor, PeopleQuery, PeopleSlice, PersonPage, PersonWork};

use crate::arguments::{People, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{block_text, screen};

pub(crate) async fn run(shared: &Shared, arguments: People) -> Result<Ended, Failure> {
    let client = shared.client()?;
    match &arguments.item {
        None => list(shared, &client, &arguments).await?,
        Some(item) => {
            let key = shared.key_of(&client, Kind::Person, item).await?;
            if arguments.fetch {
                client.fetch_person(&key).await?;
            }
            let page = shared.library(&client).person(&key).await?;
            if shared.json { screen::json(&page) } else { print(&page) }
        }
    }
    client.close().await?;
    Ok(Ended::Well)
}

async fn list(shared: &Shared, client: &Client, arguments: &People) -> Result<(), Failure> {
    let after: Option<PeopleCursor> = arguments.after.as_deref().map(str::parse).transpose()?;
    for edition in shared.editions(client, arguments.which.all).await? {
        let query = PeopleQuery::of(edition).with_limit(arguments.limit).with_after(after.clone());
        let slice = shared.library(client).people(query).await?;
        if shared.json { screen::json(&slice) } else { print_list(&slice) }
    }
    Ok(())
}

fn print_list(slice: &PeopleSlice) {
    let PeopleSlice { edition, people, next } = slice;
    if people.is_empty() {
        screen::line(format!("No stored cast of {edition} names anybody."));
    }
    for NamedPerson { key, name, works, has_page: _ } in people {
        screen::line(format!("{key}  {name}  ({works})"));
    }
    if let Some(next) = next {
        screen::line(format!("More with --after {next}"));
    }
}

/// Prints a person for a person.
fn print(page: &PersonPage) {
    let PersonPage { name, biography, works, link, waiting, .. } = page;
    screen::line(name);
    biography.iter().for_each(|block| screen::line(format!("\n{}", block_text::of(block))));
    if let Some(waiting) = waiting {
        screen::line(format!("\n{}", waiting.text));
    }
    if !works.is_empty() {
        screen::line("");
    }
    for PersonWork { key, title, role, is_here: _ } in works {
        let key = key.as_ref().map(|key| format!("{key}  ")).unwrap_or_default();
        let role = role.as_deref().map(|role| format!("  ({role})")).unwrap_or_default();
        screen::line(format!("{key}{title}{role}"));
    }
    screen::line(format!("\n{link}"));
}
