//! Which episodes of a followed programme are new to a person.

use std::cmp::Reverse;

use jiff::{SignedDuration, Timestamp};

use crate::model::{Episode, ListedEpisode};
use crate::store::SeenEpisodes;

/// An episode that was published so long before a person followed its programme is part of an archive that
/// the site fills. Stills are uploaded some days before their episodes.
const ARCHIVE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a person knows of a programme that they follow.
#[derive(Debug, Clone)]
pub(super) struct Following {
    pub(super) since: Timestamp,
    /// The episodes that were listed when they followed it or looked last; `None` before its first list.
    pub(super) seen: Option<SeenEpisodes>,
}

impl Following {
    /// Whether an episode is new. One that returns, that gets another number, or whose archive is announced
    /// again was seen before.
    pub(super) fn is_new(&self, episode: &Episode, watched: bool) -> bool {
        let is_archive = episode.published.is_some_and(|it| self.since.duration_since(it.at) > ARCHIVE);
        let is_unseen = self.seen.as_ref().is_some_and(|seen| !seen.has(episode));
        is_unseen && !watched && !is_archive
    }
}

/// The new ones of some episodes: those with numbers from the highest on, then the others as they are listed.
pub(crate) fn newest_first(episodes: Vec<ListedEpisode>) -> Vec<ListedEpisode> {
    let mut new: Vec<ListedEpisode> = episodes.into_iter().filter(|it| it.new).collect();
    new.sort_by_key(|it| Reverse(it.episode.number));
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Precision, Published, PublishedSource};

    fn episode(number: u32, published: Option<&str>) -> Episode {
        let published = published.map(|at| Published {
            at: at.parse().unwrap(),
            source: PublishedSource::Picture,
            precision: Precision::Day,
        });
        let addresses = vec![format!("https://example.org/road/{number}.mp4")];
        Episode { number: Some(number), title: None, picture: None, addresses, path: None, published }
    }

    #[test]
    fn an_episode_is_new_until_it_is_seen_or_watched() {
        let since = "2024-05-02T14:00:00Z".parse().unwrap();
        let seen = Some(SeenEpisodes::default().with(&[episode(1, None), episode(2, None)]));
        let following = Following { since, seen };

        assert!(!following.is_new(&episode(2, None), false));
        assert!(following.is_new(&episode(3, None), false));
        assert!(!following.is_new(&episode(3, None), true));
        assert!(following.is_new(&episode(4, Some("2024-04-28T00:00:00Z")), false));
        assert!(!following.is_new(&episode(4, Some("2019-01-01T00:00:00Z")), false), "an archive");
        assert!(!Following { since, seen: None }.is_new(&episode(3, None), false), "its first list");
    }
}
