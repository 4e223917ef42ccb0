//! Transports that lie, fail, or never end. Each gets its own error in time.

use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ifilm_core::{
    ErrorCode, SectionOutcome, Transport, TransportAnswer, TransportError, TransportFuture, TransportHeader,
    TransportRequest,
};
use ifilm_tests::{Scenario, failure};

use super::stack::{Pieces, Scripted, Stack, ok, whole};
use super::{small, through};

/// How a first sync of the English edition ends.
async fn outcome(transport: impl Transport) -> Option<ErrorCode> {
    failure(&through(transport).sync_english().await)
}

/// How it ends if each answer is this one.
async fn outcome_of(answer: impl Fn() -> TransportAnswer + Send + Sync + 'static) -> Option<ErrorCode> {
    outcome(Scripted(move |_| {
        let answer = answer();
        async { Ok(answer) }
    }))
    .await
}

#[tokio::test]
async fn what_the_host_says_of_a_failure_decides_the_error() {
    for (error, code) in [
        (TransportError::NotConnected as fn(String) -> TransportError, ErrorCode::Offline),
        (TransportError::TimedOut, ErrorCode::TimedOut),
        (TransportError::UntrustedCertificate, ErrorCode::UntrustedCertificate),
        (TransportError::Broken, ErrorCode::Offline),
    ] {
        let before = outcome(Scripted(move |_| async move { Err(error("said so".to_owned())) })).await;
        let midway = outcome_of(move || ok(&[], Pieces(move || Err(error("said so".to_owned()))))).await;

        assert_eq!((before, midway), (Some(code), Some(code)));
    }
}

#[tokio::test]
async fn the_report_has_the_reason_of_the_host() {
    let scenario =
        through(Scripted(|_| async { Err(TransportError::Broken("the cable is out".to_owned())) }));

    let section = scenario.sync_english().await;

    let SectionOutcome::Failed { reason, .. } = section.outcome else { panic!("{section:?}") };
    assert_eq!(reason, "no connection to 127.0.0.1: the cable is out");
}

#[tokio::test]
async fn a_status_that_is_none_is_unreadable_and_an_odd_one_is_refused() {
    for (status, code) in [
        (0, ErrorCode::Unreadable),
        (99, ErrorCode::Unreadable),
        (1000, ErrorCode::Unreadable),
        (u16::MAX, ErrorCode::Unreadable),
        (100, ErrorCode::Refused),
        (304, ErrorCode::Unreadable),
        (999, ErrorCode::Refused),
    ] {
        let code_of = outcome_of(move || TransportAnswer::new(status, Vec::new(), whole(b"")));

        assert_eq!(code_of.await, Some(code), "{status}");
    }
}

/// More than 32,768 lines would end in a panic of the map that keeps them.
#[tokio::test]
async fn a_head_with_too_many_lines_or_bytes_is_too_large() {
    for (count, length) in [(1001, 1), (40_000, 1), (10, 100_000)] {
        let lines =
            move || (0..count).map(move |at| TransportHeader::new(format!("x-{at}"), vec![b'a'; length]));

        let code = outcome_of(move || TransportAnswer::new(200, lines().collect(), whole(b"[]"))).await;

        assert_eq!(code, Some(ErrorCode::TooLarge), "{count} lines of {length} bytes");
    }
}

/// Sends through a real stack, and adds lines to each head.
struct Adding(Stack, Vec<TransportHeader>);

impl Transport for Adding {
    fn send(&self, request: TransportRequest) -> TransportFuture<'static, TransportAnswer> {
        let (sent, lines) = (self.0.send(request), self.1.clone());
        Box::pin(async {
            let mut answer = sent.await?;
            answer.headers.extend(lines);
            Ok(answer)
        })
    }
}

#[tokio::test]
async fn lines_that_http_does_not_allow_are_ignored() {
    let lines =
        [("", "a"), ("X Y", "a"), ("X-A", "a\r\nX-B: b"), ("X-\0", "a"), ("نام", "a"), ("X-C", "\u{1}")];
    let lines = lines.map(|(name, value)| TransportHeader::new(name, value)).to_vec();

    let section = through(Adding(Stack::new(), lines)).sync_english().await;

    assert_eq!((section.outcome, section.page_requests), (SectionOutcome::Updated, 6));
}

#[tokio::test]
async fn a_body_that_has_not_the_announced_length_is_a_broken_connection() {
    for (length, code) in [
        ("3", ErrorCode::Offline),
        ("7", ErrorCode::Offline),
        ("0", ErrorCode::Offline),
        ("5", ErrorCode::Unreadable),
        ("five", ErrorCode::Unreadable),
        ("-1", ErrorCode::Unreadable),
        ("99999999999999999999999", ErrorCode::Unreadable),
        ("9000000", ErrorCode::TooLarge),
    ] {
        let line = format!("Content-Length: {length}");

        let answered = outcome_of(move || ok(&[&line], whole(b"[true"))).await;

        assert_eq!(answered, Some(code), "{length}: five bytes, which are no listing");
    }
    let twice = outcome_of(|| ok(&["Content-Length: 3", "Content-Length: 4"], whole(b"[true"))).await;
    let pieces =
        outcome_of(|| ok(&["Content-Length: 3", "Transfer-Encoding: chunked"], whole(b"[true"))).await;
    assert_eq!((twice, pieces), (Some(ErrorCode::Unreadable), Some(ErrorCode::Unreadable)));
}

#[tokio::test]
async fn an_endless_body_and_a_huge_piece_are_too_large() {
    let endless = outcome_of(|| ok(&[], Pieces(|| Ok(Some(vec![b' '; 1000]))))).await;
    let huge = outcome_of(|| ok(&[], whole(&vec![b' '; 100 << 20]))).await;

    assert_eq!((endless, huge), (Some(ErrorCode::TooLarge), Some(ErrorCode::TooLarge)));
}

/// Without a pause now and then, no time limit would end a body that is always ready.
#[tokio::test]
async fn a_body_of_empty_pieces_and_a_transport_that_never_answers_time_out() {
    let empty = impatient(Scripted(|_| async { Ok(ok(&[], Pieces(|| Ok(Some(Vec::new()))))) }));
    let silent = impatient(Scripted(|_| pending()));

    for scenario in [empty, silent] {
        let began = Instant::now();

        let section = scenario.sync_english().await;

        assert_eq!(failure(&section), Some(ErrorCode::TimedOut));
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    }
}

/// A client whose requests may take 300 ms.
fn impatient(transport: impl Transport) -> Scenario {
    Scenario::with(small(), |config| {
        config.limits.total = Duration::from_millis(300);
        config.transport = Some(Arc::new(transport));
    })
}

struct Panics;

impl Transport for Panics {
    fn send(&self, _: TransportRequest) -> TransportFuture<'static, TransportAnswer> {
        panic!("no stack today")
    }
}

#[tokio::test]
async fn a_panic_of_the_transport_is_a_broken_connection() {
    let at_once = outcome(Panics).await;
    let later = outcome(Scripted(|_| async { panic!("no stack today") })).await;
    let midway = outcome_of(|| ok(&[], Pieces(|| panic!("no stack today")))).await;

    assert_eq!([at_once, later, midway], [Some(ErrorCode::Offline); 3]);
}

/// Sends through a real stack, and decompresses what it gives, as some systems do without being asked.
struct Decompressing(Stack);

impl Transport for Decompressing {
    fn send(&self, mut request: TransportRequest) -> TransportFuture<'static, TransportAnswer> {
        request.headers.retain(|header| header.name != "accept-encoding");
        let sent = self.0.send(request);
        Box::pin(async {
            let mut answer = sent.await?;
            answer.headers.push(TransportHeader::new("Content-Encoding", "gzip"));
            answer.headers.retain(|header| header.name != "content-length");
            answer.headers.push(TransportHeader::new("Content-Length", "17"));
            Ok(answer.decompressed())
        })
    }
}

#[tokio::test]
async fn a_body_that_the_transport_has_decompressed_is_read_as_it_is_and_counted_so() {
    let scenario = through(Decompressing(Stack::new()));

    let section = scenario.sync_english().await;

    let sent: u64 = scenario.site.requests().iter().map(|request| request.body_bytes).sum();
    assert_eq!((section.outcome, section.page_requests, section.bytes), (SectionOutcome::Updated, 6, sent));
}
