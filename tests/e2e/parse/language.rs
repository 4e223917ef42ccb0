//! The golden tables of language. Hosts must give the same answers.

mod aloud;
mod bidi;
mod choose;
mod dates;
mod fold;
mod numbers;
mod speech;
mod stamps;
mod story;
