//! The golden tables of language. Hosts must give the same answers.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

#[path = "language/aloud.rs"]
mod aloud;
#[path = "language/bidi.rs"]
mod bidi;
#[path = "language/choose.rs"]
mod choose;
#[path = "language/dates.rs"]
mod dates;
#[path = "language/fold.rs"]
mod fold;
#[path = "language/numbers.rs"]
mod numbers;
#[path = "language/speech.rs"]
mod speech;
#[path = "language/stamps.rs"]
mod stamps;
#[path = "language/story.rs"]
mod story;
