//! Sentences for people about what the core knows. The words themselves are in [`ifilm_language`], but for
//! those of failures.

mod check;
mod message;
mod reason;
mod verdict;
mod waiting;

pub use check::check;
pub use message::message;
pub use reason::{choice_reason, edition_name, same_story_reason};
pub use verdict::verdict;
pub(crate) use waiting::{Missing, waiting};
