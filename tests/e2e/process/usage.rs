//! What a process uses: memory, file handles, threads, and the room of its databases.

use std::fmt;
use std::fs;
use std::path::Path;

/// The uses that are measured, each with the growth that is allowed: a share of it in percent, and a number.
pub(crate) const KINDS: [Kind; 7] = [
    Kind { name: "memory (RSS)", unit: "KiB", percent: 10, more: 8 << 10 },
    Kind { name: "file handles", unit: "", percent: 0, more: 4 },
    Kind { name: "threads", unit: "", percent: 0, more: 2 },
    Kind { name: "cache.db", unit: "KiB", percent: 10, more: 1 << 10 },
    Kind { name: "cache.db-wal", unit: "KiB", percent: 10, more: 4 << 10 },
    Kind { name: "user.db", unit: "KiB", percent: 25, more: 1 << 10 },
    Kind { name: "user.db-wal", unit: "KiB", percent: 10, more: 4 << 10 },
];

/// A use.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    unit: &'static str,
    percent: u64,
    more: u64,
}

/// The uses of one moment, or the largest of several.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage([u64; KINDS.len()]);

impl Usage {
    /// What this process uses now.
    pub(crate) fn now(data: &Path) -> Self {
        let kib = |name: &str| fs::metadata(data.join(name)).map_or(0, |file| file.len() >> 10);
        Self([
            resident_kib(),
            entries("/proc/self/fd"),
            entries("/proc/self/task"),
            kib("cache.db"),
            kib("cache.db-wal"),
            kib("user.db"),
            kib("user.db-wal"),
        ])
    }

    pub(crate) fn or_more(self, other: Self) -> Self {
        Self(std::array::from_fn(|kind| self.0[kind].max(other.0[kind])))
    }

    /// The uses that have grown by more than is allowed since another time.
    pub(crate) fn grown_since(self, before: Self) -> Vec<String> {
        let line = |(kind, (now, before)): (&Kind, (u64, u64))| {
            let allowed = before + before * kind.percent / 100 + kind.more;
            let name = kind.name;
            (now > allowed).then(|| format!("{name}: {before}, then {now}; allowed are {allowed}"))
        };
        KINDS.iter().zip(self.0.into_iter().zip(before.0)).filter_map(line).collect()
    }
}

/// Two usages as a table, the later one behind.
pub(crate) struct Halves(pub(crate) Usage, pub(crate) Usage);

impl fmt::Display for Halves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| most of | first half | second half | allowed growth |\n|---|---|---|---|")?;
        for (at, Kind { name, unit, percent, more }) in KINDS.iter().enumerate() {
            let (first, second) = (self.0.0[at], self.1.0[at]);
            let more = format!("{more} {unit}");
            let share = if *percent > 0 { format!("{percent} % and ") } else { String::new() };
            writeln!(f, "| {name} | {first} {unit} | {second} {unit} | {share}{} |", more.trim_end())?;
        }
        Ok(())
    }
}

fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().strip_suffix("kB").unwrap().trim().parse().unwrap()
}

fn entries(folder: &str) -> u64 {
    fs::read_dir(folder).unwrap().count() as u64
}
