//! A process is killed while it fetches lead pictures, at its requests and at random writes to the disk. Then
//! each picture is here whole or not at all, and after the next sync everything is as after an undisturbed
//! one. `tests/chaos.sh` kills more often than the checks.

#![cfg(target_os = "linux")]

use crate::catch_up::{CatchUp, pictures};
use crate::kill_places::{in_time, kill_at_write, places, writes};
use crate::kill_request::kill_at_request;
use crate::killer::copy;
use ifilm_tests::note_figures;

/// How many times the checks kill at requests and at writes, at most.
const KILLS: u64 = 5;

/// At requests and at writes. The number of both differs a little from run to run, so the last places may not
/// come.
fn check_counts([at_requests, at_writes]: [u64; 2], [requests, writes]: [u64; 2]) {
    let are_enough = at_requests + 1 >= requests && 2 * at_writes >= writes;
    assert!(are_enough, "{at_requests} of {requests} and {at_writes} of {writes} kills came before the end");
}

#[test]
fn a_sync_that_is_killed_amid_lead_pictures_leaves_whole_pictures_and_the_next_one_brings_the_others() {
    let catch_up = CatchUp::new(10);
    assert!(pictures(catch_up.after.path()).len() >= 8);
    let is_picture = |path: &&String| !path.starts_with("/News/") && !path.contains("/Home/");
    let pictures = catch_up.paths.iter().filter(is_picture).count() as u64;
    assert!(pictures >= 8, "only {pictures} requests for pictures: {:#?}", catch_up.paths);
    let counted = copy(catch_up.before.path());
    let writes = writes(counted.path(), catch_up.sync(counted.path()));
    // The pictures come last.
    let first = catch_up.requests() - pictures;
    let at_requests = places(pictures, KILLS).into_iter().map(|at| (first + at, true));
    let at_writes = places(writes / 3, KILLS).into_iter().map(|at| (writes - writes / 3 + at, false));

    let (mut killed, mut tried) = ([0, 0], [0, 0]);
    for (at, is_request) in in_time(at_requests.chain(at_writes)) {
        let data = copy(catch_up.before.path());
        let sync = catch_up.sync(data.path());
        let is_killed = match is_request {
            true => kill_at_request(&catch_up.site, sync, at),
            false => kill_at_write(data.path(), sync, at),
        };
        killed[usize::from(!is_request)] += u64::from(is_killed);
        tried[usize::from(!is_request)] += 1;

        let kill = format!("killed at {} {at}", if is_request { "request" } else { "write" });
        catch_up.check_whole(data.path(), &kill);
        catch_up.check_complete(data.path(), &kill);
    }

    check_counts(killed, tried);
    let [killed, at_writes] = killed;
    note_figures(&format!("- {killed} kills at the {pictures} requests for lead pictures"));
    note_figures(&format!(
        "- {at_writes} kills at the last {} writes of a sync with lead pictures",
        writes / 3
    ));
}
