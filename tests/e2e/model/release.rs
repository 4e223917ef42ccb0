//! Older releases on `user.db`: their statements, run by a plain connection as they run them. If
//! `IFILM_BEFORE` names the command of the release before, it marks articles instead. `tests/crash.sh` builds
//! that command.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};

use ifilm_core::{Act, Item};
use jiff::Timestamp;
use rusqlite::{Connection, ToSql, Transaction};
use serde_json::json;
use tempfile::TempDir;

use crate::archive::Name;

const FIRST: &str = include_str!("../../fixtures/releases/user-2.sql");
const BEFORE: &str = include_str!("../../fixtures/releases/user-5.sql");

/// The release whose file had version 2.
pub(crate) struct FirstRelease(Connection);

impl FirstRelease {
    pub(crate) fn open(data: &Path) -> Self {
        Self(Connection::open(data.join("user.db")).unwrap())
    }

    pub(crate) fn mark_read(&self, name: Name, now: i64) {
        self.run("mark_read", &[(":edition", &name.0), (":remote_id", &name.1.to_string()), (":now", &now)]);
    }

    pub(crate) fn mark_unread(&self, name: Name) {
        self.run("mark_unread", &[(":edition", &name.0), (":remote_id", &name.1.to_string())]);
    }

    fn run(&self, statement: &str, values: &[(&str, &dyn ToSql)]) {
        self.0.execute(named(FIRST, statement), values).unwrap();
    }
}

/// The release before this one.
pub(crate) struct ReleaseBefore {
    user: Connection,
    command: Option<Command>,
}

impl ReleaseBefore {
    pub(crate) fn open(data: &Path, catalog: &str) -> Self {
        let user = Connection::open(data.join("user.db")).unwrap();
        Self { user, command: Command::of_environment(data, catalog) }
    }

    /// Whether its own command does what it can.
    pub(crate) fn has_command(&self) -> bool {
        self.command.is_some()
    }

    /// Marks an article of which nothing is known as read.
    pub(crate) fn mark_read(&mut self, name: Name, now: i64) {
        if let Some(command) = &self.command {
            return command.run(&["mark", &key(name)], now);
        }
        let transaction = self.user.transaction().unwrap();
        run(&transaction, "mark_read", name, &[(":now", &now)]);
        keep_step(&transaction, Act::MarkRead, "read_mark", name, now, json!(null));
        transaction.commit().unwrap();
    }

    /// Takes a mark back that was set at a time.
    pub(crate) fn mark_unread(&mut self, name: Name, read_at: i64, now: i64) {
        if let Some(command) = &self.command {
            return command.run(&["mark", "--unread", &key(name)], now);
        }
        let transaction = self.user.transaction().unwrap();
        run(&transaction, "mark_unread", name, &[]);
        let values: &[(&str, &dyn ToSql)] = &[(":mark", &"read_mark"), (":key", &key(name)), (":now", &now)];
        transaction.execute(named(BEFORE, "withdraw"), values).unwrap();
        let before = json!({"changed_at": moment(read_at)});
        keep_step(&transaction, Act::MarkUnread, "read_mark", name, now, before);
        transaction.commit().unwrap();
    }

    /// Saves an article of which only the row is here.
    pub(crate) fn save(&mut self, name: Name, item: &Item, now: i64) {
        let transaction = self.user.transaction().unwrap();
        let values: &[(&str, &dyn ToSql)] = &[
            (":now", &now),
            (":title", &item.title),
            (":link", &item.link),
            (":language", &item.language.to_string()),
            (":direction", &item.direction.as_str()),
            (":published_at", &item.published.at.as_millisecond()),
            (":published_source", &item.published.source.as_str()),
            (":published_precision", &item.published.precision.as_str()),
        ];
        run(&transaction, "save", name, values);
        keep_step(&transaction, Act::Save, "saved", name, now, json!(null));
        transaction.commit().unwrap();
    }

    pub(crate) fn note_opened(&mut self, name: Name, title: &str, now: i64) {
        let transaction = self.user.transaction().unwrap();
        run(&transaction, "note_opened", name, &[(":now", &now), (":title", &title)]);
        let values: &[(&str, &dyn ToSql)] = &[(":mark", &"history"), (":key", &key(name))];
        transaction.execute(named(BEFORE, "forget_withdrawn"), values).unwrap();
        transaction.commit().unwrap();
    }
}

/// The command of the release before. It cannot use the cache of this one, so it works without it, as it does
/// for a person who goes back and deletes the cache.
struct Command {
    program: OsString,
    data: PathBuf,
    /// What is not the command's: the catalogue and, while it runs, this release's cache.
    aside: TempDir,
}

impl Command {
    fn of_environment(data: &Path, catalog: &str) -> Option<Self> {
        let program = env::var_os("IFILM_BEFORE")?;
        let aside = tempfile::tempdir().unwrap();
        fs::write(aside.path().join("catalog.json"), catalog).unwrap();
        Some(Self { program, data: data.to_owned(), aside })
    }

    fn run(&self, words: &[&str], now: i64) {
        self.each_of_cache(|file| {
            fs::copy(self.data.join(file), self.aside.path().join(file)).map(|_| ())?;
            fs::remove_file(self.data.join(file))
        });
        let mut command = process::Command::new(&self.program);
        command.arg("--data").arg(&self.data).arg("--catalog").arg(self.aside.path().join("catalog.json"));
        command.args(["--now", &moment(now).to_string()]).args(words).stdin(Stdio::null());
        let ended = command.output().unwrap();
        assert!(ended.status.success(), "the release before: {words:?}: {ended:?}");
        self.each_of_cache(|file| fs::remove_file(self.data.join(file)));
        self.each_of_cache(|file| {
            fs::copy(self.aside.path().join(file), self.data.join(file)).map(|_| ())?;
            fs::remove_file(self.aside.path().join(file))
        });
    }

    /// Does something with each file of a cache that exists.
    fn each_of_cache(&self, act: impl Fn(&str) -> io::Result<()>) {
        for file in ["cache.db", "cache.db-wal", "cache.db-shm"] {
            match act(file) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                done => done.unwrap(),
            }
        }
    }
}

fn run(transaction: &Transaction<'_>, statement: &str, name: Name, more: &[(&str, &dyn ToSql)]) {
    let id = name.1.to_string();
    let mut values: Vec<(&str, &dyn ToSql)> = vec![(":edition", &name.0), (":remote_id", &id)];
    values.extend_from_slice(more);
    transaction.execute(named(BEFORE, statement), &values[..]).unwrap();
}

fn keep_step(
    transaction: &Transaction<'_>,
    act: Act,
    mark: &str,
    name: Name,
    now: i64,
    before: serde_json::Value,
) {
    let subject = json!({"mark": {"kind": mark, "key": key(name)}});
    let changes = json!([{"subject": subject, "after": moment(now), "before": before}]).to_string();
    let values: &[(&str, &dyn ToSql)] = &[(":act", &act.as_str()), (":now", &now), (":changes", &changes)];
    transaction.execute(named(BEFORE, "keep_step"), values).unwrap();
    transaction.execute(named(BEFORE, "drop_oldest_step"), []).unwrap();
}

fn key((edition, id): Name) -> String {
    format!("{edition}/article/{id}")
}

fn moment(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap()
}

/// A statement of a file.
fn named<'s>(statements: &'s str, name: &str) -> &'s str {
    let head = format!("-- name: {name}\n");
    let (_, statement) = statements.split_once(&head).unwrap_or_else(|| panic!("no statement {name}"));
    statement.split("\n\n").next().unwrap()
}
