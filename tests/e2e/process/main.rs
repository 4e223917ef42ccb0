//! The command and its files, in processes of their own: killed, damaged, starved, and two at once.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod act;
mod alternation;
mod alternation_command;
mod catalog;
mod catch_up;
mod check;
mod command;
mod crash;
mod crash_acts;
mod crash_images;
mod crash_tally;
mod crash_worlds;
mod disk;
mod failing;
mod failing_calls;
mod histories;
mod http;
mod kill;
mod kill_catch_up;
mod kill_lead_pictures;
mod kill_places;
mod kill_request;
mod kill_writes;
mod killer;
mod manual;
mod picture;
mod rows;
mod same_story;
mod section;
mod site;
mod sound;
mod transcripts;
mod tried;
mod two_processes;
mod user_state;
mod victim;
mod wishes;
