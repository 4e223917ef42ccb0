//! The commands of two releases on one folder, at one site.

use std::fs;
use std::io::Read as _;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use ifilm_site::{Site, SiteConfig};
use ifilm_tests::Dice;
use tempfile::TempDir;

/// A release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Release {
    Older,
    Todays,
}

impl Release {
    fn command(self) -> Command {
        match self {
            Self::Older => Command::new(std::env::var("IFILM_OLDER").expect("tests/alternation.sh sets it")),
            Self::Todays => Command::new(env!("CARGO_BIN_EXE_ifilm")),
        }
    }
}

/// When a command is killed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kill {
    /// When the site gets the n-th request, from 1.
    Request(u64),
    After(Duration),
}

impl Kill {
    /// Most commands take 50 milliseconds, and a first sync a second.
    pub(crate) fn some(dice: &mut Dice, is_sync: bool) -> Self {
        match is_sync {
            true if dice.percent(50) => Self::Request(1 + dice.below(30)),
            true => Self::After(Duration::from_millis(dice.below(1_000))),
            false => Self::After(Duration::from_micros(dice.below(60_000))),
        }
    }
}

/// How a command ended.
#[derive(Debug)]
pub(crate) enum Ended {
    Killed,
    /// It exited with 0 and printed this.
    Well(String),
    /// It exited with another code, and named this error.
    Failed(i32, String),
}

impl Ended {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Well(_) => "well",
            Self::Failed(..) => "failed",
        }
    }
}

/// A site, a folder, and the catalogue that both releases read.
pub(crate) struct Place {
    site: Site,
    data: TempDir,
    catalog: TempDir,
}

impl Place {
    pub(crate) fn begin(seed: u64) -> Self {
        let site = Site::start(SiteConfig { seed, items: 5, ..SiteConfig::default() }).unwrap();
        let (data, catalog) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(catalog.path().join("catalog.json"), site.catalog_json()).unwrap();
        Self { site, data, catalog }
    }

    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// The articles of the English edition.
    pub(crate) fn ids(&self) -> Vec<u64> {
        self.site.newest("en", 5)
    }

    /// Some hours pass. The site may publish an article.
    pub(crate) fn advance(&self, dice: &mut Dice) {
        self.site.advance(Duration::from_secs(3_600 * (1 + dice.below(30))));
        if dice.percent(40) {
            self.site.publish("en", 1);
        }
    }

    /// Runs a command on a folder to its end.
    pub(crate) fn run_in(&self, data: &Path, release: Release, words: &[&str]) -> Ended {
        let mut command = self.command(data, release);
        let child = Arc::new(Mutex::new(Some(command.args(words).spawn().unwrap())));
        ended(&child, None)
    }

    /// Runs a command in the folder, until its end or until it is killed. Time passes before each.
    pub(crate) fn run(&self, release: Release, words: &[String], kill: Option<Kill>) -> Ended {
        self.site.advance(Duration::from_secs(61));
        let child = Running::default();
        let mut held = child.lock().unwrap();
        if let Some(Kill::Request(nth)) = kill {
            let victim = Arc::clone(&child);
            self.site.on_request(nth, move || end(&victim));
        }
        *held = Some(self.command(self.data(), release).args(words).spawn().unwrap());
        drop(held);
        match kill {
            Some(Kill::After(limit)) => ended(&child, Some(limit)),
            _ => ended(&child, None),
        }
    }

    fn command(&self, data: &Path, release: Release) -> Command {
        let mut command = release.command();
        command.arg("--data").arg(data).arg("--catalog").arg(self.catalog.path().join("catalog.json"));
        command.args(["--now", &self.site.now().to_string()]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// A process until its end.
type Running = Arc<Mutex<Option<Child>>>;

fn end(child: &Running) {
    if let Some(child) = &mut *child.lock().unwrap() {
        let _ = child.kill(); // an error says that it has ended
    }
}

/// Waits for the end of a process. Kills it after a time, if there is a limit.
fn ended(child: &Running, limit: Option<Duration>) -> Ended {
    let (sender, said) = channel();
    let read = {
        let mut child = child.lock().unwrap();
        let child = child.as_mut().unwrap();
        let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        move || {
            let (mut printed, mut complaint) = (String::new(), String::new());
            out.read_to_string(&mut printed).unwrap();
            err.read_to_string(&mut complaint).unwrap();
            sender.send((printed, complaint)).unwrap();
        }
    };
    thread::spawn(read);
    let in_time = limit.and_then(|limit| said.recv_timeout(limit).ok());
    let (printed, complaint) = in_time.unwrap_or_else(|| {
        if limit.is_some() {
            end(child);
        }
        said.recv().unwrap()
    });
    let status = child.lock().unwrap().take().unwrap().wait().unwrap();
    match (status.signal(), status.code()) {
        (Some(9), _) => Ended::Killed,
        (_, Some(0)) => Ended::Well(printed),
        (_, code) => Ended::Failed(code.unwrap_or(-1), named(&complaint)),
    }
}

/// The code of an error, which ends its first line: `ifilm: there is no en/5 (not_found)`. Without one, all
/// that was said.
fn named(complaint: &str) -> String {
    let line = complaint.lines().next().unwrap_or_default();
    let code = line.rsplit_once('(').and_then(|(_, code)| code.strip_suffix(')'));
    code.unwrap_or(complaint).to_owned()
}
