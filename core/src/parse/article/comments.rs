//! What comments look like, whatever announces them: a form, names, dates.

use super::line::Line;
use super::measured_page::MeasuredPage;
use super::votes::{Vote, Votes};
use crate::parse::page::{Element, Hint};

/// How many lines behind a heading show what follows it.
const CLOSE: usize = 8;

/// The maximum number of words of a name.
const LONGEST_NAME: usize = 4;

/// Whether the lines of a block look like comments.
pub(super) fn are_in(measured: &MeasuredPage<'_>, block: &Element) -> bool {
    let lines = || block.nodes.clone().filter(|node| measured.line(*node).weight > 0).skip(1).take(CLOSE);
    is_name_first(measured, lines()) || lines().any(|node| measured.line(node).stamp.is_some())
}

/// What the lines behind a heading say about comments.
pub(super) fn votes_behind(measured: &MeasuredPage<'_>, forms: &[usize], heading: usize) -> Votes {
    let lines = || measured.behind(heading).filter(|node| measured.line(*node).weight > 0).take(CLOSE);
    let is_hinted = |node| {
        let around = measured.around(node).map(|at| measured.page.element(at));
        around.take_while(|block| block.nodes.start >= heading).any(|block| block.hints.meets(Hint::COMMENT))
    };
    Votes::default()
        .when(is_name_first(measured, lines()), Vote::NameBehind)
        .when(lines().any(|node| measured.line(node).stamp.is_some()), Vote::StampBehind)
        .when(lines().any(is_hinted), Vote::CommentNameBehind)
        .when(
            take_turns(measured, lines()) || lines().any(|node| is_reply(&measured.line(node).normalized)),
            Vote::ReplyBehind,
        )
        .when(has_form_behind(forms, heading), Vote::FormBehind)
}

/// Whether names and sentences take turns.
fn take_turns(measured: &MeasuredPage<'_>, lines: impl Iterator<Item = usize>) -> bool {
    let kinds = lines.map(|node| measured.line(node)).map(|line| (is_name(line), line.is_prose()));
    let turns = kinds.collect::<Vec<_>>();
    let pairs = turns.iter().zip(turns.iter().skip(1)).filter(|((name, _), (_, prose))| *name && *prose);
    pairs.count() > 1
}

/// Whether a line is a button below a comment.
fn is_reply(normalized: &str) -> bool {
    REPLIES.contains(&normalized.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Buttons below comments, in one spelling.
const REPLIES: &[&str] =
    &["reply", "replies", "likereply", "پاسخ", "پاسخدادن", "جواب", "رد", "ردعلی", "الرد"];

/// Whether the first of these lines is a name, and prose follows it.
fn is_name_first(measured: &MeasuredPage<'_>, lines: impl Iterator<Item = usize>) -> bool {
    let mut lines = lines.map(|node| measured.line(node));
    lines.next().is_some_and(is_name) && lines.any(Line::is_prose)
}

fn is_name(line: &Line) -> bool {
    line.heading.is_none()
        && line.label.is_none()
        && !line.ends_a_sentence()
        && line.word_count() <= LONGEST_NAME
}

/// The first nodes of the forms for longer texts, in order.
pub(super) fn forms(measured: &MeasuredPage<'_>) -> Vec<usize> {
    let forms = measured.page.elements.iter().filter(|block| block.has_textarea);
    forms.map(|form| form.nodes.start).collect()
}

/// Whether only short lines without links stand between a heading and a form for longer texts.
pub(super) fn heads_form(measured: &MeasuredPage<'_>, forms: &[usize], heading: usize) -> bool {
    let is_short =
        |node: &usize| measured.lines.get(*node).is_some_and(|line| !line.is_prose() && line.linked == 0);
    let close = heading.saturating_add(1)..heading.saturating_add(CLOSE);
    let last = close.take_while(is_short).last().unwrap_or(heading).saturating_add(1);
    forms.get(forms.partition_point(|form| *form <= heading)).is_some_and(|form| *form <= last)
}

/// Whether a form for longer texts begins within the next lines.
pub(super) fn has_form_behind(forms: &[usize], heading: usize) -> bool {
    let next = forms.partition_point(|form| *form < heading);
    forms.get(next).is_some_and(|form| form.saturating_sub(heading) <= CLOSE)
}
