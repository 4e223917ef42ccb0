//! `ifilm editions`: name the editions.

use serde_json::json;

use crate::arguments::Shared;
use crate::failure::Failure;
use crate::{Ended, screen};

pub(crate) async fn run(shared: &Shared) -> Result<Ended, Failure> {
    let editions = shared.client()?.editions()?;
    if shared.json {
        screen::json(&json!({ "editions": editions }));
        return Ok(Ended::Well);
    }
    for edition in editions {
        screen::line(format!("{:4} {:6} {}", edition.id.as_str(), edition.language.as_str(), edition.name));
    }
    Ok(Ended::Well)
}
