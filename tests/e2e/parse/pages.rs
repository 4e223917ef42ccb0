//! The corpus: pages written by hand, each in a manner of its own, with its truth beside it. They are in
//! `tests/fixtures/pages`, and the README of `tests/fixtures` says what a truth holds.
//!
//! To see each difference: `cargo test -p ifilm-tests --test parse corpus -- --nocapture`.

mod index;
mod outcome;
mod similarity;
mod truth;

use std::collections::BTreeSet;

use outcome::Outcome;
use truth::Page;

/// What the whole corpus must reach. A share counts the pages on which the part is exact.
///
/// The bars are what the core has reached. Raise them with each change that
/// allows it. The aims: text 0.99, leads 0.98, all titles and dates, no text below one half.
const BARS: &[Bar] = &[
    Bar { part: "mean similarity of the text", of: |outcomes| mean(outcomes, Outcome::text), least: 0.99 },
    Bar { part: "texts above one half", of: |outcomes| mean(outcomes, above_half), least: 1.00 },
    Bar { part: "titles", of: |outcomes| mean(outcomes, Outcome::title), least: 1.00 },
    Bar { part: "leads", of: |outcomes| mean(outcomes, Outcome::lead), least: 1.00 },
    Bar { part: "dates", of: |outcomes| mean(outcomes, Outcome::published), least: 1.00 },
    Bar { part: "dates of updates", of: |outcomes| mean(outcomes, Outcome::updated), least: 0.99 },
    Bar {
        part: "blocks of text with their types",
        of: |outcomes| mean(outcomes, Outcome::blocks),
        least: 0.97,
    },
    Bar { part: "sequences of media", of: |outcomes| mean(outcomes, Outcome::media), least: 0.97 },
    Bar { part: "captions", of: |outcomes| mean(outcomes, Outcome::captions), least: 0.98 },
];

/// One figure of the corpus, and the least that it may be.
struct Bar {
    part: &'static str,
    of: fn(&[Outcome]) -> f64,
    least: f64,
}

#[test]
fn the_corpus_is_read_as_its_truth_says() {
    let mut outcomes: Vec<Outcome> = truth::pages().into_iter().map(Outcome::of).collect();
    outcomes.sort_by(|one, other| one.worth().total_cmp(&other.worth()));

    let (mut figures, mut missed) = (Vec::new(), Vec::new());
    for Bar { part, of, least } in BARS {
        let reached = of(&outcomes);
        figures.push(format!("{reached:.4} {part}"));
        if reached < *least {
            missed.push(format!("{part}: {reached:.4}, not {least}"));
        }
    }
    let differences: Vec<String> = outcomes.iter().filter_map(Outcome::difference).collect();
    let exact = outcomes.len() - differences.len();

    eprintln!("{}\n\n{}", differences.join("\n"), figures.join("\n"));
    eprintln!("{exact} of {} pages are exact", outcomes.len());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_corpus_has_120_pages_in_60_manners_and_all_editions() {
    let pages = truth::pages();
    let of = |part: fn(&Page) -> &str| pages.iter().map(part).collect::<BTreeSet<&str>>();
    let (manners, editions) = (of(|page| &page.truth.manner), of(|page| &page.truth.edition));

    assert!(pages.len() >= 120, "{}", pages.len());
    assert!(manners.len() >= 60, "{}", manners.len());
    assert_eq!(editions.into_iter().collect::<Vec<_>>(), ["ar", "en", "fa", "fa2"]);
}

#[test]
fn the_index_has_a_row_for_each_page() {
    let written = std::fs::read_to_string(truth::folder().join("INDEX.md")).unwrap_or_default();

    let wanted = index::of(&truth::pages());

    assert!(written == wanted, "tests/fixtures/pages/INDEX.md must be:\n{wanted}");
}

fn mean(outcomes: &[Outcome], part: fn(&Outcome) -> f64) -> f64 {
    outcomes.iter().map(part).sum::<f64>() / outcomes.len().max(1) as f64
}

fn above_half(outcome: &Outcome) -> f64 {
    if outcome.text() >= 0.5 { 1.0 } else { 0.0 }
}
