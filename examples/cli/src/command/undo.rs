//! `ifilm undo`: takes back the last act.

use ifilm_core::UndoStep;
use serde_json::json;

use crate::arguments::{Shared, Undo};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Undo) -> Result<Ended, Failure> {
    let client = shared.client()?;
    if arguments.list {
        let steps = client.user().undo_steps().await?;
        client.close().await?;
        print_steps(shared, &steps);
        return Ok(Ended::Well);
    }
    let undone = client.user().undo().await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "undone": undone }));
    } else {
        screen::line(
            undone
                .as_ref()
                .map_or("There is nothing to undo.".to_owned(), |step| format!("undone: {}", in_words(step))),
        );
    }
    Ok(Ended::Well)
}

fn print_steps(shared: &Shared, steps: &[UndoStep]) {
    if shared.json {
        screen::json(&json!({ "steps": steps }));
        return;
    }
    steps.iter().for_each(|step| screen::line(in_words(step)));
}

fn in_words(step: &UndoStep) -> String {
    let UndoStep { act, done_at, marks } = step;
    format!("{}  {marks} changed  {done_at}", act.as_str())
}
