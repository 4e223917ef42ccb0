//! Wishes, and the editions that they match.

use ifilm_core::Rule;
use ifilm_core::catalog::Editions;
use ifilm_core::language::matching::best_match;
use ifilm_core::testing::choose;
use ifilm_tests::golden;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Chosen {
    wish: Vec<String>,
    edition: String,
    rule: String,
    why: String,
}

#[derive(Deserialize)]
struct Matched {
    wish: Vec<String>,
    offer: Vec<String>,
    r#match: Option<String>,
    why: String,
}

#[test]
fn each_person_gets_the_edition_of_the_table() {
    let editions = Editions::embedded();
    let rows: Vec<Chosen> = golden("choose");
    assert!(rows.len() >= 300);

    for Chosen { wish, edition, rule, why } in rows {
        let choice = choose(&editions, &wish);
        let decided = choice.trace.last().unwrap();

        assert_eq!(
            (choice.edition.as_str(), json!(decided.rule)),
            (&*edition, json!(rule)),
            "{wish:?}: {why}"
        );
    }
}

#[test]
fn the_edition_is_always_that_of_the_last_trace_line() {
    let editions = Editions::embedded();

    for Chosen { wish, .. } in golden("choose") {
        let choice = choose(&editions, &wish);

        assert_eq!(choice.trace.last().unwrap().offer.as_deref(), Some(choice.edition.as_str()), "{wish:?}");
        let undecided = choice.trace.iter().rev().skip(1);
        assert!(
            undecided.into_iter().all(|line| line.rule != Rule::Default && line.wish.is_some()),
            "{wish:?}"
        );
    }
}

#[test]
fn wishes_match_the_offer_of_the_table() {
    let rows: Vec<Matched> = golden("match");
    assert!(rows.len() >= 100);

    for Matched { wish, offer, r#match, why } in rows {
        let (found, _) = best_match(&wish, &offer);

        assert_eq!(found.map(|index| &offer[index]), r#match.as_ref(), "{wish:?} of {offer:?}: {why}");
    }
}
