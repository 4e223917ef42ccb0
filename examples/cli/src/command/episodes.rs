//! `ifilm episodes`: the episodes of a programme, with the addresses for a player.

use ifilm_core::{Episode, Kind};

use crate::arguments::{Episodes, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Episodes) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key_of(&client, Kind::Series, &arguments.item).await?;
    let list = shared.library(&client).episodes(&key).await?;
    client.close().await?;
    if shared.json {
        screen::json(&list);
    } else if list.episodes.is_empty() {
        screen::line(if list.fresh_as_of.is_some() {
            "It has no episodes."
        } else {
            "They did not come yet."
        });
    } else {
        list.episodes.iter().for_each(|episode| screen::line(line(episode)));
    }
    Ok(Ended::Well)
}

/// Number, title and the first address.
fn line(episode: &Episode) -> String {
    let number = episode.number.map(|number| number.to_string()).unwrap_or_default();
    let (title, address) = (episode.title.as_deref().unwrap_or_default(), episode.addresses.first());
    format!("{number:>4}  {title}  {}", address.map(String::as_str).unwrap_or_default())
}
