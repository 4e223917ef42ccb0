//! Reads the pieces of a page as times, days and texts.

use ifilm_language::time::{
    ClockTime, ClockZone, DayOfLine, SaidDay, clock_times, day_of_line, has_date_label, is_half_of_day,
    zone_of_line,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::fields::is_time_in_words;
use super::line_times::{gaps, has_words_for_halves, machine, times_of, without_repeats};
use super::page::{GuidePage, Piece, PieceKind};
use super::role::Role;
use super::token::{SaidTime, TimeValue, Tokens, What};
use super::words;
use crate::parse::html::Tag;

/// What the reading of a page needs to know.
pub(super) struct Reading<'a> {
    pub(super) page: &'a GuidePage,
    pub(super) roles: &'a [Option<Role>],
    /// The zone of the column of each piece.
    pub(super) zones: &'a [Option<ClockZone>],
    pub(super) zone: &'a TimeZone,
    pub(super) today: Date,
    /// Whether what stands beside the content is read, too. Of menus the days always are: they may be tabs.
    pub(super) has_asides: bool,
}

/// Reads the tokens of a page.
pub(super) fn read(reading: &Reading<'_>) -> Tokens {
    let takes_words = has_words_for_halves(reading.page);
    let mut pieces = PieceTokens { reading, tokens: Tokens::default() };
    for (at, piece) in reading.page.pieces.iter().enumerate() {
        pieces.tokens.begin_piece();
        let is_aside = reading.page.element(piece.element).is_some_and(|element| element.is_aside);
        match is_aside && !reading.has_asides {
            true => pieces.read_aside(at, piece),
            false => pieces.read(at, piece, takes_words),
        }
    }
    pieces.tokens.finish()
}

struct PieceTokens<'a> {
    reading: &'a Reading<'a>,
    tokens: Tokens,
}

impl PieceTokens<'_> {
    fn read(&mut self, at: usize, piece: &Piece, takes_words: bool) {
        let role = self.reading.roles.get(at).copied().flatten();
        if is_dated(&piece.text) {
            return;
        }
        if let Some(time) = machine(piece, self.reading.zone) {
            let role = if piece.kind == PieceKind::End { Some(Role::End) } else { role };
            self.tokens.push(at, What::Time(SaidTime { at: time, is_pure: true, role }));
            return;
        }
        if piece.kind == PieceKind::Start || piece.kind == PieceKind::End {
            return;
        }
        if self.joins_half(at, piece) || self.joins_zone(at, piece) {
            return;
        }
        let text = without_repeats(&piece.text);
        if self.follows_time(at) && (is_time_in_words(text) || is_day_with_part(text)) {
            return self.tokens.push(at, What::Text(text.to_owned(), true));
        }
        let times = times_of(piece, text, role, takes_words);
        if times.is_empty() {
            self.read_text(at, text, role);
            return;
        }
        let gaps = gaps(text, &times);
        let is_pure = gaps.iter().all(|gap| !words::may_be_title(gap));
        let zone = self.reading.zones.get(at).copied().flatten().or_else(|| self.zone_before(at));
        for (place, gap) in gaps.iter().enumerate() {
            self.read_text(at, gap, role.filter(|role| *role != Role::Title || !is_pure));
            if let Some(time) = times.get(place) {
                let time = ClockTime { zone: time.zone.or(zone), ..time.clone() };
                self.tokens.push(at, What::Time(SaidTime { at: TimeValue::Clock(time), is_pure, role }));
            }
        }
    }

    /// Whether the piece before, in the same row, is a time. A title follows it, even one that names a day.
    fn follows_time(&self, at: usize) -> bool {
        let is_near =
            at.checked_sub(1).is_some_and(|before| self.are_near(before, at) || self.is_same_row(before, at));
        let last = self.tokens.all.last().filter(|last| is_near && last.piece.saturating_add(1) == at);
        last.is_some_and(|last| matches!(last.what, What::Time(_)))
    }

    fn is_same_row(&self, one: usize, other: usize) -> bool {
        let row = |piece: usize| {
            let element = self.reading.page.pieces.get(piece)?.element;
            self.reading
                .page
                .around(element)
                .find(|at| matches!(self.reading.page.tag(*at), Tag::Tr | Tag::Li))
        };
        row(one).is_some() && row(one) == row(other)
    }

    /// Reads the days of a menu.
    fn read_aside(&mut self, at: usize, piece: &Piece) {
        let is_in = |tag| self.reading.page.around(piece.element).any(|at| self.reading.page.tag(at) == tag);
        let day = if is_in(Tag::Nav) && !is_in(Tag::Footer) { self.day(at, &piece.text) } else { None };
        day.into_iter().for_each(|day| self.tokens.push_day(at, day));
    }

    /// Adds the half of the day to the time in the piece before: `<b>8:30</b> <i>PM</i>`.
    fn joins_half(&mut self, at: usize, piece: &Piece) -> bool {
        if piece.text.len() > 40 || !is_half_of_day(&piece.text) {
            return false;
        }
        let Some(last) = self.tokens.all.last_mut().filter(|last| last.piece.saturating_add(1) == at) else {
            return false;
        };
        let What::Time(SaidTime { at: TimeValue::Clock(time), is_pure: true, .. }) = &mut last.what else {
            return false;
        };
        let before = self.reading.page.pieces.get(last.piece).map_or("", |piece| &piece.text);
        let joined = clock_times(&format!("{before} {}", piece.text), true);
        let Some(halved) = joined.last().filter(|halved| halved.has_half && !time.has_half) else {
            return false;
        };
        let zone = time.zone;
        *time = ClockTime { zone, ..halved.clone() };
        true
    }

    /// Adds a zone to the time in the piece before: `<b>20:05</b> <i>GMT</i>`.
    fn joins_zone(&mut self, at: usize, piece: &Piece) -> bool {
        let Some(zone) = label_of_zone(&piece.text) else { return false };
        let is_near = at.checked_sub(1).is_some_and(|before| self.are_near(before, at));
        let last = self.tokens.all.last_mut().filter(|last| is_near && last.piece.saturating_add(1) == at);
        let Some(What::Time(SaidTime { at: TimeValue::Clock(time), is_pure: true, .. })) =
            last.map(|last| &mut last.what)
        else {
            return false;
        };
        let is_free = time.zone.is_none();
        time.zone = time.zone.or(Some(zone));
        is_free
    }

    /// The zone in the piece before a time: `<i>GMT</i> <b>20:05</b>`.
    fn zone_before(&self, at: usize) -> Option<ClockZone> {
        let before = at.checked_sub(1).filter(|before| self.are_near(*before, at))?;
        let is_used = matches!(self.tokens.all.last().map(|last| &last.what), Some(What::Time(_)));
        label_of_zone(&self.reading.page.pieces.get(before)?.text).filter(|_| !is_used)
    }

    /// Whether two pieces stand in the same element, which is no row of a table.
    fn are_near(&self, one: usize, other: usize) -> bool {
        let page = self.reading.page;
        let (Some(one), Some(other)) = (page.pieces.get(one), page.pieces.get(other)) else { return false };
        let (outer, other_outer) = (page.parent(one.element), page.parent(other.element));
        let is_near = outer == other_outer || outer == other.element || one.element == other_outer;
        is_near && page.tag(outer) != Tag::Tr && page.tag(other_outer) != Tag::Tr
    }

    /// Reads a text without times.
    fn read_text(&mut self, at: usize, text: &str, role: Option<Role>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if words::is_until(text) {
            return self.tokens.push(at, What::Until);
        }
        let may_be_day = !matches!(role, Some(Role::Title | Role::Other));
        if let Some(day) = if may_be_day { self.day(at, text) } else { None } {
            return self.tokens.push_day(at, day);
        }
        let may_be_title = !matches!(
            role,
            Some(Role::Other | Role::Repeat | Role::Length | Role::Episode | Role::End | Role::Start)
        );
        let is_title = may_be_title && words::may_be_title(text)
            || role == Some(Role::Title) && !text.is_empty() && !words::is_template(text);
        if text.chars().any(char::is_alphanumeric) {
            self.tokens.push(at, What::Text(text.to_owned(), is_title));
        }
    }

    /// The day that a text names. The number of a day may stand in the piece before or behind its name.
    fn day(&mut self, at: usize, text: &str) -> Option<SaidDay> {
        let machine = self.reading.page.pieces.get(at).and_then(|piece| piece.machine.as_deref());
        if let Some(date) = machine.and_then(|value| value.parse().ok()) {
            return Some(SaidDay::Date(date));
        }
        let found = day_of_line(text, self.reading.today).filter(is_day);
        if let Some(day) = found.and_then(|found| self.same_as_before(at, found.day)) {
            return Some(day);
        }
        let is_date = found.is_some_and(|found| matches!(found.day, SaidDay::Date(_)));
        let both = self.with_neighbour(at, text).filter(|_| !is_date);
        let both = both.and_then(|both| day_of_line(&both, self.reading.today)).filter(is_day);
        match both.filter(|both| matches!(both.day, SaidDay::Date(_))) {
            Some(both) => {
                self.tokens.take_back();
                Some(both.day)
            }
            None => found.map(|found| found.day),
        }
    }

    /// A text with the one before it, if one of them is a number and they stand in the same element.
    fn with_neighbour(&self, at: usize, text: &str) -> Option<String> {
        let page = self.reading.page;
        let last = self.tokens.all.last().filter(|last| last.piece.saturating_add(1) == at)?;
        let before = page.pieces.get(last.piece)?;
        let is_near = self.are_near(last.piece, at);
        let is_short = before.text.len() <= 40 && text.len() <= 40;
        (is_near && is_short && is_part_of_day(&before.text, text)).then(|| format!("{} {text}", before.text))
    }

    /// The date of a day whose weekday stands right before its date, or behind it. It is one day.
    fn same_as_before(&mut self, at: usize, day: SaidDay) -> Option<SaidDay> {
        let last = self.tokens.all.last().filter(|last| last.piece.saturating_add(1) >= at)?;
        let (before, _) = match last.what {
            What::Day(before) => *self.tokens.days.get(before)?,
            _ => return None,
        };
        let date = match (before, day) {
            (SaidDay::Weekday(weekday), SaidDay::Date(date))
            | (SaidDay::Date(date), SaidDay::Weekday(weekday)) => {
                Some(date).filter(|date| date.weekday() == weekday)
            }
            (SaidDay::Date(one), SaidDay::Date(other)) => Some(one).filter(|one| *one == other),
            _ => None,
        }?;
        self.tokens.take_back();
        Some(SaidDay::Date(date))
    }
}

/// Whether a text names a day and a part of it, as titles do: «شب آدینه».
fn is_day_with_part(text: &str) -> bool {
    let has_words = text.len() <= 60 && text.split_whitespace().nth(1).is_some();
    has_words && !text.contains(char::is_numeric) && text.split_whitespace().any(is_half_of_day)
}

/// The zone of a text that is only its name.
fn label_of_zone(text: &str) -> Option<ClockZone> {
    let is_short = text.len() <= 40 && text.split_whitespace().count() <= 4;
    if is_short && clock_times(text, false).is_empty() { zone_of_line(text) } else { None }
}

/// Whether two neighbours may be the number of a day and its name.
fn is_part_of_day(before: &str, text: &str) -> bool {
    let is_number = |text: &str| text.chars().count() <= 2 && text.chars().all(char::is_numeric);
    is_number(before) != is_number(text)
}

/// Whether a line is a day, and not a title with the name of one.
fn is_day(found: &DayOfLine) -> bool {
    let most = match (found.day, found.has_year) {
        (_, true) => 4,
        (SaidDay::Date(_), false) => 1,
        _ => 0,
    };
    found.other_words <= most
}

/// Whether a text says when the page was changed: a label, and behind it a date or a time.
fn is_dated(text: &str) -> bool {
    let label = text.find(char::is_numeric).and_then(|at| text.get(..at)).filter(|label| label.len() <= 80);
    label.is_some_and(has_date_label)
}
