//! What a crash of the system may leave of the files of a folder: what was synced, and any part of the rest.
//!
//! A file has what its last fsync before the crash had. Of each later write any sectors may be there or not,
//! so a write may be torn, and a later one may be there without an earlier one. A later change of the length
//! may be there or not. Names that were made, changed or removed since the last fsync of their folder may be
//! so, each by itself.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use ifilm_tests::Dice;

/// What a disk writes in one piece.
const SECTOR: usize = 512;

/// An entry of the log that `faults.c` writes.
#[derive(Debug)]
pub(crate) struct Change {
    kind: u64,
    inode: u64,
    offset: usize,
    name: String,
    bytes: Vec<u8>,
}

/// The kinds of changes in `faults.c`.
const WRITTEN: u64 = 1;
const CUT: u64 = 2;
const SYNCED: u64 = 3;
const MADE: u64 = 4;
const RENAMED: u64 = 5;
const REMOVED: u64 = 6;
const FOLDER_SYNCED: u64 = 7;

/// The entries of a log.
pub(crate) fn changes(log: &Path) -> Vec<Change> {
    let all = fs::read(log).unwrap_or_default();
    let (mut rest, mut changes) = (&all[..], Vec::new());
    while !rest.is_empty() {
        let number = |at: usize| u64::from_le_bytes(rest[8 * at..8 * at + 8].try_into().unwrap());
        let (kind, length, name_length) = (number(0), number(3) as usize, number(4) as usize);
        let (name, bytes) = rest[40..40 + name_length + length].split_at(name_length);
        let name = String::from_utf8(name.to_vec()).unwrap();
        changes.push(Change {
            kind,
            inode: number(1),
            offset: number(2) as usize,
            name,
            bytes: bytes.to_vec(),
        });
        rest = &rest[40 + name_length + length..];
    }
    changes
}

/// A change of a file that no fsync followed.
#[derive(Clone)]
enum Pending {
    Written { offset: usize, bytes: Vec<u8> },
    Cut(usize),
}

/// A file: what is certainly on the disk, and what may be.
#[derive(Clone, Default)]
struct File {
    synced: Vec<u8>,
    pending: Vec<Pending>,
}

/// A change of a name: the file that it now stands for, if any.
type Naming = Vec<(String, Option<usize>)>;

/// The files of a folder, as the disk has them. `-shm` files are left out: SQLite makes them anew.
#[derive(Clone)]
pub(crate) struct Disk {
    files: Vec<File>,
    of_inode: HashMap<u64, usize>,
    now: BTreeMap<String, usize>,
    synced: BTreeMap<String, usize>,
    pending: Vec<Naming>,
}

impl Disk {
    /// The files of a folder, all synced.
    pub(crate) fn of(folder: &Path) -> Self {
        let (mut files, mut of_inode, mut names) = (Vec::new(), HashMap::new(), BTreeMap::new());
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            of_inode.insert(entry.metadata().unwrap().ino(), files.len());
            names.insert(format!("/{}", entry.file_name().to_str().unwrap()), files.len());
            files.push(File { synced: fs::read(entry.path()).unwrap(), pending: Vec::new() });
        }
        Self { files, of_inode, now: names.clone(), synced: names, pending: Vec::new() }
    }

    /// Makes a change, as the log has it.
    pub(crate) fn make(&mut self, change: &Change) {
        let Change { kind, inode, offset, name, bytes } = change;
        let file = self.of_inode.get(inode).map(|file| &mut self.files[*file]);
        match (*kind, file) {
            (WRITTEN, Some(file)) => {
                file.pending.push(Pending::Written { offset: *offset, bytes: bytes.clone() });
            }
            (CUT, Some(file)) => file.pending.push(Pending::Cut(*offset)),
            (SYNCED, Some(file)) => file.sync(),
            (MADE, _) => {
                self.of_inode.insert(*inode, self.files.len());
                self.name(vec![(name.clone(), Some(self.files.len()))]);
                self.files.push(File::default());
            }
            (RENAMED, _) => {
                let (from, to) = name.split_once('\n').unwrap();
                let file = self.now.get(from).copied();
                self.name(vec![(to.to_owned(), file), (from.to_owned(), None)]);
            }
            (REMOVED, _) => self.name(vec![(name.clone(), None)]),
            (FOLDER_SYNCED, _) => self.sync_folder(name),
            (kind, _) => panic!("a change of kind {kind} to {name}"),
        }
    }

    fn name(&mut self, naming: Naming) {
        apply(&mut self.now, &naming);
        self.pending.push(naming);
    }

    fn sync_folder(&mut self, folder: &str) {
        let is_in = |naming: &Naming| naming[0].0.rsplit_once('/').unwrap().0 == folder;
        let (synced, pending) = std::mem::take(&mut self.pending).into_iter().partition(is_in);
        self.pending = pending;
        let synced: Vec<Naming> = synced;
        synced.iter().for_each(|naming| apply(&mut self.synced, naming));
    }

    /// Writes what a crash may leave into an empty folder. Each part of what is not certain is there with a
    /// probability that the dice choose.
    pub(crate) fn crash(&self, into: &Path, dice: &mut Dice) {
        let chance = [0, 10, 50, 90, 100][dice.below(5) as usize];
        let mut names = self.synced.clone();
        let kept = self.pending.iter().filter(|_| dice.below(100) < chance);
        kept.for_each(|naming| apply(&mut names, naming));
        for (name, file) in names.iter().filter(|(name, _)| !name.ends_with("-shm")) {
            let path = into.join(&name[1..]);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, self.files[*file].after_a_crash(chance, dice)).unwrap();
        }
    }
}

fn apply(names: &mut BTreeMap<String, usize>, naming: &Naming) {
    for (name, file) in naming {
        match file {
            Some(file) => names.insert(name.clone(), *file),
            None => names.remove(name),
        };
    }
}

impl File {
    fn sync(&mut self) {
        for change in std::mem::take(&mut self.pending) {
            match change {
                Pending::Written { offset, bytes } => put(&mut self.synced, offset, &bytes),
                Pending::Cut(length) => self.synced.resize(length, 0),
            }
        }
    }

    fn after_a_crash(&self, chance: u64, dice: &mut Dice) -> Vec<u8> {
        let mut content = self.synced.clone();
        for change in &self.pending {
            match change {
                Pending::Written { offset, bytes } => {
                    for (at, piece) in sectors(*offset, bytes) {
                        if dice.below(100) < chance {
                            put(&mut content, at, piece);
                        }
                    }
                }
                Pending::Cut(length) if dice.below(100) < chance => content.resize(*length, 0),
                Pending::Cut(_) => {}
            }
        }
        content
    }
}

/// The parts of a write that lie in different sectors, each with its place.
fn sectors(offset: usize, bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (SECTOR - offset % SECTOR).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(SECTOR).enumerate();
    std::iter::once((offset, head)).chain(rest.map(move |(at, piece)| (offset + first + at * SECTOR, piece)))
}

fn put(content: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(bytes);
}
