//! Connections: whether a request was sent on a new connection or on a reused one.

use std::cell::Cell;
use std::error::Error as StdError;
use std::pin::Pin;
use std::task::{Context, Poll};

use tower_layer::{Layer, layer_fn};
use tower_service::Service;

use super::failure::{find, io_kind};

tokio::task_local! {
    /// Whether a new connection was made for the request that this task sends.
    static MADE: Cell<bool>;
}

/// Runs some work, and returns whether a connection was made for it.
pub(super) async fn with_new_connection_flag<T>(work: impl Future<Output = T>) -> (T, bool) {
    MADE.scope(Cell::new(false), async { (work.await, MADE.with(Cell::get)) }).await
}

/// A layer around the connector that records each new connection.
pub(super) fn layer<S>() -> impl Layer<S, Service = Recording<S>> + Clone {
    layer_fn(Recording)
}

/// A connector that records each new connection in the task that waits for it. An old connection may become
/// free while a new one is being made. Then the request uses the old one. The new one is finished in another
/// task, so it is not recorded here.
#[derive(Clone)]
pub(super) struct Recording<S>(S);

impl<R, S: Service<R>> Service<R> for Recording<S>
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

/// Whether the connection was closed before the answer. On a reused connection this is no failure of the
/// request: the server may have closed the connection because it was idle.
pub(super) fn was_closed(error: &(dyn StdError + 'static)) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    let by_hyper = find::<hyper::Error>(error);
    by_hyper.is_some_and(|error| error.is_incomplete_message() || error.is_canceled() || error.is_closed())
        || matches!(io_kind(error), Some(BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof))
}

/// Whether a server of HTTP/2 said that it did not process the request.
pub(super) fn was_not_processed(error: &(dyn StdError + 'static)) -> bool {
    let ended_well = |error: &h2::Error| error.is_go_away() && error.reason() == Some(h2::Reason::NO_ERROR);
    let refused = |error: &h2::Error| error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM);
    find::<h2::Error>(error).is_some_and(|error| error.is_remote() && (ended_well(error) || refused(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a request gets that a server of HTTP/2 resets.
    async fn reset_with(reason: h2::Reason) -> h2::Error {
        let (client, server) = tokio::io::duplex(4096);
        tokio::spawn(async move {
            let mut server = h2::server::handshake(server).await.unwrap();
            while let Some(request) = server.accept().await {
                request.unwrap().1.send_reset(reason);
            }
        });
        let (mut requests, connection) = h2::client::handshake(client).await.unwrap();
        tokio::spawn(connection);
        let request = hyper::Request::get("http://a.example/").body(()).unwrap();
        requests.send_request(request, true).unwrap().0.await.unwrap_err()
    }

    #[tokio::test]
    async fn only_a_refused_stream_was_not_processed() {
        assert!(was_not_processed(&reset_with(h2::Reason::REFUSED_STREAM).await));
        assert!(!was_not_processed(&reset_with(h2::Reason::INTERNAL_ERROR).await));
        assert!(!was_not_processed(&h2::Error::from(h2::Reason::REFUSED_STREAM)), "it was ours");
    }
}
