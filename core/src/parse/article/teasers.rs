//! Teasers of other articles without blocks of their own: a heading that announces them, then links, each
//! with at most one sentence.

use std::ops::Range;

use super::measured_page::MeasuredPage;
use super::votes::{Vote, Votes};
use crate::parse::label::Label;

/// Headings that announce articles, with the links and sentences that follow each in the same block.
pub(super) fn find<'s>(
    measured: &'s MeasuredPage<'_>,
    title: Option<usize>,
) -> impl Iterator<Item = (Range<usize>, Votes)> + use<'s> {
    let start = title.map_or(0, |title| title.saturating_add(1));
    let announces = |node: &usize| {
        let line = measured.line(*node);
        line.heading.is_some() && matches!(line.label, Some(Label::ReadMore | Label::Latest))
    };
    let headings = (start..measured.lines.len()).filter(announces).take(MOST_HEADINGS);
    headings.filter_map(|heading| {
        let end = teasers_end(measured, heading)?;
        let votes = Votes::default().with(Vote::HeadedByRelated).with(Vote::LinksAboveSentences);
        Some((heading..end, votes))
    })
}

/// Where links, each with at most one sentence, end behind a heading; `None` if there are fewer than two, or
/// if prose follows them in the same block.
fn teasers_end(measured: &MeasuredPage<'_>, heading: usize) -> Option<usize> {
    let block = measured.around(heading).find(|at| measured.nodes(*at).len() > 2).unwrap_or(0);
    let behind = heading.saturating_add(1)..measured.nodes(block).end;
    let (mut links, mut sentences, mut all) = (0_usize, 0_usize, 0_usize);
    for node in behind.clone() {
        let line = measured.line(node);
        if line.is_link() {
            (links, sentences) = (links.saturating_add(1), 0);
        } else if line.is_prose() {
            (sentences, all) = (sentences.saturating_add(1), all.saturating_add(1));
        }
        if links == 0 && line.weight > 0 || sentences > 1 {
            return None;
        }
    }
    (links > 1 && all <= links).then_some(behind.end)
}

/// The maximum number of headings that are looked at.
const MOST_HEADINGS: usize = 16;
