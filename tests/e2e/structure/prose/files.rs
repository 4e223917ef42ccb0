//! The files that people wrote.

use std::path::{Path, PathBuf};

/// Folders without prose of ours, or with prose that must not change: build results, files kept as they came,
/// input for parsers, and migrations, which are never edited after they have landed.
const SKIPPED: &[&str] = &["target", "build", "fixtures", "__pycache__", "jniLibs", "venv", "migrations"];

/// Files that bindings/generate.sh writes, and the data of CLDR with the script that writes it.
const GENERATED: &[&str] = &[
    "bindings/python/ifilm/ifilm.py",
    "core/language/src/matching/cldr/data.rs",
    "core/language/src/matching/cldr/generate.py",
];

/// One file; its path is relative to the repository.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The end of its name: `rs`, `md`, …
    pub(crate) fn kind(&self) -> &str {
        Path::new(&self.path).extension().and_then(|end| end.to_str()).unwrap_or("")
    }
}

/// The text files below some folders of the repository. Of `.` only the files directly in it.
pub(crate) fn below(folders: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    for folder in folders {
        collect(&repository().join(folder), *folder != ".", &mut paths);
    }
    paths.iter().filter_map(|path| read(path)).collect()
}

fn collect(folder: &Path, whole: bool, paths: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("a folder that is checked exists");
    for entry in entries.map(|entry| entry.expect("a folder can be read").path()) {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if entry.is_file() {
            paths.push(entry);
        } else if whole && !SKIPPED.contains(&name) && !name.starts_with('.') {
            collect(&entry, whole, paths);
        }
    }
}

/// `None` for generated files and for pictures.
fn read(path: &Path) -> Option<File> {
    let name = path.strip_prefix(repository()).expect("it is below it").to_str()?.replace("./", "");
    let text = std::fs::read_to_string(path).ok()?;
    (!GENERATED.contains(&name.as_str())).then_some(File { path: name, text })
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
