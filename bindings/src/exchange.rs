//! One exchange with a site through the HTTP stack of a host: what the host tells of the answer.

use std::sync::Arc;

use ifilm_core::TransportError;
use tokio::sync::mpsc;

use crate::error::{Result, caught};
use crate::open_core::check_not_ours;
use crate::transport_request::{TransportFailure, TransportHeader};

/// Takes the answer to one request from the host: `begin`, any number of `write`, then `end`; or `fail` at
/// any time. Each call may wait until the core has taken what came before, so it must be made on a thread of
/// the host.
///
/// Each gives `Cancelled` once the core no longer wants the answer; then the host ends the request.
#[derive(uniffi::Object)]
pub struct HostExchange {
    steps: mpsc::Sender<Result<Step, TransportError>>,
}

/// What a host tells of an answer.
pub(crate) enum Step {
    Head { status: u16, headers: Vec<ifilm_core::TransportHeader>, is_decompressed: bool },
    Piece(Vec<u8>),
    End,
}

/// The steps of an exchange, as they come from the host.
pub(crate) type Steps = mpsc::Receiver<Result<Step, TransportError>>;

impl HostExchange {
    /// An exchange that holds one step, until the core takes it.
    pub(crate) fn new() -> (Arc<Self>, Steps) {
        let (steps, taken) = mpsc::channel(1);
        (Arc::new(Self { steps }), taken)
    }

    fn tell(&self, step: Result<Step, TransportError>) -> Result<()> {
        check_not_ours()?;
        self.steps.blocking_send(step).map_err(|_| ifilm_core::Error::Cancelled.into())
    }
}

#[uniffi::export]
impl HostExchange {
    /// The head of the answer: its HTTP status, and all its lines as the server sent them, one entry for
    /// each. `is_decompressed` says that the host's stack has decompressed the body, so that
    /// `Content-Encoding` and `Content-Length` say nothing about it. Then the core counts the bytes of this
    /// body, which are more than came.
    ///
    /// # Errors
    /// `Cancelled`; `BadArgument` on a thread of the library.
    pub fn begin(&self, status: u32, headers: Vec<TransportHeader>, is_decompressed: bool) -> Result<()> {
        caught(|| {
            let status = u16::try_from(status).unwrap_or_default(); // 0 is no status, too
            let headers = headers.into_iter().map(Into::into).collect();
            self.tell(Ok(Step::Head { status, headers, is_decompressed }))
        })
    }

    /// The next bytes of the body, as they came over the wire. 16 to 64 KiB at once are best.
    ///
    /// # Errors
    /// As `begin`.
    pub fn write(&self, piece: Vec<u8>) -> Result<()> {
        caught(|| self.tell(Ok(Step::Piece(piece))))
    }

    /// The body is complete.
    ///
    /// # Errors
    /// As `begin`.
    pub fn end(&self) -> Result<()> {
        caught(|| self.tell(Ok(Step::End)))
    }

    /// There is no answer, or not all of it. The reason is for logs.
    ///
    /// # Errors
    /// As `begin`.
    pub fn fail(&self, failure: TransportFailure, reason: String) -> Result<()> {
        caught(|| self.tell(Err(failure.for_reason(reason))))
    }
}
