//! The stored guide of an edition, and where its live stream is.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{EditionId, ItemKey, Kind, Reminder};

/// What an edition broadcasts when, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Guide {
    /// The edition.
    pub edition: EditionId,
    /// The zone of the site's clock times: an IANA name, or a distance from UTC; `None` without a guide.
    pub zone: Option<String>,
    /// The broadcasts, in the order of their times.
    pub entries: Vec<Broadcast>,
    /// When the site last confirmed it; `None` if no guide ever came, so that an empty one says nothing.
    pub fresh_as_of: Option<Timestamp>,
}

/// One broadcast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broadcast {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends; `None` if the guide does not say it.
    pub end: Option<Timestamp>,
    /// Its title.
    pub title: String,
    /// The number of the episode, if the guide has one.
    pub episode: Option<u32>,
    /// The address of its page.
    pub link: Option<String>,
    /// The key of that page, if the catalogue knows it; else that of the one stored programme with this
    /// title.
    pub key: Option<ItemKey>,
    /// When it begins as text, in the zone of the person, and in the calendar, digits and language of the
    /// edition.
    pub start_text: String,
}

impl Broadcast {
    /// A reminder of it, so long before it begins. Its key is that of the programme. A broadcast of no known
    /// programme has one of its own, by its beginning: `en/episode/guide-1714640400`.
    pub fn reminder(&self, edition: &EditionId, before: Duration) -> Reminder {
        let own = || {
            let id = format!("guide-{}", self.start.as_second());
            ItemKey { edition: edition.clone(), kind: Kind::Episode, id }
        };
        Reminder {
            key: self.key.clone().unwrap_or_else(own),
            remind_at: self.start.checked_sub(before).unwrap_or(self.start),
            title: self.title.clone(),
            start: Some(self.start),
            end: self.end,
        }
    }
}

/// What is on, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NowAndNext {
    /// What is on; `None` if nothing is, or if the guide does not say until when.
    pub now: Option<Broadcast>,
    /// The first broadcast that begins later.
    pub next: Option<Broadcast>,
}

impl Guide {
    /// What is on at a time, and what comes next. A broadcast of which nobody knows the end is never on. Of
    /// two that are on, the one that began last counts.
    pub fn now_and_next(&self, now: Timestamp) -> NowAndNext {
        let is_on = |entry: &&Broadcast| entry.start <= now && entry.end.is_some_and(|end| end > now);
        let on = self.entries.iter().filter(is_on).max_by_key(|entry| entry.start);
        let later = self.entries.iter().filter(|entry| entry.start > now);
        NowAndNext { now: on.cloned(), next: later.min_by_key(|entry| entry.start).cloned() }
    }
}

/// Where the live stream of an edition can be played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiveStream {
    /// The edition.
    pub edition: EditionId,
    /// The addresses for the player of the shell, in the order to try: those of the live page, then those of
    /// the catalogue.
    pub addresses: Vec<String>,
    /// When the site last confirmed its live page; `None` if it never came.
    pub fresh_as_of: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    fn entry(start: i64, end: Option<i64>) -> Broadcast {
        Broadcast {
            start: at(start),
            end: end.map(at),
            title: start.to_string(),
            episode: None,
            link: None,
            key: None,
            start_text: String::new(),
        }
    }

    #[test]
    fn what_is_on_and_what_comes_next_follow_from_the_times() {
        let entries = vec![entry(0, Some(30)), entry(30, None), entry(60, Some(90)), entry(120, None)];
        let guide = Guide { edition: "en".parse().unwrap(), zone: None, entries, fresh_as_of: None };

        for (now, on, next) in [
            (-1, None, Some("0")),
            (0, Some("0"), Some("30")),
            (45, None, Some("60")),
            (89, Some("60"), Some("120")),
            (100, None, Some("120")),
            (130, None, None),
        ] {
            let found = guide.now_and_next(at(now));
            let titles = (found.now.map(|it| it.title), found.next.map(|it| it.title));
            assert_eq!(titles, (on.map(str::to_owned), next.map(str::to_owned)), "{now}");
        }
    }
}
