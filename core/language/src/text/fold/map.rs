//! Maps places in folded text to places in the original.

use std::ops::Range;

/// The place in the original for each place of the folded text. Between two borders both texts advance byte
/// by byte. So a text in which no character changed its length has no borders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Map {
    borders: Vec<Border>,
}

/// A place between two folded characters from which on the original no longer advances byte by byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Border {
    folded: usize,
    /// The end, in the original, of a range that ends here.
    ends: usize,
    /// The start, in the original, of a range that begins here.
    begins: usize,
}

impl Map {
    /// Records that the bytes `from` of the original became `written`, which begins at `start`.
    pub(super) fn replaced(&mut self, from: Range<usize>, start: usize, written: &str) {
        let is_like_before = written.len() == from.len() && written.chars().nth(1).is_none();
        if is_like_before {
            return;
        }
        for (at, _) in written.char_indices().skip(1) {
            self.set(Border { folded: start.saturating_add(at), ends: from.end, begins: from.start });
        }
        let folded = start.saturating_add(written.len());
        self.set(Border { folded, ends: from.end, begins: from.end });
    }

    /// Records that the original up to `end` was dropped at `folded`. If `belongs`, it is part of the
    /// character before.
    pub(super) fn dropped(&mut self, end: usize, folded: usize, belongs: bool) {
        let ends = if belongs { end } else { self.ends(folded) };
        self.set(Border { folded, ends, begins: end });
    }

    /// Forgets all borders after a place in folded text.
    pub(super) fn forget_after(&mut self, folded: usize) {
        self.borders.truncate(self.borders.partition_point(|border| border.folded <= folded));
    }

    /// The start, in the original, of a range that begins here in the folded text.
    pub(super) fn begins(&self, folded: usize) -> usize {
        let after = self.borders.partition_point(|border| border.folded <= folded);
        self.from(after, folded)
    }

    /// The end, in the original, of a range that ends here in the folded text.
    pub(super) fn ends(&self, folded: usize) -> usize {
        let after = self.borders.partition_point(|border| border.folded < folded);
        match self.borders.get(after) {
            Some(border) if border.folded == folded => border.ends,
            _ => self.from(after, folded),
        }
    }

    /// The borders in the folded text.
    pub(super) fn borders(&self) -> impl Iterator<Item = usize> {
        self.borders.iter().map(|border| border.folded)
    }

    /// The place in the original by the last of the first `borders` borders.
    fn from(&self, borders: usize, folded: usize) -> usize {
        match borders.checked_sub(1).and_then(|last| self.borders.get(last)) {
            Some(border) => border.begins.saturating_add(folded.saturating_sub(border.folded)),
            None => folded,
        }
    }

    fn set(&mut self, border: Border) {
        match self.borders.last_mut() {
            Some(last) if last.folded == border.folded => *last = border,
            _ => self.borders.push(border),
        }
    }
}
