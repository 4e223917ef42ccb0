//! Which episodes of a followed programme a person knows, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::mark_key::Columns;
use super::mark_record::Fields;
use super::user_mark::{self, UserMark};
use super::write::Write;
use super::{episode, episode_list, followed, row};
use crate::error::Result;
use crate::model::{Episode, EpisodeId, ItemKey};

/// The episodes that a person knows. They never become fewer, so one that returns is not new again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SeenEpisodes {
    /// Ranges of numbers, each with its first and its last, in their order and with others between them.
    numbers: Vec<(u32, u32)>,
    /// The hashes of their paths, in their order: one without a number is known by it, and so is one that
    /// gets another number.
    names: Vec<String>,
}

/// More names than this are not kept: those of the newest list are.
const MOST_NAMES: usize = 20_000;

impl SeenEpisodes {
    /// Whether an episode is among them.
    pub(crate) fn has(&self, episode: &Episode) -> bool {
        let has_number = |number| {
            let at = self.numbers.partition_point(|(_, last)| *last < number);
            self.numbers.get(at).is_some_and(|(first, _)| *first <= number)
        };
        episode.number.is_some_and(has_number)
            || name(episode).is_some_and(|name| self.names.binary_search(&name).is_ok())
    }

    /// The same with more episodes.
    pub(crate) fn with(&self, episodes: &[Episode]) -> Self {
        let mut numbers = self.numbers.clone();
        numbers.extend(episodes.iter().filter_map(|episode| Some((episode.number?, episode.number?))));
        let mut names: Vec<String> = episodes.iter().filter_map(name).collect();
        if names.len() + self.names.len() <= MOST_NAMES {
            names.extend(self.names.iter().cloned());
        }
        names.sort();
        names.dedup();
        Self { numbers: joined(numbers), names }
    }
}

/// Ranges without overlaps, as few as possible.
fn joined(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some((_, before)) if first <= before.saturating_add(1) => *before = last.max(*before),
            _ => joined.push((first, last)),
        }
    }
    joined
}

/// The first four bytes of the SHA-256 of the id of its path.
fn name(episode: &Episode) -> Option<String> {
    let name = EpisodeId::of_path(episode)?;
    Some(Sha256::digest(name.as_str()).iter().take(4).map(|byte| format!("{byte:02x}")).collect())
}

/// The episodes of a programme that a person knows; `None` before its first list.
pub(crate) fn seen_episodes(connection: &Connection, key: &ItemKey) -> Result<Option<SeenEpisodes>> {
    Ok(user_mark::load(connection, key)?.map(|mark| mark.value))
}

/// The episodes of a programme that are listed now; `None` if its list never came.
pub(crate) fn listed_now(connection: &Connection, key: &ItemKey) -> Result<Option<Vec<Episode>>> {
    let listed = episode::episodes(connection, key)?;
    let has_come = !listed.is_empty() || episode_list::episodes_checked_at(connection, key)?.is_some();
    Ok(has_come.then_some(listed))
}

/// What is followed while nobody noted which of its episodes the person knows, with those of its first list.
pub(crate) fn without_seen_episodes(connection: &Connection) -> Result<Vec<(ItemKey, SeenEpisodes)>> {
    let mut found = Vec::new();
    for (key, _) in followed::followed(connection)? {
        if seen_episodes(connection, &key)?.is_none()
            && let Some(listed) = listed_now(connection, &key)?
        {
            found.push((key, SeenEpisodes::default().with(&listed)));
        }
    }
    Ok(found)
}

/// Stores which episodes of a programme a person knows; `None` forgets it.
pub(crate) fn set_seen_episodes(
    write: &mut Write<'_>,
    key: &ItemKey,
    seen: Option<SeenEpisodes>,
    now: Timestamp,
) -> Result<()> {
    user_mark::set(write, key, seen, now).map(drop)
}

const LOAD: &str = "
    SELECT changed_at, unknown, numbers, names
    FROM seen_episodes
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, changed_at, unknown, numbers, names
    FROM seen_episodes";

const STORE: &str = "
    INSERT INTO seen_episodes (edition, kind, remote_id, changed_at, unknown, numbers, names)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown, :numbers, :names)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        numbers = excluded.numbers,
        names = excluded.names";

const DELETE: &str = "
    DELETE FROM seen_episodes
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for SeenEpisodes {
    const NAME: &'static str = "seen_episodes";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        let (numbers, names) = (row::json(row, "numbers")?, row::json(row, "names")?);
        let list = |list: Option<Value>| list.unwrap_or_default();
        Ok(row::fields([("numbers", list(numbers)), ("names", list(names))]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":numbers", row::to_json(&self.numbers)?.into()),
            (":names", row::to_json(&self.names)?.into()),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An episode with this path below the folder of attachments.
    fn episode(number: Option<u32>, path: &str) -> Episode {
        let (addresses, path) = (vec![format!("http://a/tv/{path}")], Some(path.to_owned()));
        Episode { number, title: None, picture: None, addresses, path, published: None }
    }

    #[test]
    fn an_episode_is_known_by_its_number_or_by_its_path() {
        let known = [3, 1, 2, 9].map(|number| episode(Some(number), &format!("r/{number}.mp4")));

        let seen = SeenEpisodes::default().with(&known).with(&[episode(None, "r/x.mp4")]);

        assert_eq!(seen.numbers, [(1, 3), (9, 9)]);
        assert!(seen.has(&episode(Some(2), "other/path.mp4")));
        assert!(seen.has(&episode(Some(77), "r/9.mp4")), "it got another number");
        assert!(seen.has(&episode(None, "r/x.mp4")));
        assert!(!seen.has(&episode(Some(4), "r/4.mp4")));
        assert!(!seen.has(&episode(None, "r/y.mp4")));
    }

    #[test]
    fn absurd_numbers_hide_no_other() {
        let seen = SeenEpisodes::default().with(&[episode(Some(u32::MAX), "r/z.mp4")]);

        assert!(seen.has(&episode(Some(u32::MAX), "q/w.mp4")));
        assert!(!seen.has(&episode(Some(13), "r/13.mp4")));
    }
}
