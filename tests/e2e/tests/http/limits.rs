//! The limits of an answer, and the counting of its bytes.

use std::time::{Duration, Instant};

use ifilm_core::{ErrorCode, SectionReport};
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
