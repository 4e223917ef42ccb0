//! A process that is killed: this test binary starts itself again, and the new process does one act. It says
//! after each act of a person that it was acknowledged, and it is killed before or after a commit, or when
//! the site gets a request of it.

use std::io::{BufRead, BufReader, Write as _};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use ifilm_core::testing::{CommitMoment, CommitPoint, on_commit};

use crate::crash_acts::{Act, Session, act_named};
use crate::crash_worlds::World;
use crate::sound::sections;

/// When a victim is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kill {
    /// At the n-th commit of this kind, from 1.
    Commit(CommitPoint, CommitMoment, u32),
    /// When the site gets the n-th request, from 1.
    Request(u64),
}

/// What a victim did until its end.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// How many acts of a person were acknowledged.
    pub(crate) acknowledged: usize,
    pub(crate) was_killed: bool,
    /// If it was watched: its commits, in order.
    pub(crate) commits: Vec<CommitPoint>,
    /// If it was watched: the sections after each commit.
    pub(crate) sections: Vec<String>,
}

/// Until when a victim goes on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Until {
    /// Its end. Each commit is noted.
    End,
    /// So many acts of a person were acknowledged.
    Acknowledged(usize),
    /// It is killed.
    Killed(Kill),
}

const PREFIX: &str = "victim: ";

fn say(what: &str) {
    let mut out = std::io::stdout().lock();
    // The harness writes the name of the test without an end of line.
    write!(out, "\n{PREFIX}{what}\n").and_then(|()| out.flush()).unwrap();
}

/// Does an act in a process of its own, on a folder.
pub(crate) fn run(world: &World, act: &Act, data: &Path, until: Until) -> Run {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "crash::victim", "--ignored", "--nocapture", "--test-threads", "1"]);
    command.env("CRASH_ACT", act.name).env("CRASH_DATA", data).env("CRASH_PLACE", world.place.path());
    match until {
        Until::End => command.env("CRASH_WATCHED", "1"),
        Until::Acknowledged(acts) => command.env("CRASH_UNTIL", acts.to_string()),
        Until::Killed(Kill::Commit(point, moment, nth)) => {
            command.env("CRASH_AT", format!("{point:?} {moment:?} {nth}"))
        }
        Until::Killed(Kill::Request(_)) => &mut command,
    };
    let child: Arc<Mutex<Option<Child>>> = Arc::default();
    let mut held = child.lock().unwrap();
    if let Until::Killed(Kill::Request(nth)) = until {
        let victim = Arc::clone(&child);
        world.site.on_request(nth, move || kill(&victim));
    }
    let mut started = command.stdout(Stdio::piped()).spawn().unwrap();
    let said = BufReader::new(started.stdout.take().unwrap());
    *held = Some(started);
    drop(held);
    let mut run = Run::default();
    for line in said.lines() {
        match line.unwrap().strip_prefix(PREFIX).and_then(|line| line.split_once(' ')) {
            Some(("acknowledged", _)) => run.acknowledged += 1,
            Some(("reached", _)) => kill(&child),
            Some(("commit", name)) => run.commits.push(point_named(name)),
            Some(("section", section)) => run.sections.push(section.to_owned()),
            _ => {}
        }
    }
    let status = child.lock().unwrap().take().unwrap().wait().unwrap();
    run.was_killed = status.signal() == Some(9);
    assert!(run.was_killed || status.success(), "{}, {until:?}: it ended with {status}", act.name);
    run
}

fn kill(child: &Mutex<Option<Child>>) {
    if let Some(child) = &mut *child.lock().unwrap() {
        let _ = child.kill(); // an error says that it has ended
    }
}

fn point_named(name: &str) -> CommitPoint {
    *CommitPoint::ALL.iter().find(|point| format!("{point:?}") == name).unwrap()
}

/// Does the act of a victim, inside its process.
pub(crate) fn run_here() {
    let variable = |name: &str| std::env::var(name).ok();
    let data = variable("CRASH_DATA").expect("`run` starts the victim");
    match variable("CRASH_AT") {
        Some(at) => stop_at(&at),
        None if variable("CRASH_WATCHED").is_some() => watch_commits(data.clone()),
        None => {}
    }
    let until = variable("CRASH_UNTIL").map(|acts| acts.parse().unwrap());
    let act = act_named(&variable("CRASH_ACT").unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let place = variable("CRASH_PLACE").unwrap();
        let session = Session::begin(Path::new(&data), Path::new(&place), move |acts| {
            say(&format!("acknowledged {acts}"));
            if until == Some(acts) {
                std::process::exit(0);
            }
        });
        (act.run)(&session).await;
        session.end().await;
    });
}

/// At this commit the process says so, and goes no further.
fn stop_at(at: &str) {
    let words: Vec<&str> = at.split(' ').collect();
    let (name, moment) = (words[0].to_owned(), words[1].to_owned());
    let left = AtomicU32::new(words[2].parse().unwrap());
    on_commit(move |point, now| {
        let is_it = format!("{point:?}") == name && format!("{now:?}") == moment;
        if is_it && left.fetch_sub(1, Ordering::SeqCst) == 1 {
            say("reached it");
            loop {
                std::thread::park();
            }
        }
    });
}

fn watch_commits(data: String) {
    on_commit(move |point, moment| {
        if moment == CommitMoment::After {
            say(&format!("commit {point:?}"));
            sections(Path::new(&data)).iter().for_each(|section| say(&format!("section {section}")));
        }
    });
}
