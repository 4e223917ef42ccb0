//! The times in a piece of a page that may be those of broadcasts.

use std::ops::Range;

use ifilm_language::time::{ClockTime, Stamp, clock_times, machine_stamp};
use jiff::tz::TimeZone;

use super::page::{GuidePage, Piece, PieceKind};
use super::role::Role;
use super::token::TimeValue;
use super::{title, words};

/// The moment in a value for machines.
pub(super) fn machine(piece: &Piece, zone: &TimeZone) -> Option<TimeValue> {
    let value = match piece.kind {
        PieceKind::Start | PieceKind::End => piece.text.as_str(),
        _ => piece.machine.as_deref().filter(|_| is_time_or_label(&piece.text))?,
    };
    match machine_stamp(value, zone).filter(|_| value.len() >= 10) {
        Some(Stamp::Moment(at)) => Some(TimeValue::Moment(at)),
        Some(Stamp::Day(_)) => None,
        None => {
            clock_times(value, false).into_iter().next().filter(|_| value.len() <= 8).map(TimeValue::Clock)
        }
    }
}

/// Whether a text that has a moment for machines may stand for it: a time, or a label such as `Now`.
fn is_time_or_label(text: &str) -> bool {
    text.contains(char::is_numeric) || !words::may_be_title(text)
}

/// The most words of a text whose times are those of a broadcast, unless it begins with one.
const MOST_WORDS: usize = 10;

/// The times of a piece that may be those of broadcasts.
pub(super) fn times_of(piece: &Piece, line: &str, role: Option<Role>, takes_words: bool) -> Vec<ClockTime> {
    if matches!(role, Some(Role::Other | Role::Repeat | Role::Length | Role::Episode))
        || piece.kind != PieceKind::Text
    {
        return Vec::new();
    }
    let mut times = clock_times(line, takes_words);
    let text = |range: Range<usize>| line.get(range).unwrap_or_default();
    let has_text = |text: &str| text.chars().any(char::is_alphanumeric);
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return times };
    let begins = !words::may_be_title(text(0..first.span.start));
    let ends = !has_text(text(last.span.end..line.len()));
    let is_long = line.split_whitespace().nth(MOST_WORDS).is_some();
    if !begins && (!ends || is_long) {
        return Vec::new();
    }
    times.retain(|time| {
        !time.has_dot
            || time.span.start == 0
            || !has_text(text(0..time.span.start))
            || ends
            || times_begin(line, time)
    });
    times
}

/// Whether only other times stand before a time with a dot.
fn times_begin(line: &str, time: &ClockTime) -> bool {
    line.get(..time.span.start).is_some_and(|before| !before.chars().any(char::is_alphabetic))
}

/// A text without the times of repeats at its end: `Morning Road, repeat 02:00`.
pub(super) fn without_repeats(text: &str) -> &str {
    if text.len() > LONGEST_LINE || !text.contains(char::is_numeric) {
        return text;
    }
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '(' | '-' | '–' | '|' | ';' | '؛');
    let starts =
        std::iter::once(0).chain(text.match_indices(is_end).map(|(at, sign)| at.saturating_add(sign.len())));
    let begins = |start: &usize| {
        let rest = text.get(*start..).unwrap_or_default();
        let word = rest.split(|c: char| is_end(c) || c == ':').next().unwrap_or_default();
        let behind = rest.get(word.len()..).unwrap_or_default();
        title::is_repeat(word)
            && clock_times(behind, false).first().is_some_and(|time| {
                let between = behind
                    .get(..time.span.start)
                    .is_some_and(|text| !text.chars().any(char::is_alphanumeric));
                between && !behind.get(time.span.end..).is_some_and(words::may_be_title)
            })
    };
    let cut = starts
        .filter(|start| text.get(*start..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic())))
        .find(begins);
    cut.and_then(|cut| text.get(..cut)).map_or(text, str::trim_end)
}

/// The longest text that may have the time of a repeat, in bytes.
const LONGEST_LINE: usize = 300;

/// The texts before, between and behind the times of a text.
pub(super) fn gaps<'t>(text: &'t str, times: &[ClockTime]) -> Vec<&'t str> {
    let starts = std::iter::once(0).chain(times.iter().map(|time| time.span.end));
    let ends = times.iter().map(|time| time.span.start).chain([text.len()]);
    starts.zip(ends).map(|(start, end)| text.get(start..end).unwrap_or_default()).collect()
}

/// Whether the words behind the times of a page are parts of the day, and not the beginnings of titles: they
/// stand behind most times of the first half of the clock.
pub(super) fn has_words_for_halves(page: &GuidePage) -> bool {
    let times = page
        .pieces
        .iter()
        .filter(|piece| piece.text.len() <= 300)
        .flat_map(|piece| clock_times(&piece.text, false));
    let (mut open, mut followed) = (0_usize, 0_usize);
    for time in times.filter(|time| !time.has_half) {
        let is_open = time.minutes >= 60 && time.minutes < 780;
        open = open.saturating_add((is_open || time.is_certain).into());
        followed = followed.saturating_add(time.may_have_half.into());
    }
    followed >= 2 && followed.saturating_mul(10) >= open.saturating_mul(6)
}
