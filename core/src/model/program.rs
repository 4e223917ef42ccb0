//! A programme: a series, a film or a program with its story, its cast and its pictures.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::model::{Block, ItemKey, NumberedEpisodes};

/// A series, a film or a program, as its page describes it. What the page does not say is `None` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Program {
    /// What identifies it, if its page or its address says it.
    pub key: Option<ItemKey>,
    /// Its name in the edition, without the year.
    pub title: Option<String>,
    /// Its name in its own language.
    pub original_title: Option<String>,
    /// The year that its page names, in the calendar of the page: 2015, 1394.
    pub year: Option<u16>,
    /// What it is about.
    pub story: Vec<Block>,
    /// The absolute address of its full picture.
    pub poster: Option<String>,
    /// The absolute address of the small copy of its picture.
    pub poster_small: Option<String>,
    /// Who made it and who plays in it, in the order of the page.
    pub cast: Vec<CastMember>,
    /// Its genres, in the words of the page.
    pub genres: Vec<String>,
    /// Its topics, in the words of the page.
    pub tags: Vec<String>,
    /// The absolute address of its trailer; of a film, of the film itself if the page shows it.
    pub trailer: Option<String>,
    /// Whether the page says that it is on air, or that it has ended; `None` if it says neither.
    #[serde(deserialize_with = "said")]
    pub on_air: Option<bool>,
    /// How its episodes are numbered, if they are. Then their addresses are made from the numbers.
    #[serde(skip)]
    pub numbered: Option<NumberedEpisodes>,
}

/// A person who took part in a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastMember {
    /// The key of the person's page, if the page links to it.
    pub key: Option<ItemKey>,
    /// The person's name.
    pub name: String,
    /// The part or the task, in the words of the page.
    pub role: Option<String>,
}

/// Earlier versions kept words here.
fn said<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    Ok(Value::deserialize(value)?.as_bool())
}
