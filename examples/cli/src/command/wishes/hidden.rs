//! `ifilm hide`, `ifilm unhide` and `ifilm hidden`.

use ifilm_core::HiddenSection;
use serde_json::json;

use crate::arguments::{Hide, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

/// Hides words and a section, or shows them again.
pub(crate) async fn hide(shared: &Shared, arguments: Hide, hidden: bool) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let Hide { words, section } = arguments;
    for word in &words {
        client.user().hide_word(word, hidden).await?;
    }
    let mut sections = Vec::new();
    if let Some(section) = section {
        for edition in shared.editions(&client, false).await? {
            client.user().hide_section(&edition, section, hidden).await?;
            sections.push(HiddenSection { edition, section });
        }
    }
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "words": words, "sections": sections, "hidden": hidden }));
        return Ok(Ended::Well);
    }
    let state = if hidden { "hidden" } else { "no longer hidden" };
    names(&words, &sections).for_each(|name| screen::line(format!("{name} is {state}")));
    Ok(Ended::Well)
}

/// Lists what is hidden.
pub(crate) async fn run(shared: &Shared) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let (words, sections) = (client.user().hidden_words().await?, client.user().hidden_sections().await?);
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "words": words, "sections": sections }));
        return Ok(Ended::Well);
    }
    if words.is_empty() && sections.is_empty() {
        screen::line("Nothing is hidden.");
    }
    names(&words, &sections).for_each(screen::line);
    Ok(Ended::Well)
}

/// Each word in quotes, then each section with its edition: `fa/news`.
fn names(words: &[String], sections: &[HiddenSection]) -> impl Iterator<Item = String> {
    let words = words.iter().map(|word| format!("`{word}`"));
    let section =
        |HiddenSection { edition, section }: &HiddenSection| format!("{edition}/{}", section.as_str());
    words.chain(sections.iter().map(section))
}
