//! The sections besides news: what each path answers equals its truth, in every style, by a crude parser.

mod changes;
mod crude;
mod lists;
mod pages;
mod pieces;
mod program;
mod schedule;
mod served;
use ifilm_site::{Edition, SectionSnapshot, SectionStyle, Sections};

/// The sections of five seeds, in each edition and each style.
fn everywhere() -> impl Iterator<Item = (String, Edition, SectionSnapshot)> {
    let keys = (1..=5).flat_map(|seed| Edition::ALL.map(|edition| (seed, edition)));
    let keys = keys.flat_map(|(seed, edition)| SectionStyle::ALL.map(|style| (seed, edition, style)));
    keys.map(|(seed, edition, style)| {
        let sections =
            Sections { style: Some(style), series: 24, films: 22, programs: 8, ..Sections::default() };
        (format!("{seed} {edition} {style:?}"), edition, SectionSnapshot::of_seed(seed, edition, sections))
    })
}

/// The sections of five seeds in each edition, where each page has a style of its own.
fn mixed() -> impl Iterator<Item = (String, Edition, SectionSnapshot)> {
    let keys = (1..=5).flat_map(|seed| Edition::ALL.map(|edition| (seed, edition)));
    keys.map(|(seed, edition)| {
        let sections = SectionSnapshot::of_seed(seed, edition, Sections::default());
        (format!("{seed} {edition}"), edition, sections)
    })
}
