//! A person of the television: an actor, a director.

use serde::{Deserialize, Serialize};

use crate::model::{Block, ItemKey};

/// A person, as his or her page describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What identifies the person, if the page or its address says it.
    pub key: Option<ItemKey>,
    /// The name.
    pub name: Option<String>,
    /// The biography; empty if the page has none.
    pub biography: Vec<Block>,
    /// The absolute address of the portrait.
    pub picture: Option<String>,
    /// The programmes that the person took part in, in the order of the page.
    pub works: Vec<Work>,
}

/// A programme that a person took part in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The key of the programme's page, if the page links to it.
    pub key: Option<ItemKey>,
    /// Its title, as the page writes it.
    pub title: String,
    /// The part or the task, in the words of the page.
    pub role: Option<String>,
}
