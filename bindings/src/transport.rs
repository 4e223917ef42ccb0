//! The HTTP stack of a host.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use ifilm_core::{Transport, TransportAnswer, TransportBody, TransportError, TransportFuture};

use crate::error::Result;
use crate::exchange::{HostExchange, Step, Steps};
use crate::transport_request::TransportRequest;

/// The HTTP stack of a host, which sends the requests of the core in place of the core's own. Hosts in Kotlin
/// and Python write a `Transport` instead, which is easier.
///
/// The core decides what is requested and when. It follows redirects within the catalogue's hosts, keeps the
/// pace, the cookies of one chain of redirects, the limits and the budget, decompresses, and counts the
/// bytes. What it cannot see, the host must keep to:
///
/// - It sends the request as it is, and adds only `Host` and what its connections need.
/// - It follows no redirect, answers nothing from a cache, keeps no cookies, and repeats nothing. One
///   exception: if a connection that was used before turns out to be closed, it may repeat on a new one.
///   The core cannot see that a redirect was followed, and would store what comes from any host. Many stacks
///   follow unless told not to.
/// - It verifies certificates and their names, and never goes on without.
/// - It looks names up itself. The core cannot see that a public name leads to a private address. The
///   transport refuses it, if it must not be reached.
/// - It leaves a body compressed, or says that it did not.
#[uniffi::export(foreign)]
pub trait HostTransport: Send + Sync {
    /// Begins to send a request, and returns at once. The host tells the answer to `exchange` from a thread
    /// of its own. If this throws, the request ends as `Offline`.
    fn start(&self, request: TransportRequest, exchange: Arc<HostExchange>) -> Result<()>;

    /// The core no longer wants the answer to the request with this number: the host ends it. It is called at
    /// most once for each request, from any thread, and must return at once.
    fn cancel(&self, id: i64) -> Result<()>;
}

/// A host's transport as the core calls it.
pub(crate) struct Hosted {
    host: Arc<dyn HostTransport>,
    next_id: AtomicI64,
}

impl Hosted {
    pub(crate) fn shared(host: Arc<dyn HostTransport>) -> Arc<dyn Transport> {
        Arc::new(Self { host, next_id: AtomicI64::new(1) })
    }
}

impl Transport for Hosted {
    fn send(&self, request: ifilm_core::TransportRequest) -> TransportFuture<'static, TransportAnswer> {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let call = Call { host: Arc::clone(&self.host), id, is_open: false };
        Box::pin(call.answer(request))
    }
}

/// One request at the host. Dropping it before its end cancels it there.
struct Call {
    host: Arc<dyn HostTransport>,
    id: i64,
    is_open: bool,
}

impl Call {
    async fn answer(
        mut self,
        request: ifilm_core::TransportRequest,
    ) -> Result<TransportAnswer, TransportError> {
        let (exchange, steps) = HostExchange::new();
        let started = self.host.start(TransportRequest::of(self.id, request), exchange);
        started
            .map_err(|error| TransportError::Broken(format!("the transport of the host failed: {error}")))?;
        self.is_open = true;
        let mut body = HostBody { steps, call: self };
        let Step::Head { status, headers, is_decompressed } = body.step().await? else {
            return Err(broken("told of a body without a head"));
        };
        let answer = TransportAnswer::new(status, headers, body);
        Ok(if is_decompressed { answer.decompressed() } else { answer })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if self.is_open
            && let Err(error) = self.host.cancel(self.id)
        {
            tracing::error!(%error, "the transport of the host could not cancel a request");
        }
    }
}

/// A body that the host tells. Its steps are dropped first, so that no call of the host waits any more.
struct HostBody {
    steps: Steps,
    call: Call,
}

impl HostBody {
    async fn step(&mut self) -> Result<Step, TransportError> {
        let step = self.steps.recv().await.unwrap_or_else(|| Err(broken("left an answer without an end")));
        self.call.is_open = !matches!(step, Ok(Step::End) | Err(_));
        step
    }

    async fn piece(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        match self.step().await? {
            Step::Piece(piece) => Ok(Some(piece)),
            Step::End => Ok(None),
            Step::Head { .. } => Err(broken("told of a second head")),
        }
    }
}

impl TransportBody for HostBody {
    fn next(&mut self) -> TransportFuture<'_, Option<Vec<u8>>> {
        Box::pin(self.piece())
    }
}

fn broken(what: &str) -> TransportError {
    TransportError::Broken(format!("the transport of the host {what}"))
}
