//! Why each line of a page is part of its article, or is not: the votes that decided.

use super::body::TextFinder;
use super::measured_page::MeasuredPage;
use super::votes::Votes;
use super::{Reading, page};
use crate::error::Result;
use crate::parse::{Document, encoding, guarded};

/// A line of a page, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyLine {
    /// The number of the node.
    pub node: usize,
    /// `title`, `lead`, `text`; or `dropped` from the text, `repeated` in it, in a `foreign` block, `above`
    /// the text, `behind` it, or behind the word for `comments`.
    pub verdict: &'static str,
    /// The line; a picture or video is empty.
    pub text: String,
    /// The votes, heaviest first.
    pub votes: Vec<LineVote>,
}

/// A vote about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineVote {
    /// Its name in the table of votes.
    pub name: &'static str,
    /// Its weight.
    pub weight: i32,
    /// What was seen.
    pub reason: &'static str,
}

/// The lines of a page in their order, each with the votes that decided about it. A text that stands only in
/// a script is not among them.
///
/// # Errors
/// Those of [`article`](super::article).
pub fn why(document: Document<'_>) -> Result<Vec<WhyLine>> {
    guarded(document.address, || {
        let html = encoding::decode(document.bytes, document.charset);
        let page = page(&html, document)?;
        let measured = MeasuredPage::of(&page, document);
        let reading = Reading::of(&measured);
        let finder = TextFinder::of(&measured, &reading.facts, &reading.region, &reading.aids);
        Ok((0..measured.lines.len()).map(|node| line(&reading, &finder, node)).collect())
    })
}

fn line(reading: &Reading<'_, '_>, finder: &TextFinder<'_, '_>, node: usize) -> WhyLine {
    let (verdict, votes) = verdict(reading, finder, node);
    let mut votes: Vec<LineVote> = votes
        .iter()
        .map(|vote| LineVote { name: vote.name(), weight: vote.weight(), reason: vote.reason() })
        .collect();
    votes.sort_by_key(|vote| std::cmp::Reverse(vote.weight.saturating_abs()));
    WhyLine { node, verdict, text: reading.measured.line(node).text.clone(), votes }
}

fn verdict(reading: &Reading<'_, '_>, finder: &TextFinder<'_, '_>, node: usize) -> (&'static str, Votes) {
    let Reading { measured, title, region, body, lead, kept, .. } = reading;
    let lead_votes = lead.voted.filter(|(at, _)| *at == node).map(|(_, votes)| votes);
    let is_text = measured.page.node(node).run().is_some();
    let line_votes = || if is_text { finder.votes(node) } else { Votes::default() };
    match region.comments {
        _ if title.node == Some(node) => ("title", title.votes),
        _ if kept.contains(&node) => ("text", line_votes()),
        _ if body.nodes.contains(&node) => match lead_votes {
            Some(votes) => ("lead", votes),
            None => ("repeated", line_votes()),
        },
        _ if !region.has(node) => ("foreign", region.foreign_votes(node)),
        Some((comments, votes)) if node >= comments => ("comments", votes),
        _ if node < region.span.start => ("above", Votes::default()),
        _ if node >= region.span.end => ("behind", Votes::default()),
        _ => ("dropped", line_votes()),
    }
}
