//! `ifilm follow`, `ifilm unfollow` and `ifilm followed`.

use ifilm_core::{Followed, language};
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
    let followed = client.user().followed().await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "followed": followed }));
        return Ok(Ended::Well);
    }
    if followed.is_empty() {
        screen::line("Nothing is followed.");
    }
    for Followed { key, title, followed_at: _ } in &followed {
        screen::line(format!("{key}  {}", language::text::isolate(title)));
    }
    Ok(Ended::Well)
}
