//! Where a process is killed: at some of its writes to the disk.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use ifilm_tests::{Dice, Seeds};

use crate::kill_request::was_killed;
use crate::killer::killer;

/// The places of the kills, different numbers from 1 to the last one: as many as the script of the suite asks
/// for, or else a few. They are spread over all, each moved by chance.
pub(crate) fn places(last: u64, few: u64) -> Vec<u64> {
    let Seeds { first: seed, count, .. } = Seeds::of_environment(few);
    let kills = count.min(last);
    let moved = |at: u64| {
        let (from, to) = (at * last / kills, (at + 1) * last / kills);
        1 + from + Dice::of(seed ^ (at << 32)).below(to - from)
    };
    (0..kills).map(moved).collect()
}

/// Passes kills on while the minutes of the suite last.
pub(crate) fn in_time<T>(kills: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    let (begun, limit) = (Instant::now(), Seeds::of_environment(0).limit);
    kills.into_iter().take_while(move |_| begun.elapsed() <= limit)
}

/// How many times a command writes into its folder.
pub(crate) fn writes(data: &Path, mut command: Command) -> u64 {
    let count = tempfile::NamedTempFile::new().unwrap();
    command.env("LD_PRELOAD", killer()).env("FAULT_DIR", data).env("FAULT_COUNT", count.path());
    assert!(command.status().unwrap().success());
    std::fs::read_to_string(count.path()).unwrap().parse().unwrap()
}

/// Runs a command that is killed at one of its writes. Returns whether it was killed before its end.
pub(crate) fn kill_at_write(data: &Path, mut command: Command, at: u64) -> bool {
    command.env("LD_PRELOAD", killer()).env("FAULT_DIR", data).env("FAULT_AT", at.to_string());
    was_killed(command.status().unwrap())
}
