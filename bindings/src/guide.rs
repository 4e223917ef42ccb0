//! What an edition broadcasts, and where its live stream is.

use jiff::Timestamp;

use crate::key::ItemKey;

/// What an edition broadcasts when, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Guide {
    /// The edition.
    pub edition: String,
    /// The zone of the site's clock times: an IANA name, or a distance from UTC; absent without a guide.
    pub zone: Option<String>,
    /// The broadcasts, in the order of their times.
    pub entries: Vec<Broadcast>,
    /// When the site last confirmed it, in milliseconds since 1970, UTC; absent if no guide ever came, so
    /// that an empty one says nothing.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::Guide> for Guide {
    fn from(guide: ifilm_core::Guide) -> Self {
        let ifilm_core::Guide { edition, zone, entries, fresh_as_of } = guide;
        Self {
            edition: edition.into(),
            zone,
            entries: entries.into_iter().map(Broadcast::from).collect(),
            fresh_as_of_ms: fresh_as_of.map(Timestamp::as_millisecond),
        }
    }
}

/// One broadcast.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Broadcast {
    /// When it begins, in milliseconds since 1970, UTC.
    pub start_ms: i64,
    /// When it ends, likewise; absent if the guide does not say it.
    pub end_ms: Option<i64>,
    /// Its title.
    pub title: String,
    /// The number of the episode, if the guide has one.
    pub episode: Option<u32>,
    /// The address of its page.
    pub link: Option<String>,
    /// The key of that page, if the catalogue knows it; else that of the one stored programme with this
    /// title.
    pub key: Option<ItemKey>,
    /// When it begins for people, in the person's zone, and in the calendar, digits and language of the
    /// edition.
    pub start_text: String,
}

impl From<ifilm_core::Broadcast> for Broadcast {
    fn from(broadcast: ifilm_core::Broadcast) -> Self {
        let ifilm_core::Broadcast { start, end, title, episode, link, key, start_text } = broadcast;
        Self {
            start_ms: start.as_millisecond(),
            end_ms: end.map(Timestamp::as_millisecond),
            title,
            episode,
            link,
            key: key.map(ItemKey::from),
            start_text,
        }
    }
}

/// What is on, and what comes next.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NowAndNext {
    /// What is on; absent if nothing is, or if the guide does not say until when.
    pub now: Option<Broadcast>,
    /// The first broadcast that begins later.
    pub next: Option<Broadcast>,
}

impl From<ifilm_core::NowAndNext> for NowAndNext {
    fn from(found: ifilm_core::NowAndNext) -> Self {
        let ifilm_core::NowAndNext { now, next } = found;
        Self { now: now.map(Broadcast::from), next: next.map(Broadcast::from) }
    }
}

/// Where the live stream of an edition can be played.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LiveStream {
    /// The edition.
    pub edition: String,
    /// The addresses for the player of the shell, in the order to try: those of the live page, then those of
    /// the catalogue.
    pub addresses: Vec<String>,
    /// When the site last confirmed its live page, in milliseconds since 1970, UTC; absent if it never came.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::LiveStream> for LiveStream {
    fn from(live: ifilm_core::LiveStream) -> Self {
        let ifilm_core::LiveStream { edition, addresses, fresh_as_of } = live;
        Self {
            edition: edition.into(),
            addresses,
            fresh_as_of_ms: fresh_as_of.map(Timestamp::as_millisecond),
        }
    }
}
