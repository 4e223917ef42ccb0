//! One programme, from the cache.

use ifilm_language::text::direction_of_language;

use super::new_episode::{Following, newest_first};
use super::waiting::{Cause, hosts_wait};
use super::{View, link};
use crate::catalog::MediaRules;
use crate::error::{Error, Result};
use crate::model::{
    Episode, EpisodeIds, EpisodeList, Followed, FollowedItem, ItemKey, Kind, ListedEpisode, Program,
    ProgramPage, TrackList, Waiting,
};
use crate::store::{self, Connection, Store, StoredArticle, StoredPage};
use crate::user;
use crate::words::Missing;

/// The page of a programme, with all that is stored of it.
pub(crate) async fn program(store: &Store, view: View<'_>, key: &ItemKey) -> Result<ProgramPage> {
    let edition = view.editions.get(&key.edition)?;
    check_kind(key)?;
    let (wanted, bases, now) = (key.clone(), edition.bases.clone(), view.now);
    let read = move |connection: &Connection| {
        let Some(row) = store::article(connection, &wanted)? else { return Ok(None) };
        let program = store::program(connection, &wanted)?;
        Ok(Some((row, program, hosts_wait(connection, &bases, now)?)))
    };
    let found = store.read(read).await?;
    let Some((row, program, hosts_wait)) = found else {
        return Err(Error::NotFound(format!("{key} in the cache")));
    };
    let (dates, language) = (view.dates(edition), row.language.clone());
    let language = language.unwrap_or_else(|| edition.language.clone());
    let (waiting, fresh_as_of) = match &row.page {
        StoredPage::Waiting(due) => {
            let cause = Cause::of_page(hosts_wait, due.as_ref(), view.now);
            (Some(cause.in_words(Missing::Page, &language, &dates)), None)
        }
        StoredPage::Unreadable { checked_at } | StoredPage::Ready { checked_at, .. } => {
            (None::<Waiting>, Some(*checked_at))
        }
    };
    Ok(ProgramPage {
        link: link(edition, key),
        direction: row.direction.unwrap_or_else(|| direction_of_language(&language)),
        language,
        read: row.read,
        saved: row.saved,
        gone: row.gone,
        waiting,
        fresh_as_of,
        program: with_row(program, row, key),
    })
}

/// The episodes of a programme.
pub(crate) async fn episodes(store: &Store, view: View<'_>, key: &ItemKey) -> Result<EpisodeList> {
    let media = view.editions.get(&key.edition)?.media.clone();
    check_kind(key)?;
    let (wanted, now) = (key.clone(), view.now);
    let read = move |connection: &Connection| {
        store::row_of(connection, &wanted)?
            .ok_or_else(|| Error::NotFound(format!("{wanted} in the cache")))?;
        let fresh_as_of = store::episodes_checked_at(connection, &wanted)?;
        let episodes = listed_episodes(connection, &wanted, &media)?;
        Ok((EpisodeList { episodes, key: wanted, fresh_as_of }, store::dead_forms(connection, now)?))
    };
    let (mut list, dead) = store.read(read).await?;
    for ListedEpisode { episode, .. } in &mut list.episodes {
        let addresses = std::mem::take(&mut episode.addresses);
        episode.addresses = view.editions.dead_forms_last(addresses, &dead);
    }
    Ok(list)
}

/// The episodes of a programme with what a person did with each.
fn listed_episodes(connection: &Connection, key: &ItemKey, media: &MediaRules) -> Result<Vec<ListedEpisode>> {
    let watched = store::watched(connection, key)?;
    let positions = store::episode_positions(connection, key)?;
    let following = match store::follow_of(connection, key)? {
        Some(follow) => {
            Some(Following { since: follow.followed_at, seen: store::seen_episodes(connection, key)? })
        }
        None => None,
    };
    let stored = store::episodes(connection, key)?.into_iter();
    let episodes: Vec<Episode> = stored.map(|episode| with_path(episode, media)).collect();
    let ids = EpisodeIds::of_list(&episodes);
    let listed = |(episode, ids): (Episode, EpisodeIds)| {
        let position = ids.all().find_map(|id| positions.get(id.as_str())).cloned();
        let watched = ids.all().any(|id| watched.contains(id.as_str()));
        let new = following.as_ref().is_some_and(|following| following.is_new(&episode, watched));
        let position = position.map(user::playback_of_stored);
        ListedEpisode { id: ids.id, episode, watched, new, position }
    };
    Ok(episodes.into_iter().zip(ids).map(listed).collect())
}

/// An episode without a number that an older version stored without its path, with that.
fn with_path(episode: Episode, media: &MediaRules) -> Episode {
    let address = episode.addresses.first().filter(|_| episode.number.is_none() && episode.path.is_none());
    let path = address.and_then(|address| media.attached_path(address));
    Episode { path: path.or(episode.path), ..episode }
}

/// What is followed, with its new episodes.
pub(crate) async fn followed(store: &Store, view: View<'_>) -> Result<Vec<FollowedItem>> {
    let editions = view.editions.clone();
    let read = move |connection: &Connection| {
        let followed = store::followed(connection)?.into_iter();
        let with_news = followed.map(|(key, store::StoredFollow { followed_at, title })| {
            let media = editions.get(&key.edition).map(|edition| edition.media.clone()).unwrap_or_default();
            let new = newest_first(listed_episodes(connection, &key, &media)?);
            let new_episodes = new.len().try_into().unwrap_or(u32::MAX);
            let followed = Followed { key, title, followed_at };
            Ok(FollowedItem { followed, new_episodes, newest: new.into_iter().next() })
        });
        with_news.collect()
    };
    store.read(read).await
}

/// The tracks of an album.
pub(crate) async fn tracks(store: &Store, view: View<'_>, key: &ItemKey) -> Result<TrackList> {
    view.editions.get(&key.edition)?;
    if key.kind != Kind::Album {
        return Err(Error::bad_argument(format!("{key} is no album")));
    }
    let (wanted, now) = (key.clone(), view.now);
    let read = move |connection: &Connection| {
        store::row_of(connection, &wanted)?
            .ok_or_else(|| Error::NotFound(format!("{wanted} in the cache")))?;
        let fresh_as_of = store::episodes_checked_at(connection, &wanted)?;
        let tracks = store::tracks(connection, &wanted)?;
        Ok((TrackList { tracks, key: wanted, fresh_as_of }, store::dead_forms(connection, now)?))
    };
    let (mut list, dead) = store.read(read).await?;
    for track in &mut list.tracks {
        let addresses = std::mem::take(&mut track.addresses);
        track.addresses = view.editions.dead_forms_last(addresses, &dead);
    }
    Ok(list)
}

/// # Errors
/// [`Error::BadArgument`] if items of its kind are no programmes.
fn check_kind(key: &ItemKey) -> Result<()> {
    match key.kind {
        Kind::Series | Kind::Film | Kind::Program | Kind::Album => Ok(()),
        _ => Err(Error::bad_argument(format!("{key} is no programme"))),
    }
}

/// What a page says, and what it lacks from the row of its list.
fn with_row(program: Option<Program>, row: StoredArticle, key: &ItemKey) -> Program {
    let program = program.unwrap_or_default();
    Program {
        key: Some(key.clone()),
        title: program.title.or(row.title),
        poster: program.poster.or(row.picture),
        poster_small: program.poster_small.or(row.picture_small),
        ..program
    }
}
