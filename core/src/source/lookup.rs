//! Looks up names on separate threads.
//!
//! The system's resolver can block for a minute on a bad network and cannot be cancelled. On the runtime's
//! threads it would hold up all other blocking work and the shutdown of the runtime.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::{Semaphore, oneshot};

use super::names::Names;

/// A process looks up at most this many names at once; further ones wait. A lookup goes on until the system
/// ends it, even if nobody waits for it any more. So the limit is static: it must outlive clients.
static LOOKUPS: Semaphore = Semaphore::const_new(8);

/// The addresses of a name.
pub(super) async fn addresses(names: Arc<dyn Names>, name: String) -> io::Result<Vec<IpAddr>> {
    let permit = LOOKUPS.acquire().await.map_err(io::Error::other)?;
    let (answer, answered) = oneshot::channel();
    let look_up = move || {
        let found = names.look_up(&name);
        drop(permit);
        let _ = answer.send(found);
    };
    std::thread::Builder::new().name("ifilm-lookup".to_owned()).spawn(look_up)?;
    answered.await.map_err(io::Error::other)?
}
