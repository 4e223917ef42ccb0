//! A list that is read from its top, slice by slice, has its holes as rows where items are missing.

use std::num::NonZeroU32;

use ifilm_core::{ItemKey, ListHole, ListQuery};
use ifilm_tests::{PlainAnswer, PlainScenario, edition};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Lists all items from the newest down to 1, in pages of three. Each is an hour newer than the next.
fn publish(scenario: &PlainScenario, newest: u32) {
    let row = |id: u32| {
        let date = Timestamp::from_second(1_712_000_000 + 3_600 * i64::from(id)).unwrap();
        json!({"Id": id, "Title": format!("Story number {id} of the town"), "PublishDate": date.to_string()})
    };
    let rows: Vec<Value> = (1..=newest).rev().map(row).collect();
    scenario.site.answer("/list", PlainAnswer::of("[]"));
    for (number, rows) in (1..).zip(rows.chunks(3)) {
        scenario.site.answer(&format!("/list?page={number}"), PlainAnswer::of(json!(rows).to_string()));
    }
}

/// A row of a list as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Item(u32),
    Hole,
}

/// All rows of the list, read in slices of this size.
async fn rows(scenario: &PlainScenario, limit: NonZeroU32) -> Vec<Row> {
    let (mut rows, mut above, mut after) = (Vec::new(), None, None);
    loop {
        let mut query = ListQuery::news(edition("en")).with_limit(limit.get());
        query.after = after;
        let slice = scenario.client.library().list(query).await.unwrap();
        for item in slice.items {
            let is_here = |hole: &&ListHole| hole.after == above && hole.before.as_ref() == Some(&item.key);
            rows.extend(slice.holes.iter().filter(is_here).map(|_| Row::Hole));
            rows.push(Row::Item(number(&item.key)));
            above = Some(item.key);
        }
        after = slice.next;
        if after.is_none() {
            let is_last = |hole: &&ListHole| hole.after == above && hole.before.is_none();
            rows.extend(slice.holes.iter().filter(is_last).map(|_| Row::Hole));
            return rows;
        }
    }
}

fn number(key: &ItemKey) -> u32 {
    key.id.parse().unwrap()
}

/// The same items with a hole wherever a number is missing between two of them. The site counts its items, so
/// each missing number is a missing item.
fn with_holes_at_jumps(rows: &[Row]) -> Vec<Row> {
    let items = rows.iter().filter(|row| **row != Row::Hole);
    let mut expected: Vec<Row> = Vec::new();
    for item in items {
        if let (Some(Row::Item(above)), Row::Item(below)) = (expected.last(), item)
            && above - below > 1
        {
            expected.push(Row::Hole);
        }
        expected.push(item.clone());
    }
    expected
}

fn holes(rows: &[Row]) -> usize {
    rows.iter().filter(|row| **row == Row::Hole).count()
}

#[tokio::test]
async fn the_holes_of_a_list_are_rows_where_items_are_missing_whatever_the_size_of_its_slices() {
    let scenario = PlainScenario::begin();
    for newest in [10, 50, 95, 140] {
        publish(&scenario, newest);
        scenario.sync().await;
    }

    for limit in [1, 4, 15, 500].map(|limit| NonZeroU32::new(limit).unwrap()) {
        let rows = rows(&scenario, limit).await;

        assert!(holes(&rows) >= 2, "{rows:?}");
        assert_eq!(rows, with_holes_at_jumps(&rows), "in slices of {limit}");
    }
}

#[tokio::test]
async fn a_hole_that_shrinks_stays_a_row_at_its_new_place_until_nothing_is_missing() {
    let scenario = PlainScenario::begin();
    let limit = NonZeroU32::new(6).unwrap();
    for newest in [10, 80] {
        publish(&scenario, newest);
        scenario.sync().await;
    }

    let mut seen = Vec::new();
    for _ in 0..8 {
        let rows = rows(&scenario, limit).await;
        assert_eq!(rows, with_holes_at_jumps(&rows));
        seen.push((rows.len() - holes(&rows), holes(&rows)));
        scenario.sync().await;
    }

    assert_eq!(seen.first(), Some(&(18, 1)));
    assert!(seen.is_sorted(), "each sync fills some of it: {seen:?}");
    assert_eq!(seen.last(), Some(&(73, 0)));
}
