//! What was read from a document, as it is printed. The fields have the order of their types.

use ifilm_core::testing::ParsedTag;
use ifilm_core::{Episode, Person, Program, Schedule, SiteHit, Track};
use serde::Serialize;
use serde_json::Value;

/// What was read from a document.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Parsed {
    Value(Value),
    Program(Box<Program>),
    Episodes { episodes: Vec<Episode> },
    Tracks { tracks: Vec<Track> },
    Person(Box<Person>),
    Tag(ParsedTag),
    Hits { hits: Vec<SiteHit> },
    Schedule(Schedule),
    Live { addresses: Vec<String> },
}
