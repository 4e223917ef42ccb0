//! `ifilm debug match` and `ifilm debug choose`: wishes and what they meet.

use ifilm_core::client::offers;
use ifilm_core::language;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::{Choose, Match, Shared};
use crate::failure::Failure;
use crate::{Ended, batch, screen};

#[derive(Deserialize)]
struct Wanted {
    wish: Vec<String>,
    #[serde(default)]
    offer: Vec<String>,
}

pub(super) fn match_tags(arguments: &Match) -> Result<Ended, Failure> {
    if arguments.batch {
        return batch::run(false, |line| {
            let Wanted { wish, offer } = wanted(line)?;
            matched(&wish, &offer)
        });
    }
    screen::json(&matched(&arguments.wishes, &arguments.offers)?);
    Ok(Ended::Well)
}

fn matched(wishes: &[String], offers: &[String]) -> Result<Value, Failure> {
    let (found, trace) = language::best_match(wishes, offers)?;
    Ok(json!({ "match": found.map(|index| &offers[index]), "trace": trace }))
}

pub(super) fn choose(shared: &Shared, arguments: &Choose) -> Result<Ended, Failure> {
    let catalog = shared.catalog()?;
    let chosen = |wishes: &[String]| {
        let choice = language::choose(wishes, &offers(&catalog), &catalog.default_edition);
        json!({ "edition": choice.edition, "trace": choice.trace })
    };
    if arguments.batch {
        return batch::run(false, |line| Ok(chosen(&wanted(line)?.wish)));
    }
    screen::json(&chosen(&arguments.wishes));
    Ok(Ended::Well)
}

fn wanted(line: &str) -> Result<Wanted, Failure> {
    serde_json::from_str(line).map_err(|cause| Failure::bad_input(cause.to_string()))
}
