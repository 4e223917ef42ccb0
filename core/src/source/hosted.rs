//! Sends a request through the transport of the host, and checks what it gives. From then on its answer is
//! treated like one of our own stack.

use std::future::poll_fn;
use std::task::Poll;

use bytes::Bytes;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Body, Response, StatusCode};
use tokio::task::consume_budget;

use super::head::announced_length;
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::model::{
    Limits, Transport, TransportAnswer, TransportBody, TransportError, TransportFuture, TransportHeader,
    TransportRequest,
};

/// Sends a request and waits for the head of its answer. Dropping the answer drops its body.
///
/// # Errors
/// [`Error::TooLarge`] if the head has too many lines; [`Error::Unreadable`] if its status is none. All other
/// failures are in the inner result.
pub(super) async fn send(
    transport: &dyn Transport,
    request: TransportRequest,
    limits: &Limits,
) -> Result<Result<Response, TransportError>> {
    let address = request.address.to_string();
    match caught(|| transport.send(request)).await {
        Err(failed) => Ok(Err(failed)),
        Ok(answer) if answer.headers.len() > limits.headers as usize => {
            Err(Error::TooLarge { address, limit: limits.header_bytes.into() })
        }
        Ok(answer) => response(address, answer).map(Ok),
    }
}

fn response(address: String, answer: TransportAnswer) -> Result<Response> {
    let TransportAnswer { status, headers, body, is_decompressed } = answer;
    let unusable = |_| Error::Unreadable { what: address, reason: format!("its status is {status}") };
    let status = StatusCode::from_u16(status).map_err(unusable)?;
    let mut headers = header_map(headers);
    if is_decompressed {
        headers.remove(CONTENT_ENCODING);
        headers.remove(CONTENT_LENGTH);
    }
    let pieces = Pieces { body, missing: announced_length(&headers) };
    let body = Body::wrap_stream(futures_util::stream::try_unfold(pieces, Pieces::next));
    let mut response = hyper::Response::new(body);
    (*response.status_mut(), *response.headers_mut()) = (status, headers);
    Ok(response.into())
}

/// The lines that HTTP allows. Others are ignored, as our own stack does: servers send such lines.
fn header_map(lines: Vec<TransportHeader>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for TransportHeader { name, value } in lines {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(&value)) {
            headers.append(name, value);
        }
    }
    headers
}

/// The body of an answer, which must have the announced length.
struct Pieces {
    body: Box<dyn TransportBody>,
    /// The announced bytes that have not come yet.
    missing: Option<u64>,
}

impl Pieces {
    /// The next piece, which may be empty. It lets other tasks run now and then, because no time limit would
    /// end a body that is always ready.
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, TransportError> {
        consume_budget().await;
        let piece = caught(|| self.body.next()).await?;
        let length = piece.as_ref().map_or(0, |piece| piece.len() as u64);
        let left = self.missing.map(|missing| missing.checked_sub(length));
        match (piece, left) {
            (Some(_), Some(None)) => Err(broken("its body is longer than it says")),
            (None, Some(Some(1..))) => Err(broken("its body ended early")),
            (piece, left) => {
                self.missing = left.flatten();
                Ok(piece.map(|piece| (piece.into(), self)))
            }
        }
    }
}

/// Waits for the transport. A panic in it is a broken connection.
async fn caught<'a, T>(call: impl FnOnce() -> TransportFuture<'a, T>) -> Result<T, TransportError> {
    let panicked = |reason: String| broken(&format!("the transport panicked: {reason}"));
    let mut waiting = guarded(&"a transport", call).map_err(panicked)?;
    poll_fn(|context| match guarded(&"a transport", || waiting.as_mut().poll(context)) {
        Ok(poll) => poll,
        Err(reason) => Poll::Ready(Err(panicked(reason))),
    })
    .await
}

fn broken(reason: &str) -> TransportError {
    TransportError::Broken(reason.to_owned())
}
