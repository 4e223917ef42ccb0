//! Days that stand beside each other, as the tabs of a guide do, and where a tab leads.

use std::ops::Range;

use super::page::GuidePage;
use super::token::{Tokens, What};

/// Where a tab with this attribute leads: an attribute of its panel, and its value.
pub(super) fn targets_of(name: &str, value: &str) -> Vec<(String, String)> {
    let id = |value: &str| ("id".to_owned(), value.trim_start_matches('#').to_owned());
    match name {
        "href" => {
            value.split_once('#').map(|(_, id)| id).filter(|id| !id.is_empty()).map(id).into_iter().collect()
        }
        "id" => vec![("aria-labelledby".to_owned(), value.to_owned())],
        "class" | "role" | "itemprop" | "datetime" | "colspan" | "rowspan" | "selected" | "aria-selected" => {
            Vec::new()
        }
        _ if value.is_empty() => Vec::new(),
        "for" | "value" => vec![
            id(value),
            ("data-day".to_owned(), value.to_owned()),
            ("data-tab".to_owned(), value.to_owned()),
        ],
        _ => vec![id(value), (name.to_owned(), value.to_owned())],
    }
}

/// The days that stand beside each other, in elements of the same kinds, without times or rows between.
pub(super) fn runs(page: &GuidePage, tokens: &Tokens) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (day, (_, token)) in tokens.days.iter().enumerate() {
        let piece = tokens.all.get(*token).and_then(|token| page.pieces.get(token.piece));
        let element = piece.map_or(0, |piece| piece.element);
        let form = (page.tag(element), page.tag(page.parent(element)));
        let is_beside = last.is_some_and(|(last, last_form): (usize, _)| {
            let between = tokens.slice(last.saturating_add(1)..*token);
            last_form == form && between.iter().all(|token| matches!(token.what, What::Text(_, false)))
        });
        match runs.last_mut().filter(|_| is_beside) {
            Some(run) => run.end = day.saturating_add(1),
            None => runs.push(day..day.saturating_add(1)),
        }
        last = Some((*token, form));
    }
    runs
}
