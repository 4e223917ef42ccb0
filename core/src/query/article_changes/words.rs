//! Two texts as one, in pieces: what both have, and what only one of them has.

use std::ops::Range;

use ifilm_language::text::word_pieces;

use super::alignment::{Run, runs};
use crate::model::{TextPiece, WordChange};

/// Two texts as one. A blank between two changes belongs to them, because a person reads them as one.
pub(super) fn pieces(old: &str, new: &str) -> Vec<TextPiece> {
    let mut pieces = Vec::new();
    for Part { old: earlier, new: later, is_kept } in joined(parts(old, new), old) {
        let (earlier, later) = (&old[earlier], &new[later]);
        if is_kept {
            pieces.push(piece(WordChange::Kept, later));
        } else {
            pieces.push(piece(WordChange::Removed, earlier));
            pieces.push(piece(WordChange::Added, later));
        }
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn piece(change: WordChange, text: &str) -> TextPiece {
    TextPiece { change, text: text.to_owned() }
}

/// A part of both texts: equal in both, or a difference.
struct Part {
    old: Range<usize>,
    new: Range<usize>,
    is_kept: bool,
}

fn parts(old: &str, new: &str) -> Vec<Part> {
    let (old_words, new_words): (Vec<&str>, Vec<&str>) =
        (word_pieces(old).collect(), word_pieces(new).collect());
    let (mut old_ends, mut new_ends) = (Ends::of(&old_words), Ends::of(&new_words));
    let mut parts: Vec<Part> = Vec::new();
    for run in runs(&old_words, &new_words) {
        let (removed, added, is_kept) = match run {
            Run::Kept(count) => (count, count, true),
            Run::Removed(count) => (count, 0, false),
            Run::Added(count) => (0, count, false),
        };
        let (old, new) = (old_ends.next(removed), new_ends.next(added));
        match parts.last_mut().filter(|last| !last.is_kept && !is_kept) {
            Some(last) => (last.old.end, last.new.end) = (old.end, new.end),
            None => parts.push(Part { old, new, is_kept }),
        }
    }
    parts
}

/// The places at which words end, and the place that was reached.
struct Ends<'a> {
    words: std::slice::Iter<'a, &'a str>,
    at: usize,
}

impl<'a> Ends<'a> {
    fn of(words: &'a [&'a str]) -> Self {
        Self { words: words.iter(), at: 0 }
    }

    /// The range of the next words, in bytes.
    fn next(&mut self, count: usize) -> Range<usize> {
        let start = self.at;
        self.at += self.words.by_ref().take(count).map(|word| word.len()).sum::<usize>();
        start..self.at
    }
}

/// Makes one difference of two that only a blank separates.
fn joined(parts: Vec<Part>, old: &str) -> Vec<Part> {
    let last = parts.len().saturating_sub(1);
    let mut joined: Vec<Part> = Vec::new();
    for (place, part) in parts.into_iter().enumerate() {
        let is_blank = part.is_kept && place > 0 && place < last && old[part.old.clone()].trim().is_empty();
        let continues = is_blank || !part.is_kept;
        match joined.last_mut().filter(|before| !before.is_kept && continues) {
            Some(before) => (before.old.end, before.new.end) = (part.old.end, part.new.end),
            None => joined.push(part),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as people write them: `[-removed-]{+added+}`.
    fn written(old: &str, new: &str) -> String {
        let mark = |TextPiece { change, text }| match change {
            WordChange::Kept => text,
            WordChange::Removed => format!("[-{text}-]"),
            WordChange::Added => format!("{{+{text}+}}"),
        };
        pieces(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn changes_begin_and_end_with_words_in_every_script() {
        let cases = [
            ("It rained.", "It snowed.", "It [-rained-]{+snowed+}."),
            ("فیلم می‌رود.", "فیلم نمی‌رود.", "فیلم [-می‌رود-]{+نمی‌رود+}."),
            ("عرض الفيلم في بغداد", "عرض الفيلم في بيروت", "عرض الفيلم في [-بغداد-]{+بيروت+}"),
            ("ده‌ها نفر آمدند", "صدها نفر آمدند", "[-ده‌ها-]{+صدها+} نفر آمدند"),
            ("One.", "One. Two.", "One.{+ Two.+}"),
            ("", "New", "{+New+}"),
            ("Same", "Same", "Same"),
        ];

        for (old, new, expected) in cases {
            assert_eq!(written(old, new), expected);
        }
    }

    #[test]
    fn words_that_change_side_by_side_are_one_change() {
        let changed = written("the old red car stops", "the new blue car stops");

        assert_eq!(changed, "the [-old red-]{+new blue+} car stops");
    }
}
