//! The system crashes while a command writes. What is then on the disk is made from a log of all its writes:
//! everything that was synced, and any part of the rest. The files are whole, the acts of a person that were
//! acknowledged are there, no section is stored in part, and the command can be run again.
//!
//! The checks look at 100 images. `tests/faults.sh` looks at more.

#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Output;

use crate::act::World;
use crate::disk::{Change, Disk, changes};
use crate::killer::{copy, killer, whole};
use crate::tried::Tried;
use ifilm_tests::{Dice, Seeds, note_figures};
use rusqlite::Connection;
use serde_json::Value;

/// How many images each test of the checks looks at.
const IMAGES: u64 = 50;

/// Acts that write nothing are not tried.
const READS: &[&str] = &["list", "search", "export"];

/// What commands changed on the disk, one after another.
struct Recorded {
    before: Disk,
    changes: Vec<Change>,
    /// For each command, how many changes there were when it was acknowledged.
    acknowledged: Vec<usize>,
    /// How the last one ended.
    ended: Option<Output>,
}

impl Recorded {
    /// Runs commands in a folder, and records their changes. No other process may change a file there.
    fn of(world: &World, data: &Path, commands: &[Vec<String>]) -> Self {
        let (before, log) = (Disk::of(data), tempfile::NamedTempFile::new().unwrap());
        let mut last = None;
        let acknowledged = commands.iter().map(|words| {
            let mut command = world.command(data, words);
            command.env("LD_PRELOAD", killer()).env("FAULT_DIR", data).env("FAULT_LOG", log.path());
            let ended = command.output().unwrap();
            assert!(ended.status.success(), "{ended:?}");
            last = Some(ended);
            changes(log.path()).len()
        });
        let acknowledged = acknowledged.collect();
        Self { before, changes: changes(log.path()), acknowledged, ended: last }
    }

    /// The files after a crash at a random moment, and how many commands were acknowledged before.
    fn crash(&self, dice: &mut Dice) -> (tempfile::TempDir, usize) {
        let at = match dice.below(3) {
            0 => self.acknowledged[dice.below(self.acknowledged.len() as u64) as usize],
            _ => dice.below(self.changes.len() as u64 + 1) as usize,
        };
        let (mut disk, image) = (self.before.clone(), tempfile::tempdir().unwrap());
        self.changes[..at].iter().for_each(|change| disk.make(change));
        disk.crash(image.path(), dice);
        (image, self.acknowledged.iter().filter(|end| **end <= at).count())
    }
}

/// The seeds of the images.
fn seeds() -> std::ops::Range<u64> {
    let Seeds { first, count, .. } = Seeds::of_environment(IMAGES);
    first..first + count
}

#[test]
fn after_a_crash_of_the_system_an_act_is_done_whole_or_not_at_all() {
    let world = World::new();
    let writes = world.acts.iter().filter(|act| !READS.contains(&act.name));
    let recorded: Vec<(Tried<'_>, Recorded)> = writes
        .map(|act| {
            let data = act.before();
            let recorded = Recorded::of(&world, data.path(), std::slice::from_ref(&act.words));
            let tried = Tried::of(&world, act);
            assert!(!recorded.changes.is_empty(), "{}", act.name);
            assert!(tried.is_printed(data.path(), recorded.ended.as_ref().unwrap()), "{}", act.name);
            (tried, recorded)
        })
        .collect();

    for seed in seeds() {
        let (tried, recorded) = &recorded[seed as usize % recorded.len()];
        let (image, acknowledged) = recorded.crash(&mut Dice::of(seed));
        let checked = tried.check(image.path(), acknowledged == 1);
        assert_eq!(checked, Ok(()), "{}, seed {seed}", tried.act.name);
    }
    note_figures(&format!("{} images of crashes in {} acts.\n", seeds().count(), recorded.len()));
}

/// SQLite empties the write-ahead log when the last connection closes. It does not while another one is open.
#[test]
fn what_a_person_did_on_a_day_survives_a_crash_as_far_as_it_was_acknowledged() {
    let world = World::new();
    let saved = world.acts.iter().find(|act| act.name == "mark").unwrap();
    let day = day(&world, saved.before().path());
    let states = states(&world, saved.before().path(), &day);
    let exported = |data: &Path| world.well(data, &["export", "--history"]).unwrap();
    for (is_kept_open, seeds) in
        [(false, seeds().step_by(2)), (true, (seeds().start + 1..seeds().end).step_by(2))]
    {
        let data = saved.before();
        let _open: Vec<Connection> = ["cache.db", "user.db"]
            .iter()
            .filter(|_| is_kept_open)
            .map(|name| opened(&data.path().join(name)))
            .collect();
        let recorded = Recorded::of(&world, data.path(), &day);

        for seed in seeds {
            let (image, acknowledged) = recorded.crash(&mut Dice::of(seed));
            let found = exported(image.path());
            let is_next = states.get(acknowledged + 1) == Some(&found);
            assert!(
                states[acknowledged] == found || is_next,
                "seed {seed}: after {acknowledged} acts: {found}"
            );
            assert_eq!(whole(image.path()), Ok(()), "seed {seed}");
            world.well(image.path(), &["--edition", "en", "list"]).unwrap();
        }
    }
    note_figures(&format!("{} images of crashes on a day of ten acts.\n", seeds().count()));
}

fn opened(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).unwrap();
    connection
}

/// A person's state before commands and after each of them.
fn states(world: &World, data: &Path, commands: &[Vec<String>]) -> Vec<String> {
    // An export is noted in the folder, and changes what an undo does.
    let exported = || world.well(copy(data).path(), &["export", "--history"]).unwrap();
    let mut states = vec![exported()];
    for words in commands {
        world.well(data, words).unwrap();
        states.push(exported());
    }
    states
}

/// What a person does on a day.
fn day(world: &World, data: &Path) -> Vec<Vec<String>> {
    let list = world.well(data, &["--edition", "en", "list", "--json"]).unwrap();
    let list: Value = serde_json::from_str(&list).unwrap();
    let items = list["items"].as_array().unwrap();
    let key = |at: usize| format!("en/{}", items[at]["key"]["id"].as_str().unwrap());
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![
        words(&["mark", &key(0)]),
        words(&["save", &key(3)]),
        words(&["position", &key(0), "1", "5"]),
        words(&["mark", "--all"]),
        words(&["language", "fa"]),
        words(&["undo"]),
        words(&["unsave", &key(1)]),
        words(&["storage", "--compact"]),
        words(&["history", "--clear"]),
        words(&["save", &key(4)]),
    ]
}
