//! Which language a person can read: wishes matched with offers on CLDR's data, and why.

mod choice;
mod cldr;
mod distance;
mod extlang;
mod matcher;
pub(crate) mod name;
pub(crate) mod reason;
mod subtags;
mod trace;
mod wish;

pub use choice::{Offer, best_match, choose};
pub use name::language_name;
pub use reason::choice_reason;
pub use trace::{MatchTrace, Rule};
pub use wish::{accept_language, wishes_of};
