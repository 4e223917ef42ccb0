//! Connections: whether a request went out on a new one or on one that was kept.

use std::cell::Cell;
use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll};

use tower_layer::{Layer, layer_fn};
use tower_service::Service;

use super::failure::{find, io_kind};

tokio::task_local! {
    /// Whether a connection was made for the request that this task sends.
    static MADE: Cell<bool>;
}

/// Does some work, and says whether a connection was made for it.
pub(super) async fn noting<T>(work: impl Future<Output = T>) -> (T, bool) {
    MADE.scope(Cell::new(false), async { (work.await, MADE.with(Cell::get)) }).await
}

/// A layer around the connector that notes each connection.
pub(super) fn layer<S>() -> impl Layer<S, Service = Noting<S>> + Clone {
    layer_fn(Noting)
}

/// A connector that notes each connection in the task that waits for it. While one is being made, a kept one
/// may come free: then the pool takes that, and completes the other in a task of its own.
#[derive(Clone)]
pub(super) struct Noting<S>(S);

impl<R, S: Service<R>> Service<R> for Noting<S>
where
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.0.call(request);
        Box::pin(async {
            let connection = connecting.await;
            let _ = MADE.try_with(|made| made.set(true));
            connection
        })
    }
}

/// Whether the connection ended where an answer was due. On a kept connection that says nothing of the
/// request: the server may have closed it for being idle.
pub(super) fn was_closed(error: &(dyn StdError + 'static)) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let by_hyper = find::<hyper::Error>(error);
    by_hyper.is_some_and(|error| error.is_incomplete_message() || error.is_canceled() || error.is_closed())
        || matches!(io_kind(error), Some(BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof))
}
