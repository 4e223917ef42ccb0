//! Which items have vanished from a listing. Pure.

use std::collections::HashSet;

use super::paging::SEVERAL;
use crate::model::ItemKey;

/// The items of the earlier first page that are not among the rows any more, although the listing was read
/// past their places: several rows that stood below them then have come again. The site may have removed
/// them. After many new rows they are no longer among the newest items, whose pages are checked now and then.
pub(super) fn vanished<'a>(
    top_before: &[ItemKey],
    rows: impl IntoIterator<Item = &'a ItemKey>,
) -> Vec<ItemKey> {
    let rows: HashSet<&ItemKey> = rows.into_iter().collect();
    let (mut below, mut vanished) = (0, Vec::new());
    for key in top_before.iter().rev() {
        if rows.contains(key) {
            below += 1;
        } else if below >= SEVERAL {
            vanished.push(key.clone());
        }
    }
    vanished.reverse();
    vanished
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(ids: &[u32]) -> Vec<ItemKey> {
        ids.iter().map(|id| ItemKey::article("en".parse().unwrap(), id.to_string())).collect()
    }

    #[test]
    fn an_item_has_vanished_if_several_rows_below_it_came_again_and_it_did_not() {
        for (before, now, expected) in [
            (&[9, 8, 7, 6, 5][..], &[12, 11, 10, 9, 7, 6, 5][..], &[8][..]),
            (&[9, 8, 7, 6, 5], &[12, 11, 7, 6, 5], &[9, 8]),
            (&[9, 8, 7, 6, 5], &[9, 7, 6], &[]),
            (&[9, 8, 7, 6, 5], &[9, 8, 7, 6, 5], &[]),
            (&[9, 8, 7, 6, 5], &[12, 11, 10], &[]),
            (&[], &[3, 2, 1], &[]),
        ] {
            let rows = keys(now);

            assert_eq!(vanished(&keys(before), &rows), keys(expected), "{before:?} {now:?}");
        }
    }
}
