//! A transport of the host: all requests go through it, and whatever it does, the core keeps its own rules.

mod hostile;
mod stack;

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use ifilm_core::{
    Client, Config, ErrorCode, Method, SectionOutcome, SectionReport, SyncRequest, Transport,
    TransportAnswer, TransportRequest,
};
use ifilm_site::{FaultKind, Raw, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, config_for, edition, english_fault, failure, status, text};
use stack::{Scripted, Stack};
use tempfile::TempDir;
use tokio::sync::Notify;

fn small() -> SiteConfig {
    SiteConfig { items: 6, ..SiteConfig::default() }
}

/// A client that has not synced yet, whose requests go through a transport.
fn through(transport: impl Transport) -> Scenario {
    Scenario::with(small(), |config| config.transport = Some(Arc::new(transport)))
}

/// What a report says, without the words and addresses of a failure.
fn facts(mut section: SectionReport) -> SectionReport {
    if let SectionOutcome::Failed { reason, .. } = &mut section.outcome {
        reason.clear();
    }
    section.page_failures.iter_mut().for_each(|failure| failure.reason.clear());
    section
}

fn redirect(to: &str) -> FaultKind {
    FaultKind::Redirect { to: to.to_owned() }
}

/// Nothing that a site does makes a difference to a sync through the host's stack, in outcome, requests and
/// bytes. It happens to a first sync, and to one that has validators.
#[tokio::test]
async fn each_answer_of_a_site_has_the_outcome_and_the_bytes_that_it_has_with_the_own_stack() {
    let large = Raw { content: Some("a".repeat(200_000)), ..Raw::new(500, [""; 0]) };
    let packed = Raw { gzip: true, tail: "\r\n<!-- cached -->".to_owned(), ..Raw::default() };
    let cookies = Raw {
        unless_cookie: Some("seen=1".to_owned()),
        ..Raw::new(302, ["Set-Cookie: seen=1", "Location: {path}"])
    };
    let odd = ["no colon", "X Powered By: ASP.NET", "X-نام: value", "X-A: سلام", "Content-Encoding: utf-8"];
    for (name, path, kind) in [
        ("nothing", "/", FaultKind::Headers { lines: Vec::new() }),
        ("404", "/News/", status(404)),
        ("410", "/", status(410)),
        ("500", "/", status(500)),
        ("a wait", "/", FaultKind::Status { status: 503, retry_after: Some("120".to_owned()) }),
        ("304 for nothing", "/", status(304)),
        ("HTML for JSON", "/", FaultKind::HtmlForJson),
        ("cut body", "/", FaultKind::CutBody),
        ("closed", "/", FaultKind::Refuse),
        ("200 MB announced", "/", FaultKind::Big { length: true, bytes: 200 << 20 }),
        ("9 MB unannounced", "/", FaultKind::Big { length: false, bytes: 9 << 20 }),
        ("gzip bomb", "/", FaultKind::GzipBomb),
        ("brotli bomb", "/", FaultKind::BrotliBomb),
        ("redirect abroad", "/", redirect("https://example.org/")),
        ("redirect to a private address", "/", redirect("http://10.0.0.1/")),
        ("redirect to another page", "/News/", redirect("/Home/again")),
        ("redirect to itself", "/", FaultKind::RedirectLoop),
        ("a cookie check", "/News/", FaultKind::Raw(cookies)),
        ("announced too long", "/", FaultKind::WrongLength { longer: true }),
        ("announced too short", "/", FaultKind::WrongLength { longer: false }),
        ("bad gzip", "/", FaultKind::BadGzip),
        ("bytes behind gzip", "/", FaultKind::Raw(packed)),
        ("a large error", "/", FaultKind::Raw(large)),
        ("odd lines", "/", FaultKind::Raw(Raw::new(200, odd))),
        ("nothing with 200", "/", FaultKind::EmptyBody),
    ] {
        let scenario = Scenario::at(small());
        let (_data, host) = second_client(&scenario, Stack::new());
        let closes = matches!(kind, FaultKind::Raw(_) | FaultKind::WrongLength { .. });
        scenario.site.fault(english_fault(path, kind));
        for _ in 0..2 {
            let (mut own, own_requests) = synced(&scenario, &scenario.client).await;
            let (mut host, host_requests) = synced(&scenario, &host).await;
            if closes {
                // A connection that closes may end under a request. Our own stack sends and counts it anew.
                (own.wire_bytes, host.wire_bytes) = (0, 0);
            }

            assert_eq!((host, host_requests), (own, own_requests), "{name}");
        }
    }
}

/// A client of the same site with files of its own, whose requests go through a transport.
fn second_client(scenario: &Scenario, transport: impl Transport) -> (TempDir, Client) {
    let data = tempfile::tempdir().unwrap();
    let mut config = config_for(&scenario.site, data.path(), &scenario.clock);
    config.transport = Some(Arc::new(transport));
    let client = Client::open(config).unwrap();
    (data, client)
}

/// What a sync of the English edition says, and how many requests the site got.
async fn synced(scenario: &Scenario, client: &Client) -> (SectionReport, usize) {
    scenario.site.clear_requests();
    let report = client.sync(SyncRequest::of([edition("en")])).await.unwrap();
    (facts(report.sections.into_iter().next().unwrap()), scenario.site.requests().len())
}

#[tokio::test]
async fn all_editions_have_the_same_rows_and_texts_and_an_unchanged_site_costs_no_body() {
    let stack = Stack::new();
    let (own, host) = (Scenario::at(small()), through(stack.clone()));
    assert!(!own.sync().await.any_failed());
    assert!(!host.sync().await.any_failed());

    let again = host.sync().await;

    for id in EDITIONS {
        assert_eq!(host.list(id).await.len(), 6);
        for (mine, theirs) in own.list(id).await.iter().zip(host.list(id).await) {
            let read =
                async |scenario: &Scenario| scenario.client.library().article(&mine.key).await.unwrap();
            assert_eq!((&mine.key, &mine.title), (&theirs.key, &theirs.title));
            assert_eq!(text(&read(&own).await), text(&read(&host).await));
        }
    }
    assert!(
        again
            .sections
            .iter()
            .all(|section| section.outcome == SectionOutcome::Unchanged && section.bytes == 0)
    );
    assert_eq!(stack.sent().len(), host.site.requests().len(), "no request passes by the transport");
}

/// Else the host would end a connection that is well.
#[tokio::test]
async fn the_end_of_an_answer_without_a_body_is_taken() {
    let (began, ended) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let (begun, end) = (Arc::clone(&began), Arc::clone(&ended));
    let stack = Stack::new();
    let scenario = through(Scripted(move |request: TransportRequest| {
        let (begun, end, is_new) = (Arc::clone(&begun), Arc::clone(&end), is_unconditional(&request));
        let sent = stack.send(request);
        async move {
            if is_new {
                return sent.await;
            }
            begun.fetch_add(1, Ordering::Relaxed);
            let body = stack::Pieces(move || {
                end.fetch_add(1, Ordering::Relaxed);
                Ok(None)
            });
            Ok(TransportAnswer::new(304, Vec::new(), body))
        }
    }));
    scenario.sync_english().await;
    scenario.clock.advance(Duration::from_secs(3600));

    assert!(scenario.sync_english().await.not_modified > 0);

    assert_eq!(began.load(Ordering::Relaxed), ended.load(Ordering::Relaxed));
}

fn is_unconditional(request: &TransportRequest) -> bool {
    request.headers.iter().all(|header| !header.name.starts_with("if-"))
}

#[tokio::test]
async fn bytes_are_counted_as_the_site_counts_them() {
    let scenario = through(Stack::new());

    let section = scenario.sync_english().await;

    let on_the_sockets: u64 =
        scenario.site.requests().iter().map(|one| one.request_bytes + one.response_bytes).sum();
    assert_eq!((section.page_requests, section.wire_bytes), (6, on_the_sockets));
}

#[tokio::test]
async fn a_site_that_is_not_there_costs_no_byte() {
    let mut scenario = through(Stack::new());
    scenario.site.stop();

    let section = scenario.sync_english().await;

    assert_eq!((failure(&section), section.wire_bytes), (Some(ErrorCode::Offline), 0));
}

#[tokio::test]
async fn a_request_says_all_that_the_transport_must_know() {
    let stack = Stack::new();
    let scenario = through(stack.clone());
    scenario.sync_english().await;
    scenario.sync_english().await;

    let sent = stack.sent();

    let value = |at: usize, name: &str| {
        let header = sent[at].headers.iter().find(|header| header.name == name);
        header.map(|header| String::from_utf8(header.value.clone()).unwrap())
    };
    assert_eq!(sent[0].method, Method::Get);
    assert!(sent[0].address.as_str().starts_with(&scenario.site.base("en")));
    assert_eq!(value(0, "accept-encoding").as_deref(), Some("gzip, br"));
    assert_eq!(value(0, "accept-language").as_deref(), Some("en"));
    assert!(value(0, "user-agent").unwrap().starts_with("ifilm/"));
    assert_eq!((value(0, "if-none-match"), value(0, "cookie")), (None, None));
    assert!(value(7, "if-none-match").is_some());
    let waits = (sent[0].connect, sent[0].idle, sent[0].total);
    assert_eq!(waits, (Duration::from_secs(10), Duration::from_secs(20), Duration::from_secs(60)));
}

#[tokio::test]
async fn a_host_outside_the_catalogue_never_reaches_the_transport() {
    for to in ["https://example.org/", "http://10.0.0.1/", "https://[::1]/", "file:///etc/passwd"] {
        let stack = Stack::new();
        let scenario = through(stack.clone());
        scenario.site.fault(english_fault("/", redirect(to)));

        assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::ForbiddenAddress), "{to}");
        assert!(stack.sent().iter().all(|one| one.address.host_str() == Some("127.0.0.1")), "{to}");
    }
}

#[tokio::test]
async fn a_picture_goes_through_the_transport() {
    let stack = Stack::new();
    let scenario = through(stack.clone());
    scenario.sync_english().await;
    let address = scenario.list("en").await.into_iter().find_map(|item| item.picture).unwrap();

    let picture = scenario.client.media().fetch_picture(&address).await.unwrap();

    assert_eq!(stack.sent().last().unwrap().address.as_str(), address);
    assert_eq!(picture.file.unwrap().content_type, "image/jpeg");
}

/// The settings would have no effect, so requests would pass by the proxy, or trust more than they should.
#[test]
fn a_transport_and_settings_that_it_does_not_see_contradict_each_other() {
    for change in [
        |config: &mut Config| config.proxy = Some("http://proxy.example".parse().unwrap()),
        |config: &mut Config| config.extra_roots_pem = vec!["no certificate".to_owned()],
        |config: &mut Config| config.only_extra_roots = true,
    ] {
        let mut config = Config::in_memory();
        config.transport = Some(Arc::new(Stack::new()));
        change(&mut config);

        let error = Client::open(config).err().unwrap();
        assert_eq!(error.code(), ErrorCode::BadArgument);
        assert!(error.to_string().starts_with("a transport has"), "{error}");
    }
}

/// Tells when it is dropped.
struct Dropped(Arc<Notify>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

#[tokio::test]
async fn a_cancelled_sync_ends_at_once_and_drops_its_request() {
    for in_the_body in [false, true] {
        let (asked, dropped) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (begun, ended) = (Arc::clone(&asked), Arc::clone(&dropped));
        let scenario = through(Scripted(move |_| {
            let (begun, mark) = (Arc::clone(&begun), Dropped(Arc::clone(&ended)));
            async move {
                if in_the_body {
                    return Ok(stack::ok(&[], stack::Later(begun, mark)));
                }
                begun.notify_one();
                let _mark = mark;
                pending().await
            }
        }));
        let job = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
        asked.notified().await;

        let began = Instant::now();
        job.cancel();
        let report = job.wait().await.unwrap();
        dropped.notified().await;

        assert!(report.cancelled && began.elapsed() < Duration::from_millis(100), "{:?}", began.elapsed());
    }
}
