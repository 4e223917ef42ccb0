//! `ifilm debug choose`: the edition of the catalogue for some wishes.

use ifilm_core::testing;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::{Choose, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

#[derive(Deserialize)]
struct Wishes {
    wish: Vec<String>,
}

pub(super) fn run(shared: &Shared, arguments: &Choose) -> Result<Ended, Failure> {
    let editions = shared.known_editions()?;
    let chosen = |wishes: &[String]| -> Value {
        let choice = testing::choose(&editions, wishes);
        json!({ "edition": choice.edition, "trace": choice.trace })
    };
    if arguments.batch {
        return batch::run(false, |line| Ok(chosen(&batch::parsed::<Wishes>(line)?.wish)));
    }
    screen::json(&chosen(&arguments.wishes));
    Ok(Ended::Well)
}
