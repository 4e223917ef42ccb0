//! One request: an address and what we know of it go in; the bytes that changed, or nothing, come out.
//!
//! Here live politeness (one connection at a time to a host), the limits, and trust: each request comes
//! with a scope, which says whom it may reach. Whatever goes wrong has its own error; nothing is retried
//! here.

mod body;
mod failure;
mod lookup;
mod politeness;
mod public;
mod resolver;
mod retry_after;
mod scope;
mod tls;

use std::sync::{Arc, Mutex, PoisonError};

use reqwest::header::{self, HeaderMap, HeaderValue};
use reqwest::{Response, StatusCode, redirect};
use rustls::RootCertStore;
use tokio::time::timeout;
use url::Url;

use crate::clock::SharedClock;
use crate::error::{Error, Result};
use crate::model::{Limits, Validators};
use politeness::Politeness;

pub(crate) use scope::Scope;
pub(crate) use tls::check_roots;

const USER_AGENT: &str = concat!("ifilm/", env!("CARGO_PKG_VERSION"));
const MOST_REDIRECTS: usize = 5;

/// An answer.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// Nothing has changed since the validators were given.
    Unchanged,
    /// The bytes as they are now.
    Changed(Answer),
}

/// Bytes that changed.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The body, decompressed.
    pub(crate) bytes: Vec<u8>,
    /// The encoding that the answer named.
    pub(crate) charset: Option<String>,
    /// Where it came from, after redirects.
    pub(crate) address: Url,
    /// What to ask with next time.
    pub(crate) validators: Validators,
    /// Bytes of the body on the wire, compressed.
    pub(crate) wire_bytes: u64,
}

/// What sends requests.
pub(crate) struct Source {
    /// A client for each scope, so that no connection made for one is used for another.
    clients: Mutex<Vec<(Scope, reqwest::Client)>>,
    roots: Arc<RootCertStore>,
    connections_per_host: u32,
    limits: Limits,
    politeness: Politeness,
    clock: SharedClock,
}

impl Source {
    /// Makes ready to send; sends nothing.
    pub(crate) fn new(
        connections_per_host: u32,
        extra_roots: &[String],
        limits: Limits,
        clock: SharedClock,
    ) -> Result<Self> {
        let (roots, politeness) = (tls::roots(extra_roots)?, Politeness::new(connections_per_host));
        Ok(Self { clients: Mutex::default(), roots, connections_per_host, limits, politeness, clock })
    }

    /// Asks for an address, with its validators where we have some; neither it nor what it redirects to may
    /// lie outside the scope. Waits for its turn at the host first.
    pub(crate) async fn fetch(&self, scope: &Scope, address: &Url, known: &Validators) -> Result<Fetched> {
        scope.check(address)?;
        let http = self.client(scope)?;
        let _turn = self.politeness.turn(address).await;
        let late = || Error::TimedOut { address: address.to_string(), limit: self.limits.total };
        let exchange = Exchange { source: self, scope, http };
        timeout(self.limits.total, exchange.run(address, known)).await.map_err(|_| late())?
    }

    /// The client for a scope, made when it is first asked for.
    fn client(&self, scope: &Scope) -> Result<reqwest::Client> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, client)) = clients.iter().find(|(known, _)| known == scope) {
            return Ok(client.clone());
        }
        let client = self.new_client(scope)?;
        clients.push((scope.clone(), client.clone()));
        Ok(client)
    }

    fn new_client(&self, scope: &Scope) -> Result<reqwest::Client> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&self.roots, scope)?)
            .dns_resolver(resolver::PublicOnly::new(scope.clone()))
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(USER_AGENT)
            .connect_timeout(self.limits.connect)
            .pool_idle_timeout(std::time::Duration::from_secs(20))
            .pool_max_idle_per_host(self.connections_per_host as usize);
        client.build().map_err(|cause| Error::Internal(format!("no HTTP client: {cause}")))
    }
}

/// One request within its scope, with the redirects it leads to.
struct Exchange<'a> {
    source: &'a Source,
    scope: &'a Scope,
    http: reqwest::Client,
}

impl Exchange<'_> {
    async fn run(&self, address: &Url, known: &Validators) -> Result<Fetched> {
        let (address, response) = self.follow(address, known).await?;
        match response.status() {
            StatusCode::NOT_MODIFIED if *known != Validators::default() => Ok(Fetched::Unchanged),
            StatusCode::NOT_MODIFIED => Err(Error::Unreadable {
                what: address.to_string(),
                reason: "it says that nothing changed, but was not asked that".to_owned(),
            }),
            status if status.is_success() => self.read(address, response).await.map(Fetched::Changed),
            status => Err(failure::of_status(&address, status, response.headers(), self.source.clock.now())),
        }
    }

    /// Sends the request and follows redirects, as far as the scope allows.
    async fn follow(&self, address: &Url, known: &Validators) -> Result<(Url, Response)> {
        let mut address = address.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = self.send(&address, known).await?;
            match target(&address, &response)? {
                None => return Ok((address, response)),
                Some(next) => {
                    self.scope.check_redirect(&address, &next)?;
                    address = next;
                }
            }
        }
        Err(Error::ForbiddenAddress { address: address.to_string(), reason: "it redirects without end" })
    }

    async fn send(&self, address: &Url, known: &Validators) -> Result<Response> {
        let request = self.http.get(address.clone()).headers(headers(known));
        let late = || Error::TimedOut { address: address.to_string(), limit: self.source.limits.idle };
        let sent = timeout(self.source.limits.idle, request.send()).await.map_err(|_| late())?;
        sent.map_err(|cause| failure::of_request(address, &self.source.limits, &cause))
    }

    async fn read(&self, address: Url, response: Response) -> Result<Answer> {
        let validators = validators(response.headers());
        let charset = charset(response.headers());
        let body = body::read(&address, response, &self.source.limits).await?;
        Ok(Answer { bytes: body.bytes, charset, address, validators, wire_bytes: body.wire_bytes })
    }
}

fn headers(known: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
    let conditions =
        [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)];
    for (name, value) in conditions {
        if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

fn validators(headers: &HeaderMap) -> Validators {
    Validators {
        etag: text(headers, &header::ETAG).map(str::to_owned),
        last_modified: text(headers, &header::LAST_MODIFIED).map(str::to_owned),
    }
}

fn charset(headers: &HeaderMap) -> Option<String> {
    let (_, parameters) = text(headers, &header::CONTENT_TYPE)?.split_once(';')?;
    let charset = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("charset="))?;
    Some(charset.trim_matches('"').to_owned())
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Where an answer redirects to; `None` where it does not.
fn target(address: &Url, response: &Response) -> Result<Option<Url>> {
    if !response.status().is_redirection() || response.status() == StatusCode::NOT_MODIFIED {
        return Ok(None);
    }
    let unreadable =
        || Error::Unreadable { what: address.to_string(), reason: "it redirects nowhere".to_owned() };
    let location = text(response.headers(), &header::LOCATION).ok_or_else(unreadable)?;
    address.join(location).map(Some).map_err(|_| unreadable())
}
