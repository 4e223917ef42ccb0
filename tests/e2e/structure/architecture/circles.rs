//! Files that use each other in a circle.
//!
//! A file uses another if it names something that is defined there, by any path. A re-exported name (`pub
//! use`) counts for the file that defines it. Declaring or re-exporting a child does not count as a use;
//! calling it does. Then the child must not use anything that its parent defines.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Source;

/// The files of a crate that use each other in a circle, directly or through others: the places of each
/// circle, in order.
pub(crate) fn circles(files: &[Source]) -> Vec<Vec<String>> {
    let home = Crate::of(files);
    let uses: BTreeMap<&str, BTreeSet<&str>> =
        files.iter().map(|file| (file.place.as_str(), home.uses(file))).collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        uses.keys().map(|file| (*file, reached(file, &uses))).collect();
    let circle = |file: &&str| -> Vec<String> {
        let others = reached[*file].iter().filter(|other| reached[**other].contains(*file));
        others.map(|other| (*other).to_owned()).collect()
    };
    let circles: BTreeSet<Vec<String>> = uses.keys().map(circle).filter(|circle| circle.len() > 1).collect();
    circles.into_iter().collect()
}

/// The files that one uses, those that they use, and so on.
fn reached<'a>(from: &'a str, uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![from];
    while let Some(file) = open.pop() {
        open.extend(uses[file].iter().copied().filter(|next| found.insert(*next)));
    }
    found
}

/// The maximum number of re-exports that a name may go through.
const MOST_STEPS: usize = 8;

/// The files of a crate by the modules that they are.
struct Crate<'a> {
    files: BTreeMap<&'a [String], &'a Source>,
}

impl<'a> Crate<'a> {
    fn of(files: &'a [Source]) -> Self {
        let product = files.iter().filter(|file| !file.is_test());
        Self { files: product.map(|file| (file.module(), file)).collect() }
    }

    fn uses(&self, file: &'a Source) -> BTreeSet<&'a str> {
        if file.is_test() {
            return BTreeSet::new();
        }
        let names = file.uses();
        let used = names.iter().filter_map(|path| self.home(&self.path_from_root(file, path)?, MOST_STEPS));
        used.map(|home| home.place.as_str()).filter(|place| *place != file.place).collect()
    }

    /// A path without `crate`; `None` for one that leads out of the crate or to something local.
    fn path_from_root(&self, file: &Source, path: &[String]) -> Option<Vec<String>> {
        if path.first()? == "crate" {
            return Some(path[1..].to_vec());
        }
        let child = [file.module(), &path[..1]].concat();
        self.files.contains_key(&child[..]).then(|| [file.module(), path].concat())
    }

    /// The file that defines what a path names.
    fn home(&self, path: &[String], steps: usize) -> Option<&'a Source> {
        let depth = (0..=path.len()).rev().find(|depth| self.files.contains_key(&path[..*depth]))?;
        let file = self.files[&path[..depth]];
        let Some(name) = path.get(depth).filter(|_| steps > 0) else { return Some(file) };
        let from = file.imports().into_iter().find(|import| import.name == *name);
        let Some(import) = from else { return Some(file) };
        let origin = self.path_from_root(file, &import.path)?;
        self.home(&[&origin, &path[depth + 1..]].concat(), steps - 1)
    }
}
