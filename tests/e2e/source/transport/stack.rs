//! Transports for the tests: a real one, and one that does what a test says.

use std::sync::{Arc, Mutex, PoisonError};

use ifilm_core::{
    Transport, TransportAnswer, TransportBody, TransportError, TransportFuture, TransportHeader,
    TransportRequest,
};
use tokio::sync::Notify;

/// A host's HTTP stack, made of reqwest with its own settings. It notes what it was asked to send.
#[derive(Clone)]
pub(crate) struct Stack {
    client: reqwest::Client,
    sent: Arc<Mutex<Vec<TransportRequest>>>,
}

impl Stack {
    pub(crate) fn new() -> Self {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(no_tls())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .pool_max_idle_per_host(0) // a kept connection may be closed under a request
            .http1_ignore_invalid_headers_in_responses(true)
            .build();
        Self { client: client.unwrap(), sent: Arc::default() }
    }

    /// What it was asked to send, in order.
    pub(crate) fn sent(&self) -> Vec<TransportRequest> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Stack {
    fn send(&self, request: TransportRequest) -> TransportFuture<'static, TransportAnswer> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
        let mut outgoing = self.client.get(request.address);
        for TransportHeader { name, value } in request.headers {
            outgoing = outgoing.header(name, value);
        }
        Box::pin(async {
            let response = outgoing.send().await.map_err(failed)?;
            let line = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
                TransportHeader::new(name.as_str(), value.as_bytes())
            };
            let headers = response.headers().iter().map(line).collect();
            Ok(TransportAnswer::new(response.status().as_u16(), headers, Body(response)))
        })
    }
}

struct Body(reqwest::Response);

impl TransportBody for Body {
    fn next(&mut self) -> TransportFuture<'_, Option<Vec<u8>>> {
        Box::pin(async { Ok(self.0.chunk().await.map_err(failed)?.map(Into::into)) })
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    match error.is_connect() {
        true => TransportError::NotConnected(error.to_string()),
        false => TransportError::Broken(error.to_string()),
    }
}

fn no_tls() -> rustls::ClientConfig {
    rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

/// A transport that does what a test says.
pub(crate) struct Scripted<F>(pub(crate) F);

impl<F, A> Transport for Scripted<F>
where
    F: Fn(TransportRequest) -> A + Send + Sync + 'static,
    A: Future<Output = Result<TransportAnswer, TransportError>> + Send + 'static,
{
    fn send(&self, request: TransportRequest) -> TransportFuture<'static, TransportAnswer> {
        Box::pin((self.0)(request))
    }
}

/// A body that gives what a function returns, one after another.
pub(crate) struct Pieces<F>(pub(crate) F);

impl<F> TransportBody for Pieces<F>
where
    F: FnMut() -> Result<Option<Vec<u8>>, TransportError> + Send + 'static,
{
    fn next(&mut self) -> TransportFuture<'_, Option<Vec<u8>>> {
        let piece = (self.0)();
        Box::pin(async { piece })
    }
}

/// A body of one piece.
pub(crate) fn whole(bytes: &[u8]) -> impl TransportBody {
    let mut bytes = Some(bytes.to_vec());
    Pieces(move || Ok(bytes.take()))
}

/// 200, with these lines, each as `Name: value`.
pub(crate) fn ok(lines: &[&str], body: impl TransportBody) -> TransportAnswer {
    let line = |line: &&str| {
        let (name, value) = line.split_once(": ").unwrap();
        TransportHeader::new(name, value)
    };
    TransportAnswer::new(200, lines.iter().map(line).collect(), body)
}

/// A body that tells when it is asked for, and never comes.
pub(crate) struct Later<T>(pub(crate) Arc<Notify>, pub(crate) T);

impl<T: Send + 'static> TransportBody for Later<T> {
    fn next(&mut self) -> TransportFuture<'_, Option<Vec<u8>>> {
        self.0.notify_one();
        Box::pin(std::future::pending())
    }
}
