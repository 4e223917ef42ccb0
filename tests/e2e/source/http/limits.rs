//! The limits of an answer, and the counting of its bytes.

use std::time::{Duration, Instant};

use ifilm_core::{Client, Config, ErrorCode, SectionReport};
use ifilm_site::{FaultKind, Raw, SiteConfig};
use ifilm_tests::{Scenario, english_fault, failure, status};

use super::{small, synced};

fn sent_bodies(scenario: &Scenario) -> u64 {
    scenario.site.requests().iter().map(|request| request.body_bytes).sum()
}

/// Syncs a small site with a fault for every address below a path.
async fn struck(path: &str, kind: FaultKind) -> (Scenario, SectionReport) {
    let scenario = small();
    scenario.site.fault(english_fault(path, kind));
    let section = scenario.sync_english().await;
    (scenario, section)
}

/// Seen: 60 MB of empty members passed a limit of 8 MiB and took 27 s.
#[tokio::test]
async fn many_empty_gzip_members_are_refused_early() {
    let began = Instant::now();

    let (_, section) = struck("/", FaultKind::GzipMembers { members: 3_000_000 }).await;

    assert_eq!(failure(&section), Some(ErrorCode::Unreadable));
    assert!(section.bytes < 8 << 20 && began.elapsed() < Duration::from_secs(10), "{section:?}");
}

#[tokio::test]
async fn the_bytes_on_the_wire_have_a_limit_of_their_own() {
    for (wire, body, expected) in [
        (1 << 20, 1 << 20, None),
        (500, 1 << 20, Some(ErrorCode::TooLarge)),
        (1 << 20, 500, Some(ErrorCode::TooLarge)),
    ] {
        let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
            (config.limits.wire_bytes, config.limits.body_bytes) = (wire, body);
        });

        assert_eq!(failure(&scenario.sync_english().await), expected, "{wire} on the wire, {body} unpacked");
    }
}

#[tokio::test]
async fn a_body_without_a_content_length_is_read_up_to_the_limit() {
    let (_, section) = struck("/", FaultKind::Big { length: false, bytes: 200 << 20 }).await;

    assert_eq!(failure(&section), Some(ErrorCode::TooLarge));
    // Three candidates are requested.
    assert!(section.bytes > 8 << 20 && section.bytes < 3 * (9 << 20), "{}", section.bytes);
}

/// Seen: the bodies of errors were not counted, even if they were long.
#[tokio::test]
async fn every_byte_of_a_body_is_counted_failures_and_redirects_included() {
    let error = FaultKind::Raw(Raw { content: Some("a".repeat(30_000)), ..Raw::new(500, [""; 0]) });
    let redirect = FaultKind::Redirect { to: "/Home/again".to_owned() };
    for (name, path, kind) in [
        ("an error of 30 kB", "/News/", error),
        ("not found", "/News/", status(404)),
        ("refused", "/", status(503)),
        ("cut", "/News/", FaultKind::CutBody),
        ("a redirect", "/News/", redirect),
        ("nonsense", "/", FaultKind::HtmlForJson),
    ] {
        let (scenario, section) = struck(path, kind).await;

        assert!(sent_bodies(&scenario) > 0, "{name}");
        assert_eq!(section.bytes, sent_bodies(&scenario), "{name}");
    }
}

#[tokio::test]
async fn the_large_body_of_an_error_is_not_read() {
    let scenario = synced().await;
    let large = Raw { content: Some("a".repeat(3_000_000)), ..Raw::new(500, [""; 0]) };
    scenario.site.fault(english_fault("/", FaultKind::Raw(large)));

    let section = scenario.sync_english().await;

    assert_eq!((failure(&section), section.bytes), (Some(ErrorCode::Refused), 0));
}

/// Seen: a number of lines for which no device has room ended the process.
#[test]
fn numbers_with_which_no_request_could_be_sent_are_bad_arguments() {
    for (headers, header_bytes, at_once) in
        [(u32::MAX, 1000, 6), (0, 1000, 6), (1000, 0, 6), (1000, 1000, 0), (1000, 1000, u32::MAX)]
    {
        let mut config = Config::in_memory();
        (config.limits.headers, config.limits.header_bytes) = (headers, header_bytes);
        config.requests_at_once = at_once;

        let error = Client::open(config).err().map(|error| error.code());
        assert_eq!(error, Some(ErrorCode::BadArgument), "{headers} {header_bytes} {at_once}");
    }
}

#[tokio::test]
async fn the_lines_and_the_bytes_of_a_head_have_limits() {
    for (headers, header_bytes, expected) in [
        (1000, 256 << 10, None),
        (60, 16 << 10, None),
        (40, 16 << 10, Some(ErrorCode::TooLarge)),
        (60, 2000, Some(ErrorCode::TooLarge)),
    ] {
        let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
            (config.limits.headers, config.limits.header_bytes) = (headers, header_bytes);
        });
        let lines = (0..50).map(|at| format!("X-Backend-{at}: {}", "served ".repeat(10)));
        scenario.site.fault(english_fault("/", FaultKind::Raw(Raw::new(200, lines))));

        assert_eq!(
            failure(&scenario.sync_english().await),
            expected,
            "{headers} lines, {header_bytes} bytes"
        );
    }
}

#[tokio::test]
async fn the_limits_of_a_head_hold_for_http_2() {
    let scenario = Scenario::with(SiteConfig { tls: true, items: 6, ..SiteConfig::default() }, |config| {
        config.limits.headers = 3;
    });

    assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::TooLarge));
}

/// All bytes that the site read and wrote for the English edition.
fn on_the_sockets(scenario: &Scenario) -> u64 {
    scenario.site.requests().iter().map(|request| request.request_bytes + request.response_bytes).sum()
}

#[tokio::test]
async fn the_bytes_of_heads_are_counted_as_the_site_counts_them() {
    let scenario = small();

    let first = scenario.sync_english().await;
    let sent_at_first = on_the_sockets(&scenario);
    let second = scenario.sync_english().await;

    assert_eq!(first.wire_bytes, sent_at_first);
    assert_eq!(second.wire_bytes, on_the_sockets(&scenario) - sent_at_first);
    assert!(second.wire_bytes > 0 && second.bytes == 0, "{second:?}");
}

#[tokio::test]
async fn a_request_that_reached_nobody_cost_no_byte() {
    let mut scenario = small();
    scenario.site.stop();

    let section = scenario.sync_english().await;

    assert_eq!((failure(&section), section.wire_bytes), (Some(ErrorCode::Offline), 0));
}
