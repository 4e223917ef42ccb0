//! `ifilm remind` and `ifilm reminders`. A shell shows them; this command only keeps them.

use ifilm_core::{Reminder, language};
use jiff::Timestamp;
use serde_json::json;

use super::title::title;
use crate::arguments::{Remind, Reminders, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;
use crate::times::Times;

pub(crate) async fn remind(shared: &Shared, arguments: Remind) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let Remind { item, at, title: given, remove } = arguments;
    let key = shared.key(&client, &item).await?;
    let title = if remove { None } else { Some(title(&client, &key, given).await?) };
    match title.clone() {
        Some(title) => client.user().set_reminder(Reminder::of(key.clone(), at, title)).await?,
        None => client.user().remove_reminder(&key, at).await?,
    }
    client.close().await?;
    match title {
        title if shared.json => screen::json(&json!({ "key": key, "remind_at": at, "title": title })),
        Some(title) => screen::line(row(&Reminder::of(key, at, title), &shared.times()?)),
        None => screen::line("The reminder is removed."),
    }
    Ok(Ended::Well)
}

pub(crate) async fn run(shared: &Shared, arguments: Reminders) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let from = if arguments.past { Timestamp::UNIX_EPOCH } else { shared.now() };
    let reminders = client.user().reminders(from).await?;
    client.close().await?;
    if shared.json {
        screen::json(&json!({ "reminders": reminders }));
        return Ok(Ended::Well);
    }
    if reminders.is_empty() {
        screen::line("There are no reminders.");
    }
    let times = shared.times()?;
    reminders.iter().for_each(|reminder| screen::line(row(reminder, &times)));
    Ok(Ended::Well)
}

pub(crate) fn row(reminder: &Reminder, times: &Times) -> String {
    let Reminder { key, remind_at, title, start: _, end: _ } = reminder;
    let title = language::text::isolate(title);
    format!("{key}  {}  {title}", times.text(*remind_at, &key.edition))
}
