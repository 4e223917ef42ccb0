//! Requests: names, hosts, waits, limits, trust, and what answers a network can give.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod bases;
mod evidence;
mod faults;
mod fetching;
mod http;
mod moved;
mod names;
mod network;
mod politeness;
mod slow_names;
mod transport;
mod waking;
