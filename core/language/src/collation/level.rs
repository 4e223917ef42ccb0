//! The bytes of the second and the third level of a key.

/// The common weight in the tables. Weights below it are bytes under [`FEW`], those above it are over
/// [`HIGH`].
const COMMON: u8 = 0x28;

/// The byte for a run of one common weight, if a lower one or the end follows. Longer runs are higher.
const FEW: u8 = 0x10;

/// The byte for a run of one common weight, if a higher one follows. Longer runs are lower.
const HIGH: u8 = 0x40;

/// The byte for as many common weights as one byte holds, where still more follow.
const FULL: u8 = 0x28;

/// How many common weights a byte holds.
const RUN: usize = 24;

/// One level of a key. Most weights are the common one, so runs of it are counted, as ICU does: a plain title
/// has a byte or two for each level. A run's byte says what a comparison weight by weight would find.
#[derive(Default)]
pub(super) struct Level {
    bytes: Vec<u8>,
    run: usize,
}

impl Level {
    /// Adds a weight. 0 counts nothing at this level.
    pub(super) fn push(&mut self, weight: u8) {
        match weight {
            0 => {}
            COMMON => self.run = self.run.saturating_add(1),
            weight => {
                self.end_run(weight > COMMON);
                self.bytes.push(weight);
            }
        }
    }

    /// The bytes of the level. None is 0.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.end_run(false);
        self.bytes
    }

    fn end_run(&mut self, is_higher_next: bool) {
        let Some(more) = std::mem::take(&mut self.run).checked_sub(1) else { return };
        let full = more.checked_div(RUN).unwrap_or(0);
        let rest = u8::try_from(more % RUN).unwrap_or(0);
        self.bytes.extend(std::iter::repeat_n(FULL, full));
        self.bytes.push(if is_higher_next { HIGH.saturating_sub(rest) } else { FEW.saturating_add(rest) });
    }
}
