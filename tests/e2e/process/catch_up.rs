//! A folder that was synced on the day before, and a site with news for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use ifilm_site::{Edit, Site, SiteConfig};
use rusqlite::Connection;

use crate::killer::{assert_whole, copy};
use crate::rows::{PICTURES, RECEIVED, rows};
use crate::section::{pages_without_text, section};

/// New items of the second edition: more than a page of its listing has.
const MANY: u64 = 33;
/// When the next sync runs.
const NOW: &str = "2026-11-22T13:00:00Z";

pub(crate) struct CatchUp {
    pub(crate) site: Site,
    pub(crate) before: tempfile::TempDir,
    /// After an undisturbed sync.
    pub(crate) after: tempfile::TempDir,
    /// The paths of the requests of an undisturbed sync.
    pub(crate) paths: Vec<String>,
    lead_pictures: u32,
    rows: Vec<String>,
}

/// A command on a folder.
pub(crate) fn command(data: &Path, now: &str, lead_pictures: u32, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--now", now, "--lead-pictures", &lead_pictures.to_string()]).args(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

const SYNC: &[&str] = &["--edition", "en", "--edition", "fa", "sync"];

impl CatchUp {
    /// The next sync fetches so many lead pictures of each edition.
    pub(crate) fn new(lead_pictures: u32) -> Self {
        let site = Site::start(SiteConfig { items: 8, ..SiteConfig::default() }).unwrap();
        let before = tempfile::tempdir().unwrap();
        std::fs::write(before.path().join("catalog.json"), site.catalog_json()).unwrap();
        assert!(command(before.path(), "2026-11-21T12:00:00Z", 0, SYNC).status().unwrap().success());
        let edited = site.newest("en", 2);
        site.edit("en", edited[0], Edit::Headline);
        site.edit("en", edited[1], Edit::Both);
        site.publish("en", 3);
        site.publish("fa", MANY);
        site.clear_requests();
        let after = copy(before.path());
        let mut catch_up = Self { site, before, after, paths: Vec::new(), lead_pictures, rows: Vec::new() };
        assert!(catch_up.sync(catch_up.after.path()).status().unwrap().success());
        catch_up.paths = catch_up.site.requests().into_iter().map(|request| request.path).collect();
        catch_up.rows = catch_up.rows_of(catch_up.after.path());
        catch_up
    }

    /// The sync that catches up.
    pub(crate) fn sync(&self, data: &Path) -> Command {
        command(data, NOW, self.lead_pictures, SYNC)
    }

    /// The number of requests of an undisturbed sync.
    pub(crate) fn requests(&self) -> u64 {
        self.paths.len() as u64
    }

    fn rows_of(&self, data: &Path) -> Vec<String> {
        rows(data, &[RECEIVED, PICTURES].concat())
    }

    /// After a kill, the databases, each section and each picture are whole.
    pub(crate) fn check_whole(&self, data: &Path, kill: &str) {
        assert_whole(data);
        for edition in ["en", "fa"] {
            let found = section(data, edition);
            let whole = [section(self.before.path(), edition), section(self.after.path(), edition)];
            assert!(whole.contains(&found), "{kill}: {edition} has {found:?}, and not one of {whole:?}");
        }
        assert_eq!(pages_without_text(data), 0, "{kill}");
        let (found, expected) = (pictures(data), pictures(self.after.path()));
        let foreign = found.iter().find(|(name, content)| expected.get(*name) != Some(content));
        assert!(foreign.is_none(), "{kill}: {:?} is not whole", foreign.map(|(name, _)| name));
        let without_file = picture_rows(data).into_iter().find(|name| !found.contains_key(name));
        assert_eq!(without_file, None, "{kill}: a row without its file");
    }

    /// After the next sync, everything is as after an undisturbed one.
    pub(crate) fn check_complete(&self, data: &Path, kill: &str) {
        assert!(self.sync(data).status().unwrap().success(), "{kill}");
        assert_whole(data);
        assert_same(&self.rows_of(data), &self.rows, kill);
        assert!(pictures(data) == pictures(self.after.path()), "{kill}: other pictures");
    }
}

/// The rows are the same.
pub(crate) fn assert_same(found: &[String], expected: &[String], kill: &str) {
    let only = |of: &[String], other: &[String]| -> Vec<String> {
        let other: BTreeSet<&String> = other.iter().collect();
        of.iter().filter(|row| !other.contains(row)).take(4).cloned().collect()
    };
    let (here, missing) = (only(found, expected), only(expected, found));
    let lengths = (found.len(), expected.len());
    assert!(found == expected, "{kill}: {lengths:?} rows, {here:#?} and not {missing:#?}");
}

/// The whole pictures of a folder: name and content.
pub(crate) fn pictures(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(data.join("pictures")).into_iter().flatten().map(Result::unwrap);
    let picture = |entry: std::fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    entries.map(picture).filter(|(name, _)| !name.ends_with(".part")).collect()
}

/// The names of the pictures that have a row.
pub(crate) fn picture_rows(data: &Path) -> Vec<String> {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let mut names = cache.prepare("SELECT lower(hex(hash)) FROM picture ORDER BY 1").unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}
