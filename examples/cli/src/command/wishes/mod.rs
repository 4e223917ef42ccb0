//! The commands for what a person wants, one file for each noun.

mod followed;
mod hidden;
pub(crate) mod reminder;
mod saved_search;
mod setting;
mod title;

use crate::arguments::{Shared, Wishes};
use crate::ended::Ended;
use crate::failure::Failure;

pub(crate) async fn run(shared: &Shared, wishes: Wishes) -> Result<Ended, Failure> {
    match wishes {
        Wishes::Hide(hide) => hidden::hide(shared, hide, true).await,
        Wishes::Unhide(unhide) => hidden::hide(shared, unhide.what, false).await,
        Wishes::Hidden => hidden::run(shared).await,
        Wishes::Follow(follow) => followed::follow(shared, follow).await,
        Wishes::Unfollow(unfollow) => followed::unfollow(shared, unfollow).await,
        Wishes::Followed => followed::run(shared).await,
        Wishes::Remind(remind) => reminder::remind(shared, remind).await,
        Wishes::Reminders(reminders) => reminder::run(shared, reminders).await,
        Wishes::Settings(settings) => setting::run(shared, settings).await,
        Wishes::Searches(searches) => saved_search::run(shared, searches).await,
    }
}
