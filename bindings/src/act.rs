//! What a person did, and can undo.

use crate::enum_conversion::convert_enum;

/// An act that can be undone. Positions, the history and announced items are no acts: they change by
/// themselves while a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
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

convert_enum!(Act {
    MarkRead,
    MarkUnread,
    MarkAllRead,
    MarkWatched,
    MarkUnwatched,
    Save,
    Unsave,
    ChooseEdition,
    ForgetChoice,
    ClearHistory,
    HideWord,
    ShowWord,
    HideSection,
    ShowSection,
    Follow,
    Unfollow,
    SetReminder,
    RemoveReminder,
    ChangeSetting,
    SaveSearch,
    DeleteSearch,
    Import,
});

/// An act that was undone, or can be.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct UndoStep {
    /// What the person did.
    pub act: Act,
    /// When they did it, in milliseconds since 1970, UTC.
    pub done_at_ms: i64,
    /// How many marks it changed, of one item 1, of a list as many as were unread; of an act that was undone,
    /// how many changed back.
    pub marks: u32,
}

impl From<ifilm_core::UndoStep> for UndoStep {
    fn from(step: ifilm_core::UndoStep) -> Self {
        let ifilm_core::UndoStep { act, done_at, marks } = step;
        Self { act: act.into(), done_at_ms: done_at.as_millisecond(), marks }
    }
}
