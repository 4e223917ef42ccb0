//! A balance: how many bytes are left, which of them are drawn from the day, and what a request does next
//! that wants some. Pure.

use jiff::Timestamp;

use crate::error::Result;
use crate::model::{Budget, DataKind};

/// What is reserved, and what is given back, in the order of [`DataKind::ALL`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawing {
    pub(crate) kind: DataKind,
    pub(crate) bytes: u64,
    pub(crate) unused: [i64; 3],
}

/// The bytes that the day had left for a drawing. If they are fewer than asked for, when the day ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Drawn {
    pub(crate) bytes: u64,
    pub(crate) day_ends: Option<Timestamp>,
}

/// What is left, without the shares of requests that run.
#[derive(Debug)]
pub(super) struct Balance {
    left: u64,
    left_of: [u64; 3],
    /// Drawn from the day, and in no share.
    drawn: [i64; 3],
    /// By kind, when the day ends whose ceiling gave less of it than it was asked for. The day may have a
    /// limit for one kind alone.
    day_ends: [Option<Timestamp>; 3],
    pub(super) running: u32,
    /// How many of them wait for others.
    pub(super) waiting: u32,
}

/// The next step of a request that wants bytes.
pub(super) enum Step {
    Take(u64),
    /// Draws until so many bytes are drawn.
    Draw(u64),
    Wait,
    Over(Over),
}

/// There are no bytes left. `day_ends` if that is due to the day's ceiling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Over {
    pub(super) day_ends: Option<Timestamp>,
}

impl Balance {
    /// What is left of a budget of which nothing was used.
    pub(super) fn of(budget: &Budget) -> Self {
        let limit = |bytes: Option<u64>| bytes.unwrap_or(u64::MAX);
        Self {
            left: limit(budget.bytes),
            left_of: DataKind::ALL.map(|kind| limit(budget.of_kind(kind))),
            drawn: [0; 3],
            day_ends: [None; 3],
            running: 0,
            waiting: 0,
        }
    }

    /// What a request does next that wants these bytes of a kind, and that can do with `least` if no other
    /// request can give some back. A request that begins is noted as running with its first bytes.
    pub(super) fn step(&mut self, kind: DataKind, bytes: u64, least: u64, runs: bool) -> Step {
        let others = self.running.saturating_sub(self.waiting).saturating_sub(u32::from(runs));
        let least = if others == 0 || runs { least } else { bytes };
        let room = self.room(kind);
        if room < least {
            return if others == 0 { Step::Over(Over { day_ends: None }) } else { Step::Wait };
        }
        let wanted = bytes.min(room);
        let drawn = u64::try_from(*self.drawn_of(kind)).unwrap_or(0);
        if drawn < wanted && self.may_draw(kind) {
            return Step::Draw(wanted);
        }
        match wanted.min(drawn) {
            taken if taken >= least => {
                self.take(kind, taken, runs);
                Step::Take(taken)
            }
            _ if others == 0 => Step::Over(Over { day_ends: self.day_ends_of(kind) }),
            _ => Step::Wait,
        }
    }

    /// Whether so many bytes can be taken, or drawn and taken.
    pub(super) fn has(&mut self, kind: DataKind, bytes: u64) -> bool {
        let is_drawn = *self.drawn_of(kind) >= as_signed(bytes);
        self.room(kind) >= bytes && (is_drawn || self.may_draw(kind))
    }

    /// Whether the day may have more: it gave all that it was asked for, or another kind can give some back.
    fn may_draw(&mut self, kind: DataKind) -> bool {
        let own = *self.drawn_of(kind);
        let all: i64 = self.drawn.iter().fold(0, |sum, drawn| sum.saturating_add(*drawn));
        self.day_ends_of(kind).is_none() || all > own
    }

    pub(super) fn room(&self, kind: DataKind) -> u64 {
        let of_kind = self.left_of.get(place(kind)).copied();
        self.left.min(of_kind.unwrap_or(u64::MAX))
    }

    fn drawn_of(&mut self, kind: DataKind) -> &mut i64 {
        let [listings, texts, pictures] = &mut self.drawn;
        match kind {
            DataKind::Listings => listings,
            DataKind::Texts => texts,
            DataKind::Pictures => pictures,
        }
    }

    /// The drawing that makes `wanted` bytes of a kind, and gives back what the other kinds have left. `None`
    /// if so many are drawn.
    pub(super) fn drawing(&mut self, kind: DataKind, wanted: u64) -> Option<Drawing> {
        let own = *self.drawn_of(kind);
        let missing = as_signed(wanted).saturating_sub(own);
        let bytes = u64::try_from(missing).ok().filter(|bytes| *bytes > 0)?;
        *self.drawn_of(kind) = 0;
        let unused = std::mem::take(&mut self.drawn);
        *self.drawn_of(kind) = own;
        Some(Drawing { kind, bytes, unused })
    }

    /// Notes what the day gave. If it failed, what should have been given back is as it was before.
    pub(super) fn booked(&mut self, drawing: Drawing, drawn: Result<Drawn>) -> Result<()> {
        let Drawing { kind, bytes: _, unused } = drawing;
        let drawn = drawn.inspect_err(|_| {
            for (drawn, unused) in self.drawn.iter_mut().zip(unused) {
                *drawn = drawn.saturating_add(unused);
            }
        })?;
        let own = self.drawn_of(kind);
        *own = own.saturating_add(as_signed(drawn.bytes));
        if let Some(day_ends) = self.day_ends.get_mut(place(kind)) {
            *day_ends = drawn.day_ends;
        }
        Ok(())
    }

    pub(super) fn day_ends_of(&self, kind: DataKind) -> Option<Timestamp> {
        self.day_ends.get(place(kind)).copied().flatten()
    }

    /// Gives back all that is drawn and in no share; `None` if there is nothing.
    pub(super) fn settlement(&mut self) -> Option<Drawing> {
        let unused = std::mem::take(&mut self.drawn);
        let is_needed = unused.iter().any(|bytes| *bytes != 0);
        is_needed.then_some(Drawing { kind: DataKind::Listings, bytes: 0, unused })
    }

    fn take(&mut self, kind: DataKind, bytes: u64, runs: bool) {
        self.running += u32::from(!runs);
        self.give_back(kind, 0, bytes);
    }

    /// Gives back what was held, and takes what was used.
    pub(super) fn give_back(&mut self, kind: DataKind, held: u64, used: u64) {
        let after =
            |left: u64| if left == u64::MAX { left } else { left.saturating_add(held).saturating_sub(used) };
        self.left = after(self.left);
        if let Some(left) = self.left_of.get_mut(place(kind)) {
            *left = after(*left);
        }
        let drawn = self.drawn_of(kind);
        *drawn = drawn.saturating_add(as_signed(held)).saturating_sub(as_signed(used));
    }
}

fn place(kind: DataKind) -> usize {
    match kind {
        DataKind::Listings => 0,
        DataKind::Texts => 1,
        DataKind::Pictures => 2,
    }
}

pub(super) fn as_signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}
