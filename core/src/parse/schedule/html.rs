//! Reads the broadcasts of a page.

use std::collections::HashMap;

use ifilm_language::text::normalized;
use ifilm_language::time::{ClockZone, clock_times, zone_of_line};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

use super::broadcast::{Broadcast, End, Found, Start};
use super::columns;
use super::draft::Draft;
use super::fields::{Fields, RowTokens, Times};
use super::line_times::machine;
use super::moments::day_of_fetching;
use super::page::{GuidePage, Piece};
use super::reading::{self, Reading};
use super::tabs::PageDays;
use super::token::{SaidTime, TimeValue, Tokens, What};
use super::written_zone::written_zone;
use super::{link, noise, rows, words};
use crate::parse::Document;
use crate::parse::html::Tag;
use crate::parse::label::Label;

/// Reads a page. What stands beside its content counts only if nothing else does.
pub(super) fn read(page: &GuidePage, document: Document<'_>) -> Found {
    let zone = zone_of_page(page);
    let today = day_of_fetching(document, zone);
    let found = read_with(page, document, today, false);
    let (broadcasts, zones) = if found.0.is_empty() { read_with(page, document, today, true) } else { found };
    let written = written(page, document, &broadcasts, &zones);
    Found { broadcasts, zone, written }
}

fn read_with(
    page: &GuidePage,
    document: Document<'_>,
    today: Date,
    has_asides: bool,
) -> (Vec<Broadcast>, Vec<ClockZone>) {
    let columns = columns::read(page);
    let zone = document.edition.zone.time_zone();
    let (roles, zones) = (&columns.roles, &columns.zones);
    let tokens = reading::read(&Reading { page, roles, zones, zone, today, has_asides });
    let drafts = noise::kept(page, &tokens, rows::find(page, &tokens));
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
            let (bare, apart) = (fields.bare, times.apart);
            let link = link_of(page, &tokens, draft, document, base);
            Row { broadcast: broadcast(draft, fields, &times, day, link), apart, bare }
        })
    };
    let mut rows: Vec<Row> = drafts.iter().filter_map(read).collect();
    number(&mut rows);
    (in_one_zone(rows), zones_of(&tokens, &drafts))
}

/// The zones that stand at the times of some rows, each once.
fn zones_of(tokens: &Tokens, drafts: &[Draft]) -> Vec<ClockZone> {
    let mut zones: Vec<ClockZone> = Vec::new();
    for token in drafts.iter().flat_map(|draft| tokens.slice(draft.tokens.clone())) {
        if let What::Time(SaidTime { at: TimeValue::Clock(time), .. }) = &token.what
            && let Some(zone) = time.zone.filter(|zone| !zones.contains(zone))
        {
            zones.push(zone);
        }
    }
    zones
}

/// The zone that stands at each time. Of several that of the edition counts, else UTC, else that of the first
/// times of the rows.
fn written(
    page: &GuidePage,
    document: Document<'_>,
    broadcasts: &[Broadcast],
    zones: &[ClockZone],
) -> Option<ClockZone> {
    let own = &document.edition.zone;
    if broadcasts.iter().all(|broadcast| matches!(broadcast.start, Start::Moment(_))) {
        return zone_of_moments(page, own.time_zone());
    }
    let is_zoned = |broadcast: &Broadcast| matches!(broadcast.start, Start::Clock { zone: Some(_), .. });
    let is_called = |name: &str| zones.iter().find(|zone| zone.name().as_deref() == Some(name)).copied();
    let has_own = !broadcasts.iter().all(is_zoned) || is_called(&own.to_string()).is_some();
    if has_own { None } else { is_called("UTC").or_else(|| zones.first().copied()) }
}

/// A row as it was read.
struct Row {
    broadcast: Broadcast,
    /// The distance of two times without a word that says how they belong together, in minutes.
    apart: Option<i32>,
    /// A number without a label behind the title.
    bare: Option<u32>,
}

/// Takes the numbers without a label for those of episodes, unless they may be lengths.
fn number(rows: &mut [Row]) {
    let is_open = |row: &Row| row.broadcast.episode.is_none() && row.broadcast.days_later == 0;
    let numbers: Vec<u32> = rows.iter().filter(|row| is_open(row)).filter_map(|row| row.bare).collect();
    let is_length = numbers.iter().all(|number| number % 5 == 0);
    let is_same = numbers.windows(2).all(|pair| matches!(pair, [one, next] if one == next));
    if numbers.len() > 1 && !is_length && !is_same {
        rows.iter_mut().for_each(|row| row.broadcast.episode = row.broadcast.episode.or(row.bare));
    }
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
    let Fields { title, episode, length, bare: _ } = fields;
    let end = times.end.or(length.map(End::Length));
    let list = draft.container;
    Broadcast { start: times.start, end, title, episode, link, day, days_later: draft.days_later, list }
}

/// The differences between Tehran and Greenwich, in winter and in the summers before 2023.
const TEHRAN: [i32; 2] = [210, 270];

/// Takes two times in each row for one moment in two zones, if most are as far apart as Tehran and Greenwich.
fn in_one_zone(rows: Vec<Row>) -> Vec<Broadcast> {
    let mut apart: HashMap<i32, usize> = HashMap::new();
    for distance in rows.iter().filter_map(|row| row.apart) {
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
        (false, false) => return rows.into_iter().map(|row| row.broadcast).collect(),
    };
    let settled = |Row { broadcast, apart, .. }: Row| match (broadcast.start, apart) {
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
/// Readers who ask for another zone below the guide do not count.
fn zone_of_page(page: &GuidePage) -> Option<ClockZone> {
    let is_footer = |element: usize| page.around(element).any(|at| page.tag(at) == Tag::Footer);
    let short = page.pieces.iter().filter(|piece| piece.text.len() <= 300);
    let own = short.take_while(|piece| Label::of(&piece.text) != Some(Label::Comments));
    let pieces = own.filter(|piece| !is_footer(piece.element));
    let (mut in_sentence, mut alone) = (None, Vec::new());
    for text in pieces.flat_map(|piece| sentences(&piece.text)) {
        let Some(zone) = zone_of_line(text) else { continue };
        if !clock_times(text, false).is_empty() {
            continue;
        }
        match text.split_whitespace().nth(2).is_some() {
            true => in_sentence = in_sentence.or(Some(zone)),
            false => alone.push((zone, names_time(text))),
        }
    }
    let first = alone.first().copied();
    let only = first.filter(|(first, _)| alone.iter().all(|(zone, _)| zone == first));
    let is_said = |(zone, has_words): &(ClockZone, bool)| *has_words || zone.name().as_deref() == Some("UTC");
    in_sentence.or_else(|| only.filter(is_said).map(|(zone, _)| zone))
}

/// Whether a text names time beside a place. Without that it may be a title: «صبح کابل».
fn names_time(text: &str) -> bool {
    let plain = normalized(text);
    ["time", "hour", "gmt", "utc", "وقت", "توقیت", "ساعت"].iter().any(|word| plain.contains(word))
        && text.split_whitespace().nth(1).is_some()
}

/// The sentences of a line, and the parts of one that dots in the middle and bars keep apart. One may be
/// about the zone, and another about office hours.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split(['·', '•', '|', ';', '؛']).flat_map(|part| part.split_inclusive(". ")).map(str::trim)
}
