//! Folds one text from its first byte to its last.

use super::atoms::{atoms, joins, whole};
use super::char_folding::{CharFolding, arabic_stays, ascii, char_folding};
use super::folded::Folded;
use super::map::Map;

/// How many bytes of ASCII are folded at a time. The first block is shorter, because among other letters
/// there is often only one byte of ASCII.
const BLOCK: usize = 256;
const FIRST_BLOCK: usize = 16;

/// The folded form of a text that is ASCII alone; `None` for any other text. It looks no further than the
/// first byte if that is not ASCII.
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

/// The bytes that [`ascii`] made, as text.
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
        byte = byte.saturating_add(1);
    }
    ascii(byte).is_ascii()
}

/// A text that is being folded.
pub(super) struct Writer<'a> {
    /// The bytes of the whole text.
    length: usize,
    /// The text that has not been read yet.
    rest: &'a str,
    out: String,
    map: Map,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { length: text.len(), rest: text, out: String::with_capacity(text.len()), map: Map::default() }
    }

    pub(super) fn finish(self) -> Folded {
        Folded { text: self.out, map: self.map }
    }

    pub(super) fn write_all(&mut self) {
        self.write_ascii();
        while !self.rest.is_empty() {
            self.copy();
            self.write_next();
        }
    }

    /// How far the text has been read.
    fn at(&self) -> usize {
        self.length.saturating_sub(self.rest.len())
    }

    /// Reads this many bytes.
    fn read(&mut self, length: usize) -> &'a str {
        let (read, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        read
    }

    /// Copies the characters that stay as they are.
    fn copy(&mut self) {
        let copied = self.read(staying(self.rest.as_bytes()));
        self.out.push_str(copied);
    }

    /// Folds the next character, or the next block of ASCII.
    fn write_next(&mut self) {
        let Some(c) = self.rest.chars().next() else { return };
        match char_folding(c) {
            CharFolding::To(folded) if folded.len_utf8() == c.len_utf8() && !self.begins_ascii() => {
                self.read(c.len_utf8());
                self.out.push(folded);
            }
            _ if c.is_ascii() => self.write_ascii(),
            CharFolding::To(folded) => self.replace(c, folded.encode_utf8(&mut [0; 4])),
            CharFolding::Dropped => self.drop(c),
            CharFolding::Unknown => self.write_unknown(c),
        }
    }

    /// Whether a block of ASCII follows. Among other letters there is often one sign with a blank behind it.
    fn begins_ascii(&self) -> bool {
        let mut bytes = self.rest.bytes();
        bytes.next().is_some_and(|first| first.is_ascii())
            && bytes.nth(1).is_some_and(|third| third.is_ascii())
    }

    fn replace(&mut self, c: char, by: &str) {
        let (from, start) = (self.at(), self.out.len());
        self.read(c.len_utf8());
        self.out.push_str(by);
        self.map.replaced(from..self.at(), start, by);
    }

    fn drop(&mut self, c: char) {
        self.read(c.len_utf8());
        let follows_word = self.out.bytes().next_back().is_some_and(|byte| byte != b' ');
        self.map.dropped(self.at(), self.out.len(), follows_word);
    }

    fn write_unknown(&mut self, c: char) {
        let mut parts = String::new();
        atoms(c, &mut parts);
        match parts.chars().next() {
            None => self.drop(c),
            Some(first) if joins(first) => self.write_cluster(),
            Some(_) => self.replace(c, &whole(&parts)),
        }
    }

    /// Composes the last written letter with all marks that follow. They become one piece, because the result
    /// may have more or fewer characters, in another order.
    fn write_cluster(&mut self) {
        let start = self.last_letter();
        let begins = if start < self.out.len() { self.map.begins(start) } else { self.at() };
        let mut parts = self.out.split_off(start);
        while let Some(c) = self.rest.chars().next() {
            let before = parts.len();
            atoms(c, &mut parts);
            if parts.get(before..).is_some_and(|added| added.starts_with(|first| !joins(first))) {
                parts.truncate(before);
                break;
            }
            self.read(c.len_utf8());
        }
        let whole = whole(&parts);
        self.out.push_str(&whole);
        self.map.forget_after(start);
        self.map.replaced(begins..self.at(), start, &whole);
    }

    /// The start of the last letter that marks can belong to; the end of the text if there is none.
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

    /// Folds the ASCII from here on, a block at a time.
    fn write_ascii(&mut self) {
        let mut size = FIRST_BLOCK;
        loop {
            let bytes = self.rest.as_bytes();
            let length = ascii_prefix(bytes.get(..size).unwrap_or(bytes));
            let block = self.read(length);
            self.write_ascii_block(block);
            if length < size {
                return;
            }
            size = BLOCK;
        }
    }

    fn write_ascii_block(&mut self, block: &str) {
        if block.len() < FIRST_BLOCK {
            self.out.extend(block.bytes().map(|byte| char::from(ascii(byte))));
            return;
        }
        let mut buffer = [0; BLOCK];
        let Some(folded) = buffer.get_mut(..block.len()) else { return };
        for (to, byte) in folded.iter_mut().zip(block.bytes()) {
            *to = ascii(byte);
        }
        self.out.push_str(std::str::from_utf8(folded).unwrap_or_default());
    }
}

fn ascii_prefix(block: &[u8]) -> usize {
    if block.is_ascii() {
        return block.len();
    }
    block.iter().position(|byte| !byte.is_ascii()).unwrap_or(block.len())
}

/// How many bytes at the beginning stay as they are.
fn staying(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [b' ' | b'a'..=b'z' | b'0'..=b'9', rest @ ..] => rest,
            [first @ 0xD8..=0xDB, second, rest @ ..] if arabic_stays(*first, *second) => rest,
            _ => return bytes.len().saturating_sub(rest.len()),
        }
    }
}
