//! `ifilm watched`: marks episodes as watched, or as not watched.

use ifilm_core::{EpisodeId, Kind};
use serde_json::json;

use crate::arguments::{Shared, Watched};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Watched) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let Watched { item, episodes, not } = arguments;
    let key = shared.key_of(&client, Kind::Series, &item).await?;
    let episodes = episodes.iter().map(|id| id.parse()).collect::<Result<Vec<EpisodeId>, _>>()?;
    client.user().mark_watched(&key, &episodes, !not).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "key": key, "episodes": episodes, "watched": !not }));
        return Ok(Ended::Well);
    }
    let state = if not { "not watched" } else { "watched" };
    episodes.iter().for_each(|episode| screen::line(format!("{key} {episode} is {state}")));
    Ok(Ended::Well)
}
