//! Pages, guides, dates and languages, as a host meets them.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod articles;
mod dates;
mod guides;
mod language;
mod pages;
mod practice_sections;
mod same_story;
mod section_pages;
