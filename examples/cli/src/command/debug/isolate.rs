//! `ifilm debug isolate`: a line of mixed direction, as it is shown.

use ifilm_core::{Direction, language};
use serde_json::{Value, json};

use crate::arguments::{Isolate, LineDirection};
use crate::batch;
use crate::ended::Ended;
use crate::failure::Failure;

pub(super) fn run(arguments: &Isolate) -> Result<Ended, Failure> {
    let direction = match arguments.direction {
        LineDirection::Ltr => Direction::Ltr,
        LineDirection::Rtl => Direction::Rtl,
    };
    let shown = |text: &str| -> Value { json!({ "text": language::text::isolate_mixed(text, direction) }) };
    batch::of_texts(arguments.text.as_deref(), shown)
}
