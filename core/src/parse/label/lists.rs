//! The words of labels, for look-ups.

use std::sync::LazyLock;

use super::word_list::WordList;
use super::words::*;

pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    views: WordList::of(&[VIEWS]),
    about: WordList::of(&[ABOUT]),
    buttons: WordList::of(&[BUTTONS]),
    comment: WordList::of(&[COMMENT]),
    comments: WordList::of(&[COMMENTS]),
    commenters: WordList::of(&[COMMENTERS]),
    latest: WordList::of(&[LATEST]),
    latest_of: WordList::of(&[LATEST_OF]),
    latest_words: WordList::of(&[LATEST_WORDS]),
    more: WordList::of(&[MORE]),
    more_of: WordList::of(&[MORE_OF]),
    of_rows: WordList::of(&[BUTTONS, &["x", "more"]]),
    comments_of_rows: WordList::of(&[COMMENTS, COMMENT]),
    disclaimers: WordList::of(&[DISCLAIMERS]),
    rights: WordList::of(&[RIGHTS]),
});

/// The words of `words.rs` in the groups that rules ask for.
pub(super) struct Lists {
    pub(super) views: WordList,
    pub(super) about: WordList,
    pub(super) buttons: WordList,
    pub(super) comment: WordList,
    pub(super) comments: WordList,
    pub(super) commenters: WordList,
    pub(super) latest: WordList,
    pub(super) latest_of: WordList,
    pub(super) latest_words: WordList,
    pub(super) more: WordList,
    pub(super) more_of: WordList,
    /// Buttons and comments that stand side by side.
    pub(super) of_rows: WordList,
    pub(super) comments_of_rows: WordList,
    pub(super) disclaimers: WordList,
    pub(super) rights: WordList,
}
