//! The folding of one text, from its first byte to its last.

use super::atoms::{atoms, joins, whole};
use super::folded::Folded;
use super::map::Map;
use super::quick::{Quick, arabic_stays, ascii, quick};

/// So many bytes of ASCII are folded at a time; fewer at first, for among other letters it often is one byte
/// alone.
const BLOCK: usize = 256;
const FIRST_BLOCK: usize = 16;

/// A text of ASCII alone, all at once; `None` for any other. What does not begin as one is not even tried.
pub(super) fn folded_ascii(text: &str) -> Option<Folded> {
    if !text.as_bytes().first().is_some_and(u8::is_ascii) {
        return None;
    }
    let mut seen = 0;
    let bytes = text.bytes().map(|byte| {
        seen |= byte;
        ascii(byte)
    });
    let folded = of_ascii(bytes.collect());
    seen.is_ascii().then(|| Folded { text: folded, map: Map::default() })
}

/// What [`ascii`] made, as text.
#[expect(
    unsafe_code,
    reason = "to check the bytes again takes half as long as to fold them: twice `to_lowercase` in all"
)]
fn of_ascii(bytes: Vec<u8>) -> String {
    const { assert!(makes_ascii()) };
    // SAFETY: `ascii` gives ASCII for every byte there is, as the line above shows to the compiler; ASCII is
    // UTF-8.
    unsafe { String::from_utf8_unchecked(bytes) }
}

const fn makes_ascii() -> bool {
    let mut byte = 0;
    while byte < u8::MAX && ascii(byte).is_ascii() {
        byte += 1;
    }
    ascii(byte).is_ascii()
}

/// A text that is being folded.
pub(super) struct Writer<'a> {
    text: &'a str,
    /// How far the text has been read.
    at: usize,
    out: String,
    map: Map,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, out: String::with_capacity(text.len()), map: Map::default() }
    }

    pub(super) fn finish(self) -> Folded {
        Folded { text: self.out, map: self.map }
    }

    pub(super) fn write_all(&mut self) {
        self.write_ascii();
        while self.at < self.text.len() {
            self.copy();
            self.write_next();
        }
    }

    /// Copies what stays as it is.
    fn copy(&mut self) {
        let end = self.at + staying(&self.text.as_bytes()[self.at..]);
        self.out.push_str(&self.text[self.at..end]);
        self.at = end;
    }

    /// Folds the next character, or the next block of ASCII.
    fn write_next(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        if c.is_ascii() {
            return self.write_ascii();
        }
        let end = self.at + c.len_utf8();
        match quick(c) {
            Quick::To(folded) => {
                let start = self.out.len();
                self.out.push(folded);
                self.map.replaced(self.at..end, start, &self.out[start..]);
                self.at = end;
            }
            Quick::Dropped => self.drop_until(end),
            Quick::Unknown => self.write_unknown(c, end),
        }
    }

    fn drop_until(&mut self, end: usize) {
        let follows_word = self.out.ends_with(|c| c != ' ');
        self.map.dropped(end, self.out.len(), follows_word);
        self.at = end;
    }

    fn write_unknown(&mut self, c: char, end: usize) {
        let mut parts = String::new();
        atoms(c, &mut parts);
        match parts.chars().next() {
            None => self.drop_until(end),
            Some(first) if joins(first) => self.write_cluster(),
            Some(_) => {
                let start = self.out.len();
                self.out.push_str(&whole(&parts));
                self.map.replaced(self.at..end, start, &self.out[start..]);
                self.at = end;
            }
        }
    }

    /// Puts the last letter that was written together with all the marks that follow. They become one piece:
    /// what comes of them may be more or fewer characters, in another order.
    fn write_cluster(&mut self) {
        let start = self.last_letter();
        let begins = if start < self.out.len() { self.map.begins(start) } else { self.at };
        let mut parts = self.out.split_off(start);
        for c in self.text[self.at..].chars() {
            let before = parts.len();
            atoms(c, &mut parts);
            if parts[before..].chars().next().is_some_and(|first| !joins(first)) {
                parts.truncate(before);
                break;
            }
            self.at += c.len_utf8();
        }
        self.out.push_str(&whole(&parts));
        self.map.forget_after(start);
        self.map.replaced(begins..self.at, start, &self.out[start..]);
    }

    /// Where the last letter begins that marks can belong to; the end where there is none.
    fn last_letter(&self) -> usize {
        let mut start = self.out.len();
        for (at, c) in self.out.char_indices().rev() {
            if c == ' ' {
                break;
            }
            start = at;
            if !joins(c) {
                break;
            }
        }
        start
    }

    /// Folds all the ASCII from here on, a block at a time.
    fn write_ascii(&mut self) {
        let mut size = FIRST_BLOCK;
        while self.at < self.text.len() {
            let end = self.text.len().min(self.at + size);
            let block = &self.text.as_bytes()[self.at..end];
            if !block.is_ascii() {
                return self.write_ascii_block(ascii_prefix(block));
            }
            self.write_ascii_block(block.len());
            size = BLOCK;
        }
    }

    fn write_ascii_block(&mut self, length: usize) {
        if length < FIRST_BLOCK {
            let bytes = &self.text.as_bytes()[self.at..self.at + length];
            self.out.extend(bytes.iter().map(|byte| char::from(ascii(*byte))));
            self.at += length;
            return;
        }
        let mut buffer = [0; BLOCK];
        let folded = &mut buffer[..length];
        for (to, byte) in folded.iter_mut().zip(&self.text.as_bytes()[self.at..]) {
            *to = ascii(*byte);
        }
        self.out.push_str(std::str::from_utf8(folded).unwrap_or_default());
        self.at += length;
    }
}

fn ascii_prefix(block: &[u8]) -> usize {
    block.iter().position(|byte| !byte.is_ascii()).unwrap_or(block.len())
}

/// How many bytes from the first on stay as they are.
fn staying(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'a'..=b'z' | b'0'..=b'9' => at += 1,
            0xD8..=0xDB if bytes.get(at + 1).is_some_and(|second| arabic_stays(byte, *second)) => at += 2,
            _ => break,
        }
    }
    at
}
