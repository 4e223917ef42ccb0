//! One run: damages a file, uses the client, and compares what a person did with what is left.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use ifilm_core::{
    CheckReport, Client, DataFile, Error, FileState, ListQuery, Repair, SavedQuery, SearchQuery, SyncRequest,
};
use ifilm_tests::{Dice, edition};

use crate::harm::{HARMS, Harm};
use crate::used::{Used, copy_of, try_marks};

/// A call that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(30);

/// The files that are damaged.
pub(crate) const TARGETS: [&str; 4] = ["cache.db", "cache.db-wal", "user.db", "user.db-wal"];

/// What a run showed.
pub(crate) struct Outcome {
    pub(crate) target: &'static str,
    pub(crate) harm: Harm,
    /// Whether a repair of that file was reported.
    pub(crate) is_repaired: bool,
    /// Whether a repair was reported that says that something may be lost.
    pub(crate) is_reported: bool,
    /// How many marks are missing or have another value.
    pub(crate) lost: usize,
    /// What must not be.
    pub(crate) broken: Vec<String>,
}

pub(crate) async fn run(used: &Used, seed: u64) -> Outcome {
    let mut dice = Dice::of(seed);
    let (target, harm) = (dice.pick(&TARGETS), HARMS[seed as usize % HARMS.len()]);
    let is_log = target.ends_with("-wal");
    let from = if is_log || dice.percent(50) { used.killed.path() } else { used.closed.path() };
    let data = copy_of(from);
    let other = other_of(from, target);
    harm.strike(&data.path().join(target), &from.join(other), &used.older.path().join(target), &mut dice);

    let mut run =
        Run { used, data: data.path(), is_of_cache: target.starts_with("cache"), broken: Vec::new() };
    let (report, left) = run.work().await;
    let lost = used.done.iter().filter(|mark| !left.contains(&mark.to_string())).count();
    let file = if run.is_of_cache { DataFile::Cache } else { DataFile::User };
    let repairs = report.as_ref().map(|report| report.repairs.as_slice()).unwrap_or_default();
    let is_repaired = repairs.iter().any(|repair| repair.file == file);
    let says_loss = |repair: &Repair| repair.file == DataFile::User && repair.lost() != Some(0);
    let is_reported = repairs.iter().any(says_loss);
    run.compare(&left, lost, is_reported, harm);
    Outcome { target, harm, is_repaired, is_reported, lost, broken: run.broken }
}

fn other_of(folder: &Path, target: &str) -> &'static str {
    let other = match target {
        "cache.db" => "user.db",
        "cache.db-wal" => "user.db-wal",
        "user.db" => "cache.db",
        _ => "cache.db-wal",
    };
    assert!(other.ends_with("-wal") || folder.join(other).exists());
    other
}

struct Run<'u> {
    used: &'u Used,
    data: &'u Path,
    is_of_cache: bool,
    broken: Vec<String>,
}

impl Run<'_> {
    /// Uses the files as an app does, repairs them, and opens them again. Returns the last report, and the
    /// marks that are left.
    async fn work(&mut self) -> (Option<CheckReport>, BTreeSet<String>) {
        let client = self.used.client(self.data);
        self.read_and_act(&client).await;
        self.read_and_act(&client).await;
        self.call("check", client.check(true)).await;
        self.call("close", client.close()).await;

        let client = self.used.client(self.data);
        let report = self.call("check", client.check(false)).await;
        let left = self.call("export", try_marks(&client)).await.unwrap_or_default();
        self.call("sync", client.sync(SyncRequest::of([edition("en")]))).await;
        let list = self.call("list", client.library().list(ListQuery::news(edition("en")))).await;
        self.call("close", client.close()).await;
        if let Some(report) = &report {
            self.check_states(report);
            if list.is_none_or(|list| list.items.is_empty() || list.marks_missing) {
                self.broken.push("after the repair and a sync the list is not there".to_owned());
            }
        }
        (report, left.iter().map(|mark| mark.to_string()).collect())
    }

    async fn read_and_act(&mut self, client: &Client) {
        let (library, user, items) = (client.library(), client.user(), &self.used.items);
        self.call("list", library.list(ListQuery::news(edition("en")))).await;
        self.call("article", library.article(&items[1])).await;
        self.call("search", library.search(SearchQuery::of("rain"))).await;
        self.call("saved", user.saved(SavedQuery::all())).await;
        self.call("counts", library.counts()).await;
        self.call("mark", user.mark_read(&items[items.len() - 1], true)).await;
        self.call("save", user.save(&items[items.len() - 2])).await;
    }

    /// A call gives an answer or a typed error, and ends.
    async fn call<T>(&mut self, name: &str, call: impl Future<Output = Result<T, Error>>) -> Option<T> {
        match tokio::time::timeout(LONGEST, call).await {
            Ok(Ok(answer)) => return Some(answer),
            Ok(Err(error)) if error.code().is_storage() => {}
            Ok(Err(Error::NotFound(_))) if name == "article" || name == "save" => {}
            Ok(Err(error)) => self.broken.push(format!("{name}: {error} ({})", error.code().as_str())),
            Err(_) => self.broken.push(format!("{name} hangs")),
        }
        None
    }

    fn check_states(&mut self, report: &CheckReport) {
        for file in &report.files {
            if !matches!(file.state, FileState::Sound | FileState::Newer) {
                self.broken.push(format!("after the repair: {file:?}"));
            }
        }
        if self.is_of_cache && report.repairs.iter().any(|repair| repair.file == DataFile::User) {
            self.broken.push("the user's file was replaced, although nothing had happened to it".to_owned());
        }
    }

    /// Damage to the cache costs no mark. Damage to the user's file costs none that the backup has, and a
    /// loss is reported. Changed letters that no check can see are the one exception.
    fn compare(&mut self, left: &BTreeSet<String>, lost: usize, is_reported: bool, harm: Harm) {
        if self.is_of_cache && lost > 0 {
            self.broken.push(format!("{lost} marks were lost with the cache"));
        }
        let may_be_unseen = matches!(harm, Harm::FlippedBytes | Harm::WipedPages | Harm::SwappedPages);
        if lost > 0 && !is_reported && !may_be_unseen {
            self.broken.push(format!("{lost} marks were lost, and no report says so"));
        }
        let gone = self.used.backed_up.iter().map(ToString::to_string).filter(|mark| !left.contains(mark));
        let gone: Vec<String> = gone.collect();
        let of_backup = gone.len();
        if of_backup > 0 && !may_be_unseen {
            let first: String = gone[0].chars().take(300).collect();
            self.broken.push(format!("{of_backup} marks of the backup were lost: {first}"));
        }
        if of_backup > MOST_UNSEEN {
            self.broken.push(format!("{of_backup} marks of the backup were lost or changed"));
        }
    }
}

/// The most marks that damage may change unseen: letters inside a text.
const MOST_UNSEEN: usize = 4;
