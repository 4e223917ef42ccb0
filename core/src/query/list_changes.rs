//! From a list to a newer one in as few steps as possible. Pure.

use std::collections::{HashMap, HashSet};

use crate::model::{Item, ItemKey, ItemSlice, ListChange, ListChanges};

/// How a list differs from an older one; `None` if it does not.
pub(crate) fn list_changes(old: &ItemSlice, new: &ItemSlice) -> Option<ListChanges> {
    (old != new).then(|| ListChanges {
        items: item_changes(&old.items, &new.items),
        next: new.next.clone(),
        fresh_as_of: new.fresh_as_of,
        fresh_as_of_text: new.fresh_as_of_text.clone(),
        fresh_as_of_age_text: new.fresh_as_of_age_text.clone(),
        waiting: new.waiting.clone(),
        holes: new.holes.clone(),
    })
}

/// The steps from some items to newer ones. A key stands at most once in each.
fn item_changes(old: &[Item], new: &[Item]) -> Vec<ListChange> {
    let places: HashMap<&ItemKey, usize> = old.iter().zip(0..).map(|(item, at)| (&item.key, at)).collect();
    let origins: Vec<Option<usize>> = new.iter().map(|item| places.get(&item.key).copied()).collect();
    let mut changes = removals(old.len(), &origins);
    changes.extend(arrivals(new, &origins));
    let updates = new.iter().zip(&origins).enumerate().filter_map(|(at, (item, origin))| {
        let is_same = origin.is_none_or(|origin| old[origin] == *item);
        (!is_same).then(|| ListChange::Update { at, item: item.clone() })
    });
    changes.extend(updates);
    changes
}

/// The items that leave, from the last to the first, so that no place shifts before its turn.
fn removals(length: usize, origins: &[Option<usize>]) -> Vec<ListChange> {
    let kept: HashSet<usize> = origins.iter().flatten().copied().collect();
    let left = (0..length).rev().filter(|at| !kept.contains(at));
    left.map(|at| ListChange::Remove { at }).collect()
}

/// The items that come and those that move, in the order of the new list. Each goes behind the item that
/// stands before it there. `origins` has the old place of each item.
fn arrivals(new: &[Item], origins: &[Option<usize>]) -> Vec<ListChange> {
    let staying = longest_increasing(&origins.iter().flatten().copied().collect::<Vec<_>>());
    let mut order: Vec<usize> = (0..new.len()).filter(|at| origins[*at].is_some()).collect();
    order.sort_by_key(|at| origins[*at]);
    let mut changes = Vec::new();
    for (place, item) in new.iter().enumerate() {
        let before = |order: &[usize]| match place.checked_sub(1) {
            Some(last) => order.iter().position(|at| *at == last).map_or(0, |at| at + 1),
            None => 0,
        };
        match origins[place] {
            Some(origin) if staying.contains(&origin) => {}
            Some(_) => {
                let from = order.iter().position(|at| *at == place).unwrap_or_default();
                order.remove(from);
                let to = before(&order);
                order.insert(to, place);
                changes.push(ListChange::Move { from, to });
            }
            None => {
                let at = before(&order);
                order.insert(at, place);
                changes.push(ListChange::Insert { at, item: item.clone() });
            }
        }
    }
    changes
}

/// The largest set of numbers that stand in increasing order. Items at these places need not move.
fn longest_increasing(numbers: &[usize]) -> HashSet<usize> {
    let mut tails: Vec<usize> = Vec::new(); // the last index of the best run of each length
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = tails.partition_point(|tail| numbers[*tail] < *number);
        before.push(length.checked_sub(1).map(|shorter| tails[shorter]));
        match tails.get_mut(length) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let last = tails.last().copied();
    std::iter::successors(last, |index| before[*index]).map(|index| numbers[index]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Direction, Precision, Published, PublishedSource};

    fn item((id, title): (u8, u8)) -> Item {
        let key = ItemKey::article("en".parse().unwrap(), id.to_string());
        let published = Published {
            at: "2024-05-02T09:30:00Z".parse().unwrap(),
            source: PublishedSource::Meta,
            precision: Precision::Minute,
        };
        Item {
            key,
            title: title.to_string(),
            lead: None,
            link: String::new(),
            picture: None,
            picture_small: None,
            picture_size: None,
            language: "en".parse().unwrap(),
            direction: Direction::Ltr,
            published,
            date_text: String::new(),
            age_text: String::new(),
            read: false,
            saved: false,
            edited: false,
            gone: false,
        }
    }

    fn items(ids: &[u8]) -> Vec<Item> {
        ids.iter().map(|id| item((*id, 0))).collect()
    }

    fn applied(old: &[Item], changes: Vec<ListChange>) -> Vec<Item> {
        let mut items = old.to_vec();
        changes.into_iter().for_each(|change| change.apply(&mut items));
        items
    }

    #[test]
    fn a_new_item_at_the_top_of_a_full_page_is_an_insert_and_a_remove() {
        let (old, new) = (items(&[3, 2, 1]), items(&[4, 3, 2]));

        let changes = item_changes(&old, &new);

        let insert = ListChange::Insert { at: 0, item: item((4, 0)) };
        assert_eq!(changes, [ListChange::Remove { at: 2 }, insert]);
    }

    #[test]
    fn an_item_that_goes_down_is_one_move() {
        let (old, new) = (items(&[1, 2, 3, 4]), items(&[2, 3, 1, 4]));

        assert_eq!(item_changes(&old, &new), [ListChange::Move { from: 0, to: 2 }]);
    }

    #[test]
    fn an_item_that_moves_and_shows_something_else_is_a_move_and_an_update() {
        let (old, mut new) = (items(&[1, 2, 3]), items(&[3, 1, 2]));
        new[0] = item((3, 7));

        let update = ListChange::Update { at: 0, item: item((3, 7)) };
        assert_eq!(item_changes(&old, &new), [ListChange::Move { from: 2, to: 0 }, update]);
    }

    #[test]
    fn a_list_that_did_not_change_has_no_changes() {
        assert_eq!(item_changes(&items(&[1, 2]), &items(&[1, 2])), []);
    }

    /// Some items with keys that stand once, in any order.
    fn any_items() -> impl Strategy<Value = Vec<Item>> {
        let ids = proptest::sample::subsequence((0..24_u8).collect::<Vec<_>>(), 0..=24).prop_shuffle();
        ids.prop_flat_map(|ids| {
            let titles = proptest::collection::vec(0..3_u8, ids.len());
            titles.prop_map(move |titles| ids.iter().copied().zip(titles).map(item).collect())
        })
    }

    /// The length of the longest increasing run, by trying all.
    fn longest(numbers: &[usize]) -> usize {
        let mut best: Vec<usize> = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            let shorter = (0..at).filter(|before| numbers[*before] < *number).map(|before| best[before]);
            best.push(shorter.max().unwrap_or(0) + 1);
        }
        best.into_iter().max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn the_steps_lead_to_the_new_list_and_none_could_be_left_out(old in any_items(), new in any_items()) {
            let changes = item_changes(&old, &new);

            let place = |item: &Item| old.iter().position(|other| other.key == item.key);
            let common: Vec<usize> = new.iter().filter_map(place).collect();
            let count = |is: fn(&ListChange) -> bool| changes.iter().filter(|change| is(change)).count();
            let moved = count(|change| matches!(change, ListChange::Move { .. }));
            let came = count(|change| matches!(change, ListChange::Insert { .. }));
            let left = count(|change| matches!(change, ListChange::Remove { .. }));
            let updated = count(|change| matches!(change, ListChange::Update { .. }));
            let differ = new.iter().filter(|item| place(item).is_some_and(|at| old[at] != **item)).count();
            prop_assert_eq!(moved, common.len() - longest(&common));
            prop_assert_eq!((came, left), (new.len() - common.len(), old.len() - common.len()));
            prop_assert_eq!(updated, differ);
            prop_assert_eq!(applied(&old, changes), new);
        }
    }
}
