//! Looking up names, on threads that nobody waits for.
//!
//! The system's resolver blocks, for a minute on a bad network, and cannot be stopped. On the runtime's own
//! threads it would block all other blocking work, and the end of the runtime.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};

use tokio::sync::{Semaphore, oneshot};

/// So many names are looked up at once in a process; further ones wait. A look-up that nobody waits for any
/// more goes on until the system ends it, so the bound must outlive clients.
static LOOKUPS: Semaphore = Semaphore::const_new(8);

/// The addresses of a name, as the system knows them.
pub(super) async fn addresses(name: String) -> io::Result<Vec<SocketAddr>> {
    let permit = LOOKUPS.acquire().await.map_err(io::Error::other)?;
    let (answer, answered) = oneshot::channel();
    let look_up = move || {
        let found = (name.as_str(), 0).to_socket_addrs().map(Iterator::collect);
        drop(permit);
        let _ = answer.send(found);
    };
    std::thread::Builder::new().name("ifilm-lookup".to_owned()).spawn(look_up)?;
    answered.await.map_err(io::Error::other)?
}
