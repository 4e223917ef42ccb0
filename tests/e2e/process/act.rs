//! What a person or an app asks the command for, and what it leaves in its folder.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use ifilm_site::{Edit, Site, SiteConfig};
use rusqlite::Connection;
use serde_json::Value;

use crate::killer::copy;
use crate::rows::{RECEIVED, rows};

/// A command, and the files of a folder before it.
pub(crate) struct Act {
    pub(crate) name: &'static str,
    folder: tempfile::TempDir,
    pub(crate) words: Vec<String>,
}

/// What a folder holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Everything that a person did.
    pub(crate) user: String,
    /// The rows of the cache, and the words of its index.
    pub(crate) received: Vec<String>,
    /// The pictures that are stored under their own names, and their content.
    pub(crate) pictures: Vec<(String, Vec<u8>)>,
}

/// A site, a catalogue of it, and the acts.
pub(crate) struct World {
    site: Site,
    pub(crate) place: tempfile::TempDir,
    pub(crate) acts: Vec<Act>,
}

impl World {
    /// A site with news for a folder that was synced before, and acts on copies of it.
    pub(crate) fn new() -> Self {
        let site = Site::start(SiteConfig { items: 6, ..SiteConfig::default() }).unwrap();
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("catalog.json"), site.catalog_json()).unwrap();
        let mut world = Self { site, place, acts: Vec::new() };
        world.make_acts();
        world
    }

    fn make_acts(&mut self) {
        let (data, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let well = |folder: &tempfile::TempDir, words: &[&str]| self.well(folder.path(), words).unwrap();
        well(&data, &["--now", "2026-11-22T12:00:00Z", "--edition", "en", "sync"]);
        let list: Value = serde_json::from_str(&well(&data, &["--edition", "en", "list", "--json"])).unwrap();
        let items = list["items"].as_array().unwrap();
        let keys: Vec<String> =
            items.iter().map(|item| format!("en/{}", item["key"]["id"].as_str().unwrap())).collect();
        let picture = items.iter().find_map(|item| item["picture"].as_str()).unwrap();
        let word = items[0]["title"].as_str().unwrap().split(' ').max_by_key(|word| word.len()).unwrap();

        // SQLite empties the log when the last connection closes. With these, the acts begin as after a kill.
        let kept_open = ["cache.db", "user.db"].map(|name| {
            let connection = Connection::open(data.path().join(name)).unwrap();
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).unwrap();
            connection
        });
        well(&data, &["save", &keys[1]]);
        well(&data, &["read", &keys[2]]);
        well(&other, &["language", "fa2"]);
        well(&other, &["mark", &keys[3]]);
        let exported = self.place.path().join("export.json");
        well(&other, &["export", "--history", exported.to_str().unwrap()]);

        self.add("list", data.path(), &["--edition", "en", "list"]);
        self.add("search", data.path(), &["--edition", "en", "search", word]);
        self.add("export", data.path(), &["export", "--history"]);
        self.add("mark", data.path(), &["mark", "--all"]);
        self.add("save", data.path(), &["save", &keys[0]]);
        self.add("read", data.path(), &["read", &keys[0]]);
        self.add("undo", data.path(), &["undo"]);
        self.add("import", data.path(), &["import", exported.to_str().unwrap()]);
        self.add("prune", data.path(), &["storage", "--limit", "0"]);
        self.add("compact", data.path(), &["storage", "--compact"]);
        self.add("picture", data.path(), &["--edition", "en", "picture", "--fetch", picture]);
        self.add("first start", tempfile::tempdir().unwrap().path(), &["language", "fa"]);
        let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/stores");
        self.add("migration of 9", &stores.join("9"), &["language", "ar"]);
        self.add("migration of 18", &stores.join("18"), &["language", "ar"]);
        let newest = self.site.newest("en", 2);
        self.site.edit("en", newest[0], Edit::Both);
        self.site.publish("en", 3);
        self.add("sync", data.path(), &["--edition", "en", "sync"]);
        drop(kept_open);
    }

    fn add(&mut self, name: &'static str, folder: &Path, words: &[&str]) {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        self.acts.push(Act { name, folder: copy(folder), words });
    }

    /// A command on a folder.
    pub(crate) fn command(&self, data: &Path, words: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
        command.arg("--data").arg(data).arg("--catalog").arg(self.place.path().join("catalog.json"));
        command.args(["--lead-pictures", "0"]).args(words);
        if !words.iter().any(|word| word.as_ref() == "--now") {
            command.args(["--now", "2026-11-22T13:00:00Z"]);
        }
        command
    }

    /// Runs a command that must end well. Returns what it prints.
    pub(crate) fn well(&self, data: &Path, words: &[impl AsRef<OsStr> + Debug]) -> Result<String, String> {
        let Output { status, stdout, stderr } = self.command(data, words).output().unwrap();
        match status.success() {
            true => Ok(String::from_utf8(stdout).unwrap()),
            false => Err(format!("{words:?} ends with {status}: {}", String::from_utf8_lossy(&stderr))),
        }
    }

    /// What a folder holds after an act. An export is noted in the folder, and changes what an undo does.
    pub(crate) fn kept(&self, act: &Act, data: &Path) -> Result<Kept, String> {
        let user = self.well(data, &["export", "--history"])?;
        let received = if has_cache(data) { rows(data, act.statements()) } else { Vec::new() };
        Ok(Kept { user, received, pictures: pictures(data) })
    }
}

impl Act {
    /// Statements for the rows to compare. After a migration the index is made later, as there is time. So
    /// the last two do not count then: they are for its words, and for what it lacks.
    fn statements(&self) -> &'static [&'static str] {
        let is_indexed = !self.name.starts_with("migration");
        if is_indexed { RECEIVED } else { &RECEIVED[..RECEIVED.len() - 2] }
    }

    /// A copy of the files before the act.
    pub(crate) fn before(&self) -> tempfile::TempDir {
        copy(self.folder.path())
    }
}

/// The pictures that are stored under their own names, and their content.
pub(crate) fn pictures(data: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(data.join("pictures")) else { return Vec::new() };
    let picture =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let pictures = entries.map(|entry| picture(entry.unwrap()));
    pictures.filter(|(name, _)| !name.ends_with(".part")).collect()
}

/// Whether there is a cache with tables: a first start may end before.
pub(crate) fn has_cache(data: &Path) -> bool {
    let path = data.join("cache.db");
    let version =
        |file: Connection| file.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    path.exists() && Connection::open(path).and_then(version).unwrap() > 0
}

/// The names of the pictures that have a row.
pub(crate) fn picture_rows(data: &Path) -> Vec<String> {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let mut names = cache.prepare("SELECT lower(hex(hash)) FROM picture").unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names.map(Result::unwrap).collect()
}
