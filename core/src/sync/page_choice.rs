//! Chooses the pages that a sync requests. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::section_state::PagePools;
use crate::model::ItemKey;
use crate::store::{DuePage, DueReason};

/// While a sync saves, it requests this many texts of a section that never failed.
pub(super) const TEXTS_WHILE_SAVING: usize = 10;

/// While a sync saves, it also retries this many failing pages, those that have been due for longest.
const RETRIES_WHILE_SAVING: usize = 2;

/// While a sync saves, it also revalidates this many pages, those that were unchecked for longest. So edits
/// and removals are found, and the answer shows whether the host is well.
const CHECKS_WHILE_SAVING: usize = 1;

/// The pages of a section that a sync requests, and those that it leaves out.
#[derive(Debug, Clone, Default)]
pub(super) struct PageChoice {
    pub(super) pages: Vec<DuePage>,
    pub(super) left_out: Vec<DuePage>,
}

impl PageChoice {
    /// Each page once, those that failed before last. A sync that saves leaves out the texts beyond the
    /// newest ones, and all but a few revalidations and retries.
    pub(super) fn of(pools: PagePools, saves: bool) -> Self {
        let PagePools { wanted, unchecked, followed: _, stale, rechecked } = pools;
        let mut pages: Vec<DuePage> = [wanted, unchecked, stale, rechecked].into_iter().flatten().collect();
        let mut chosen = HashSet::new();
        pages.retain(|page| chosen.insert(page.resource));
        pages.sort_by_key(|page| page.due.failures > 0);
        if saves { Self::of_newest(pages) } else { Self { pages, left_out: Vec::new() } }
    }

    fn of_newest(pages: Vec<DuePage>) -> Self {
        let is_check = |page: &DuePage| page.due.reason == DueReason::Revalidation;
        let (mut checks, pages): (Vec<_>, Vec<_>) = pages.into_iter().partition(is_check);
        let (mut retries, mut pages): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|page| page.due.failures > 0);
        retries.sort_by_key(|page| page.due.at);
        let mut left_out = split_behind(&mut pages, TEXTS_WHILE_SAVING);
        left_out.append(&mut split_behind(&mut retries, RETRIES_WHILE_SAVING));
        left_out.append(&mut split_behind(&mut checks, CHECKS_WHILE_SAVING));
        pages.append(&mut checks);
        pages.append(&mut retries);
        Self { pages, left_out }
    }
}

/// Takes the pages behind the first ones.
fn split_behind(pages: &mut Vec<DuePage>, first: usize) -> Vec<DuePage> {
    pages.split_off(pages.len().min(first))
}

/// Inserts the pages that a listing made due into the planned ones. No planned page is dropped, and their
/// order stays. `due` are the pages that are due now, in the order in which they would be planned: a page
/// that was not planned comes before the planned page that follows it there. At most `most` are inserted, the
/// first ones. What is stored of a planned page may have changed since, so its values come from `due` if it
/// is there. Pages are told apart by keys, because SQLite may give the id of a deleted row to a new one.
pub(super) fn with_follow_ups(planned: Vec<DuePage>, due: Vec<DuePage>, most: usize) -> Vec<DuePage> {
    let places: HashMap<ItemKey, usize> =
        planned.iter().enumerate().map(|(place, page)| (page.key.clone(), place)).collect();
    let mut before: BTreeMap<usize, Vec<DuePage>> = BTreeMap::new();
    let mut now = BTreeMap::new();
    let (mut waiting, mut left) = (Vec::new(), most);
    for page in due {
        match places.get(&page.key) {
            Some(place) => {
                before.entry(*place).or_default().append(&mut waiting);
                now.insert(*place, page);
            }
            None if is_of_a_row(&page) && left > 0 => {
                left = left.saturating_sub(1);
                waiting.push(page);
            }
            None => {}
        }
    }
    let mut pages = Vec::new();
    for (place, page) in planned.into_iter().enumerate() {
        pages.extend(before.remove(&place).unwrap_or_default());
        pages.push(now.remove(&place).unwrap_or(page));
    }
    pages.extend(waiting);
    pages
}

/// Whether a page is due because its row came or changed.
fn is_of_a_row(page: &DuePage) -> bool {
    matches!(page.due.reason, DueReason::Missing | DueReason::ChangedRow)
}

#[cfg(test)]
mod tests {
    use DueReason::{Absent, ChangedRow, Failed, Missing, Revalidation};
    use jiff::Timestamp;

    use super::*;
    use crate::model::{ItemKey, Validators};
    use crate::store::{Due, NextRequest};

    fn page(id: i64, reason: DueReason, failures: u32) -> DuePage {
        DuePage {
            resource: id,
            item: id,
            key: ItemKey::article("en".parse().unwrap(), id.to_string()),
            validators: Validators::default(),
            base: None,
            title: None,
            wire_bytes: None,
            due: Due { at: Timestamp::UNIX_EPOCH, reason, failures },
            next: NextRequest::default(),
            checked_at: None,
            has_text: false,
        }
    }

    fn pages(rows: &[(i64, DueReason, u32)]) -> Vec<DuePage> {
        rows.iter().map(|(id, reason, failures)| page(*id, *reason, *failures)).collect()
    }

    fn ids(pages: &[DuePage]) -> Vec<i64> {
        pages.iter().map(|page| page.resource).collect()
    }

    #[test]
    fn each_page_is_chosen_once_and_failing_ones_come_last() {
        let pools = PagePools {
            wanted: pages(&[(9, Missing, 0), (8, ChangedRow, 0), (4, Failed, 2)]),
            unchecked: pages(&[(6, Revalidation, 0), (5, Revalidation, 0)]),
            followed: Vec::new(),
            stale: pages(&[(5, Revalidation, 0), (1, Revalidation, 0)]),
            rechecked: pages(&[(3, Absent, 1)]),
        };

        let choice = PageChoice::of(pools, false);

        assert_eq!((ids(&choice.pages), ids(&choice.left_out)), (vec![9, 8, 6, 5, 1, 4, 3], vec![]));
    }

    #[test]
    fn a_sync_that_saves_requests_the_ten_newest_texts_and_makes_one_check() {
        let wanted = (1..=12).rev().map(|id| page(id, Missing, 0)).collect();
        let unchecked = pages(&[(30, Revalidation, 0), (31, Revalidation, 0)]);
        let pools = PagePools { wanted, unchecked, ..PagePools::default() };

        let choice = PageChoice::of(pools, true);

        let newest: Vec<i64> = (3..=12).rev().chain([30]).collect();
        assert_eq!((ids(&choice.pages), ids(&choice.left_out)), (newest, vec![2, 1, 31]));
    }

    /// Seen: ten pages that always failed took all places, and a page that was absent was never asked for.
    #[test]
    fn a_sync_that_saves_retries_the_two_pages_that_are_due_for_longest() {
        let at = |seconds: i64, page: DuePage| {
            let at = Timestamp::from_second(seconds).unwrap();
            DuePage { due: Due { at, ..page.due }, ..page }
        };
        let failed = (1..=10).rev().map(|id| at(id + 100, page(id, Failed, 3)));
        let pools = PagePools {
            wanted: (20..=29).rev().map(|id| page(id, Missing, 0)).chain(failed).collect(),
            rechecked: vec![at(50, page(15, Absent, 1))],
            ..PagePools::default()
        };

        let choice = PageChoice::of(pools, true);

        let expected: Vec<i64> = (20..=29).rev().chain([15, 1]).collect();
        assert_eq!((ids(&choice.pages), ids(&choice.left_out)), (expected, (2..=10).collect()));
    }

    /// Seen: the pages that a listing made due replaced the planned ones. Then a planned revalidation was not
    /// sent, because the new row had moved it out of the newest thirty.
    #[test]
    fn follow_ups_are_inserted_and_no_planned_page_is_dropped_or_moved() {
        for (planned, due, expected) in [
            (&[(5, Missing, 0)][..], &[(7, Missing, 0), (6, Missing, 0), (5, Missing, 0)][..], vec![7, 6, 5]),
            (&[(5, Missing, 0), (2, Revalidation, 0)], &[(5, Missing, 0), (4, Missing, 0)], vec![5, 2, 4]),
            (&[(2, Revalidation, 0)], &[(7, Missing, 0), (3, Revalidation, 0)], vec![2, 7]),
            (
                &[(9, Missing, 0), (2, Revalidation, 0), (4, Failed, 1)],
                &[(9, Missing, 0), (8, ChangedRow, 0), (4, ChangedRow, 0), (2, Revalidation, 0)],
                vec![9, 2, 8, 4],
            ),
            (&[(3, Missing, 0), (1, Failed, 2)], &[], vec![3, 1]),
        ] {
            let inserted = with_follow_ups(pages(planned), pages(due), 150);

            assert_eq!(ids(&inserted), expected, "{planned:?} {due:?}");
        }
    }

    #[test]
    fn a_planned_page_whose_row_changed_has_the_new_reason() {
        let inserted = with_follow_ups(pages(&[(5, Revalidation, 0)]), pages(&[(5, ChangedRow, 0)]), 0);

        assert_eq!(inserted.first().unwrap().due.reason, ChangedRow);
    }

    /// Seen: the ten newest of all texts were compared with the plan. None was planned, so the new ones came
    /// behind all the planned ones.
    #[test]
    fn the_newest_rows_come_first_and_no_more_than_allowed() {
        let planned: Vec<_> = (1..=3).rev().map(|id| (id, Missing, 0)).collect();
        let due: Vec<_> =
            (1..=9).rev().map(|id| (id, if id == 1 { ChangedRow } else { Missing }, 0)).collect();

        let inserted = with_follow_ups(pages(&planned), pages(&due), 4);

        assert_eq!(ids(&inserted), [9, 8, 7, 6, 3, 2, 1]);
        assert_eq!(inserted.last().unwrap().due.reason, ChangedRow);
    }
}
