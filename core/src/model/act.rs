//! What a person did, and can undo.

use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::Error;

/// An act that can be undone. Positions, the history and announced items are no acts: they change by
/// themselves while a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Marked an item as read.
    MarkRead,
    /// Marked an item as unread.
    MarkUnread,
    /// Marked the items of a list as read, from one item on.
    MarkAllRead,
    /// Marked episodes as watched.
    MarkWatched,
    /// Marked episodes as not watched.
    MarkUnwatched,
    /// Saved an item.
    Save,
    /// Took back that an item was saved.
    Unsave,
    /// Chose an edition.
    ChooseEdition,
    /// Took back the choice of an edition.
    ForgetChoice,
    /// Deleted the history.
    ClearHistory,
    /// Hid the items with a word.
    HideWord,
    /// Showed the items with a word again.
    ShowWord,
    /// Hid a section.
    HideSection,
    /// Showed a section again.
    ShowSection,
    /// Followed a programme, a person or a tag.
    Follow,
    /// Stopped to follow one.
    Unfollow,
    /// Set a reminder.
    SetReminder,
    /// Removed a reminder.
    RemoveReminder,
    /// Changed or removed a setting.
    ChangeSetting,
    /// Saved a search.
    SaveSearch,
    /// Deleted a saved search.
    DeleteSearch,
    /// Imported the state of another device.
    Import,
}

impl Act {
    const ALL: [Act; 22] = [
        Act::MarkRead,
        Act::MarkUnread,
        Act::MarkAllRead,
        Act::MarkWatched,
        Act::MarkUnwatched,
        Act::Save,
        Act::Unsave,
        Act::ChooseEdition,
        Act::ForgetChoice,
        Act::ClearHistory,
        Act::HideWord,
        Act::ShowWord,
        Act::HideSection,
        Act::ShowSection,
        Act::Follow,
        Act::Unfollow,
        Act::SetReminder,
        Act::RemoveReminder,
        Act::ChangeSetting,
        Act::SaveSearch,
        Act::DeleteSearch,
        Act::Import,
    ];

    /// The name used in SQL and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::MarkRead => "mark_read",
            Act::MarkUnread => "mark_unread",
            Act::MarkAllRead => "mark_all_read",
            Act::MarkWatched => "mark_watched",
            Act::MarkUnwatched => "mark_unwatched",
            Act::Save => "save",
            Act::Unsave => "unsave",
            Act::ChooseEdition => "choose_edition",
            Act::ForgetChoice => "forget_choice",
            Act::ClearHistory => "clear_history",
            Act::HideWord => "hide_word",
            Act::ShowWord => "show_word",
            Act::HideSection => "hide_section",
            Act::ShowSection => "show_section",
            Act::Follow => "follow",
            Act::Unfollow => "unfollow",
            Act::SetReminder => "set_reminder",
            Act::RemoveReminder => "remove_reminder",
            Act::ChangeSetting => "change_setting",
            Act::SaveSearch => "save_search",
            Act::DeleteSearch => "delete_search",
            Act::Import => "import",
        }
    }
}

impl FromStr for Act {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|act| act.as_str() == text);
        found.ok_or_else(|| Error::bad_argument(format!("`{text}` is no act")))
    }
}

/// An act that was undone, or can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UndoStep {
    /// What the person did.
    pub act: Act,
    /// When they did it.
    pub done_at: Timestamp,
    /// How many marks it changed, of one item 1, of a list as many as were unread; of an act that was undone,
    /// how many changed back.
    pub marks: u32,
}
