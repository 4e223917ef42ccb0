//! What a broken disk, a careless program or a lost battery does to a file.

use std::fmt;
use std::fs;
use std::path::Path;

use ifilm_tests::{Dice, PAGE};

/// A way to damage a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Harm {
    /// Some bytes have another value, anywhere.
    FlippedBytes,
    /// Whole pages are zero, or have bytes of nobody.
    WipedPages,
    /// A page stands where another one belongs.
    SwappedPages,
    /// The end is missing.
    Truncated,
    /// Nothing is left.
    Empty,
    /// There is no file.
    Missing,
    /// A file of another kind has the name.
    Foreign,
    /// The other one of the two files, or its log, has the name.
    OtherFile,
    /// An older state of it has the name.
    Older,
}

/// Every way.
pub(crate) const HARMS: [Harm; 9] = [
    Harm::FlippedBytes,
    Harm::WipedPages,
    Harm::SwappedPages,
    Harm::Truncated,
    Harm::Empty,
    Harm::Missing,
    Harm::Foreign,
    Harm::OtherFile,
    Harm::Older,
];

impl fmt::Display for Harm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FlippedBytes => "flipped bytes",
            Self::WipedPages => "wiped pages",
            Self::SwappedPages => "swapped pages",
            Self::Truncated => "truncated",
            Self::Empty => "zero length",
            Self::Missing => "missing",
            Self::Foreign => "a foreign file",
            Self::OtherFile => "the other file",
            Self::Older => "an older state",
        })
    }
}

impl Harm {
    /// Damages a file. `other` is the file that takes its place, and `older` a state of it from before.
    pub(crate) fn strike(self, file: &Path, other: &Path, older: &Path, dice: &mut Dice) {
        let bytes = fs::read(file).unwrap();
        let harmed = match self {
            Self::Missing => return fs::remove_file(file).unwrap(),
            Self::Empty => Vec::new(),
            Self::FlippedBytes => flipped(bytes, dice),
            Self::WipedPages => wiped(bytes, dice),
            Self::SwappedPages => swapped(bytes, dice),
            Self::Truncated => truncated(bytes, dice),
            Self::Foreign => foreign(dice),
            Self::OtherFile => fs::read(other).unwrap_or_default(),
            Self::Older => fs::read(older).unwrap_or_default(),
        };
        fs::write(file, harmed).unwrap();
    }
}

fn flipped(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    for _ in 0..dice.pick(&[1, 4, 32]) {
        let place = below(dice, bytes.len());
        bytes[place] ^= dice.pick(&[1, 0x20, 0x80, 0xFF]);
    }
    bytes
}

fn wiped(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    for _ in 0..dice.pick(&[1, 3]) {
        let (begin, with) = (below(dice, bytes.len()) / PAGE * PAGE, dice.pick(&[0, 0xFF, 0xA5]));
        let end = bytes.len().min(begin + PAGE);
        bytes[begin..end].fill(with);
    }
    bytes
}

fn swapped(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let pages = bytes.len() / PAGE;
    if pages > 1 {
        let (from, to) = (below(dice, pages) * PAGE, below(dice, pages) * PAGE);
        bytes.copy_within(from..from + PAGE, to);
    }
    bytes
}

fn truncated(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let length = below(dice, bytes.len());
    bytes.truncate(if dice.percent(50) { length / PAGE * PAGE } else { length });
    bytes
}

fn foreign(dice: &mut Dice) -> Vec<u8> {
    match dice.below(3) {
        0 => "A letter to a friend, which is no database.\n".repeat(500).into_bytes(),
        1 => b"\x89PNG\r\n\x1a\n and what a picture has".repeat(300),
        _ => database(),
    }
}

/// A sound database of another program.
fn database() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recipes.db");
    let recipes = "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')";
    rusqlite::Connection::open(&path).unwrap().execute_batch(recipes).unwrap();
    fs::read(path).unwrap()
}

/// A number below a length, or 0.
fn below(dice: &mut Dice, length: usize) -> usize {
    usize::try_from(dice.below(length.max(1) as u64)).unwrap()
}
