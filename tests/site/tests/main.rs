//! The practice site, as a client sees it and as its truths describe it.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod content;
mod faults;
mod lines;
mod pages;
mod sections;
mod truths;
mod weather;
mod wire;
