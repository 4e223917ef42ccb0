//! Syncs: plan, order, budget, cancelling, and what they store.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod absurd_episodes;
mod basics;
mod batches;
mod budget;
mod cancelling;
mod candidates;
mod catching_up;
mod chosen_first;
mod counts;
mod due;
mod edits;
mod episode_marks;
mod filling;
mod fleet;
mod gaps;
mod guide_reminders;
mod jobs;
mod lead_pictures;
mod listings;
mod media_addresses;
mod new_episodes;
mod order;
mod people;
mod plan;
mod planning;
mod progress;
mod revisions;
mod schedule;
mod sections;
mod site_search;
mod topics;
