//! `ifilm editions`: name the editions, each in its own language and in that of the environment. It uses only
//! the catalogue: a new person has no data yet, and this command must not create any files.

use ifilm_core::words::edition_name;
use ifilm_core::{Edition, LanguageTag};
use serde_json::{Value, json};

use crate::arguments::Shared;
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{locale, screen};

pub(crate) async fn run(shared: &Shared) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let shown_in = client.language().display_language(&client.language().suggestion(locale::wishes())?)?;
    let editions = client.language().editions()?;
    client.close().await?;
    if shared.json {
        let named: Vec<Value> = editions.iter().map(|edition| named(edition, &shown_in)).collect();
        screen::json(&json!({ "editions": named }));
        return Ok(Ended::Well);
    }
    for edition in editions {
        let Edition { id, language, name, direction: _, zone: _ } = &edition;
        let shown_name = edition_name(&edition, &shown_in);
        screen::line(format!("{:4} {:6} {name} · {shown_name}", id.as_str(), language.as_str()));
    }
    Ok(Ended::Well)
}

fn named(edition: &Edition, shown_in: &LanguageTag) -> Value {
    let Edition { id, language, name, direction, zone } = edition;
    let shown_name = edition_name(edition, shown_in);
    // Fields of the JSON are never renamed.
    json!({
        "id": id, "language": language, "name": name, "name_for_reader": shown_name, "direction": direction,
        "zone": zone,
    })
}
