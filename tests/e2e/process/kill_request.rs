//! Kills a process at one of its requests.

use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex};

use ifilm_site::Site;

/// Runs a command that the site itself kills at its k-th request, before it answers. Returns whether the
/// process was killed before its end.
pub(crate) fn kill_at_request(site: &Site, mut command: Command, k: u64) -> bool {
    let child: Arc<Mutex<Option<Child>>> = Arc::default();
    let victim = Arc::clone(&child);
    let mut held = child.lock().unwrap();
    site.on_request(k, move || {
        let mut child = victim.lock().unwrap();
        child.as_mut().unwrap().kill().unwrap();
    });
    *held = Some(command.spawn().unwrap());
    drop(held);
    let status = loop {
        let ended = child.lock().unwrap().as_mut().unwrap().try_wait().unwrap();
        match ended {
            Some(status) => break status,
            None => std::thread::yield_now(),
        }
    };
    was_killed(status)
}

/// Whether a process was killed. One that was not must have ended well: an error is no kill.
pub(crate) fn was_killed(status: ExitStatus) -> bool {
    const KILL: i32 = 9;
    let is_killed = status.signal() == Some(KILL);
    assert!(is_killed || status.success(), "it was not killed, and ended with {status}");
    is_killed
}
