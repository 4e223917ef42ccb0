//! Changes of an input, as a bad disk, a torn transfer or an attacker makes them.

#![allow(clippy::ptr_arg, reason = "all mutations have one type, also those that keep the length")]

use std::ops::Range;

use ifilm_tests::Dice;

/// The most bytes that an input may grow to.
const MOST: usize = 4 << 20;

/// Changes an input in place. `other` is another one of its kind.
type Mutation = fn(&mut Dice, &mut Vec<u8>, &[u8]);

const OF_BYTES: &[Mutation] =
    &[flip_bit, flip_bit, overwrite, cut_end, cut_out, double, swap, splice, write_absurd_number];

/// Most of these leave JSON well formed, so that the reader goes on to what it says.
const OF_TEXT: &[Mutation] =
    &[change_letter, change_letter, write_absurd_value, write_odd_text, nest, double_line, cut_line, splice];

/// A copy of an input with one to sixteen changes.
pub(crate) fn mutated(dice: &mut Dice, input: &[u8], other: &[u8], is_text: bool) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..dice.pick(&[1, 1, 1, 2, 4, 16]) {
        let mutations = if is_text && dice.percent(60) { OF_TEXT } else { OF_BYTES };
        if !bytes.is_empty() && bytes.len() < MOST {
            dice.pick(mutations)(dice, &mut bytes, other);
        }
    }
    bytes
}

fn below(dice: &mut Dice, end: usize) -> usize {
    dice.below(end.max(1) as u64) as usize
}

/// A place: anywhere, in the head of the input, or in the head of a page of SQLite.
fn place(dice: &mut Dice, length: usize) -> usize {
    match dice.below(3) {
        0 => below(dice, length),
        1 => below(dice, length.min(128)),
        _ => (below(dice, length) / 4096 * 4096 + below(dice, 16)).min(length.saturating_sub(1)),
    }
}

/// A run of at most 2,048 bytes, most often a short one.
fn run(dice: &mut Dice, length: usize) -> Range<usize> {
    let start = place(dice, length);
    let longest = 1 << dice.below(12);
    start..length.min(start + 1 + below(dice, longest))
}

fn flip_bit(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let at = place(dice, bytes.len());
    bytes[at] ^= 1 << dice.below(8);
}

fn overwrite(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let (run, filling) = (run(dice, bytes.len()), dice.pick(&[Some(0), Some(0xff), None]));
    for byte in &mut bytes[run] {
        *byte = filling.unwrap_or_else(|| dice.below(256) as u8);
    }
}

fn cut_end(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    bytes.truncate(place(dice, bytes.len()));
}

fn cut_out(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    bytes.drain(run(dice, bytes.len()));
}

fn double(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let run = run(dice, bytes.len());
    let (start, block) = (run.start, bytes[run].to_vec());
    bytes.splice(start..start, block);
}

fn swap(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let (one, other) = (run(dice, bytes.len()), place(dice, bytes.len()));
    for (one, other) in one.zip(other..bytes.len()) {
        bytes.swap(one, other);
    }
}

fn splice(dice: &mut Dice, bytes: &mut Vec<u8>, other: &[u8]) {
    let (taken, start) = (run(dice, other.len()), place(dice, bytes.len()));
    let is_rest = dice.percent(20);
    let block = if is_rest { &other[taken.start..] } else { &other[taken] };
    let end = if is_rest { bytes.len() } else { bytes.len().min(start + block.len()) };
    bytes.splice(start..end, block.iter().copied());
}

/// The extremes of a number of one to eight bytes, in either order of its bytes.
fn write_absurd_number(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let width = dice.pick(&[1, 2, 4, 8]);
    let most = u64::MAX >> (64 - 8 * width);
    let number = dice.pick(&[0, 1, most, most - 1, most / 2, most / 2 + 1]);
    let (big, little) = (number.to_be_bytes(), number.to_le_bytes());
    let start = place(dice, bytes.len());
    let number = if dice.percent(50) { &big[8 - width..] } else { &little[..width] };
    for (byte, new) in bytes.iter_mut().skip(start).zip(number) {
        *byte = *new;
    }
}

/// The first place from a random one on, and round, at which a byte is of a kind.
fn found(dice: &mut Dice, bytes: &[u8], is_it: impl Fn(&u8) -> bool) -> Option<usize> {
    let from = below(dice, bytes.len());
    let later = bytes[from..].iter().position(&is_it).map(|at| from + at);
    later.or_else(|| bytes.iter().position(&is_it))
}

fn change_letter(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    if let Some(at) = found(dice, bytes, u8::is_ascii_alphanumeric) {
        bytes[at] = dice.pick(b"0123456789AZaz./:-_{}? ");
    }
}

const ABSURD: &[&str] = &[
    "-1",
    "0",
    "-0",
    "0.5",
    "1e999",
    "-1e999",
    "1e-999",
    "18446744073709551616",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999999999999999999999999",
    "null",
    "true",
    "\"\"",
    "[]",
    "{}",
];

/// Replaces a number.
fn write_absurd_value(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    if let Some(start) = found(dice, bytes, u8::is_ascii_digit) {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        bytes.splice(start..start + length, dice.pick(ABSURD).bytes());
    }
}

const ODD: &[&str] = &[
    "\\u0000",
    "\\ud800",
    "\\udfff\\ud800",
    "\u{202e}",
    "\u{feff}",
    "\u{fdfa}",
    "../..",
    "%00",
    "{id}",
    "{page}",
    "\\",
    "\"",
    "http://",
    "http://[::1]:99999/",
    "\u{301}\u{301}\u{301}",
    "\u{10ffff}",
    "𐀀",
    "-",
    " ",
];

/// Writes odd letters into a text, once or so often that they are long.
fn write_odd_text(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    if let Some(quote) = found(dice, bytes, |byte| *byte == b'"') {
        let odd = dice.pick(ODD).repeat(dice.pick(&[1, 1, 1, 1, 3, 1_000, 20_000]));
        bytes.splice(quote + 1..quote + 1, odd.into_bytes());
    }
}

/// Opens arrays or objects at the place of a value, so deep that a recursive reader has no stack left.
fn nest(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let at = found(dice, bytes, |byte| *byte == b':').map_or(0, |colon| colon + 1);
    let depth = dice.pick(&[1, 10, 126, 127, 128, 129, 1_000, 50_000]);
    let (open, close) = dice.pick(&[("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")]);
    let closed = if dice.percent(50) { close.repeat(depth) } else { String::new() };
    bytes.splice(at..at, format!("{}0{closed},\"b\":", open.repeat(depth)).into_bytes());
}

fn line(dice: &mut Dice, bytes: &[u8]) -> Range<usize> {
    let is_end = |byte: &u8| *byte == b'\n';
    let start = found(dice, bytes, is_end).map_or(0, |end| end + 1);
    start..bytes[start..].iter().position(is_end).map_or(bytes.len(), |end| start + end + 1)
}

fn double_line(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    let line = line(dice, bytes);
    let (start, copy) = (line.start, bytes[line].to_vec());
    bytes.splice(start..start, copy);
}

fn cut_line(dice: &mut Dice, bytes: &mut Vec<u8>, _other: &[u8]) {
    bytes.drain(line(dice, bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_input_and_nearly_every_input_differs_from_the_true_one() {
        let (one, other) = (b"{\n\"a\": 12,\n\"b\": \"c\"\n}".as_slice(), b"[1, 2, 3]".as_slice());
        let made = |seed| mutated(&mut Dice::of(seed), one, other, true);

        let same = (0..1_000).filter(|seed| made(*seed) == one).count();

        assert!((0..1_000).all(|seed| made(seed) == made(seed)));
        assert!(same < 100, "{same}");
    }

    #[test]
    fn every_mutation_takes_the_shortest_inputs() {
        for (mutation, seed) in
            [OF_BYTES, OF_TEXT].concat().iter().flat_map(|one| (0..200).map(move |seed| (one, seed)))
        {
            mutation(&mut Dice::of(seed), &mut vec![b'"'], b"");
            mutation(&mut Dice::of(seed), &mut b"1:".to_vec(), b"{}");
        }
    }
}
