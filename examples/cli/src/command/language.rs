//! `ifilm language`: show the chosen edition and why, or choose one.

use ifilm_core::{Choice, Client, MatchTrace};
use serde_json::json;

use crate::arguments::{Language, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{locale, screen};

pub(crate) async fn run(shared: &Shared, arguments: Language) -> Result<Ended, Failure> {
    let client = shared.client()?;
    if let Some(edition) = arguments.edition {
        choose(&client, &edition).await?;
    }
    let choice = client.language().choice(&locale::wishes()).await?;
    if shared.json {
        let Choice { edition, explicit, trace } = &choice;
        let reason = reason(&client, &choice)?;
        screen::json(&json!({ "edition": edition, "explicit": explicit, "reason": reason, "trace": trace }));
    } else {
        explain(&client, &choice)?;
    }
    client.close().await?;
    Ok(Ended::Well)
}

async fn choose(client: &Client, edition: &str) -> Result<(), Failure> {
    let edition = match edition {
        "none" => None,
        id => Some(id.parse()?),
    };
    Ok(client.language().choose(edition.as_ref()).await?)
}

/// Prints a choice with each step of the decision, and the reason in the words that an app would show.
pub(crate) fn explain(client: &Client, choice: &Choice) -> Result<(), Failure> {
    screen::line(format!("edition {}", choice.edition));
    choice.trace.iter().for_each(|step| screen::line(format!("  {}", in_words(step))));
    screen::line(reason(client, choice)?);
    Ok(())
}

/// Why a choice was made, in the language of the chosen edition.
fn reason(client: &Client, choice: &Choice) -> Result<String, Failure> {
    Ok(client.language().choice_reason(choice, &client.language().display_language(choice)?)?)
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
