//! The store: two SQLite files, one writer thread, readers that never wait for it. No other module holds SQL.
//!
//! `cache.db` can always be fetched again, `user.db` cannot. No transaction writes both. User state refers to
//! the cache by key, never by rowid.

mod access;
mod address;
mod announced;
mod article;
mod backup_due;
mod backup_file;
mod blocks;
mod both_files;
mod caller;
mod check;
mod checkpoint;
mod choice;
mod commit_point;
mod commits;
mod compaction;
mod comparable;
mod compiled;
mod credit;
mod damage;
mod damaged_file;
mod data_used;
mod date;
mod date_beside;
mod date_bounds;
mod dead_form;
mod device;
mod directory;
mod doubtful_page;
mod due_page;
mod episode;
mod episode_list;
mod episode_position;
mod estimate;
mod failure;
mod file;
mod file_lock;
mod fingerprint;
mod followed;
mod found;
mod found_item;
mod found_place;
mod gap;
mod generation;
mod gone_listing;
mod guide;
mod hidden_section;
mod hidden_word;
mod history;
mod hole;
mod host;
mod host_failure;
mod identity;
mod in_use;
mod inspection;
mod interrupted_repair;
mod item;
mod lead_picture;
mod list;
mod list_row;
mod listing;
mod listing_place;
mod listing_resource;
mod listing_row;
mod live_stream;
mod log_pages;
mod mark_key;
mod mark_kind;
mod mark_limit;
mod mark_record;
mod mark_value;
mod membership;
mod memory;
mod mend;
mod mends;
mod mirror;
mod mirrored_item;
mod network_failure;
mod new_file;
mod next_request;
mod open_file;
mod open_mode;
mod owner;
mod page;
mod page_details;
mod person;
mod picture;
mod picture_file;
mod picture_hash;
mod pictures;
mod playback_position;
mod program;
mod program_title;
mod prune;
mod read_mark;
mod readable;
mod readable_mark;
mod readable_rows;
mod reader;
mod reading;
mod reading_position;
mod recordings;
mod reminder;
mod repair;
mod repairs;
mod resource;
mod rest;
mod retention;
mod revision;
mod row;
mod salvage;
mod saved;
mod saved_fault;
mod saved_form;
mod saved_join;
mod saved_list;
mod saved_picture;
mod saved_search;
mod schedule;
mod schema;
mod search;
mod search_place;
mod search_scope;
mod section_count;
mod seen_episodes;
mod set_aside;
mod setting;
mod shape;
mod shown;
mod size;
mod sound_value;
mod stamp;
mod state;
mod stored_record;
mod stored_text;
mod sync_lock;
mod table;
mod table_copy;
mod tag;
mod track;
mod undo;
mod undo_change;
mod unknown_mark;
mod unread;
mod upgrade;
mod user_mark;
mod watched;
mod watcher;
mod whole_file;
mod whole_list;
mod withdrawn;
mod write;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use rusqlite::Connection;

pub(crate) use access::Store;
pub(crate) use address::{StoredAddress, address_failed, address_worked, addresses, forget_old_addresses};
pub(crate) use announced::announce;
pub(crate) use article::{StoredArticle, StoredPage, TextChange, TextOfPage, article};
pub(crate) use choice::{choose_edition, chosen_edition};
pub use commit_point::{CommitMoment, CommitPoint, on_commit};
pub(crate) use commits::CommitSignal;
pub(crate) use compaction::{give_back, merge_index};
pub(crate) use comparable::{ComparableArticle, comparable, comparable_near};
pub(crate) use credit::{Credit, works_of};
pub(crate) use data_used::{add_data_used, data_used, forget_data_used};
pub(crate) use dead_form::{TriedForms, dead_forms, note_tried_forms};
pub(crate) use device::device_seed;
pub(crate) use doubtful_page::{asides_elsewhere, delete_text, has_other_problem, is_elsewhere, set_aside};
pub(crate) use due_page::{
    DuePage, PagesOf, page_of, pages_due, pages_followed, pages_named, pages_of_newest, pages_unchecked,
};
pub(crate) use episode::episodes;
pub(crate) use episode_list::{
    DueEpisodes, EpisodesAnswer, confirm_episodes, episodes_checked_at, episodes_due, episodes_of,
    followed_episodes_due, save_episodes,
};
pub(crate) use episode_position::{episode_position, episode_positions, set_episode_position};
pub(crate) use estimate::estimate_dates;
pub(crate) use fingerprint::{WithoutFingerprint, newest_consonants, save_fingerprint, without_fingerprint};
pub(crate) use followed::{StoredFollow, follow, follow_of, followed, unfollow};
pub(crate) use found::{FoundRow, Index, found, unindexed};
pub(crate) use found_item::{FoundItem, found_item};
pub(crate) use found_place::{found_in_head, is_found};
pub(crate) use gap::{Rows, gaps};
pub(crate) use gone_listing::{Gone, note_listing_gone};
pub(crate) use guide::{guide, save_guide};
pub(crate) use hidden_section::{hidden_sections, hide_section};
pub(crate) use hidden_word::{hidden_words, hide_word, word_fault};
pub(crate) use history::{Opened, clear_history, history, note_opened};
pub(crate) use hole::{Hole, hole, holes, newest_hole};
pub(crate) use host::{
    HostWait, all_wait, has_wait_ahead, host_wait, restart_waits, status_of_wait, wait_until, waiting, waits,
};
pub(crate) use host_failure::{
    HostFailure, host_failure, host_failures, note_host_answer, note_host_failure,
};
pub(crate) use item::{is_stored, newest_titles, note_gone, remove as remove_item, row_of};
pub(crate) use lead_picture::{
    PictureFailure, UnfetchedPicture, note_cut_picture, note_picture_failure, picture_failures,
    unfetched_pictures,
};
pub(crate) use list::items;
pub(crate) use list_row::StoredItem;
pub(crate) use listing::{
    Confirmed, Filling, ListingAnswer, StoredListing, confirm_listing, fill_hole, listing, save_document,
    save_listing,
};
pub(crate) use listing_place::ListingPlace;
pub(crate) use listing_resource::{ListingBody, ListingResource, listing_resources, postpone_listing};
pub(crate) use listing_row::ListingRow;
pub(crate) use live_stream::{live_addresses, save_live};
pub(crate) use mark_key::{EpisodeKey, ReminderKey, SectionKey};
pub(crate) use mark_record::{Fields, MarkRecord, State, Subject};
pub(crate) use membership::{Place, is_missed, listed_before, named_by, note_missed};
pub(crate) use mirror::is_mirror_behind;
pub(crate) use mirrored_item::begin_anew;
pub(crate) use network_failure::{
    forget_network_failures, is_any_failure_of_network, network_failed_at_listing, network_failed_at_page,
};
pub(crate) use next_request::{Moved, NextRequest};
pub(crate) use page::{
    PageAnswer, UnreadablePage, confirm_page, note_absence, note_unreadable, save_page, section_of,
};
pub(crate) use page_details::{PageDetails, PageEpisodes};
pub(crate) use person::{
    PersonAnswer, PersonRow, StoredPerson, confirm_person, named_people, names_without_place, person,
    place_name, save_person,
};
pub(crate) use picture::{
    NewPicture, StoredPicture, all_picture_bytes, forget_addresses, least_shown, note_shown, picture_bytes,
};
pub(crate) use picture_hash::PictureHash;
pub(crate) use playback_position::{StoredPlayback, playback_position, set_playback_position};
pub(crate) use program::program;
pub(crate) use program_title::program_titles;
pub(crate) use prune::{forget_pruned, is_revivable, prune_items, revive};
pub(crate) use read_mark::{is_read, mark_read, mark_unread, read_at};
pub(crate) use readable::Found;
pub(crate) use readable_mark::marks_wait;
pub(crate) use reading::Reading;
pub(crate) use reading_position::{StoredPosition, reading_position, set_reading_position};
pub(crate) use recordings::Recordings;
pub(crate) use reminder::{StoredReminder, reminders, set_reminder};
pub(crate) use resource::{
    Due, DueReason, LONGEST_WAIT, LONGEST_WAIT_AFTER_FAILED_REQUEST, note_size, postpone,
};
pub(crate) use rest::Rest;
pub(crate) use retention::{
    ItemCounts, Oldest, Prunable, date_at, horizon, item_counts, oldest, oldest_date, stored_editions,
};
pub(crate) use revision::{EarlierRevision, earlier_revisions, earlier_text};
pub(crate) use saved::{Saved, outdated_copies, renew_copy, save, saved_article, unsave};
pub(crate) use saved_list::{SavedRow, saved_items};
pub(crate) use saved_picture::{is_unnoted, lost_pictures, note_saved_picture, unnoted_pictures};
pub(crate) use saved_search::{StoredSearch, delete_search, save_search, saved_searches};
pub(crate) use schedule::{Schedule, note_finished, save_hint, save_schedule, schedule};
pub(crate) use search::{
    FindableTexts, Words, findable_texts, folding, is_search_due, save_words, search_due, set_folding,
};
pub(crate) use search_scope::SearchScope;
pub(crate) use section_count::{StoredCount, saved_count, section_counts};
pub(crate) use seen_episodes::{
    SeenEpisodes, listed_now, seen_episodes, set_seen_episodes, without_seen_episodes,
};
pub(crate) use setting::{name_fault, set_setting, setting, settings};
pub(crate) use size::{PageBytes, index_bytes, page_bytes};
pub(crate) use state::{checked as checked_mark, is_unknown as is_unknown_kind, marks, merge as merge_marks};
pub(crate) use stored_text::{StoredText, newest_texts, stored_text};
pub(crate) use tag::{StoredTag, TagAnswer, confirm_tag, save_tag, tag};
pub(crate) use track::tracks;
pub(crate) use undo::{is_anything_unexported, keep_step, note_exported, undo, undo_steps};
pub(crate) use unread::unread_from;
pub(crate) use watched::{mark_watched, watched};
pub(crate) use whole_list::{TitlePlace, WholeList, items_by_number, items_by_title};
pub(crate) use write::Write;
