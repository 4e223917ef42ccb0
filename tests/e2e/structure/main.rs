//! The shape of the sources and the words of the prose.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod architecture;
mod prose;
