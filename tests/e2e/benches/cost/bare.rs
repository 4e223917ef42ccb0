//! What reqwest alone needs for the same requests: the floors.

use std::hint::black_box;
use std::sync::Arc;

use reqwest::Client;
use reqwest::header::{ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use tokio::sync::Semaphore;

/// A request as the site saw it.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) address: String,
    pub(crate) etag: Option<String>,
    pub(crate) modified: Option<String>,
}

impl Asked {
    /// A request without validators.
    pub(crate) fn of(address: String) -> Self {
        Self { address, etag: None, modified: None }
    }
}

/// A client without TLS roots: the compared requests use plain http.
pub(crate) fn client() -> Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let roots = rustls::RootCertStore::empty();
    let config = config.expect("TLS").with_root_certificates(roots).with_no_client_auth();
    Client::builder().tls_backend_preconfigured(config).build().expect("an HTTP client")
}

/// Sends a request, and returns the body.
pub(crate) async fn get(http: &Client, asked: &Asked) -> Vec<u8> {
    let mut request = http.get(&asked.address).header(ACCEPT_ENCODING, "gzip, br");
    if let Some(etag) = &asked.etag {
        request = request.header(IF_NONE_MATCH, etag);
    }
    if let Some(modified) = &asked.modified {
        request = request.header(IF_MODIFIED_SINCE, modified);
    }
    request.send().await.expect("an answer").bytes().await.expect("a body").to_vec()
}

/// Sends the requests of each host one after another, those of some hosts at the same time, and drops what
/// comes.
pub(crate) async fn fetch_all(http: &Client, hosts: &[Vec<Asked>], at_once: usize) {
    let turns = Arc::new(Semaphore::new(at_once));
    let fetch = |asked: Vec<Asked>| {
        let (http, turns) = (http.clone(), Arc::clone(&turns));
        tokio::spawn(async move {
            let _turn = turns.acquire().await.expect("turns");
            for asked in &asked {
                black_box(get(&http, asked).await);
            }
        })
    };
    let tasks: Vec<_> = hosts.iter().cloned().map(fetch).collect();
    for task in tasks {
        task.await.expect("a task");
    }
}
