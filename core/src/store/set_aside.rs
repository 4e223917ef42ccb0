//! Damaged files are moved aside and kept, each with the report of its repair, in the folder `damaged`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::directory::{Directory, wal};
use crate::error::{Error, Result};
use crate::model::{DataFile, Repair};

/// The number of damaged files that are kept. A cache is large and can be fetched again.
fn most_kept(file: DataFile) -> usize {
    match file {
        DataFile::Cache => 1,
        DataFile::User => 4,
    }
}

/// A time as a part of a file's name, such as `2026-11-30T19-54-02.123Z`.
pub(super) fn time_in_name(at: Timestamp) -> String {
    format!("{at:.3}").replace(':', "-")
}

/// Reads a time in a file's name.
pub(super) fn time_of_name(text: &str) -> Option<Timestamp> {
    let (day, time) = text.split_once('T')?;
    format!("{day}T{}", time.replace('-', ":")).parse().ok()
}

/// A name in the folder that no file has yet.
pub(super) fn free_name(directory: &Directory, file: DataFile, at: Timestamp) -> PathBuf {
    let (folder, stem) = (directory.damaged(), stem(file));
    let name = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("_{number}") };
        folder.join(format!("{stem}-{}{number}.db", time_in_name(at)))
    };
    let is_free = |path: &PathBuf| !path.exists() && !report_of(path).exists();
    (1..1000).map(name).find(is_free).unwrap_or_else(|| name(1))
}

fn stem(file: DataFile) -> &'static str {
    file.as_str().trim_end_matches(".db")
}

fn report_of(path: &Path) -> PathBuf {
    path.with_extension("db.json")
}

/// Writes the report of a repair beside the place of its damaged file.
pub(super) fn write_report(directory: &Directory, place: &Path, repair: &Repair) -> Result<()> {
    let failed = |cause: io::Error| directory.failed(place, &cause);
    fs::create_dir_all(directory.damaged()).map_err(failed)?;
    let text = serde_json::to_vec_pretty(repair).map_err(|cause| Error::Internal(cause.to_string()))?;
    fs::write(report_of(place), text).map_err(failed)
}

/// Moves a file with its write-ahead log to its place. What does not exist is left out, so a move that was
/// interrupted can be done again.
pub(super) fn move_to(directory: &Directory, file: DataFile, place: &Path) -> Result<()> {
    let path = directory.file(file);
    let failed = |cause: io::Error| directory.failed(&path, &cause);
    fs::create_dir_all(directory.damaged()).map_err(failed)?;
    rename(&path, place).map_err(failed)?;
    rename(&wal(&path), &wal(place)).map_err(failed)?;
    remove(&directory.shared_memory(file)).map_err(failed)
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Deletes a file, if it exists.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Deletes the oldest ones of a file beyond the number that is kept. A failure is only logged.
pub(super) fn forget_oldest(directory: &Directory, file: DataFile) {
    let kept = reports(directory).into_iter().filter(|(repair, _)| repair.file == file);
    for (_, report) in kept.skip(most_kept(file)) {
        let place = report.with_extension("");
        for path in [wal(&place), place, report] {
            if let Err(cause) = remove(&path) {
                tracing::warn!(%cause, path = %path.display(), "a damaged file is kept for longer");
            }
        }
    }
}

/// The repairs whose reports are kept, the newest first.
pub(super) fn repairs(directory: &Directory) -> Vec<Repair> {
    reports(directory).into_iter().map(|(repair, _)| repair).collect()
}

fn reports(directory: &Directory) -> Vec<(Repair, PathBuf)> {
    let Ok(folder) = fs::read_dir(directory.damaged()) else { return Vec::new() };
    let read = |entry: io::Result<fs::DirEntry>| {
        let path = entry.ok()?.path();
        let repair: Repair = serde_json::from_slice(&fs::read(&path).ok()?).ok()?;
        Some((repair, path))
    };
    let is_report = |path: &Path| path.extension().is_some_and(|extension| extension == "json");
    let entries = folder.filter(|entry| entry.as_ref().is_ok_and(|entry| is_report(&entry.path())));
    let mut found: Vec<_> = entries.filter_map(read).collect();
    found.sort_by(|(one, its), (other, others)| (other.at, others).cmp(&(one.at, its)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_a_name_is_read_back() {
        let at: Timestamp = "2026-11-30T19:54:02.123Z".parse().unwrap();

        assert_eq!(time_in_name(at), "2026-11-30T19-54-02.123Z");
        assert_eq!(time_of_name("2026-11-30T19-54-02.123Z"), Some(at));
        assert_eq!(time_of_name("yesterday"), None);
    }
}
