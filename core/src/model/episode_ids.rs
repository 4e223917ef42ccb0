//! The ids of an episode whose number the site may give later, or take away.

use std::collections::HashMap;

use crate::model::{Episode, EpisodeId};

/// The ids under which the marks of an episode are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EpisodeIds {
    /// What identifies it now.
    pub(crate) id: EpisodeId,
    /// What identifies it without its number; `None` if it has none, or if its path is not its own.
    pub(crate) other: Option<EpisodeId>,
}

impl EpisodeIds {
    /// The ids of the episodes of a programme, in their order.
    pub(crate) fn of_list(episodes: &[Episode]) -> Vec<Self> {
        let names: Vec<Option<EpisodeId>> = episodes.iter().map(name).collect();
        let mut uses: HashMap<&EpisodeId, usize> = HashMap::new();
        names.iter().flatten().for_each(|name| *uses.entry(name).or_default() += 1);
        let is_own = |name: &&EpisodeId| uses.get(name) == Some(&1);
        let ids = |(episode, name): (&Episode, &Option<EpisodeId>)| Self {
            id: EpisodeId::of(episode),
            other: name.as_ref().filter(|_| episode.number.is_some()).filter(is_own).cloned(),
        };
        episodes.iter().zip(&names).map(ids).collect()
    }

    /// Both of them, that which counts more first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &EpisodeId> {
        std::iter::once(&self.id).chain(&self.other)
    }
}

fn name(episode: &Episode) -> Option<EpisodeId> {
    episode.path.as_deref().map(EpisodeId::named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(rows: &[(Option<u32>, Option<&str>)]) -> Vec<(String, Option<String>)> {
        let episode = |(number, path): &(Option<u32>, Option<&str>)| Episode {
            number: *number,
            title: None,
            picture: None,
            addresses: Vec::new(),
            path: path.map(str::to_owned),
            published: None,
        };
        let episodes: Vec<Episode> = rows.iter().map(episode).collect();
        let texts = |ids: EpisodeIds| (ids.id.to_string(), ids.other.map(|other| other.to_string()));
        EpisodeIds::of_list(&episodes).into_iter().map(texts).collect()
    }

    #[test]
    fn a_numbered_episode_is_also_its_path_if_no_other_has_it() {
        let found = ids(&[(Some(3), Some("c.mp4")), (Some(2), Some("x.mp4")), (Some(1), Some("x.mp4"))]);

        let text = str::to_owned;
        assert_eq!(found, [(text("3"), Some(text("/c.mp4"))), (text("2"), None), (text("1"), None)]);
        assert_eq!(ids(&[(Some(1), None)]), [(text("1"), None)]);
        assert_eq!(ids(&[(None, Some("c.mp4"))]), [(text("/c.mp4"), None)]);
    }
}
