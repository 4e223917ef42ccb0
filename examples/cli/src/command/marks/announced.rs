//! `ifilm announce`: for a script that notifies a person of each item once.

use serde_json::json;

use crate::arguments::{Announce, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Announce) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let keys = shared.keys(&client, &arguments.items).await?;
    let announced = client.user().announce(keys).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "keys": announced }));
    } else {
        announced.iter().for_each(|key| screen::line(key.to_string()));
    }
    Ok(Ended::Well)
}
