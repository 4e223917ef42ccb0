//! `ifilm debug story`: whether two articles report the same story.

use ifilm_core::EditionId;
use ifilm_core::language;
use ifilm_core::language::story::StoryText;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::Story;
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

#[derive(Deserialize)]
struct Pair {
    one: StoryText,
    other: StoryText,
}

pub(super) fn run(arguments: &Story) -> Result<Ended, Failure> {
    let Some(file) = &arguments.file else {
        return batch::run(false, compared);
    };
    let pair = std::fs::read_to_string(file).map_err(|cause| Failure::of_file(file, &cause))?;
    screen::json(&compared(&pair)?);
    Ok(Ended::Well)
}

fn compared(pair: &str) -> Result<Value, Failure> {
    let bad = |cause: serde_json::Error| Failure::bad_input(cause.to_string());
    let Pair { one, other } = serde_json::from_str(pair).map_err(bad)?;
    for text in [&one, &other] {
        text.edition.parse::<EditionId>()?;
    }
    let likeness = language::story::story_likeness(&one, &other);
    Ok(json!({
        "confidence_permille": likeness.confidence_permille,
        "shown": likeness.is_shown(),
        "evidence": likeness.evidence,
    }))
}
