//! `ifilm language`: show the chosen edition and why, or choose one.

use ifilm_core::{Choice, Client, MatchTrace};
use serde_json::json;

use crate::arguments::{Language, Shared};
use crate::failure::Failure;
use crate::{Ended, locale, screen};

pub(crate) async fn run(shared: &Shared, arguments: Language) -> Result<Ended, Failure> {
    let client = shared.client()?;
    if let Some(edition) = arguments.edition {
        choose(&client, &edition).await?;
    }
    let choice = client.choice(&locale::wishes()).await?;
    if shared.json {
        screen::json(&json!(choice));
    } else {
        explain(&choice);
    }
    client.close().await?;
    Ok(Ended::Well)
}

async fn choose(client: &Client, edition: &str) -> Result<(), Failure> {
    let edition = match edition {
        "none" => None,
        id => Some(id.parse()?),
    };
    Ok(client.choose(edition.as_ref()).await?)
}

/// Prints a choice with each step of its decision.
pub(crate) fn explain(choice: &Choice) {
    screen::line(format!("edition {}", choice.edition));
    choice.trace.iter().for_each(|step| screen::line(format!("  {}", in_words(step))));
}

fn in_words(step: &MatchTrace) -> String {
    let rule = json!(step.rule);
    let rule = rule.as_str().unwrap_or_default();
    let distance = step.distance.map(|distance| format!(", distance {distance}")).unwrap_or_default();
    match (&step.wish, &step.offer) {
        (Some(wish), Some(offer)) => format!("{wish} → {offer}: {rule}{distance}"),
        (Some(wish), None) => format!("{wish}: {rule}"),
        (None, Some(offer)) => format!("{offer}: {rule}"),
        (None, None) => rule.to_owned(),
    }
}
