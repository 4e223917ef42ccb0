//! A separate disk, which can be filled or made read-only. Needs Linux and root.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A disk of 8 MB in memory. Dropping it unmounts it.
pub(crate) struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Mounts the disk. Prints a message and returns `None` if this process may not mount one.
    pub(crate) fn small() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = command("mount", &["-t", "tmpfs", "-o", "size=8m", "tmpfs"], folder.path());
        if !mounted {
            eprintln!("skipped: a disk can be mounted by root on Linux alone");
            return None;
        }
        Some(Self { folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills the disk.
    pub(crate) fn fill(&self) {
        let mut filler = File::create(self.path().join("filler")).unwrap();
        while filler.write_all(&[0; 4096]).is_ok() {}
    }

    /// Frees what was filled.
    pub(crate) fn free(&self) {
        std::fs::remove_file(self.path().join("filler")).unwrap();
    }

    /// Makes the disk read-only, even for root.
    pub(crate) fn forbid_writing(&self) {
        assert!(command("mount", &["-o", "remount,ro"], self.path()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        command("umount", &["-l"], self.path());
    }
}

fn command(program: &str, options: &[&str], path: &Path) -> bool {
    let done = Command::new(program).args(options).arg(path).output();
    done.is_ok_and(|done| done.status.success())
}
