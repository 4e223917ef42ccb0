//! What a person follows and wants to be reminded of.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{ItemKey, ListedEpisode};

/// A programme, a person or a tag that a person follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Followed {
    /// What identifies it.
    pub key: ItemKey,
    /// Its title when it was followed.
    pub title: String,
    /// Since when.
    pub followed_at: Timestamp,
}

/// What a person follows, with its new episodes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowedItem {
    /// What is followed.
    #[serde(flatten)]
    pub followed: Followed,
    /// How many of its episodes are new.
    pub new_episodes: u32,
    /// The newest of them; `None` without one.
    pub newest: Option<ListedEpisode>,
}

/// A reminder of an item, for example of a broadcast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// What identifies the item.
    pub key: ItemKey,
    /// When to remind, in whole milliseconds. An item may have several reminders at different times.
    pub remind_at: Timestamp,
    /// What to show.
    pub title: String,
    /// When the broadcast begins; `None` in a reminder of something else.
    pub start: Option<Timestamp>,
    /// When it ends; `None` also if the guide does not say it.
    pub end: Option<Timestamp>,
}

impl Reminder {
    /// A reminder of an item that is no broadcast.
    pub fn of(key: ItemKey, remind_at: Timestamp, title: impl Into<String>) -> Self {
        Self { key, remind_at, title: title.into(), start: None, end: None }
    }
}
