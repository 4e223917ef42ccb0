//! Each call to the system fails once, and with all later ones: reads, writes, new lengths, fsyncs, names,
//! opened files and SQLite's memory. The command ends well or with a typed error. Then, without failures,
//! the files are whole, a person's state is that of before the act or that of after it, and the act can be
//! done again.
//!
//! The checks try a sample of the cases. `tests/faults.sh` tries all of them.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Output;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use crate::act::{Act, World};
use crate::failing::{Failing, KINDS, calls};
use crate::killer::{copy, killer};
use crate::tried::Tried;
use ifilm_tests::{Seeds, note_figures, note_runs};
use rusqlite::Connection;

/// Acts that only read.
const READS: &[&str] = &["list", "search", "export"];

/// How many cases the checks try.
const SAMPLE: u64 = 160;

/// An act whose calls fail.
struct Case<'w> {
    act: &'w Tried<'w>,
    failing: Failing,
}

/// How a case ended: `well`, or the code of an error.
type Ending = String;

impl Case<'_> {
    fn name(&self) -> String {
        let Failing { calls, way, at, is_lasting } = self.failing;
        let lasting = if is_lasting { " and all later ones" } else { "" };
        format!("{}: {calls} {at}{lasting}: {}", self.act.act.name, way.0)
    }

    /// Does the act with failures, and checks what is left. `None` if no call was struck.
    fn run(&self, world: &World) -> Result<Option<Ending>, String> {
        let data = self.act.act.before();
        let command = world.command(data.path(), &self.act.act.words);
        let (output, is_struck) = self.failing.run(data.path(), command).ok_or("it takes too long")?;
        let ending = ending(&output)?;
        let is_well = ending == "well";
        if self.failing.way.0 == "short" && !is_well {
            return Err(format!("fewer bytes are no failure, but it ends with {ending}"));
        }
        if is_well && !self.act.is_printed(data.path(), &output) {
            return Err(format!("it prints {output:?}"));
        }
        let is_acknowledged = is_well && output.stderr.is_empty(); // a text is read, marked or not
        self.act
            .check(data.path(), is_acknowledged)
            .map_err(|why| format!("it ends with {ending}; then {why}"))?;
        Ok(is_struck.then_some(ending))
    }
}

/// The codes with which an act may end if a call fails. SQLite's memory has no code of its own.
const STORAGE: &[&str] = &["storage_full", "storage_damaged", "read_only", "busy"];

/// How a command ended. A panic, a signal and an error without a code of storage are failures of the test.
fn ending(output: &Output) -> Result<Ending, String> {
    let said = String::from_utf8_lossy(&output.stderr);
    let code = STORAGE.iter().find(|code| said.contains(&format!("({code})")));
    match (output.status.code(), code) {
        _ if said.contains("panicked") => Err(format!("it panics: {said}")),
        (Some(0), _) => Ok("well".to_owned()),
        (Some(3), Some(code)) => Ok((*code).to_owned()),
        (Some(1), _) if said.contains("out of memory (internal)") => Ok("out of memory".to_owned()),
        _ => Err(format!("it ended with {}: {said}", output.status)),
    }
}

/// All cases of some acts, in an order in which each act and kind of call comes early.
fn cases<'w>(world: &World, tried: &'w [Tried<'w>], seed: u64) -> Vec<Case<'w>> {
    let mut cases = Vec::new();
    for (number, act) in tried.iter().enumerate() {
        for (kind, (calls_of, ways)) in KINDS.iter().enumerate() {
            let data = act.act.before();
            let last = calls(data.path(), calls_of, world.command(data.path(), &act.act.words));
            let mut of_kind = Vec::new();
            for at in 1..=last {
                for (way, is_lasting) in ways.iter().flat_map(|way| [(*way, false), (*way, true)]) {
                    of_kind.push(Case { act, failing: Failing { calls: calls_of, way, at, is_lasting } });
                }
            }
            let group = mixed(seed, (number * 10 + kind) as u64);
            of_kind.sort_by_cached_key(|case| mixed(group, hash(&case.name())));
            cases.extend(of_kind.into_iter().enumerate().map(|(rank, case)| ((rank, group), case)));
        }
    }
    cases.sort_by_key(|(place, _)| *place);
    cases.into_iter().map(|(_, case)| case).collect()
}

/// Splitmix64.
fn mixed(seed: u64, at: u64) -> u64 {
    let mixed = (seed ^ at.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Runs cases on all cores. Returns how they ended, by kind of call and way, and what went wrong.
fn run_all(world: &World, cases: &[Case<'_>]) -> (Tally, Vec<String>) {
    let (next, tally, wrong) = (AtomicUsize::new(0), Mutex::new(Tally::default()), Mutex::new(Vec::new()));
    let until = Instant::now() + Seeds::of_environment(SAMPLE).limit;
    let work = || {
        while Instant::now() < until
            && let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed))
        {
            match case.run(world) {
                Ok(ending) => tally.lock().unwrap().note(case, ending),
                Err(why) => wrong.lock().unwrap().push(format!("{}: {why}", case.name())),
            }
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> =
            (1..thread::available_parallelism().unwrap().get()).map(|_| scope.spawn(work)).collect();
        work();
        others.into_iter().for_each(|other| other.join().unwrap());
    });
    (tally.into_inner().unwrap(), wrong.into_inner().unwrap())
}

/// How many cases ended how.
#[derive(Default)]
struct Tally {
    rows: BTreeMap<(&'static str, &'static str), BTreeMap<Ending, u32>>,
    missed: u32,
    tried: u32,
}

impl Tally {
    fn note(&mut self, case: &Case<'_>, ending: Option<Ending>) {
        self.tried += 1;
        match ending {
            Some(ending) => {
                let row = self.rows.entry((case.failing.calls, case.failing.way.0)).or_default();
                *row.entry(ending).or_default() += 1;
            }
            None => self.missed += 1,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endings = [&["well"], STORAGE, &["out of memory"]].concat();
        writeln!(f, "| calls | fail with | {} |", endings.join(" | "))?;
        writeln!(f, "|---|---|{}", "---|".repeat(endings.len()))?;
        for ((calls, way), ended) in &self.rows {
            let counts =
                endings.iter().map(|ending| ended.get(*ending).copied().unwrap_or_default().to_string());
            writeln!(f, "| {calls} | {way} | {} |", counts.collect::<Vec<_>>().join(" | "))?;
        }
        Ok(())
    }
}

#[test]
fn a_call_that_fails_ends_the_act_well_or_with_a_typed_error_and_costs_nothing() {
    let world = World::new();
    let tried: Vec<Tried<'_>> = world.acts.iter().map(|act| Tried::of(&world, act)).collect();
    let Seeds { first: seed, count, .. } = Seeds::of_environment(SAMPLE);
    let mut cases = cases(&world, &tried, seed);
    let all = cases.len();
    cases.truncate(usize::try_from(count).unwrap());

    let (tally, wrong) = run_all(&world, &cases);

    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tally.tried, wrong.join("\n"));
    assert!(2 * tally.missed < tally.tried, "{} of {} cases struck no call", tally.missed, tally.tried);
    let Tally { tried, missed, .. } = tally;
    note_runs(u64::from(tried));
    note_figures(&format!(
        "{tried} of {all} cases of {} acts; {missed} struck no call.\n\n{tally}",
        world.acts.len()
    ));
}

/// A full disk has no room for a new file, either.
#[test]
fn reads_go_on_while_no_write_does() {
    let world = World::new();
    let closed = {
        let data = world.acts[0].before();
        world.well(data.path(), &["storage", "--compact"]).unwrap();
        data
    };

    for way in [("ENOSPC", "28"), ("EDQUOT", "122"), ("EIO", "5")] {
        for act in world.acts.iter().filter(|act| READS.contains(&act.name)) {
            for data in [act.before(), copy(closed.path())] {
                let expected = world.well(copy(data.path()).path(), &act.words).unwrap();
                let failing = Failing { calls: "write,sync,name,create", way, at: 1, is_lasting: true };
                let (output, _) = failing.run(data.path(), world.command(data.path(), &act.words)).unwrap();

                assert!(output.status.success(), "{} with {}: {output:?}", act.name, way.0);
                assert_eq!(
                    String::from_utf8(output.stdout).unwrap(),
                    expected,
                    "{} with {}",
                    act.name,
                    way.0
                );
            }
        }
    }
}

/// Files as a process leaves them that is killed: the next writer looks for damage.
fn after_a_kill(act: &Act) -> tempfile::TempDir {
    let data = act.before();
    let lock = data.path().join("writing.note");
    let mut note = fs::read(&lock).unwrap();
    note[0] = 1; // the last writer did not close the files
    fs::write(lock, note).unwrap();
    data
}

/// The files of the user that were moved aside, and the number of the one in its place.
fn user_file(data: &Path) -> (usize, u64) {
    let names =
        fs::read_dir(data.join("damaged")).into_iter().flatten().map(|entry| entry.unwrap().file_name());
    let moved = names.filter(|name| name.to_str().unwrap().starts_with("user")).count();
    (moved, fs::metadata(data.join("user.db")).unwrap().ino())
}

/// Seen: after a kill, one failed read made a sound file of the user look damaged. It was moved aside, and
/// the new one had fewer rows.
#[test]
fn a_failed_read_after_a_kill_moves_no_file() {
    let world = World::new();
    let act = world.acts.iter().find(|act| act.name == "save").unwrap();
    let counted = after_a_kill(act);
    let last = calls(counted.path(), "read", world.command(counted.path(), &act.words));
    assert!(last > 20, "the files are inspected: {last} reads");
    let before = world.well(after_a_kill(act).path(), &["export", "--history"]).unwrap();

    let mut well = 0;
    for (at, is_lasting) in (1..=last).map(|at| (at, at % 3 == 0)) {
        let data = after_a_kill(act);
        let (_, number) = user_file(data.path());
        let failing = Failing { calls: "read", way: ("EIO", "5"), at, is_lasting };
        let (output, _) = failing.run(data.path(), world.command(data.path(), &act.words)).unwrap();

        let ending = ending(&output).unwrap();
        well += u64::from(ending == "well");
        assert_eq!(user_file(data.path()), (0, number), "read {at} fails, and it ends with {ending}");
        let after = world.well(data.path(), &["export", "--history"]).unwrap();
        assert!(after.len() >= before.len(), "read {at} fails, and a person's state is {after}");
    }
    assert!(well > 0, "no failed read of {last} lets a person save");
}

/// Seen: after a kill, one bad sector kept a person from saving anything for ever, because the file could not
/// be inspected.
#[test]
fn a_bad_sector_after_a_kill_keeps_nobody_from_saving_and_moves_no_file() {
    let world = World::new();
    let act = world.acts.iter().find(|act| act.name == "save").unwrap();
    for (file, tables) in
        [("user.db", ["announced", "saved_search"]), ("cache.db", ["fingerprint", "picture_failure"])]
    {
        for table in tables {
            let data = after_a_kill(act);
            let (_, number) = user_file(data.path());
            let connection = Connection::open(data.path().join(file)).unwrap();
            let root = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
            let root: u64 = connection.query_row(root, [table], |row| row.get(0)).unwrap();
            drop(connection);
            let sector = format!("{file}:{}", (root - 1) * 4096 + 100);
            let mut command = world.command(data.path(), &act.words);
            command.env("LD_PRELOAD", killer()).env("FAULT_DIR", data.path()).env("FAULT_SECTOR", sector);

            for _ in 0..2 {
                let output = command.output().unwrap();

                assert_eq!(ending(&output).as_deref(), Ok("well"), "{file}, {table}: {output:?}");
                assert_eq!(user_file(data.path()), (0, number), "{file}, {table}");
            }
            let mut check = world.command(data.path(), &["check"]);
            let checked = check.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
            let checked = checked.env("LC_ALL", "en").output().unwrap();
            let lines = String::from_utf8(checked.stdout).unwrap();
            assert_eq!(lines.matches("the device cannot read the file now").count(), 1, "{lines}");
            assert_eq!(lines.matches("the file is sound").count(), 1, "{lines}");
            let lock = fs::read(data.path().join("writing.note")).unwrap();
            assert_eq!(lock[0], 1, "the next start looks again");
            let saved = world.well(data.path(), &["saved", "--json"]).unwrap();
            assert!(saved.contains(act.words[1].split('/').next_back().unwrap()), "{saved}");
        }
    }
}
