//! `ifilm debug`: one stage at a time, without a store.

mod choose;
mod date;
mod fold;
mod isolate;
mod match_tags;
mod parse;
mod parsed;
mod speech;
mod stamp;
mod story;

use crate::arguments::{Debug, Shared};
use crate::ended::Ended;
use crate::failure::Failure;

pub(crate) fn run(shared: &Shared, debug: Debug) -> Result<Ended, Failure> {
    match debug {
        Debug::Parse(arguments) => parse::run(shared, &arguments),
        Debug::Match(arguments) => match_tags::run(&arguments),
        Debug::Choose(arguments) => choose::run(shared, &arguments),
        Debug::Fold(arguments) => fold::run(&arguments),
        Debug::Isolate(arguments) => isolate::run(&arguments),
        Debug::Speech(arguments) => speech::run(shared, &arguments),
        Debug::Date(arguments) => date::date(shared, &arguments),
        Debug::Stamp(arguments) => stamp::run(shared, &arguments),
        Debug::Story(arguments) => story::run(&arguments),
    }
}
