//! A proxy as a setting: all requests go through it, and nothing tells its password.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod captured;
mod server;

use ifilm_core::{Client, Config, ErrorCode};
use ifilm_site::SiteConfig;
use ifilm_tests::{Scenario, failure};
use server::{BASIC, PASSWORD, Server, USER};

fn small(tls: bool) -> SiteConfig {
    SiteConfig { tls, items: 6, ..SiteConfig::default() }
}

/// A client whose requests go through a proxy.
fn through(proxy: &str, tls: bool, change: impl FnOnce(&mut Config)) -> Scenario {
    captured::begin();
    Scenario::with(small(tls), |config| {
        config.proxy = Some(proxy.parse().unwrap());
        change(config);
    })
}

fn address(scheme: &str, server: &Server) -> String {
    format!("{scheme}://{USER}:hush%21@127.0.0.1:{}", server.port)
}

#[tokio::test]
async fn all_requests_go_through_a_proxy_of_http() {
    for (tls, method) in [(false, "GET"), (true, "CONNECT")] {
        let server = Server::http();
        let scenario = through(&address("http", &server), tls, |_| ());

        let section = scenario.sync_english().await;

        let host = scenario.site.base("en").rsplit('/').next().unwrap().to_owned();
        assert_eq!((failure(&section), section.page_requests), (None, 6), "{method}");
        assert_eq!(server.asked(), [format!("{method} {host}")], "one connection");
        let versions = scenario.site.requests().into_iter().map(|request| request.version);
        assert!(versions.into_iter().all(|version| version == if tls { "HTTP/2" } else { "HTTP/1.1" }));
    }
}

/// The name exists nowhere, so only the proxy can find it.
#[tokio::test]
async fn a_proxy_of_socks_looks_up_the_names() {
    let server = Server::socks();
    let scenario = through(&address("socks5h", &server), false, |config| {
        let named = |text: &str| text.replace("127.0.0.1", "practice.invalid");
        for edition in &mut config.catalog.editions {
            edition.bases.iter_mut().for_each(|base| *base = named(base.as_str()).parse().unwrap());
        }
        config.catalog.hosts.iter_mut().for_each(|host| host.host = named(&host.host));
    });

    let section = scenario.sync_english().await;

    let host = scenario.site.base("en").replace("http://127.0.0.1", "practice.invalid");
    assert_eq!((failure(&section), section.page_requests), (None, 6));
    assert_eq!(server.asked(), [format!("SOCKS {host}")]);
}

#[tokio::test]
async fn tls_reaches_the_site_through_a_proxy_of_socks() {
    let server = Server::socks();
    let scenario = through(&address("socks5h", &server), true, |_| ());

    let section = scenario.sync_english().await;

    assert_eq!((failure(&section), section.page_requests), (None, 6));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn no_request_passes_by_a_proxy_that_is_not_there() {
    for scheme in ["http", "https", "socks5h"] {
        let scenario = through(&format!("{scheme}://127.0.0.1:9"), false, |_| ());

        assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::Offline), "{scheme}");
        assert!(scenario.site.requests().is_empty(), "{scheme}");
    }
}

#[tokio::test]
async fn neither_logs_nor_reports_nor_errors_have_the_password() {
    let (http, socks) = (Server::http(), Server::socks());
    let wrong = |scheme: &str, server: &Server| address(scheme, server).replace("hush%21", "hush%21hush%21");
    let nobody = format!("http://{USER}:hush%21@127.0.0.1:9");
    let mut printed = String::new();
    for (proxy, tls) in [
        (address("http", &http), false),
        (address("http", &http), true),
        (address("socks5h", &socks), true),
        (wrong("http", &http), false),
        (wrong("http", &http), true),
        (wrong("socks5h", &socks), true),
        (nobody, true),
    ] {
        let scenario = through(&proxy, tls, |_| ());
        let report = scenario.sync().await;
        printed += &format!("{report:?} {:?}", scenario.client);
        printed += &format!("{:?}", proxy.parse::<ifilm_core::Proxy>());
    }
    printed += &format!("{:?}", "http://sara:hush!@nowhere:port".parse::<ifilm_core::Proxy>());
    printed += &captured::lines();

    assert!(printed.contains("intercepts"), "reqwest logs the proxy that it uses");
    for secret in [USER, PASSWORD, "hush", BASIC] {
        let at = printed
            .find(secret)
            .map(|at| printed[at.saturating_sub(200)..].chars().take(400).collect::<String>());
        assert_eq!(at, None, "{secret}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_a_typed_failure() {
    for (scheme, server, tls, expected) in [
        ("http", Server::http(), false, ErrorCode::Refused),
        ("http", Server::http(), true, ErrorCode::Offline),
        ("socks5h", Server::socks(), false, ErrorCode::Offline),
    ] {
        let proxy = format!("{scheme}://{USER}:no@127.0.0.1:{}", server.port);
        let scenario = through(&proxy, tls, |_| ());

        assert_eq!(failure(&scenario.sync_english().await), Some(expected), "{scheme}");
        assert!(scenario.site.requests().is_empty() && server.asked().is_empty(), "{scheme}");
    }
}

#[test]
fn a_client_can_be_opened_with_a_proxy_and_without_network() {
    let mut config = Config::in_memory();
    config.proxy = Some("https://proxy.example:8443".parse().unwrap());

    assert!(Client::open(config).is_ok());
}
