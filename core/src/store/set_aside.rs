//! Damaged files are moved aside and kept, each with the report of its repair, in the folder `damaged`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::directory::{Directory, journal, sync_file, sync_folder, wal};
use super::whole_file;
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
pub(super) fn free_name(directory: &Directory, file: DataFile) -> PathBuf {
    let (folder, stem, at) = (directory.damaged(), stem(file), directory.clock.now());
    let name = |number: u32| {
        let number = if number == 1 { String::new() } else { format!("_{number}") };
        folder.join(format!("{stem}-{}{number}.db", time_in_name(at)))
    };
    let is_free = |path: &PathBuf| !(path.exists() || wal(path).exists() || report_of(path).exists());
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
    let report = report_of(place);
    fs::write(&report, text).and_then(|()| sync_file(&report)).map_err(failed)
}

/// The length of a page, as SQLite makes it.
const PAGE: usize = 4096;

/// Copies the log of a file that is missing or empty to its place, with an empty page that stands for the
/// file: SQLite reads the log of such a file, and would delete that of an empty one.
pub(super) fn copy_lone_log(directory: &Directory, file: DataFile, place: &Path) -> Result<()> {
    fs::create_dir_all(directory.damaged()).map_err(|cause| directory.failed(place, &cause))?;
    whole_file::copy(directory, &wal(&directory.file(file)), &wal(place))?;
    let finish = || -> io::Result<()> {
        sync_file(&wal(place))?;
        fs::write(place, [0; PAGE])?;
        sync_folder(&directory.damaged())
    };
    finish().map_err(|cause| directory.failed(place, &cause))
}

/// Copies a file and its log to its place, byte for byte. The file itself is moved there later.
pub(super) fn copy_to(directory: &Directory, file: DataFile, place: &Path) -> Result<()> {
    fs::create_dir_all(directory.damaged()).map_err(|cause| directory.failed(place, &cause))?;
    let path = directory.file(file);
    whole_file::copy(directory, &path, place)?;
    whole_file::copy(directory, &wal(&path), &wal(place))
}

/// Whether the copies at a place still have the content of a file and its log.
pub(super) fn is_copied(directory: &Directory, file: DataFile, place: &Path) -> Result<bool> {
    let path = directory.file(file);
    Ok(whole_file::is_same(directory, &path, place)?
        && whole_file::is_same(directory, &wal(&path), &wal(place))?)
}

/// Moves a file with its write-ahead log to its place. The log goes first: without its file it would be taken
/// for the log of the next one. What does not exist is left out, so a move that was interrupted can be done
/// again.
pub(super) fn move_to(directory: &Directory, file: DataFile, place: &Path) -> Result<()> {
    let path = directory.file(file);
    let failed = |cause: io::Error| directory.failed(&path, &cause);
    fs::create_dir_all(directory.damaged()).map_err(failed)?;
    rename(&wal(&path), &wal(place)).map_err(failed)?;
    rename(&journal(&path), &journal(place)).map_err(failed)?;
    rename(&path, place).map_err(failed)?;
    sync_folder(&directory.damaged()).map_err(failed)?;
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

/// Deletes the oldest ones of a file beyond the number that is kept, but for the one at `newest`: the clock
/// may have gone back. A failure is only logged.
pub(super) fn forget_oldest(directory: &Directory, file: DataFile, newest: &Path) {
    let kept = reports(directory).into_iter().filter(|(repair, _)| repair.file == file);
    let others = kept.map(|(_, report)| report.with_extension("")).filter(|place| place != newest);
    for place in others.skip(most_kept(file) - 1) {
        forget(&place);
    }
}

/// Deletes the copies of a file that still stands in its place: their repairs were killed before the file was
/// moved, so nothing was repaired. A file that was damaged later may have the same content.
pub(super) fn forget_unmoved(directory: &Directory, file: DataFile) {
    let modified = |path: &Path| fs::metadata(path).and_then(|found| found.modified()).ok();
    let Some(damaged_at) = modified(&directory.file(file)) else { return };
    for (repair, report) in reports(directory) {
        let place = report.with_extension("");
        let is_of_file = repair.file == file && place.exists();
        let is_later = modified(&report).is_some_and(|reported_at| damaged_at <= reported_at);
        if is_of_file && is_later && is_copied(directory, file, &place).unwrap_or(false) {
            forget(&place);
        }
    }
    for place in unreported(directory, file) {
        if is_begun(directory, file, &place).unwrap_or(false) {
            forget(&place);
        }
    }
    for (repair, report) in every_report(directory) {
        if repair.file == file && !is_kept(&repair, &report) {
            forget(&report.with_extension("")); // a report alone
        }
    }
}

/// Whether a copy has nothing that its file lacks.
fn is_begun(directory: &Directory, file: DataFile, place: &Path) -> Result<bool> {
    let path = directory.file(file);
    Ok(whole_file::is_beginning(directory, &path, place)?
        && whole_file::is_beginning(directory, &wal(&path), &wal(place))?)
}

/// The places of a file without a report: a repair was killed while it copied the file there.
fn unreported(directory: &Directory, file: DataFile) -> Vec<PathBuf> {
    let Ok(folder) = fs::read_dir(directory.damaged()) else { return Vec::new() };
    let begin = format!("{}-", stem(file));
    let is_of_file = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(&begin) && name.ends_with(".db"))
    };
    let places = folder.filter_map(|entry| Some(entry.ok()?.path())).filter(is_of_file);
    places.filter(|place| !report_of(place).exists()).collect()
}

/// Deletes what stands at a place. A failure is only logged.
pub(super) fn forget(place: &Path) {
    for path in [wal(place), journal(place), place.to_owned(), report_of(place)] {
        if let Err(cause) = remove(&path) {
            tracing::warn!(%cause, path = %path.display(), "a damaged file is kept for longer");
        }
    }
}

/// The repairs whose damaged files are kept, and those without one, the newest first. A repair that was
/// interrupted may have left a report alone.
pub(super) fn repairs(directory: &Directory) -> Vec<Repair> {
    reports(directory).into_iter().map(|(repair, _)| repair).collect()
}

/// The newest repair of a file.
pub(super) fn newest(directory: &Directory, file: DataFile) -> Option<Repair> {
    repairs(directory).into_iter().find(|repair| repair.file == file)
}

fn reports(directory: &Directory) -> Vec<(Repair, PathBuf)> {
    let mut found = every_report(directory);
    found.retain(|(repair, report)| is_kept(repair, report));
    found
}

/// Whether the damaged file of a report is kept, or there was none.
fn is_kept(repair: &Repair, report: &Path) -> bool {
    let place = report.with_extension("");
    repair.moved_to.is_none() || place.exists() || wal(&place).exists()
}

/// The reports, the newest first. Those of repairs that were killed before the file was moved are alone.
fn every_report(directory: &Directory) -> Vec<(Repair, PathBuf)> {
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
