//! An act that is disturbed, and what must be left of it.

use std::path::Path;
use std::process::Output;

use crate::act::{Act, Kept, World, has_cache, picture_rows, pictures};
use crate::killer::{copy, whole};
use crate::section::{pages_without_text, section};

/// An act, and what it makes if nothing disturbs it.
pub(crate) struct Tried<'w> {
    pub(crate) act: &'w Act,
    world: &'w World,
    prints: String,
    before: Kept,
    after: Kept,
    /// After the act was done twice: an undo takes back one more act.
    twice: Kept,
    /// A person's state between the two acts of which reading an article consists.
    between: Option<String>,
    /// The section before and after a sync.
    sections: Option<[(Option<String>, Vec<String>); 2]>,
}

impl<'w> Tried<'w> {
    pub(crate) fn of(world: &'w World, act: &'w Act) -> Self {
        let (before, after, twice) = (act.before(), act.before(), act.before());
        let prints = without_place(after.path(), &world.well(after.path(), &act.words).unwrap());
        world.well(twice.path(), &act.words).unwrap();
        world.well(twice.path(), &act.words).unwrap();
        let is_sync = act.name == "sync";
        let sections = is_sync.then(|| [&before, &after].map(|folder| section(folder.path(), "en")));
        let between = (act.name == "read").then(|| {
            let marked = act.before();
            world.well(marked.path(), &["mark", &act.words[1]]).unwrap();
            world.well(marked.path(), &["export", "--history"]).unwrap()
        });
        let [before, after, twice] =
            [before, after, twice].map(|folder| world.kept(act, folder.path()).unwrap());
        Self { act, world, prints, before, after, twice, between, sections }
    }

    /// Whether it prints in a folder what it prints if nothing disturbs it. A sync may print other numbers.
    pub(crate) fn is_printed(&self, data: &Path, output: &Output) -> bool {
        let text = String::from_utf8_lossy(&output.stdout);
        self.act.name == "sync" || without_place(data, &text) == self.prints
    }

    /// Looks at a folder after the act was disturbed, and does the act again. An act of a person that was
    /// acknowledged is there, and any other one is there or not.
    pub(crate) fn check(&self, data: &Path, is_acknowledged: bool) -> Result<(), String> {
        let looked_at = copy(data);
        let user = self.world.well(looked_at.path(), &["export", "--history"])?;
        whole(looked_at.path())?;
        let is_undone = user == self.before.user || Some(&user) == self.between.as_ref();
        if user != self.after.user && (is_acknowledged || !is_undone) {
            return Err(format!("a person's state is {user}"));
        }
        self.check_parts(looked_at.path(), &pictures(data))?;
        self.world.well(data, &self.act.words)?;
        whole(data)?;
        let kept = self.world.kept(self.act, data)?;
        match kept == self.after || kept == self.twice {
            true => Ok(()),
            false => Err(format!("done again, it leaves {}", difference(&kept, &self.after))),
        }
    }

    /// A section has all its new rows and their validators, or none of both, and a picture is here whole.
    fn check_parts(&self, data: &Path, found: &[(String, Vec<u8>)]) -> Result<(), String> {
        if !has_cache(data) {
            return Ok(());
        }
        if found != self.before.pictures && found != self.after.pictures {
            return Err(format!("{} pictures, not all whole", found.len()));
        }
        if picture_rows(data).iter().any(|row| !found.iter().any(|(name, _)| name == row)) {
            return Err("a picture has a row and no file".to_owned());
        }
        let Some(whole) = &self.sections else { return Ok(()) };
        let found = section(data, "en");
        if !whole.contains(&found) {
            return Err(format!("half a section: {found:?}"));
        }
        match pages_without_text(data) {
            0 => Ok(()),
            pages => Err(format!("{pages} pages have validators and no text")),
        }
    }
}

/// A text without the name of a folder, which is random.
fn without_place(folder: &Path, text: &str) -> String {
    text.replace(folder.to_str().unwrap(), "")
}

fn difference(kept: &Kept, expected: &Kept) -> String {
    if kept.user != expected.user {
        return kept.user.clone();
    }
    let rows = kept.received.iter().zip(&expected.received).find(|(one, other)| one != other);
    let (lengths, pictures) = ((kept.received.len(), expected.received.len()), kept.pictures.len());
    format!("{lengths:?} rows, first {rows:#?}, and {pictures} pictures")
}
