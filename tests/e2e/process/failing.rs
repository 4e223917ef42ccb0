//! Runs a command of which calls to the system fail, through the library `faults.c`.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::killer::killer;

/// The longest time that a command may take.
const LIMIT: Duration = Duration::from_secs(100);

/// Kinds of calls, each with the ways in which they fail: the name of the error, and its number on Linux.
pub(crate) const KINDS: &[(&str, &[(&str, &str)])] = &[
    ("read", &[("EIO", "5"), ("short", "short")]),
    ("write", &[("EIO", "5"), ("ENOSPC", "28"), ("EDQUOT", "122"), ("short", "short")]),
    ("cut", &[("EIO", "5"), ("ENOSPC", "28")]),
    ("sync", &[("EIO", "5"), ("ENOSPC", "28")]),
    ("name", &[("EIO", "5"), ("ENOSPC", "28")]),
    ("open", &[("EIO", "5"), ("ENOSPC", "28"), ("EMFILE", "24"), ("EACCES", "13")]),
    ("memory", &[("ENOMEM", "12")]),
];

/// Which calls on files of a folder fail, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Failing {
    /// Kinds of [`KINDS`], with commas between them.
    pub(crate) calls: &'static str,
    /// One of the ways of [`KINDS`].
    pub(crate) way: (&'static str, &'static str),
    /// The number of the first one.
    pub(crate) at: u64,
    /// Whether all later ones fail, too.
    pub(crate) is_lasting: bool,
}

impl Failing {
    /// Runs a command with these failures. Returns how it ended, and whether a call was struck. `None` says
    /// that it took too long, and was killed.
    pub(crate) fn run(self, folder: &Path, mut command: Command) -> Option<(Output, bool)> {
        command.env("FAULT_AS", self.way.1).env("FAULT_AT", self.at.to_string());
        if self.is_lasting {
            command.env("FAULT_LASTING", "1");
        }
        let (output, calls) = counted(folder, self.calls, command)?;
        Some((output, calls >= self.at))
    }
}

/// Runs a command and counts its calls of these kinds.
pub(crate) fn calls(folder: &Path, kinds: &str, command: Command) -> u64 {
    let (output, calls) = counted(folder, kinds, command).expect("it ends in time");
    assert!(output.status.success(), "{output:?}");
    calls
}

fn counted(folder: &Path, kinds: &str, mut command: Command) -> Option<(Output, u64)> {
    let (count, memory) = (tempfile::NamedTempFile::new().unwrap(), memory_of_sqlite(command.get_program()));
    command.env("LD_PRELOAD", killer()).env("FAULT_DIR", folder).env("FAULT_CALLS", kinds);
    command.env("FAULT_COUNT", count.path()).env("FAULT_MEMORY", memory);
    let output = within_limit(command)?;
    let calls = std::fs::read_to_string(count.path()).unwrap();
    Some((output, calls.parse().unwrap_or(0))) // a process that a signal ended has written nothing
}

/// Runs a command; `None` if it took too long, and was killed.
fn within_limit(mut command: Command) -> Option<Output> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (id, (sender, ended)) = (child.id(), channel());
    thread::spawn(move || sender.send(child.wait_with_output().unwrap()));
    let output = ended.recv_timeout(LIMIT).ok();
    if output.is_none() {
        Command::new("kill").args(["-9", &id.to_string()]).status().unwrap();
    }
    output
}

/// Where a program has the functions through which SQLite gets all its memory, as `faults.c` reads it. An
/// allocation of Rust that fails ends the process, which is like a kill.
fn memory_of_sqlite(program: &std::ffi::OsStr) -> &'static str {
    static RANGES: OnceLock<String> = OnceLock::new();
    RANGES.get_or_init(|| {
        let symbols = Command::new("nm").arg("-S").arg(program).output().unwrap().stdout;
        let symbols = String::from_utf8(symbols).unwrap();
        let ranges: Vec<String> = symbols.lines().filter_map(range_of_allocator).collect();
        assert_eq!(ranges.len(), 2, "SQLite's functions for memory are in the program");
        ranges.join(",")
    })
}

/// The range of a line of `nm -S`, if it is of one of SQLite's two allocating functions.
fn range_of_allocator(line: &str) -> Option<String> {
    let mut words = line.split(' ');
    let (from, size, _kind, name) = (words.next()?, words.next()?, words.next()?, words.next()?);
    if !["sqlite3MemMalloc", "sqlite3MemRealloc"].contains(&name) {
        return None;
    }
    let from = u64::from_str_radix(from, 16).unwrap();
    Some(format!("{from:x}-{:x}", from + u64::from_str_radix(size, 16).unwrap()))
}
