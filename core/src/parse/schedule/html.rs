//! Reads the broadcasts of a page.

use std::collections::HashMap;

use ifilm_language::time::{ClockZone, clock_times, zone_of_line};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

use super::broadcast::{Broadcast, End, Found, Start};
use super::columns;
use super::draft::Draft;
use super::fields::{Fields, RowTokens, Times};
use super::moments::day_of_fetching;
use super::line_times::machine;
use super::page::{GuidePage, Piece};
use super::reading::{self, Reading};
use super::tabs::PageDays;
use super::token::{TimeValue, Tokens};
use super::written_zone::written_zone;
use super::{link, noise, rows, words};
use crate::parse::Document;
use crate::parse::html::Tag;

/// Reads a page. What stands beside its content counts only if nothing else does.
pub(super) fn read(page: &GuidePage, document: Document<'_>) -> Found {
    let zone = zone_of_page(page);
    let today = day_of_fetching(document, zone);
    let found = read_with(page, document, today, false);
    let broadcasts = if found.is_empty() { read_with(page, document, today, true) } else { found };
    Found { broadcasts, zone, written: zone_of_moments(page, document.edition.zone.time_zone()) }
}

fn read_with(page: &GuidePage, document: Document<'_>, today: Date, has_asides: bool) -> Vec<Broadcast> {
    let columns = columns::read(page);
    let zone = document.edition.zone.time_zone();
    let (roles, zones) = (&columns.roles, &columns.zones);
    let tokens = reading::read(&Reading { page, roles, zones, zone, today, has_asides });
    let drafts = noise::kept(&tokens, rows::find(page, &tokens));
    let days = PageDays::of(page, &tokens, today, &drafts);
    let titled = days.of_title();
    let base = page.base.as_deref().and_then(|base| document.address.join(base).ok());
    let base = base.as_ref().unwrap_or(document.address);
    let row_tokens = RowTokens { page, tokens: &tokens, roles };
    let read = |draft: &Draft| {
        let (fields, times) = (row_tokens.fields(draft)?, row_tokens.times(draft)?);
        let day = days.of_draft(draft).or(titled);
        let is_said = !words::is_template(&fields.title);
        is_said.then(|| {
            (
                broadcast(draft, fields, &times, day, link_of(page, &tokens, draft, document, base)),
                times.apart,
            )
        })
    };
    let rows: Vec<(Broadcast, Option<i32>)> = drafts.iter().filter_map(read).collect();
    in_one_zone(rows)
}

fn link_of(
    page: &GuidePage,
    tokens: &Tokens,
    draft: &Draft,
    document: Document<'_>,
    base: &Url,
) -> Option<String> {
    link::of_draft(page, tokens, draft, document, base)
}

fn broadcast(
    draft: &Draft,
    fields: Fields,
    times: &Times,
    day: Option<Date>,
    link: Option<String>,
) -> Broadcast {
    let Fields { title, episode, length } = fields;
    let end = times.end.or(length.map(End::Length));
    let list = draft.container;
    Broadcast { start: times.start, end, title, episode, link, day, days_later: draft.days_later, list }
}

/// The differences between Tehran and Greenwich, in winter and in the summers before 2023.
const TEHRAN: [i32; 2] = [210, 270];

/// Takes two times in each row for one moment in two zones, if most are as far apart as Tehran and Greenwich.
fn in_one_zone(rows: Vec<(Broadcast, Option<i32>)>) -> Vec<Broadcast> {
    let mut apart: HashMap<i32, usize> = HashMap::new();
    for distance in rows.iter().filter_map(|(_, apart)| *apart) {
        let count = apart.entry(distance.rem_euclid(1440)).or_default();
        *count = count.saturating_add(1);
    }
    let pairs: usize = apart.values().sum();
    let count = |distance: i32| apart.get(&distance.rem_euclid(1440)).copied().unwrap_or(0);
    let most = |sign: i32| {
        let mut found = TEHRAN.into_iter().map(|minutes| count(minutes.saturating_mul(sign)));
        pairs > 1 && found.any(|count| count.saturating_mul(10) >= pairs.saturating_mul(8))
    };
    let first = match (most(1), most(-1)) {
        (true, _) => zone_of_line("GMT"),
        (false, true) => zone_of_line("Tehran"),
        (false, false) => return rows.into_iter().map(|(broadcast, _)| broadcast).collect(),
    };
    let settled = |(broadcast, apart): (Broadcast, Option<i32>)| match (broadcast.start, apart) {
        (Start::Clock { minutes, zone: None }, Some(_)) => {
            Broadcast { start: Start::Clock { minutes, zone: first }, end: None, ..broadcast }
        }
        _ => broadcast,
    };
    rows.into_iter().map(settled).collect()
}

/// The zone in which the page writes its first moment.
fn zone_of_moments(page: &GuidePage, own: &TimeZone) -> Option<ClockZone> {
    let moment = |piece: &Piece| match machine(piece, own)? {
        TimeValue::Moment(at) => Some(at),
        TimeValue::Clock(_) => None,
    };
    let (piece, at) = page.pieces.iter().find_map(|piece| Some((piece, moment(piece)?)))?;
    written_zone(piece.machine.as_deref().unwrap_or(&piece.text), at, own)
}

/// The zone that the page names for all its times: that of its sentences, or the only one that it names.
fn zone_of_page(page: &GuidePage) -> Option<ClockZone> {
    let is_footer = |element: usize| page.around(element).any(|at| page.tag(at) == Tag::Footer);
    let sentences = page.pieces.iter().filter(|piece| piece.text.len() <= 300);
    let (mut in_sentence, mut alone) = (None, Vec::new());
    for piece in sentences {
        let Some(zone) = zone_of_line(&piece.text) else { continue };
        if !clock_times(&piece.text, false).is_empty() || is_footer(piece.element) {
            continue;
        }
        match piece.text.split_whitespace().nth(2).is_some() {
            true => in_sentence = in_sentence.or(Some(zone)),
            false => alone.push((zone, piece.text.split_whitespace().nth(1).is_some())),
        }
    }
    let first = alone.first().copied();
    let only = first.filter(|(first, _)| alone.iter().all(|(zone, _)| zone == first));
    let is_said = |(zone, has_words): &(ClockZone, bool)| *has_words || zone.name().as_deref() == Some("UTC");
    in_sentence.or_else(|| only.filter(is_said).map(|(zone, _)| zone))
}
