//! Rows that are no broadcasts: prayer times, office hours, and boxes that repeat a row of the guide.

use std::collections::HashMap;

use super::draft::Draft;
use super::page::GuidePage;
use super::token::{Tokens, What};
use super::words;
use crate::parse::article::is_home;
use crate::parse::html::Tag;

/// The rows of the guide itself: those of the form that most rows have.
pub(super) fn kept(page: &GuidePage, tokens: &Tokens, drafts: Vec<Draft>) -> Vec<Draft> {
    let drafts = without_menus(page, tokens, drafts);
    let drafts = without_prayers(tokens, drafts);
    let drafts = without_offices(tokens, drafts);
    let drafts = without_sentences(tokens, drafts);
    let mut counts: HashMap<Form, usize> = HashMap::new();
    for draft in &drafts {
        let count = counts.entry(form(draft)).or_default();
        *count = count.saturating_add(1);
    }
    let first = |form: Form| drafts.iter().position(|draft| self::form(draft) == form).unwrap_or(0);
    let best = counts.iter().max_by_key(|(form, count)| (**count, std::cmp::Reverse(first(**form))));
    let Some(best) = best.map(|(form, _)| *form) else { return Vec::new() };
    drafts.into_iter().filter(|draft| form(draft) == best).collect()
}

/// The kinds of the elements around a row, and whether it is an element.
type Form = (Tags, bool);
type Tags = (u8, u8, u8);

fn form(draft: &Draft) -> Form {
    let (own, container, outer) = draft.form;
    ((number(own), number(container), number(outer)), draft.is_element)
}

/// A number for a kind of element. Kinds that stand for each other have the same.
fn number(tag: Tag) -> u8 {
    match tag {
        Tag::Tbody | Tag::Table | Tag::Thead => 1,
        Tag::Tr => 2,
        Tag::Td | Tag::Th => 3,
        Tag::Li => 4,
        Tag::Ul | Tag::Ol => 5,
        Tag::Div | Tag::A => 6,
        Tag::Section => 7,
        Tag::Article => 8,
        Tag::P => 9,
        Tag::Dl => 10,
        Tag::Header => 12,
        Tag::Body | Tag::Html => 13,
        Tag::Main => 14,
        Tag::Span => 15,
        Tag::Details => 16,
        _ => 0,
    }
}

fn titles<'t>(tokens: &'t Tokens, draft: &Draft) -> impl Iterator<Item = &'t str> {
    tokens.slice(draft.tokens.clone()).iter().filter_map(|token| match &token.what {
        What::Text(text, _) => Some(text.as_str()),
        _ => None,
    })
}

/// Drops rows that link to the front page: menus with a clock.
fn without_menus(page: &GuidePage, tokens: &Tokens, drafts: Vec<Draft>) -> Vec<Draft> {
    let leads_home = |piece: usize| {
        let link = page.pieces.get(piece).and_then(|piece| page.links.get(piece.link?));
        link.is_some_and(|link| is_home(&link.address))
    };
    let is_menu = |draft: &Draft| {
        tokens.slice(draft.tokens.clone()).iter().take(MOST).any(|token| leads_home(token.piece))
    };
    drafts.into_iter().filter(|draft| !is_menu(draft)).collect()
}

/// The most tokens of a row whose links are looked at.
const MOST: usize = 16;

/// Drops office hours. They are one or two rows by themselves; a title in a guide may have the same words.
fn without_offices(tokens: &Tokens, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut lists: HashMap<usize, usize> = HashMap::new();
    for draft in &drafts {
        let count = lists.entry(draft.container).or_default();
        *count = count.saturating_add(1);
    }
    let is_office = |draft: &Draft| {
        let mut texts = titles(tokens, draft).filter(|text| words::may_be_title(text));
        let first = texts.next();
        first.is_some_and(words::is_office) && texts.next().is_none()
    };
    let is_alone = |draft: &Draft| lists.get(&draft.container).is_some_and(|count| *count <= 2);
    drafts.into_iter().filter(|draft| !is_alone(draft) || !is_office(draft)).collect()
}

/// Drops rows whose times stand within a text, if nearly all others have theirs alone: an advert with its
/// hours in a table of broadcasts.
fn without_sentences(tokens: &Tokens, drafts: Vec<Draft>) -> Vec<Draft> {
    let has_pure = |draft: &Draft| {
        let times = draft.times.clone().unwrap_or(0..0);
        let mut all = tokens.slice(times).iter().chain(tokens.slice(draft.tokens.clone()));
        all.any(|token| matches!(&token.what, What::Time(time) if time.is_pure))
    };
    let pure = drafts.iter().filter(|draft| has_pure(draft)).count();
    let is_rule = pure > 2 && pure.saturating_mul(10) >= drafts.len().saturating_mul(8);
    drafts.into_iter().filter(|draft| !is_rule || has_pure(draft)).collect()
}

/// Drops the lists of which most rows are prayers.
fn without_prayers(tokens: &Tokens, drafts: Vec<Draft>) -> Vec<Draft> {
    let is_prayer = |draft: &Draft| titles(tokens, draft).any(words::is_prayer);
    let mut lists: HashMap<usize, (usize, usize)> = HashMap::new();
    for draft in &drafts {
        let (prayers, all) = lists.entry(draft.container).or_default();
        *prayers = prayers.saturating_add(is_prayer(draft).into());
        *all = all.saturating_add(1);
    }
    let is_list = |draft: &Draft| {
        lists
            .get(&draft.container)
            .is_some_and(|(prayers, all)| prayers.saturating_mul(2) >= *all && *prayers > 1)
    };
    drafts.into_iter().filter(|draft| !is_list(draft)).collect()
}
