//! `ifilm playback`: where a person stopped to watch or listen.

use std::time::Duration;

use ifilm_core::{Client, EpisodeId, ItemKey, Kind, PlaybackPosition};
use serde_json::json;

use crate::arguments::{Playback, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Playback) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = match arguments.episode {
        Some(_) => shared.key_of(&client, Kind::Series, &arguments.item).await?,
        None => shared.key(&client, &arguments.item).await?,
    };
    let episode = arguments.episode.as_deref().map(str::parse).transpose()?;
    change(&client, &key, episode.as_ref(), arguments).await?;
    let playback = match &episode {
        Some(episode) => client.user().episode_playback(&key, episode).await?,
        None => client.user().playback(&key).await?,
    };
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "key": key, "episode": episode, "playback": playback }));
        return Ok(Ended::Well);
    }
    let name = episode.map_or_else(|| key.to_string(), |episode| format!("{key} {episode}"));
    screen::line(in_words(&name, playback.as_ref()));
    Ok(Ended::Well)
}

async fn change(
    client: &Client,
    key: &ItemKey,
    episode: Option<&EpisodeId>,
    arguments: Playback,
) -> Result<(), Failure> {
    let Playback { item: _, episode: _, played, length, address, forget } = arguments;
    let played = played.map(|played| PlaybackPosition {
        address,
        position: Duration::from_millis(played),
        duration: length.map(Duration::from_millis),
    });
    if forget || played.is_some() {
        match episode {
            Some(episode) => client.user().set_episode_playback(key, episode, played).await?,
            None => client.user().set_playback(key, played).await?,
        }
    }
    Ok(())
}

fn in_words(name: &str, playback: Option<&PlaybackPosition>) -> String {
    let Some(PlaybackPosition { address, position, duration }) = playback else {
        return format!("{name}: no position");
    };
    let length = duration.map(|duration| format!(" of {}", clock(duration))).unwrap_or_default();
    let address = address.as_ref().map(|address| format!("  {address}")).unwrap_or_default();
    format!("{name}: {}{length}{address}", clock(*position))
}

/// A duration as a player shows it: `1:02:05`.
pub(crate) fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
