//! `ifilm counts`: how many items there are to read, by section and saved search.

use ifilm_core::{Counts, SavedSearchCount, language};
use serde_json::json;

use crate::arguments::{Shared, WhichEditions};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, which: WhichEditions) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let editions = shared.editions(&client, which.all).await?;
    let mut counts = client.library().counts().await?;
    counts.sections.retain(|count| editions.contains(&count.edition));
    let searches = client.library().saved_search_counts().await?;
    client.close().await?;
    match shared.json {
        true => screen::json(&json!({
            "sections": counts.sections,
            "saved": counts.saved,
            "searches": searches,
        })),
        false => print(&counts, &searches),
    }
    Ok(Ended::Well)
}

fn print(counts: &Counts, searches: &[SavedSearchCount]) {
    for count in &counts.sections {
        let (edition, section) = (&count.edition, count.section.as_str());
        screen::line(format!("{edition}/{section}: {} unread of {}", count.unread, count.total));
    }
    for SavedSearchCount { name, total, unread, more } in searches {
        let more = if *more { " or more" } else { "" };
        screen::line(format!("“{}”: {unread} unread of {total}{more}", language::text::isolate(name)));
    }
    screen::line(format!("{} saved", counts.saved));
}
