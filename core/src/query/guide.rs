//! The guide and the live stream of an edition, from the cache.

use ifilm_language::time::{DateStyle, TimeOfDay};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::View;
use super::named_program::NamedPrograms;
use crate::error::{Error, Result};
use crate::model::{Broadcast, EditionId, Guide, LiveStream, ScheduleEntry, Section};
use crate::store::{self, Connection, Store};

/// The broadcasts of an edition that are on at or after one time and begin before another.
pub(crate) async fn guide(
    store: &Store,
    view: View<'_>,
    edition: &EditionId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Guide> {
    let entry = view.editions.get(edition)?;
    let id = edition.clone();
    let read = move |connection: &Connection| {
        let listing = store::listing(connection, &id, Section::Schedule)?;
        let guide = store::guide(connection, &id, from, until)?;
        let titles = match &guide {
            Some(guide) if !guide.entries.is_empty() => store::program_titles(connection, &id)?,
            _ => Vec::new(),
        };
        Ok((guide, NamedPrograms::of(titles), listing.map(|listing| listing.checked_at)))
    };
    let (guide, named, fresh_as_of) = store.read(read).await?;
    let dates = view.dates(entry);
    let linked = |link: Option<&str>| view.editions.key_of(&Url::parse(link?).ok()?);
    let broadcast = |ScheduleEntry { start, end, title, episode, link }: ScheduleEntry| Broadcast {
        start_text: dates.text(start, DateStyle::Short, TimeOfDay::With),
        key: linked(link.as_deref()).or_else(|| named.at(&title).cloned()),
        start,
        end,
        title,
        episode,
        link,
    };
    let (zone, entries) = guide.map_or((None, Vec::new()), |guide| (Some(guide.zone), guide.entries));
    let entries = entries.into_iter().map(broadcast).collect();
    Ok(Guide { edition: edition.clone(), zone, entries, fresh_as_of })
}

/// The broadcast of an edition that begins at a time.
///
/// # Errors
/// [`Error::NotFound`] if none does.
pub(crate) async fn broadcast_at(
    store: &Store,
    view: View<'_>,
    edition: &EditionId,
    start: Timestamp,
) -> Result<Broadcast> {
    let until = start.checked_add(SignedDuration::from_millis(1)).unwrap_or(start);
    let entries = guide(store, view, edition, start, until).await?.entries;
    let found = entries.into_iter().find(|entry| entry.start == start);
    found.ok_or_else(|| Error::NotFound(format!("a broadcast of {edition} at {start}")))
}

/// After this time without an answer of the live page, the addresses of the catalogue come first: they may
/// have been renewed since.
const OLD_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Where the live stream of an edition can be played.
pub(crate) async fn live(store: &Store, view: View<'_>, edition: &EditionId) -> Result<LiveStream> {
    let entry = view.editions.get(edition)?;
    let (id, now) = (edition.clone(), view.now);
    let read = move |connection: &Connection| {
        let listing = store::listing(connection, &id, Section::Live)?;
        let checked_at = listing.map(|listing| listing.checked_at);
        Ok((store::live_addresses(connection, &id)?, checked_at, store::dead_forms(connection, now)?))
    };
    let (named, fresh_as_of, dead) = store.read(read).await?;
    let of_catalog = entry.media.live.iter().map(|form| form.address.clone());
    let is_old = fresh_as_of.is_some_and(|at| view.now.duration_since(at) > OLD_AFTER);
    let mut addresses: Vec<String> = Vec::new();
    let in_order: Vec<String> = match is_old {
        true => of_catalog.chain(named).collect(),
        false => named.into_iter().chain(of_catalog).collect(),
    };
    for address in in_order {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    let addresses = view.editions.dead_forms_last(addresses, &dead);
    Ok(LiveStream { edition: edition.clone(), addresses, fresh_as_of })
}
