//! `ifilm episodes` and `ifilm tracks`: the recordings of a programme or an album, with the addresses for a
//! player.

use ifilm_core::{Kind, ListedEpisode, Track};

use super::marks::playback;
use crate::arguments::{Episodes, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Episodes) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key_of(&client, Kind::Series, &arguments.item).await?;
    let list = shared.library(&client).episodes(&key).await?;
    if list.episodes.iter().any(|it| it.new) {
        client.user().note_episodes_seen(&key).await?;
    }
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

pub(crate) async fn tracks(shared: &Shared, arguments: Episodes) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key_of(&client, Kind::Album, &arguments.item).await?;
    let list = shared.library(&client).tracks(&key).await?;
    client.close().await?;
    match shared.json {
        true => screen::json(&list),
        false => list.tracks.iter().for_each(|track| screen::line(track_line(track))),
    }
    Ok(Ended::Well)
}

/// Title, performer and the first address.
fn track_line(track: &Track) -> String {
    let (title, performer) = (track.title.as_deref(), track.performer.as_deref());
    let texts: Vec<&str> = title.into_iter().chain(performer).collect();
    format!("{}  {}", texts.join(", "), track.addresses.first().map(String::as_str).unwrap_or_default())
}

/// Id, title, what the person did with it, and the first address.
fn line(listed: &ListedEpisode) -> String {
    let ListedEpisode { id, episode, watched, new, position } = listed;
    let watched = if *watched { "  watched" } else { "" };
    let stopped = position.as_ref().map(|it| format!("  stopped at {}", playback::clock(it.position)));
    let new = if *new { "  new" } else { "" };
    let state = format!("{new}{watched}{}", stopped.unwrap_or_default());
    let (title, address) = (episode.title.as_deref().unwrap_or_default(), episode.addresses.first());
    format!("{id:>4}  {title}{state}  {}", address.map(String::as_str).unwrap_or_default())
}
