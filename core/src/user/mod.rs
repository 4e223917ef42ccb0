//! What a person did: marks of many kinds, saved copies, the chosen edition, and undo. It cannot be fetched
//! again.

mod act;
mod announced;
mod choice;
mod episode_mark;
mod followed;
mod hidden;
mod history;
mod playback_position;
mod read_mark;
mod reading_position;
mod saved;
mod saved_search;
mod setting;
mod transfer;
mod undo;

pub(crate) use announced::announce;
pub(crate) use choice::{choose_edition, chosen_edition};
pub(crate) use episode_mark::{episode_playback, mark_watched, set_episode_playback};
pub(crate) use followed::{
    follow, followed, note_episodes_seen, note_first_lists, reminders, remove_reminder, set_reminder,
    unfollow,
};
pub(crate) use hidden::{hidden_sections, hidden_words, hide_section, hide_word};
pub(crate) use history::{clear_history, keep_history, keeps_history, note_opened};
pub(crate) use playback_position::{of_stored as playback_of_stored, playback, set_playback};
pub(crate) use read_mark::{check_edition, mark_all_read, mark_read};
pub(crate) use reading_position::{position, set_position};
pub(crate) use saved::{note_picture, note_pictures, outdated_copies, renew_copies, save, unsave};
pub(crate) use saved_search::{delete_search, save_search, saved_searches};
pub(crate) use setting::{set_setting, setting, settings};
pub(crate) use transfer::{MOST_BYTES, export, import};
pub(crate) use undo::{undo, undo_steps};
