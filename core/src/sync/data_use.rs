//! How much data the day has used, and how much a run may use. It is kept in the cache, so it outlasts the
//! process, and all processes share it.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::clock::SharedClock;
use crate::error::Result;
use crate::model::{Budget, DataKind, DataUsed};
use crate::source::{Allowance, Draw, Drawing, Drawn};
use crate::store::{self, CommitPoint, Store, Write};

/// So many bytes are reserved ahead, at least. If the process dies, they count as used.
const STEP: u64 = 64 << 10;
/// The same without a ceiling of the day, where nobody is held back by it.
const WIDE_STEP: u64 = 256 << 10;

/// So many days with requests are remembered. The present time does not count: a clock that is ahead for a
/// moment would delete what the true day has used.
const DAYS: u32 = 62;

/// How much data a day has used, and how much a run may use.
#[derive(Clone)]
pub(crate) struct DataUse {
    pub(crate) store: Arc<Store>,
    pub(crate) clock: SharedClock,
    /// The zone whose midnight ends a day.
    pub(crate) zone: TimeZone,
    /// The most data of a day.
    pub(crate) ceiling: Budget,
}

/// What a run may use, as a plan sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Within {
    /// The smaller one of the run's own budget and what the day has left.
    pub(crate) budget: Budget,
    /// When the day ends, if that is what the day has left.
    pub(crate) day_ends: Option<Timestamp>,
}

impl DataUse {
    /// The data that today has used, with what is reserved for requests that run.
    pub(crate) async fn used(&self) -> Result<DataUsed> {
        let (day, ends_at) = self.today();
        let used = self.store.read(move |connection: &_| store::data_used(connection, &day)).await?;
        Ok(DataUsed { ends_at, ..used })
    }

    /// What a run with a budget may use now.
    pub(crate) async fn within(&self, budget: Budget) -> Result<Within> {
        if self.ceiling == Budget::none() {
            return Ok(Within { budget, day_ends: None });
        }
        let used = self.used().await?;
        let within = budget.least(self.ceiling.after(&used));
        let day_ends = used.ends_at.filter(|_| within != budget);
        Ok(Within { budget: within, day_ends })
    }

    /// What the requests of a run with a budget may cost together. The ceiling of the day counts, too.
    pub(crate) fn allowance(&self, budget: &Budget) -> Allowance {
        let (data_use, day) = (self.clone(), Arc::new(Mutex::default()));
        let draw: Draw = Box::new(move |drawing| {
            let (data_use, day) = (data_use.clone(), Arc::clone(&day));
            async move { data_use.draw(drawing, &day).await }.boxed()
        });
        Allowance::of(budget, draw)
    }

    /// Reserves bytes for today, in a short transaction. `last` is the day of the last drawing: what it did
    /// not use is given back to that day.
    async fn draw(&self, drawing: Drawing, last: &Mutex<Option<String>>) -> Result<Drawn> {
        let (day, day_ends) = self.today();
        let before = last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let before = before.unwrap_or_else(|| day.clone());
        let (ceiling, today) = (self.ceiling, day.clone());
        let draw = move |write: &mut Write<'_>| {
            for (kind, unused) in DataKind::ALL.into_iter().zip(drawing.unused) {
                if unused != 0 {
                    store::add_data_used(write, &before, kind, unused.saturating_neg())?;
                }
            }
            let used = store::data_used(write, &day)?;
            let bytes = drawable(drawing.kind, drawing.bytes, &ceiling, &used);
            if bytes > 0 {
                store::add_data_used(write, &day, drawing.kind, i64::try_from(bytes).unwrap_or(i64::MAX))?;
                store::forget_data_used(write, &day, DAYS)?;
            }
            Ok(bytes)
        };
        let (bytes, _) = self.store.write(CommitPoint::DataUsed, draw).await?;
        *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(today);
        Ok(Drawn { bytes, day_ends: day_ends.filter(|_| bytes < drawing.bytes) })
    }

    /// Today, and when it ends.
    fn today(&self) -> (String, Option<Timestamp>) {
        let day = self.date();
        let next = day.tomorrow().ok().and_then(|next| next.to_zoned(self.zone.clone()).ok());
        (day.to_string(), next.map(|next| next.timestamp()))
    }

    fn date(&self) -> Date {
        self.clock.now().to_zoned(self.zone.clone()).date()
    }
}

/// How many bytes of a kind are reserved, of a day that has used so many: those that are needed, or more for
/// the next requests, or what is left.
fn drawable(kind: DataKind, needed: u64, ceiling: &Budget, used: &DataUsed) -> u64 {
    let left = ceiling.after(used);
    let room = left.bytes.into_iter().chain(left.of_kind(kind)).min();
    match room {
        _ if needed == 0 => 0,
        None => needed.max(WIDE_STEP),
        Some(room) => needed.max(STEP).min(room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_gets_a_step_or_what_it_needs_or_what_is_left() {
        let used = DataUsed { texts: 300_000, pictures: 50_000, ..DataUsed::default() };
        let texts = DataKind::Texts;
        for (kind, needed, ceiling, expected) in [
            (texts, 1, Budget::none(), WIDE_STEP),
            (texts, 1 << 20, Budget::none(), 1 << 20),
            (texts, 1, Budget::of(1 << 20), STEP),
            (texts, 1 << 20, Budget::of(400_000), 50_000),
            (texts, 1, Budget::of(350_000), 0),
            (texts, 1, Budget::of(1 << 20).with_texts(310_000), 10_000),
            (DataKind::Listings, 1, Budget::of(1 << 20).with_texts(310_000), STEP),
            (texts, 0, Budget::none(), 0),
        ] {
            assert_eq!(drawable(kind, needed, &ceiling, &used), expected, "{kind:?} {needed} {ceiling:?}");
        }
    }
}
