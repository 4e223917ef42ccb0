//! Which pages are revalidated where an edition has several sections: all of them together have as many as
//! one section alone. Two are of the news, which change most. Of the others, those that number the episodes
//! of what the person follows come first, and then those that were unchecked for longest.

use std::collections::{BTreeMap, HashSet};

use super::due::REVALIDATED;
use super::inputs::Inputs;
use super::plan::SectionPlan;
use super::section_state::PagePools;
use crate::error::Result;
use crate::model::{EditionId, Section};
use crate::store::{DuePage, Store};

/// So many of the pages that an edition revalidates are of the news, if the news have as many.
const OF_NEWS: usize = 2;

/// The pages that editions with several sections may revalidate, by the ids of their resources.
#[derive(Debug, Default)]
pub(super) struct Revalidations {
    chosen: BTreeMap<EditionId, HashSet<i64>>,
}

impl Revalidations {
    /// Chooses the pages of each edition that has several of these sections.
    pub(super) async fn choose(store: &Store, sections: &[SectionPlan], inputs: Inputs) -> Result<Self> {
        let mut counts: BTreeMap<&EditionId, usize> = BTreeMap::new();
        for section in sections {
            *counts.entry(&section.target.edition.id).or_default() += 1;
        }
        let has_several = |section: &&SectionPlan| counts.get(&section.target.edition.id) > Some(&1);
        let mut pages: BTreeMap<EditionId, Vec<Candidate>> = BTreeMap::new();
        for section in sections.iter().filter(has_several) {
            let PagePools { stale, unchecked, followed, .. } =
                PagePools::read(store, &section.target, inputs).await?;
            let is_news = section.target.section.section == Section::News;
            let stale = stale.iter().map(|page| Candidate::of(page, is_news, true));
            let is_followed = |page: &DuePage| followed.contains(&page.resource);
            let unchecked = unchecked.iter().map(|page| Candidate::of(page, is_news, is_followed(page)));
            pages.entry(section.target.edition.id.clone()).or_default().extend(stale.chain(unchecked));
        }
        Ok(Self { chosen: pages.into_iter().map(|(edition, pages)| (edition, chosen(pages))).collect() })
    }

    /// Leaves out the pages of an edition that were not chosen.
    pub(super) fn keep(&self, edition: &EditionId, pools: &mut PagePools) {
        if let Some(chosen) = self.chosen.get(edition) {
            pools.stale.retain(|page| chosen.contains(&page.resource));
            pools.unchecked.retain(|page| chosen.contains(&page.resource));
        }
    }
}

/// A page that may be revalidated.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    resource: i64,
    is_news: bool,
    /// Whether it is due, or has episodes for which the person waits.
    is_due: bool,
    checked_ms: Option<i64>,
}

impl Candidate {
    fn of(page: &DuePage, is_news: bool, is_due: bool) -> Self {
        let checked_ms = page.checked_at.map(|at| at.as_millisecond());
        Self { resource: page.resource, is_news, is_due, checked_ms }
    }
}

fn chosen(mut pages: Vec<Candidate>) -> HashSet<i64> {
    pages.sort_by_key(|page| (!page.is_due, page.checked_ms, page.resource));
    let (news, others): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.is_news);
    let (first, later) = news.split_at(news.len().min(OF_NEWS));
    let in_order = first.iter().chain(&others).chain(later);
    let most = usize::try_from(REVALIDATED).unwrap_or(usize::MAX);
    in_order.take(most).map(|page| page.resource).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(resource: i64, is_news: bool, checked_ms: i64) -> Candidate {
        Candidate { resource, is_news, is_due: false, checked_ms: Some(checked_ms) }
    }

    #[test]
    fn two_pages_of_the_news_and_the_oldest_of_the_others_are_chosen() {
        let all =
            [page(1, true, 9), page(2, true, 5), page(3, true, 7), page(4, false, 3), page(5, false, 2)];

        assert_eq!(chosen(all.to_vec()), HashSet::from([2, 3, 5]));
    }

    #[test]
    fn a_section_without_pages_leaves_its_places_to_the_others() {
        let (news, others) = ([page(1, true, 1), page(2, true, 2), page(3, true, 3)], [page(4, false, 1)]);

        assert_eq!(chosen(news.to_vec()), HashSet::from([1, 2, 3]));
        assert_eq!(chosen(others.to_vec()), HashSet::from([4]));
    }

    #[test]
    fn a_page_that_is_due_comes_first() {
        let due = Candidate { is_due: true, ..page(6, false, 99) };
        let all = [page(1, false, 1), page(2, false, 2), page(3, false, 3), due];

        assert_eq!(chosen(all.to_vec()), HashSet::from([6, 1, 2]));
    }
}
