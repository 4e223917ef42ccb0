//! Pairs of articles, typed by hand. Checks in both directions whether they are shown as the same story.

use ifilm_core::language::story::{StoryText, story_likeness};
use ifilm_tests::golden;
use serde::Deserialize;

#[derive(Deserialize)]
struct Pair {
    why: String,
    one: StoryText,
    other: StoryText,
    shown: bool,
}

#[test]
fn pairs_match_or_not_as_the_table_says_in_both_directions() {
    let mut wrong = Vec::new();
    for Pair { why, one, other, shown } in golden::<Pair>("same_story") {
        let found = story_likeness(&one, &other);

        assert_eq!(found, story_likeness(&other, &one), "{why}");
        if found.is_shown() != shown {
            wrong.push(format!("{why}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_is_large_enough_and_a_good_part_of_it_must_not_match() {
    let pairs = golden::<Pair>("same_story");

    let refused = pairs.iter().filter(|pair| !pair.shown).count();
    assert!(pairs.len() >= 30 && refused >= 15, "{} of {}", refused, pairs.len());
}
