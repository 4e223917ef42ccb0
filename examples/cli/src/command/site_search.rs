//! `ifilm search --site`: what is stored, and what the site itself finds.

use ifilm_core::{Client, FoundIn, SiteSearch, SiteSearchHit, SiteSearchQuery};

use crate::arguments::{Search, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{json, screen};

pub(crate) async fn run(shared: &Shared, client: Client, arguments: &Search) -> Result<Ended, Failure> {
    let edition = shared.one_edition(&client).await?;
    let query = SiteSearchQuery::of(edition, arguments.words.join(" ")).with_limit(arguments.limit);
    let found = client.search_site(query).await?;
    let found = shared.library(&client).shown_search(found).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json::site_search(&found));
    } else {
        print(&found);
    }
    let Some(failure) = &found.failure else { return Ok(Ended::Well) };
    screen::warning(format!("the site gave no hits: {}", failure.reason));
    Ok(Ended::SomeSectionFailed)
}

/// Prints the hits for a person.
fn print(found: &SiteSearch) {
    if found.hits.is_empty() {
        screen::line("Nothing was found.");
    }
    for SiteSearchHit { key, title, found_in, .. } in &found.hits {
        let place = match found_in {
            FoundIn::Here => "here",
            FoundIn::Site => "site",
            FoundIn::Both => "both",
        };
        screen::line(format!("{place}  {key}  {}", title.as_deref().unwrap_or_default()));
    }
}
