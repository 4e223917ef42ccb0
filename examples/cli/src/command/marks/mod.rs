//! The commands for what a person did, one file for each noun.

mod announced;
mod history;
pub(crate) mod playback;
mod position;
mod read_mark;
mod saved;
mod watched;

use crate::arguments::{Marks, Shared};
use crate::ended::Ended;
use crate::failure::Failure;

pub(crate) async fn run(shared: &Shared, marks: Marks) -> Result<Ended, Failure> {
    match marks {
        Marks::Mark(mark) => read_mark::run(shared, mark).await,
        Marks::Watched(watched) => watched::run(shared, watched).await,
        Marks::Save(save) => saved::save(shared, save).await,
        Marks::Unsave(unsave) => saved::unsave(shared, unsave).await,
        Marks::Saved(saved) => saved::run(shared, saved).await,
        Marks::History(history) => history::run(shared, history).await,
        Marks::Position(position) => position::run(shared, position).await,
        Marks::Playback(playback) => playback::run(shared, playback).await,
        Marks::Announce(announce) => announced::run(shared, announce).await,
    }
}
