//! `ifilm follow`, `ifilm unfollow` and `ifilm followed`.

use ifilm_core::{Followed, FollowedItem, language};
use serde_json::json;

use super::title::title;
use crate::arguments::{Follow, Shared, Unfollow};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn follow(shared: &Shared, arguments: Follow) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let key = shared.key(&client, &arguments.item).await?;
    let title = title(&client, &key, arguments.title).await?;
    client.user().follow(&key, title.as_str()).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "keys": [key], "followed": true, "title": title }));
    } else {
        screen::line(format!("{key} is followed"));
    }
    Ok(Ended::Well)
}

pub(crate) async fn unfollow(shared: &Shared, arguments: Unfollow) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let keys = shared.keys(&client, &arguments.items).await?;
    for key in &keys {
        client.user().unfollow(key).await?;
    }
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "keys": keys, "followed": false }));
        return Ok(Ended::Well);
    }
    keys.iter().for_each(|key| screen::line(format!("{key} is no longer followed")));
    Ok(Ended::Well)
}

pub(crate) async fn run(shared: &Shared) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let followed = shared.library(&client).followed().await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "followed": followed }));
        return Ok(Ended::Well);
    }
    if followed.is_empty() {
        screen::line("Nothing is followed.");
    }
    followed.iter().for_each(|item| screen::line(line(item)));
    Ok(Ended::Well)
}

/// Key, title, and how many episodes are new.
fn line(FollowedItem { followed, new_episodes, newest }: &FollowedItem) -> String {
    let Followed { key, title, followed_at: _ } = followed;
    let newest = newest.as_ref().map(|newest| format!("  new episodes: {new_episodes}, up to {}", newest.id));
    format!("{key}  {}{}", language::text::isolate(title), newest.unwrap_or_default())
}
