//! A name server that fails, is slow or lies: the addresses that worked last are used. TLS decides who
//! answers there.

use std::io::{Read, Write, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use ifilm_core::{Client, Config, ErrorCode, Section, SectionReport, SyncRequest, Verdict};
use ifilm_site::{FaultKind, Site, SiteConfig};
use ifilm_tests::{HandNames, NAME, Scenario, config_for, edition, english_fault, failure, named, status};

const SITE: &str = "127.0.0.1";
/// Where somebody else answers, at the port of the site.
const LIAR: &str = "127.0.0.2";

fn small(tls: bool) -> SiteConfig {
    SiteConfig { tls, items: 4, ..SiteConfig::default() }
}

/// A client that finds its site by a name, and has not synced yet.
fn begin(names: &Arc<HandNames>, tls: bool) -> Scenario {
    Scenario::with(small(tls), |config| named(config, names))
}

/// The same after a good sync.
async fn synced(names: &Arc<HandNames>, tls: bool) -> Scenario {
    let scenario = begin(names, tls);
    assert_eq!(failure(&scenario.sync_english().await), None);
    scenario
}

/// What a client that was started anew gets.
async fn after_a_restart(scenario: &Scenario, names: &Arc<HandNames>) -> SectionReport {
    after_a_restart_with(scenario, names, |_| ()).await
}

async fn after_a_restart_with(
    scenario: &Scenario,
    names: &Arc<HandNames>,
    change: impl FnOnce(&mut Config),
) -> SectionReport {
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    named(&mut config, names);
    change(&mut config);
    let client = Client::open(config).unwrap();
    let report = client.sync(SyncRequest::of([edition("en")])).await.unwrap();
    client.close().await.unwrap();
    report.sections.into_iter().next().unwrap()
}

fn port(scenario: &Scenario) -> u16 {
    scenario.site.base("en").rsplit(':').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_name_that_is_not_found_any_more_is_reached_where_it_answered_before() {
    for tls in [false, true] {
        let names = HandNames::of(&[SITE]);
        let scenario = synced(&names, tls).await;
        scenario.client.close().await.unwrap();
        names.know_nothing();

        let section = after_a_restart(&scenario, &names).await;

        assert_eq!(failure(&section), None, "tls: {tls}");
        assert!(section.not_modified > 0);
    }
}

#[tokio::test]
async fn a_name_that_was_never_found_is_offline() {
    let names = HandNames::of(&[]);
    names.know_nothing();
    let scenario = begin(&names, false);

    assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::Offline));
}

/// The name server never answers, and the sync waits two seconds for it.
#[tokio::test]
async fn a_slow_name_server_is_not_waited_for() {
    let names = HandNames::of(&[SITE]);
    let scenario = synced(&names, false).await;
    names.be_silent();
    let began = Instant::now();

    let section = scenario.sync_english().await;

    names.know_nothing();
    assert_eq!(failure(&section), None);
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
}

/// The name server never answers. It was waited for as long as the whole connection may take, so a client
/// with short limits never used the address that worked before.
#[tokio::test]
async fn a_slow_name_server_leaves_time_to_connect_where_it_answered_before() {
    let names = HandNames::of(&[SITE]);
    let scenario = synced(&names, false).await;
    scenario.client.close().await.unwrap();
    names.be_silent();

    let section =
        after_a_restart_with(&scenario, &names, |config| config.limits.connect = Duration::from_secs(1))
            .await;

    names.know_nothing();
    assert_eq!(failure(&section), None);
}

/// Whatever status it has, and also if it leads to the page. Its `Retry-After` is not the host's.
#[tokio::test]
async fn a_block_page_from_another_address_is_passed_by() {
    for status in ["403 Forbidden", "200 OK", "302 Found\r\nLocation: http://10.10.34.34/"] {
        let names = HandNames::of(&[SITE]);
        let scenario = synced(&names, false).await;
        let liar = TcpListener::bind((LIAR, port(&scenario))).unwrap();
        std::thread::spawn(move || liar.incoming().flatten().for_each(|stream| block(stream, status)));
        names.find(&[LIAR]);

        let report = scenario.client.sync(SyncRequest::of([edition("en")])).await.unwrap();

        assert_eq!((failure(&report.sections[0]), report.network), (None, None), "{status}");
        assert!(report.sections[0].not_modified > 0);
    }
}

/// Answers one request with a page that a network shows instead of a blocked site.
fn block(mut stream: TcpStream, status: &str) {
    let page = "<iframe src=\"http://10.10.34.34?type=Invalid Site\"></iframe>";
    let head = format!("HTTP/1.1 {status}\r\nRetry-After: 86400\r\nContent-Length: {}", page.len());
    let _ = stream.read(&mut [0; 4096]);
    let _ = write!(stream, "{head}\r\n\r\n{page}");
}

/// The site answers nowhere else, so the page is all that comes. The next network is not kept waiting.
#[tokio::test]
async fn the_wait_of_a_block_page_is_not_that_of_the_host() {
    let names = HandNames::of(&[LIAR]);
    let scenario = begin(&names, false);
    let liar = TcpListener::bind((LIAR, port(&scenario))).unwrap();
    std::thread::spawn(move || liar.incoming().flatten().for_each(|stream| block(stream, "403 Forbidden")));
    assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::Refused));
    names.find(&[SITE]);
    scenario.client.on_network_changed().await.unwrap();
    scenario.clock.advance(Duration::from_secs(3600));

    assert_eq!(failure(&scenario.sync_english().await), None);
}

/// Nobody answers at the remembered address any more, and the name server needs longer than it is waited for.
#[tokio::test]
async fn a_site_that_has_moved_is_found_with_a_slow_name_server_too() {
    let names = HandNames::of(&[LIAR]);
    let scenario = begin(&names, false);
    let own = scenario.site.base("en").rsplit('/').next().unwrap().to_owned();
    let (line, ended) = forward_until_nobody_is_there((LIAR, port(&scenario)), own);
    assert_eq!(failure(&scenario.sync_english().await), None);
    *line.lock().unwrap() = "127.0.0.1:1".to_owned();
    names.be_silent();
    let answers = Arc::clone(&names);
    let answering = std::thread::spawn(move || {
        ended.join().unwrap();
        answers.find(&[SITE]);
    });

    let section = scenario.sync_english().await;

    assert_eq!(failure(&section), None);
    answering.join().unwrap();
}

/// A network without an uplink.
#[tokio::test]
async fn a_name_that_is_not_found_is_the_verdict_although_an_address_is_remembered() {
    let names = HandNames::of(&[SITE]);
    let mut scenario = synced(&names, false).await;
    scenario.site.stop();
    names.know_nothing();

    let report = scenario.client.sync(SyncRequest::of([edition("en")])).await.unwrap();

    assert_eq!(report.network, Some(Verdict::NoName));
}

/// Another site answers at the address, with a certificate of another authority.
#[tokio::test]
async fn a_wrong_certificate_from_another_address_is_passed_by() {
    let names = HandNames::of(&[SITE]);
    let scenario = synced(&names, true).await;
    let other = Site::start(small(true)).unwrap();
    forward((LIAR, port(&scenario)), other.base("en").rsplit('/').next().unwrap().to_owned());
    names.find(&[LIAR]);

    let section = scenario.sync_english().await;

    assert_eq!(failure(&section), None);
    assert!(other.requests().is_empty(), "it proved nothing, so it was asked nothing");
}

/// The name leads to somebody else, and nobody answers where the site answered before.
#[tokio::test]
async fn a_name_that_leads_to_a_foreign_certificate_is_the_verdict_if_the_site_was_elsewhere_before() {
    let names = HandNames::of(&[SITE]);
    let mut scenario = synced(&names, true).await;
    let other = Site::start(small(true)).unwrap();
    forward((LIAR, port(&scenario)), other.base("en").rsplit('/').next().unwrap().to_owned());
    names.find(&[LIAR]);
    scenario.site.stop();

    let report = scenario.client.sync(SyncRequest::of([edition("en")])).await.unwrap();

    assert_eq!(failure(&report.sections[0]), Some(ErrorCode::UntrustedCertificate));
    assert_eq!(report.network, Some(Verdict::PoisonedName));
}

/// Seen: a name that led to an address at which nobody spoke TLS ended the sync.
#[tokio::test]
async fn a_new_address_at_which_nobody_answers_is_passed_by() {
    for tls in [false, true] {
        let names = HandNames::of(&[SITE]);
        let scenario = synced(&names, tls).await;
        let liar = TcpListener::bind((LIAR, port(&scenario))).unwrap();
        std::thread::spawn(move || liar.incoming().flatten().for_each(drop));
        names.find(&[LIAR]);

        let report = scenario.client.sync(SyncRequest::of([edition("en")])).await.unwrap();

        assert_eq!((failure(&report.sections[0]), report.network), (None, None), "tls: {tls}");
        assert!(report.sections[0].not_modified > 0);
    }
}

/// Seen: the site moved, its new address lost one connection, and all later requests of the run went to the
/// old one, where nobody was.
#[tokio::test]
async fn one_lost_connection_at_a_new_address_keeps_no_request_from_it() {
    let names = HandNames::of(&[LIAR]);
    let scenario = begin(&names, false);
    let own = scenario.site.base("en").rsplit('/').next().unwrap().to_owned();
    let line = forward((LIAR, port(&scenario)), own);
    scenario.site.fault(english_fault("/News/", status(500)));
    scenario.sync_english().await;
    *line.lock().unwrap() = "127.0.0.1:1".to_owned();
    names.find(&[SITE]);
    scenario.site.clear_faults();
    scenario.site.fault(english_fault("/News/", FaultKind::Reset).times(1));

    let job = scenario.client.prefetch(&edition("en"), Section::News, 4, |_| ()).unwrap();
    let section = job.wait().await.unwrap().sections.remove(0);

    assert_eq!((section.page_requests, section.pages_failed), (4, 1));
}

/// The remembered address now belongs to somebody else.
#[tokio::test]
async fn a_remembered_address_must_prove_itself_too() {
    let names = HandNames::of(&[LIAR]);
    let scenario = begin(&names, true);
    let own = scenario.site.base("en").rsplit('/').next().unwrap().to_owned();
    let other = Site::start(small(true)).unwrap();
    let line = forward((LIAR, port(&scenario)), own);
    assert_eq!(failure(&scenario.sync_english().await), None);
    *line.lock().unwrap() = other.base("en").rsplit('/').next().unwrap().to_owned();
    names.know_nothing();
    scenario.site.clear_requests();

    let section = scenario.sync_english().await;

    assert_eq!(failure(&section), Some(ErrorCode::UntrustedCertificate));
    assert!(other.requests().is_empty() && scenario.site.requests().is_empty());
}

/// Passes connections on to another address, which may be changed.
fn forward(from: (&str, u16), to: String) -> Arc<std::sync::Mutex<String>> {
    forward_until_nobody_is_there(from, to).0
}

fn forward_until_nobody_is_there(
    from: (&str, u16),
    to: String,
) -> (Arc<std::sync::Mutex<String>>, JoinHandle<()>) {
    let listener = TcpListener::bind(from).unwrap();
    let to = Arc::new(std::sync::Mutex::new(to));
    let target = Arc::clone(&to);
    let forwarding = std::thread::spawn(move || {
        for near in listener.incoming().flatten() {
            let Ok(far) = TcpStream::connect(target.lock().unwrap().as_str()) else { return };
            pass(near.try_clone().unwrap(), far.try_clone().unwrap());
            pass(far, near);
        }
    });
    (to, forwarding)
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    std::thread::spawn(move || {
        let _ = copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
}

#[tokio::test]
async fn an_address_is_forgotten_after_thirty_days() {
    for (days, expected) in [(29, None), (31, Some(ErrorCode::Offline))] {
        let names = HandNames::of(&[SITE]);
        let scenario = synced(&names, false).await;
        scenario.clock.advance(Duration::from_secs(days * 24 * 3600));
        names.know_nothing();

        assert_eq!(failure(&scenario.sync_english().await), expected, "{days} days");
    }
}

/// Without TLS, an answer proves nothing but by its rows.
#[tokio::test]
async fn an_address_without_tls_that_gave_no_rows_is_not_remembered() {
    let names = HandNames::of(&[SITE]);
    let scenario = begin(&names, false);
    scenario.site.fault(ifilm_site::Fault::new(ifilm_site::FaultKind::Login));
    scenario.sync_english().await;
    scenario.site.clear_faults();
    scenario.clock.advance(Duration::from_secs(3600));
    names.know_nothing();

    assert_eq!(failure(&scenario.sync_english().await), Some(ErrorCode::Offline));
}

#[tokio::test]
async fn a_sync_that_brings_nothing_new_notes_no_address_again_on_the_same_day() {
    let names = HandNames::of(&[SITE]);
    let scenario = synced(&names, true).await;
    let noted = || {
        let file = rusqlite::Connection::open(scenario.data.path().join("cache.db")).unwrap();
        let read = "SELECT host, ip, successes FROM address";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        file.query_row(read, [], row).unwrap()
    };
    let expected = |successes: u32| (NAME.to_owned(), SITE.to_owned(), successes);

    scenario.sync_english().await;
    assert_eq!(noted(), expected(1));

    scenario.clock.advance(Duration::from_secs(25 * 3600));
    scenario.sync_english().await;
    assert_eq!(noted(), expected(2));
}

/// Nobody answers at the IPv6 address: its queue is full, so packets to it are dropped.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_dead_address_of_one_family_costs_only_a_moment() {
    let names = HandNames::of(&["::1", SITE]);
    let scenario = begin(&names, false);
    let Some(_dead) = Dead::at(port(&scenario)) else { return };
    let began = Instant::now();

    let section = scenario.sync_english().await;

    assert_eq!(failure(&section), None);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

/// A port of `::1` that answers nobody.
#[cfg(target_os = "linux")]
struct Dead {
    _listener: tokio::net::TcpListener,
    _waiting: Vec<TcpStream>,
}

#[cfg(target_os = "linux")]
impl Dead {
    /// Fills the queue of a listener that accepts nobody. `None` without IPv6.
    fn at(port: u16) -> Option<Self> {
        let address = std::net::SocketAddr::from((std::net::Ipv6Addr::LOCALHOST, port));
        let socket = tokio::net::TcpSocket::new_v6().ok()?;
        socket.bind(address).ok()?;
        let listener = socket.listen(1).unwrap();
        let mut waiting = Vec::new();
        while let Ok(stream) = TcpStream::connect_timeout(&address, Duration::from_millis(200)) {
            waiting.push(stream);
        }
        Some(Self { _listener: listener, _waiting: waiting })
    }
}
