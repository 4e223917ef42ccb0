//! Two releases take turns on one folder: that of commit d025b06, the last one before *Store*, and today's.
//! Their commands sync, read and mark, and many are killed. What a person did and got an answer for is there
//! after each command. The older release may refuse today's cache, and then leaves all files as they are;
//! the person deletes the cache and goes on.
//!
//! `tests/alternation.sh` builds the older command and runs this.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ifilm_tests::{Dice, Seeds, note_figures, note_runs};
use rusqlite::Connection;
use serde_json::Value;

use crate::alternation_command::{Ended, Kill, Place, Release};
use crate::killer::{copy, whole};

/// The older release has this version of `cache.db`, and cannot use a file of a later one.
const OLDER_CACHE: u32 = 11;
/// The turns of a run. Each run has a folder of its own.
const TURNS: u64 = 10;
/// The most commands of a turn.
const COMMANDS: u64 = 4;

/// What `read` says of an article that is not stored.
const NOT_HERE: &str = "ifilm: there is no en/";

/// What a command does.
#[derive(Debug, Clone)]
struct Act {
    words: Vec<String>,
    /// The beginning of the lines of a person's state that it removes.
    removes: Option<String>,
    adds: Option<String>,
}

/// A person's state: a line for each mark that was not taken back.
type Person = BTreeSet<String>;

impl Act {
    fn of(words: &[&str]) -> Self {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        Self { words, removes: None, adds: None }
    }

    fn adding(self, line: String) -> Self {
        Self { adds: Some(line), ..self }
    }

    fn removing(self, beginning: String) -> Self {
        Self { removes: Some(beginning), ..self }
    }

    /// What a person does. The older release knows read marks and the chosen edition alone.
    fn some(dice: &mut Dice, release: Release, ids: &[u64]) -> Self {
        let id = dice.pick(ids);
        let (key, mark) = (format!("en/{id}"), format!("en/article/{id}"));
        match dice.below(if release == Release::Older { 5 } else { 10 }) {
            0 => Self::of(&["sync", "--all"]),
            1 => Self::of(&["--edition", "en", "list"]),
            2 | 3 => Self::of(&["read", &key, "--json"]).adding(format!("read_mark {mark}")),
            4 => {
                let edition = dice.pick(&["en", "fa", "ar", "fa2"]);
                let chosen = Self::of(&["language", edition]).removing("chosen_edition ".to_owned());
                chosen.adding(format!("chosen_edition {edition}"))
            }
            5 => Self::of(&["mark", &key]).adding(format!("read_mark {mark}")),
            6 => Self::of(&["mark", "--unread", &key]).removing(format!("read_mark {mark}")),
            7 => Self::of(&["save", &key]).adding(format!("saved {mark}")),
            8 => Self::of(&["unsave", &key]).removing(format!("saved {mark}")),
            _ => Self::of(&["hide", &format!("word{id}")]).adding(format!("hidden_word word{id}")),
        }
    }

    fn is_sync(&self) -> bool {
        self.words[0] == "sync"
    }

    /// A person's state after it.
    fn after(&self, before: &Person) -> Person {
        let stays =
            |line: &&String| self.removes.as_ref().is_none_or(|beginning| !line.starts_with(beginning));
        before.iter().filter(stays).cloned().chain(self.adds.clone()).collect()
    }
}

/// A folder, and what a person did in it.
struct World<'t> {
    place: Place,
    person: Person,
    tally: &'t mut BTreeMap<String, u64>,
}

impl World<'_> {
    fn count(&mut self, what: &str) {
        *self.tally.entry(what.to_owned()).or_default() += 1;
    }

    /// A person's state, as today's release shows it. It looks at a copy, because it changes what it opens.
    fn shown(&self) -> Result<Person, String> {
        let looked_at = copy(self.place.data());
        let Ended::Well(export) = self.place.run_in(looked_at.path(), Release::Todays, &["export"]) else {
            return Err("no export".to_owned());
        };
        whole(looked_at.path())?;
        Ok(state(&serde_json::from_str(&export).unwrap()))
    }

    /// Runs a command, perhaps kills it, and checks what a person has then.
    fn act(&mut self, release: Release, act: &Act, kill: Option<Kill>) -> Result<(), String> {
        let (before, after) = (self.person.clone(), act.after(&self.person));
        let ended = self.place.run(release, &act.words, kill);
        let found = self.shown()?;
        let may_be = match &ended {
            Ended::Killed => vec![before, after],
            Ended::Well(said) if is_unread(act, said) => vec![before],
            Ended::Well(_) => vec![after],
            Ended::Failed(2, why) if why == "not_found" || why.starts_with(NOT_HERE) => vec![before],
            Ended::Failed(..) => return Err(format!("{ended:?}")),
        };
        if !may_be.contains(&found) {
            return Err(format!("{ended:?}: {found:#?} is none of {may_be:#?}"));
        }
        if let (true, Ended::Well(_)) = (act.is_sync(), &ended) {
            self.check_list(release)?;
        }
        self.person = found;
        self.count(&format!("{release:?} {}", ended.name()));
        Ok(())
    }

    /// After a whole sync the list has all articles of the site, with their marks.
    fn check_list(&self, release: Release) -> Result<(), String> {
        let looked_at = copy(self.place.data());
        let words = ["--edition", "en", "list", "--limit", "500", "--json"];
        let ended = self.place.run_in(looked_at.path(), release, &words);
        let Ended::Well(list) = ended else { return Err(format!("{ended:?}")) };
        let list: Value = serde_json::from_str(&list).unwrap();
        let items = list["items"].as_array().unwrap();
        let listed: BTreeSet<u64> =
            items.iter().map(|item| item["key"]["id"].as_str().unwrap().parse().unwrap()).collect();
        let is_marked_right = |item: &Value| {
            let mark = format!("read_mark en/article/{}", item["key"]["id"].as_str().unwrap());
            item["read"].as_bool() == Some(self.person.contains(&mark))
        };
        match listed.is_superset(&self.place.ids().into_iter().collect()) {
            true if items.iter().all(is_marked_right) => Ok(()),
            _ => Err(format!("after a sync {release:?} lists {list:#}\nof {:?}", self.place.ids())),
        }
    }

    /// The older release refuses today's cache in each command, and leaves the files as they are. The person
    /// deletes the cache.
    fn give_up_cache(&mut self, dice: &mut Dice) -> Result<(), String> {
        let before = bytes(self.place.data());
        let act = Act::some(dice, Release::Older, &self.place.ids());
        match self.place.run(Release::Older, &act.words, None) {
            Ended::Failed(3, code) if code == "newer_version" => {}
            ended => return Err(format!("{act:?} on today's cache: {ended:?}")),
        }
        if bytes(self.place.data()) != before {
            return Err(format!("{act:?} changed the files that it refused"));
        }
        for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
            fs::remove_file(self.place.data().join(name)).unwrap_or_default();
        }
        self.count("Older refused");
        Ok(())
    }

    fn turn(&mut self, dice: &mut Dice, release: Release) -> Result<(), String> {
        self.place.advance(dice);
        if release == Release::Older && cache_version(self.place.data()) > OLDER_CACHE {
            self.give_up_cache(dice)?;
        }
        for _ in 0..=dice.below(COMMANDS) {
            let act = Act::some(dice, release, &self.place.ids());
            let kill = dice.percent(60).then(|| Kill::some(dice, act.is_sync()));
            let done = self.act(release, &act, kill);
            done.map_err(|fault| format!("{release:?}, {:?}, {kill:?}: {fault}", act.words))?;
        }
        self.count("turns");
        Ok(())
    }
}

/// A read article is marked only if its text is here.
fn is_unread(act: &Act, said: &str) -> bool {
    act.words[0] == "read" && serde_json::from_str::<Value>(said).unwrap()["state"] != "ready"
}

/// The marks of an export that were not taken back. The chosen edition has no key.
fn state(export: &Value) -> Person {
    let mut lines = Person::new();
    for (kind, marks) in export["marks"].as_object().unwrap() {
        for (key, mark) in marks.as_object().unwrap() {
            if mark["withdrawn"] != true {
                lines.insert(format!("{kind} {}", mark["edition"].as_str().unwrap_or(key)));
            }
        }
    }
    lines
}

/// The content of both files and their logs. SQLite writes locks into the `-shm` files.
fn bytes(data: &Path) -> Vec<Option<Vec<u8>>> {
    let names = ["cache.db", "cache.db-wal", "user.db", "user.db-wal"];
    names.iter().map(|name| fs::read(data.join(name)).ok().filter(|bytes| !bytes.is_empty())).collect()
}

fn cache_version(data: &Path) -> u32 {
    let looked_at = copy(data);
    let Ok(cache) = Connection::open(looked_at.path().join("cache.db")) else { return 0 };
    cache.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// Turns of both releases in a new folder.
fn run(seed: u64, tally: &mut BTreeMap<String, u64>) -> Result<(), String> {
    let mut dice = Dice::of(seed);
    let mut world = World { place: Place::begin(seed), person: Person::new(), tally };
    let first = dice.below(2);
    for turn in 0..TURNS {
        let is_older = (turn + first).is_multiple_of(2);
        let release = if is_older { Release::Older } else { Release::Todays };
        world.turn(&mut dice, release).map_err(|fault| format!("seed {seed}, turn {turn}: {fault}"))?;
    }
    Ok(())
}

#[test]
#[ignore = "it needs the command of an older commit, which tests/alternation.sh builds"]
fn two_releases_that_take_turns_lose_nothing_that_was_acknowledged() {
    let seeds = Seeds::of_environment(TURNS);
    let runs = Seeds { count: seeds.count.div_ceil(TURNS), ..seeds };
    let (mut tally, mut faults) = (BTreeMap::new(), Vec::new());

    runs.run(
        2,
        async |seed| {
            let mut tally = BTreeMap::new();
            (run(seed, &mut tally), tally)
        },
        |(ended, of_run)| {
            faults.extend(ended.err());
            of_run.into_iter().for_each(|(what, count)| *tally.entry(what).or_default() += count);
        },
    );

    let lines: String = tally.iter().map(|(what, count)| format!("| {what} | {count} |\n")).collect();
    assert!(faults.is_empty(), "{} runs failed\n{}\n{lines}", faults.len(), faults.join("\n"));
    let count = |what: &str| tally.get(what).copied().unwrap_or(0);
    for release in [Release::Older, Release::Todays] {
        assert!(
            count(&format!("{release:?} killed")) > 0 && count(&format!("{release:?} well")) > 0,
            "{lines}"
        );
    }
    note_runs(count("turns"));
    note_figures(&figures(&count));
}

fn figures(count: &dyn Fn(&str) -> u64) -> String {
    let row = |name: &str, release: Release| {
        let of = |how: &str| count(&format!("{release:?} {how}"));
        format!("| {name} | {} | {} | {} |\n", of("well"), of("killed"), of("failed"))
    };
    format!(
        "{} turns.\n\n{} times the older release refused today's cache and left all files as they were.\n\n\
         | release | commands done | killed | found no such article |\n|---|---|---|---|\n{}{}",
        count("turns"),
        count("Older refused"),
        row("d025b06", Release::Older),
        row("today's", Release::Todays),
    )
}
