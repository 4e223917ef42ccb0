//! `ifilm language`: show the chosen edition and why, or choose one.

use ifilm_core::{Choice, Client, LanguageTag, MatchTrace};
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
    let reason = client.choice_reason(&choice, &reader(&client, &choice)?)?;
    if shared.json {
        screen::json(
            &json!({ "edition": choice.edition, "explicit": choice.explicit, "reason": reason, "trace": choice.trace }),
        );
    } else {
        explain(&choice);
        screen::line(reason);
    }
    client.close().await?;
    Ok(Ended::Well)
}

/// The language of a chosen edition: its reader's.
pub(crate) fn reader(client: &Client, choice: &Choice) -> Result<LanguageTag, Failure> {
    let none = || Failure::bad_input(format!("there is no edition `{}`", choice.edition));
    let mut editions = client.editions()?.into_iter();
    Ok(editions.find(|edition| edition.id == choice.edition).ok_or_else(none)?.language)
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
