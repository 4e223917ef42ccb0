//! `ifilm settings`: the settings of the shells on this data folder.

use ifilm_core::{Client, Setting, SettingValue};
use serde_json::json;

use crate::arguments::{Settings, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Settings) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let Settings { name, value, remove } = arguments;
    match name {
        None => list(shared, client).await?,
        Some(name) => {
            if remove || value.is_some() {
                client.user().set_setting(name.as_str(), value.as_deref().map(typed)).await?;
            }
            show(shared, client, name).await?;
        }
    }
    Ok(Ended::Well)
}

/// The value that a person typed. What is no flag, no whole number and no list of texts is a text.
fn typed(value: &str) -> SettingValue {
    serde_json::from_str(value).unwrap_or_else(|_| SettingValue::Text(value.to_owned()))
}

async fn show(shared: &Shared, client: Client, name: String) -> Result<(), Failure> {
    let value = client.user().setting(name.as_str()).await?;
    client.close().await?;
    match value {
        value if shared.json => screen::json(&json!({ "name": name, "value": value })),
        None => screen::line(format!("{name} is not set")),
        Some(value) => screen::line(row(&Setting { name, value })),
    }
    Ok(())
}

async fn list(shared: &Shared, client: Client) -> Result<(), Failure> {
    let settings = client.user().settings().await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "settings": settings }));
        return Ok(());
    }
    if settings.is_empty() {
        screen::line("Nothing is set.");
    }
    settings.iter().for_each(|setting| screen::line(row(setting)));
    Ok(())
}

fn row(Setting { name, value }: &Setting) -> String {
    format!("{name} = {}", json!(value))
}
