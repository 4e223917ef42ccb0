//! `ifilm position`: where a person stopped to read.

use ifilm_core::{Client, ItemKey, ReadingPosition};
use serde_json::json;

use crate::arguments::{Position, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Position) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key(&client, &arguments.item).await?;
    let position = changed(&client, &key, &arguments).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "key": key, "position": position }));
    } else {
        screen::line(in_words(&key, position));
    }
    Ok(Ended::Well)
}

/// The position after the change that the arguments ask for.
async fn changed(
    client: &Client,
    key: &ItemKey,
    arguments: &Position,
) -> Result<Option<ReadingPosition>, Failure> {
    if arguments.forget {
        client.user().forget_position(key).await?;
        return Ok(None);
    }
    if let Some((block, letter)) = arguments.block.zip(arguments.letter) {
        client.user().set_position(key, block, letter).await?;
    }
    Ok(client.user().position(key).await?)
}

fn in_words(key: &ItemKey, position: Option<ReadingPosition>) -> String {
    match position {
        None => format!("{key}: no position"),
        Some(ReadingPosition { block, letter, is_exact: true }) => {
            format!("{key}: block {block}, letter {letter}")
        }
        Some(ReadingPosition { block, letter: _, is_exact: false }) => format!("{key}: near block {block}"),
    }
}
