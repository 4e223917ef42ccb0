//! A process is killed with SIGKILL before and after the commit of each kind of transaction, and at its
//! requests: in a first start, migrations, syncs, a prune, an export, an import, the writing of pictures, a
//! backup, the repair of damaged files and a person's day. Afterwards the files are whole, no section is
//! stored in part, the search index has the words of what is stored, and a person's state is what was
//! acknowledged. The next sync gives the rows that an undisturbed one gives.
//!
//! The checks kill 100 times. `tests/crash.sh` kills more often.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use crate::crash_acts::{ACTS, Act};
use crate::crash_tally::Tally;
use crate::crash_worlds::{World, config_at};
use crate::killer::copy;
use crate::rows::rows;
use crate::sound::{check_backups, check_index, check_parts, check_repairs, sections};
use crate::victim::{self, Kill, Run, Until};
use ifilm_core::testing::{CommitMoment, CommitPoint};
use ifilm_core::{Client, ExportRequest};
use ifilm_tests::{Dice, Seeds, note_figures, note_runs};
use serde_json::Value;
use tokio::runtime::Runtime;

/// How often the checks kill.
const KILLS: u64 = 100;

#[test]
#[ignore = "the process that the test below kills"]
fn victim() {
    victim::run_here();
}

/// The transactions of which each is acknowledged to a person.
const OF_A_PERSON: &[CommitPoint] = &[
    CommitPoint::Act,
    CommitPoint::Undo,
    CommitPoint::Import,
    CommitPoint::Opened,
    CommitPoint::ReadingPosition,
    CommitPoint::PlaybackPosition,
];

/// An act, and what it makes if nothing disturbs it.
struct Known {
    act: &'static Act,
    /// Locked while the site serves a victim or its recovery.
    world: Mutex<World>,
    /// How often each kind of transaction is committed.
    commits: BTreeMap<CommitPoint, u32>,
    requests: u64,
    /// The sections after each commit.
    sections: Vec<String>,
    /// A person's state before the act, and after each part of it that is acknowledged.
    states: Vec<String>,
    /// The rows after the recovery.
    rows: Vec<String>,
}

impl Known {
    /// Does the act undisturbed, and until each acknowledgement.
    fn of(act: &'static Act, runtime: &Runtime) -> Self {
        let world = (act.world)();
        let whole = world.files();
        let mut allowed = sections(whole.path());
        world.begin();
        let Run { acknowledged, commits: seen, sections: noted, .. } =
            victim::run(&world, act, whole.path(), Until::End);
        let requests = world.site.requests().len() as u64;
        allowed.extend(noted);
        let mut commits = BTreeMap::new();
        seen.into_iter().for_each(|point| *commits.entry(point).or_default() += 1);
        runtime.block_on(world.recover(whole.path()));
        let rows = rows(whole.path(), &world.statements);
        let mut states = vec![runtime.block_on(state(&world, world.files().path()))];
        for acts in 1..=acknowledged {
            let part = world.files();
            world.begin();
            victim::run(&world, act, part.path(), Until::Acknowledged(acts));
            states.push(runtime.block_on(state(&world, part.path())));
        }
        Self { act, world: Mutex::new(world), commits, requests, sections: allowed, states, rows }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    /// The states of which a person may find one after a kill. The part of the act that was under way is done
    /// or not, and a kill at its commit decides that.
    fn states_after(&self, kill: Kill, run: &Run) -> &[String] {
        let done = run.acknowledged;
        let next = self.states.len().min(done + 2);
        match kill {
            Kill::Commit(point, moment, _) if run.was_killed && OF_A_PERSON.contains(&point) => {
                match moment {
                    CommitMoment::Before => &self.states[done..=done],
                    CommitMoment::After => &self.states[done + 1..next],
                }
            }
            _ => &self.states[done..next],
        }
    }

    /// Kills a process at one place of the act, and checks what is left. Returns whether it was killed before
    /// its end.
    async fn kill(&self, world: &World, kill: Kill) -> Result<bool, String> {
        let data = world.files();
        world.begin();
        let run = victim::run(world, self.act, data.path(), Until::Killed(kill));
        let looked_at = copy(data.path());
        if !world.is_damaged {
            check_parts(data.path(), &self.sections)?;
        }
        let found = state(world, looked_at.path()).await;
        if world.is_damaged {
            check_parts(looked_at.path(), &self.sections)?; // after the repair
        }
        let may_be = self.states_after(kill, &run);
        if !may_be.contains(&found) {
            return Err(format!(
                "after {} acts a person's state is {found}\nnot {may_be:#?}",
                run.acknowledged
            ));
        }
        check_index(looked_at.path(), "practice").await?;
        world.recover(data.path()).await;
        check_parts(data.path(), &sections(data.path()))?;
        check_backups(data.path())?;
        check_repairs(data.path(), usize::from(world.is_damaged))?;
        let found = rows(data.path(), &world.statements);
        match found == self.rows {
            true => Ok(run.was_killed),
            false => Err(format!("after the next sync: {}", difference(&found, &self.rows))),
        }
    }
}

/// Everything that a person did. An export is noted, and damaged files are repaired, so this changes the
/// folder.
async fn state(world: &World, data: &Path) -> String {
    let client = Client::open(config_at(world.place.path(), data).0).unwrap();
    if world.is_damaged {
        client.check(true).await.unwrap();
    }
    let text = client.user().export(ExportRequest::default().with_history(true)).await.unwrap();
    client.close().await.unwrap();
    without_texts(&text)
}

/// An export without the texts of saved copies: a sync renews them.
fn without_texts(text: &str) -> String {
    let mut export: Value = serde_json::from_str(text).unwrap();
    if let Some(saved) = export["marks"]["saved"].as_object_mut() {
        for copy in saved.values_mut().filter_map(Value::as_object_mut) {
            let text = copy.get("blocks").map(|blocks| blocks.as_array().unwrap().len());
            assert!(text != Some(0), "a saved copy without a text: {copy:?}");
            copy.retain(|name, _| ["changed_at", "saved_at", "withdrawn"].contains(&name.as_str()));
            copy.insert("has_text".to_owned(), text.is_some().into());
        }
    }
    export.to_string()
}

fn difference(found: &[String], expected: &[String]) -> String {
    let only = |of: &[String], other: &[String]| -> Vec<String> {
        of.iter().filter(|row| !other.contains(row)).take(4).cloned().collect()
    };
    let lengths = (found.len(), expected.len());
    format!("{lengths:?} rows; {:#?} and not {:#?}", only(found, expected), only(expected, found))
}

/// A kill in an act.
type Place<'k> = (&'k Known, Kill);

/// As many places as the script asks for: first each kind of transaction once, then places by chance.
fn places(known: &[Known], seed: u64, count: u64) -> Vec<Place<'_>> {
    let mut dice = Dice::of(seed);
    let moments = [CommitMoment::Before, CommitMoment::After];
    let mut places: Vec<Place<'_>> = Vec::new();
    for point in CommitPoint::ALL {
        let having: Vec<&Known> = known.iter().filter(|known| known.commits.contains_key(point)).collect();
        if !having.is_empty() {
            places.push((dice.pick(&having), Kill::Commit(*point, dice.pick(&moments), 1)));
        }
    }
    while (places.len() as u64) < count {
        let known = &known[dice.below(known.len() as u64) as usize];
        let is_request = known.requests > 0 && dice.percent(40);
        let kill = match is_request {
            true => Kill::Request(1 + dice.below(known.requests)),
            false => {
                let points: Vec<CommitPoint> = known.commits.keys().copied().collect();
                let point = dice.pick(&points);
                let nth = 1 + dice.below(u64::from(known.commits[&point])) as u32;
                Kill::Commit(point, dice.pick(&moments), nth)
            }
        };
        places.push((known, kill));
    }
    places
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Does work on all cores, with a runtime each.
fn on_all_cores(work: impl Fn(&Runtime) + Sync) {
    let cores = std::thread::available_parallelism().unwrap().get();
    std::thread::scope(|scope| {
        (0..cores).for_each(|_| drop(scope.spawn(|| work(&runtime()))));
    });
}

/// All acts, undisturbed.
fn known() -> Vec<Known> {
    let (next, known) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    on_all_cores(|runtime| {
        while let Some(act) = ACTS.get(next.fetch_add(1, Ordering::SeqCst)) {
            let one = Known::of(act, runtime);
            known.lock().unwrap().push(one);
        }
    });
    let mut known = known.into_inner().unwrap();
    known.sort_by_key(|known| known.act.name);
    known
}

#[test]
fn a_killed_process_loses_nothing_that_it_acknowledged_and_the_next_sync_completes_the_rest() {
    let known = known();
    let Seeds { first: seed, count, limit } = Seeds::of_environment(KILLS);
    let (places, begun) = (places(&known, seed, count), Instant::now());
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally::default()));

    on_all_cores(|runtime| {
        while begun.elapsed() <= limit
            && let Some((known, kill)) = places.get(next.fetch_add(1, Ordering::SeqCst))
        {
            let world = known.world();
            let mut ended = runtime.block_on(known.kill(&world, *kill));
            if ended == Ok(false) {
                // What a sync commits differs a little from run to run.
                ended = runtime.block_on(known.kill(&world, *kill));
            }
            drop(world);
            tally.lock().unwrap().note(known.act.name, *kill, ended);
        }
    });

    let tally = tally.into_inner().unwrap();
    assert!(tally.wrong.is_empty(), "{} kills, seed {seed}:\n{}", tally.kills(), tally.wrong.join("\n"));
    let missed = tally.missed();
    assert!(missed.is_empty(), "no process was killed at {missed:?}");
    assert!(5 * tally.ended_before < tally.kills(), "{} ended before", tally.ended_before);
    note_runs(tally.kills());
    note_figures(&tally.figures());
}
