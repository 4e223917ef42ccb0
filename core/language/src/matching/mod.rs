//! Which language a person can read: matches wishes with offers on CLDR's data, and explains the result.

mod choice;
pub(crate) mod choice_reason;
mod cldr;
mod distance;
mod extlang;
pub(crate) mod language_name;
mod locale_name;
mod matcher;
mod subtags;
mod trace;
mod wish;

pub use choice::{Offer, best_match, choose};
pub use choice_reason::choice_reason;
pub use language_name::language_name;
pub use trace::{MatchTrace, Rule};
pub use wish::{accept_language, wishes_of};
