//! `ifilm debug speech`: a text in runs for voices.

use ifilm_core::language;
use serde_json::{Value, json};

use crate::arguments::{Shared, Speech};
use crate::batch;
use crate::ended::Ended;
use crate::failure::Failure;

pub(super) fn run(shared: &Shared, arguments: &Speech) -> Result<Ended, Failure> {
    let editions = shared.known_editions()?;
    let edition = editions.get(shared.editions.first().unwrap_or(editions.default_edition()))?;
    let said =
        |text: &str| -> Value { json!({ "runs": language::speech::speech_runs(text, &edition.language) }) };
    batch::of_texts(arguments.text.as_deref(), said)
}
