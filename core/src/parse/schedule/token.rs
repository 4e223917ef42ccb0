//! The times, days and texts of a page, in its order.

use std::ops::Range;

use ifilm_language::time::{ClockTime, SaidDay};
use jiff::Timestamp;

use super::role::Role;

/// A time, a day or a text of a page.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// The piece that it is from.
    pub(super) piece: usize,
    pub(super) what: What,
}

#[derive(Debug, Clone)]
pub(super) enum What {
    Time(SaidTime),
    /// A day, by its number in the list of all.
    Day(usize),
    /// What stands between the two times of a range.
    Until,
    /// A text, and whether it may be a title.
    Text(String, bool),
}

/// A time as the page says it.
#[derive(Debug, Clone)]
pub(super) struct SaidTime {
    pub(super) at: TimeValue,
    /// Whether its piece has nothing else.
    pub(super) is_pure: bool,
    pub(super) role: Option<Role>,
}

/// A time of day, or a moment.
#[derive(Debug, Clone)]
pub(super) enum TimeValue {
    Clock(ClockTime),
    Moment(Timestamp),
}

/// The tokens of a page, and the days among them.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// The days that the page names, with the tokens that name them.
    pub(super) days: Vec<(SaidDay, usize)>,
    /// Where the tokens of each piece begin, and the end of all.
    starts: Vec<usize>,
    /// What stands before each token, and before the end.
    counts: Vec<Count>,
}

/// What stands before a token.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    times: usize,
    /// Runs of times without a title between.
    runs: usize,
    titles: usize,
    /// Whether the last of them is a time.
    in_run: bool,
    /// Whether the next of them is one.
    next_is_time: bool,
}

impl Tokens {
    /// The tokens of some pieces.
    pub(super) fn of_pieces(&self, pieces: &Range<usize>) -> Range<usize> {
        let start = |piece: usize| self.starts.get(piece).copied().unwrap_or(self.all.len());
        start(pieces.start)..start(pieces.end)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &[Token] {
        self.all.get(range).unwrap_or_default()
    }

    /// How many runs of times some tokens have, and how many texts that may be titles.
    pub(super) fn counts(&self, range: &Range<usize>) -> (usize, usize) {
        let at = |place: usize| self.counts.get(place).copied().unwrap_or_default();
        let (first, last) = (at(range.start), at(range.end));
        let goes_on = first.in_run && first.next_is_time && last.times > first.times;
        let runs = last.runs.saturating_sub(first.runs).saturating_add(goes_on.into());
        (runs, last.titles.saturating_sub(first.titles))
    }

    fn count(&mut self) {
        let (mut count, mut counts) = (Count::default(), Vec::with_capacity(self.all.len()));
        for token in &self.all {
            counts.push(count);
            match token.what {
                What::Time(_) => {
                    count.times = count.times.saturating_add(1);
                    count.runs = count.runs.saturating_add((!count.in_run).into());
                    count.in_run = true;
                }
                What::Text(_, true) => (count.titles, count.in_run) = (count.titles.saturating_add(1), false),
                _ => {}
            }
        }
        counts.push(count);
        let mut next_is_time = false;
        for (at, count) in counts.iter_mut().enumerate().rev() {
            match self.all.get(at).map(|token| &token.what) {
                Some(What::Time(_)) => next_is_time = true,
                Some(What::Text(_, true)) => next_is_time = false,
                _ => {}
            }
            count.next_is_time = next_is_time;
        }
        self.counts = counts;
    }

    /// Begins the tokens of the next piece.
    pub(super) fn begin_piece(&mut self) {
        self.starts.push(self.all.len());
    }

    /// Ends the last piece.
    pub(super) fn finish(mut self) -> Self {
        self.starts.push(self.all.len());
        self.count();
        self
    }

    pub(super) fn push(&mut self, piece: usize, what: What) {
        self.all.push(Token { piece, what });
    }

    pub(super) fn push_day(&mut self, piece: usize, day: SaidDay) {
        self.days.push((day, self.all.len()));
        self.push(piece, What::Day(self.days.len().saturating_sub(1)));
    }

    /// Takes the last token back, which is replaced by one of this piece.
    pub(super) fn take_back(&mut self) {
        if let Some(Token { what: What::Day(_), .. }) = self.all.pop() {
            self.days.pop();
        }
        let end = self.all.len();
        self.starts.last_mut().into_iter().for_each(|start| *start = (*start).min(end));
    }
}
