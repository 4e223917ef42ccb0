//! What a host tells the client about the device: the network has changed, or the app comes or goes.

use super::Client;
use super::shared::Shared;
use crate::error::Result;
use crate::store::{self, CommitPoint, Connection, Found, Write};

impl Client {
    /// Tells the client that the device is in another network now, or that it has one again. Requests make
    /// new connections from now on. Those that wait for an answer are sent once more, in a running sync, too.
    /// Waits that the network caused ([`Offline`](crate::Error::Offline) and
    /// [`TimedOut`](crate::Error::TimedOut)) end: what failed is due now. A host's `Retry-After` stays.
    ///
    /// May be called at any time and as often as the system says so. It sends nothing, and starts no sync.
    /// Opens the files if they are there, and writes only if there were such waits.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE), and then connections are new all the same;
    /// [`Closed`](crate::Error::Closed).
    pub async fn on_network_changed(&self) -> Result<()> {
        self.shared.check_open()?;
        self.shared.renew_connections();
        forget_network_failures(&self.shared).await
    }

    /// Tells the client that a person sees the app again. Observations look for commits of other processes
    /// again, and waits that the network caused end. After [`on_background`](Self::on_background) it does as
    /// [`on_network_changed`](Self::on_network_changed) does, because connections may have died while the
    /// process was frozen. Without it, requests that run go on.
    ///
    /// # Errors
    /// As [`on_network_changed`](Self::on_network_changed).
    pub async fn on_foreground(&self) -> Result<()> {
        self.shared.check_open()?;
        if self.shared.rest.end() {
            self.shared.renew_connections();
        }
        if let Some(opened) = self.shared.opened_before() {
            opened.resume_indexing();
            opened.store.resume()?;
        }
        forget_network_failures(&self.shared).await
    }

    /// Tells the client that nobody sees the app any more, so that the system may freeze or end the process.
    /// Waits for the reads and writes that have begun, and closes the files, so that no lock of this client
    /// remains. A later call opens them again, and they are closed at its end. Until
    /// [`on_foreground`](Self::on_foreground), observations miss the commits of other processes, and the
    /// search index takes up only what syncs bring.
    ///
    /// A running sync goes on and keeps the files open. They are closed when it has ended. If the system
    /// leaves no time for it, cancel it first.
    ///
    /// # Errors
    /// [`Closed`](crate::Error::Closed).
    pub async fn on_background(&self) -> Result<()> {
        self.shared.check_open()?;
        self.shared.rest.begin();
        if let Some(opened) = self.shared.opened_before() {
            opened.pause_indexing();
        }
        rest(&self.shared).await
    }
}

/// Closes the files after a sync that ended in the background. If this fails, they stay open.
pub(super) async fn rest_in_background(shared: &Shared) {
    if shared.rest.is_in_background() {
        let _ = rest(shared).await;
    }
}

async fn rest(shared: &Shared) -> Result<()> {
    match shared.opened_before() {
        Some(opened) => opened.store.release().await,
        None => Ok(()),
    }
}

/// Ends the waits that a broken network caused.
async fn forget_network_failures(shared: &Shared) -> Result<()> {
    let store = &shared.opened().await?.store;
    if store.open().await? == Found::Missing {
        return Ok(());
    }
    let any = |connection: &Connection| store::is_any_failure_of_network(connection);
    if !store.read(any).await? {
        return Ok(());
    }
    let now = shared.clock.now();
    store
        .write(CommitPoint::NetworkChanged, move |write: &mut Write<'_>| {
            store::forget_network_failures(write, now)
        })
        .await
        .map(drop)
}
