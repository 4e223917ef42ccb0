//! `ifilm playback`: where a person stopped to watch or listen.

use std::time::Duration;

use ifilm_core::{Client, ItemKey, PlaybackPosition};
use serde_json::{Value, json};

use crate::arguments::{Playback, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Playback) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key(&client, &arguments.item).await?;
    change(&client, &key, arguments).await?;
    let playback = client.user().playback(&key).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "key": key, "playback": playback.as_ref().map(as_json) }));
    } else {
        screen::line(in_words(&key, playback.as_ref()));
    }
    Ok(Ended::Well)
}

async fn change(client: &Client, key: &ItemKey, arguments: Playback) -> Result<(), Failure> {
    let Playback { item: _, played, length, address, forget } = arguments;
    let played = played.map(|played| PlaybackPosition {
        address,
        position: Duration::from_millis(played),
        duration: length.map(Duration::from_millis),
    });
    if forget || played.is_some() {
        client.user().set_playback(key, played).await?;
    }
    Ok(())
}

fn as_json(playback: &PlaybackPosition) -> Value {
    let PlaybackPosition { address, position, duration } = playback;
    let duration_ms = duration.map(|duration| duration.as_millis());
    json!({ "address": address, "position_ms": position.as_millis(), "duration_ms": duration_ms })
}

fn in_words(key: &ItemKey, playback: Option<&PlaybackPosition>) -> String {
    let Some(PlaybackPosition { address, position, duration }) = playback else {
        return format!("{key}: no position");
    };
    let length = duration.map(|duration| format!(" of {}", clock(duration))).unwrap_or_default();
    let address = address.as_ref().map(|address| format!("  {address}")).unwrap_or_default();
    format!("{key}: {}{length}{address}", clock(*position))
}

/// A duration as a player shows it: `1:02:05`.
fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
