//! What is here: lists, search, pictures, user state, retention and upgrades.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod client;
mod damaged_files;
mod observing;
mod pictures;
mod query_plans;
mod reading;
mod repairs;
mod retention;
mod searching;
mod storage;
mod upgrades;
mod user_model;
mod user_state;
mod waiting;
