//! Sync: plan, run, report. The only module that sees source, parse and store together.
//!
//! A run has three stages: all listings, all pages, and the pictures of the newest items. So headlines come
//! before text, and text before pictures. Each host gets the planned requests in the planned order. The
//! content of an answer is stored in one transaction. So the process may end at any `.await`: the next start
//! finds whole sections and whole pages.

mod absent;
mod answered;
mod back_off;
mod base_order;
mod common;
mod confirmation;
mod content;
mod data_use;
mod device;
mod dice;
mod doubt;
mod due;
mod due_times;
mod elsewhere;
mod engine;
mod episode_lists;
mod evidence;
mod failing_hosts;
mod fetch;
mod fill;
mod fingerprint;
mod gone;
mod head_start;
mod index;
mod inputs;
mod lane;
mod lead_pictures;
mod listing;
mod listing_attempt;
mod moved;
mod next_due;
mod page_answers;
mod page_batch;
mod page_check;
mod page_choice;
mod page_decision;
mod page_name;
mod page_text;
mod pages;
mod paging;
mod parsing;
mod period;
mod picture;
mod picture_source;
mod picture_turns;
mod plan;
mod plan_budget;
mod planning;
mod prefetch;
mod program_page;
mod progress;
mod reach;
mod report_builder;
mod rest;
mod retention;
mod revalidation;
mod room;
mod route;
mod run;
mod runs;
mod saved_picture;
mod schedule;
#[cfg(test)]
mod schedule_property;
#[cfg(test)]
mod section_plan_tests;
mod section_requests;
mod section_rules;
mod section_run;
mod section_state;
mod simulated;
mod sketch;
mod stages;
mod stop;
mod target;
#[cfg(test)]
mod tests;
mod token;
mod turn;
mod undecided;
mod vanished;
mod verdict;
mod work;

pub(crate) use data_use::{DataUse, Within};
pub(crate) use device::Device;
pub(crate) use due_times::{due_times, hint};
pub(crate) use engine::Engine;
pub(crate) use failing_hosts::FailingHosts;
pub(crate) use fetch::fetch;
pub(crate) use fill::fill;
pub(crate) use head_start::HeadStart;
pub(crate) use index::{index, is_index_behind};
pub(crate) use inputs::Inputs;
pub(crate) use parsing::Parsing;
pub(crate) use picture::PictureFetch;
pub(crate) use picture_source::LeadPictures;
pub(crate) use picture_turns::PictureTurns;
pub(crate) use planning::plan;
pub(crate) use prefetch::prefetch;
pub(crate) use progress::{Listener, SyncProgress};
pub(crate) use retention::{Retained, compact, retain};
pub(crate) use room::Room;
pub(crate) use route::remembered_addresses;
pub(crate) use run::{run, run_plan};
pub(crate) use saved_picture::saved_picture;
pub use simulated::{SimulatedAnswer, SimulatedPlan, SimulatedSection, SimulatedSite};
pub(crate) use stop::Stop;
pub(crate) use target::{Target, target, targets};
pub(crate) use token::Token;
pub(crate) use verdict::is_block_page;
pub(crate) use work::Work;
