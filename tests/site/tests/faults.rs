//! Tests of each fault from the side of a client.

use std::io::{Read, Write};
use std::sync::mpsc;
use std::time::Duration;

use crate::wire::{ask, connect, get, get_secure, request, try_get};
use ifilm_site::{Edition, Fault, FaultKind, Quirks, Raw, Site, SiteConfig};

const LISTING: &str = "/Home/PageingItem?category=1&page=1&size=30&orderby=1";

fn site() -> Site {
    Site::start(SiteConfig { quirks: Quirks::NONE, ..SiteConfig::default() }).unwrap()
}

fn struck(kind: FaultKind) -> Site {
    let site = site();
    site.fault(Fault::new(kind));
    site
}

#[test]
fn a_status_comes_with_its_retry_after() {
    let site = struck(FaultKind::Status { status: 503, retry_after: Some("120".to_owned()) });

    let reply = get(&site.base("en"), LISTING, &[]);

    assert_eq!((reply.status, reply.header("retry-after")), (503, Some("120")));
    assert_eq!(site.requests()[0].status, 503);
}

#[test]
fn a_fault_applies_only_to_its_requests_and_as_often_as_it_says() {
    let site = site();
    site.fault(
        Fault::new(FaultKind::Status { status: 500, retry_after: None })
            .edition(Edition::Ar)
            .path("/home/")
            .after(1)
            .times(1),
    );
    let status = |edition: &str, path: &str| get(&site.base(edition), path, &[]).status;

    assert_eq!([status("en", LISTING), status("en", LISTING)], [200, 200]);
    assert_eq!(
        [status("ar", LISTING), status("ar", "/"), status("ar", LISTING), status("ar", LISTING)],
        [200, 200, 500, 200]
    );
}

#[test]
fn faults_end_when_they_are_cleared() {
    let site = struck(FaultKind::Refuse);

    site.clear_faults();

    assert_eq!(get(&site.base("en"), LISTING, &[]).status, 200);
}

#[test]
fn html_is_sent_instead_of_json() {
    let reply = get(&struck(FaultKind::HtmlForJson).base("fa"), LISTING, &[]);

    assert_eq!((reply.status, reply.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(reply.text().starts_with("<!DOCTYPE html>"));
    assert_eq!(reply.header("etag"), None);
}

#[test]
fn half_of_the_json_is_a_complete_http_body() {
    let reply = get(&struck(FaultKind::HalfJson).base("fa"), LISTING, &[]);

    assert!(reply.whole && reply.status == 200);
    assert!(serde_json::from_slice::<serde_json::Value>(&reply.body).is_err());
}

#[test]
fn a_cut_body_ends_in_the_middle_of_the_announced_bytes() {
    for encoding in ["identity", "gzip", "br"] {
        let site = struck(FaultKind::CutBody);

        let reply = get(&site.base("fa"), LISTING, &[("accept-encoding", encoding)]);

        let announced: usize = reply.header("content-length").unwrap().parse().unwrap();
        assert!(
            !reply.whole && reply.body.len() == announced / 2,
            "{encoding}: {} of {announced}",
            reply.body.len()
        );
    }
}

#[test]
fn a_big_body_has_its_size_with_and_without_an_announced_length() {
    for length in [true, false] {
        let bytes = 3 * 1024 * 1024 + 5;
        let site = struck(FaultKind::Big { length, bytes });

        let reply = get(&site.base("en"), LISTING, &[]);

        assert!(reply.whole);
        assert_eq!(reply.body.len() as u64, bytes);
        assert_eq!(reply.header("content-length").is_some(), length);
        assert_eq!(site.requests()[0].body_bytes, bytes);
    }
}

#[test]
fn a_body_of_two_hundred_mebibytes_needs_little_memory() {
    let site = struck(FaultKind::Big { length: true, bytes: 200 * 1024 * 1024 });
    let mut socket = connect(&site.base("en")).unwrap();
    socket.write_all(request(LISTING, &[]).as_bytes()).unwrap();

    let before = resident_kibibytes();
    let mut piece = vec![0; 1024 * 1024];
    let mut left = 200 * 1024 * 1024;
    while left > 0 {
        left -= socket.read(&mut piece).unwrap().clamp(1, left);
    }

    assert!(resident_kibibytes() < before + 32 * 1024);
}

fn resident_kibibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[test]
fn a_bomb_is_small_on_the_wire_and_huge_after_decompression() {
    let unpack_gzip =
        |body: &[u8]| std::io::copy(&mut flate2::read::GzDecoder::new(body), &mut std::io::sink()).unwrap();
    let unpack_brotli = |body: &[u8]| {
        std::io::copy(&mut brotli::Decompressor::new(body, 65536), &mut std::io::sink()).unwrap()
    };
    type Unpack<'a> = &'a dyn Fn(&[u8]) -> u64;
    let bombs: [(FaultKind, &str, usize, Unpack); 2] = [
        (FaultKind::GzipBomb, "gzip", 300 * 1024, &unpack_gzip),
        (FaultKind::BrotliBomb, "br", 8 * 1024, &unpack_brotli),
    ];

    for (kind, encoding, most, unpack) in bombs {
        let reply = get(&struck(kind).base("en"), LISTING, &[]);

        assert_eq!(reply.header("content-encoding"), Some(encoding));
        assert!(reply.whole && reply.body.len() < most, "{encoding}: {}", reply.body.len());
        assert_eq!(unpack(&reply.body), 256 << 20);
    }
}

#[test]
fn a_drip_does_not_end() {
    let site = struck(FaultKind::Drip { interval_ms: 1 });
    let mut socket = connect(&site.base("en")).unwrap();
    socket.write_all(request(LISTING, &[]).as_bytes()).unwrap();

    let mut drops = vec![0; 600];
    socket.read_exact(&mut drops).unwrap();

    assert!(!drops.ends_with(b"0\r\n\r\n"));
}

#[test]
fn a_redirect_has_the_address_of_the_fault() {
    let reply =
        get(&struck(FaultKind::Redirect { to: "http://10.0.0.1/x".to_owned() }).base("en"), LISTING, &[]);

    assert_eq!((reply.status, reply.header("location")), (302, Some("http://10.0.0.1/x")));
}

#[test]
fn a_refused_request_gets_no_answer_but_is_in_the_request_log() {
    let site = struck(FaultKind::Refuse);

    assert!(try_get(&site.base("en"), LISTING, &[]).is_err());

    let record = &site.requests()[0];
    assert_eq!((record.status, record.response_bytes), (0, 0));
}

#[test]
fn a_held_request_waits_for_its_release_and_then_gets_its_usual_answer() {
    let site = site();
    site.fault(Fault::new(FaultKind::Hold).times(1));
    let base = site.base("en");
    let client = std::thread::spawn(move || get(&base, LISTING, &[]));

    assert!(site.held());
    assert!(!client.is_finished());
    assert_eq!(get(&site.base("en"), "/", &[]).status, 200, "others are served meanwhile");
    site.release();

    assert_eq!(client.join().unwrap().status, 200);
}

#[test]
fn a_held_request_of_a_closed_connection_does_not_count() {
    let site = struck(FaultKind::Hold);
    let mut socket = connect(&site.base("en")).unwrap();
    socket.write_all(request(LISTING, &[]).as_bytes()).unwrap();
    assert!(site.held());

    drop(socket);

    site.clear_faults();
    assert_eq!(get(&site.base("en"), LISTING, &[]).status, 200);
}

#[test]
fn an_action_runs_before_the_kth_request_from_now_is_answered() {
    let site = site();
    get(&site.base("en"), "/", &[]);
    let (sender, receiver) = mpsc::channel();
    site.on_request(2, move || sender.send("now").unwrap());

    get(&site.base("fa"), "/", &[]);
    assert!(receiver.try_recv().is_err());
    get(&site.base("ar"), "/", &[]);
    assert_eq!(receiver.try_recv(), Ok("now"));
}

#[test]
fn an_action_may_change_the_answer_of_its_request() {
    let site = std::sync::Arc::new(site());
    let inner = std::sync::Arc::downgrade(&site);
    let id = site.newest("en", 1)[0];
    site.on_request(1, move || inner.upgrade().unwrap().remove("en", id, ifilm_site::Removal::Gone));

    assert_eq!(get(&site.base("en"), &format!("/News/Content/{id}"), &[]).status, 410);
}

#[test]
fn a_seed_gives_the_same_faults_each_time_and_some_requests_succeed() {
    let outcome = || {
        let site = struck(FaultKind::Seed { seed: 5 });
        let status = |_| try_get(&site.base("en"), LISTING, &[]).map_or(0, |reply| reply.status);
        (0..8).map(status).collect::<Vec<u16>>()
    };

    assert_eq!(outcome(), outcome());
    assert!(outcome().contains(&200));
}

fn secure() -> Site {
    Site::start(SiteConfig { tls: true, ..SiteConfig::default() }).unwrap()
}

#[test]
fn an_https_site_is_trusted_with_its_root_and_its_bytes_are_counted() {
    let site = secure();
    let root = site.ca_pem().unwrap();
    assert!(site.base("fa").starts_with("https://127.0.0.1:"));

    for edition in ["en", "ar", "fa", "fa2"] {
        assert_eq!(get_secure(&site.base(edition), &root, LISTING).unwrap().status, 200);
    }

    assert!(site.requests().iter().all(|record| record.response_bytes > record.body_bytes + 700));
    assert!(!site.catalog_json().contains("\"plain_http\": true"));
}

#[test]
fn a_site_is_not_trusted_with_another_root() {
    let error = get_secure(&secure().base("en"), &secure().ca_pem().unwrap(), LISTING).err().unwrap();

    assert!(
        error.to_string().contains("BadSignature") || error.to_string().contains("UnknownIssuer"),
        "{error}"
    );
}

#[test]
fn each_bad_certificate_fails_for_its_own_reason_and_only_at_its_edition() {
    for (kind, reason) in [
        (FaultKind::ExpiredCertificate, "Expired"),
        (FaultKind::SelfSigned, "UnknownIssuer"),
        (FaultKind::WrongName, "NotValidForName"),
    ] {
        let site = secure();
        let root = site.ca_pem().unwrap();
        site.fault(Fault::new(kind).edition(Edition::Fa));

        let error = get_secure(&site.base("fa"), &root, LISTING).err().unwrap();
        assert!(error.to_string().contains(reason) || format!("{error:?}").contains(reason), "{error:?}");
        assert_eq!(get_secure(&site.base("en"), &root, LISTING).unwrap().status, 200);

        site.clear_faults();
        assert_eq!(get_secure(&site.base("fa"), &root, LISTING).unwrap().status, 200);
    }
}

#[test]
fn a_bad_certificate_closes_the_open_connections() {
    let site = site();
    let mut socket = connect(&site.base("en")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    ask(&mut socket, "/", &[]).unwrap();

    site.fault(Fault::new(FaultKind::SelfSigned));

    assert_eq!(socket.read(&mut [0; 8]).unwrap_or(0), 0);
}

#[test]
fn a_notice_is_in_the_language_of_the_edition_and_differs_by_address_only_if_varying() {
    let site = site();
    let notice = |edition: &str, path: &str, varying| {
        site.clear_faults();
        site.fault(Fault::new(FaultKind::Notice { long: true, varying }));
        get(&site.base(edition), path, &[])
    };

    let (one, other) = (notice("fa", "/News/Content/1", false), notice("fa", LISTING, false));
    let (advertised, later) = (notice("fa", "/News/Content/1", true), notice("fa", LISTING, true));

    assert_eq!(one.status, 200);
    assert!(one.text().contains("مهمانان این شبکه") && one.text().contains("dir=\"rtl\""), "{}", one.text());
    assert_eq!(one.text(), other.text());
    assert_ne!(advertised.text(), later.text());
    assert!(notice("en", LISTING, false).text().contains("guests of this network"));
}

#[test]
fn a_short_notice_is_one_sentence() {
    let reply = get(&struck(FaultKind::Notice { long: false, varying: false }).base("ar"), LISTING, &[]);

    assert_eq!(reply.text().matches("<p>").count(), 1);
}

#[test]
fn a_login_fault_redirects_to_the_login_page() {
    let site = struck(FaultKind::Login);

    let reply = get(&site.base("fa2"), "/News/Content/2043998", &[]);
    site.clear_faults();
    let login = get(&site.base("fa2"), reply.header("location").unwrap(), &[]);

    assert_eq!((reply.status, login.status), (302, 200));
    assert!(login.text().contains("type=password"));
}

#[test]
fn an_empty_listing_has_no_rows_and_an_empty_page_has_no_text() {
    let site = struck(FaultKind::Empty);

    let listing = get(&site.base("en"), LISTING, &[]);
    let page = get(&site.base("en"), "/News/Content/2043998", &[]);

    assert_eq!((listing.status, listing.text()), (200, "[]"));
    assert!(page.status == 200 && !page.text().contains("<p>"), "{}", page.text());
}

#[test]
fn silence_sends_no_answer() {
    let site = struck(FaultKind::Silence);
    let mut socket = connect(&site.base("en")).unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    socket.write_all(request(LISTING, &[]).as_bytes()).unwrap();

    let read = socket.read(&mut [0; 16]);

    assert!(read.is_err(), "{read:?}");
    assert_eq!(site.requests()[0].status, 0);
}

#[test]
fn a_raw_answer_is_sent_exactly_as_given() {
    let raw = Raw { gzip: true, tail: "\r\n".to_owned(), ..Raw::new(200, ["preload", "X-Path: {path}"]) };
    let reply = get(&struck(FaultKind::Raw(raw)).base("en"), LISTING, &[]);

    assert!(reply.head.contains("\r\npreload\r\n"), "{}", reply.head);
    assert_eq!(reply.header("x-path"), Some("/Home/PageingItem"));
    assert!(reply.whole && reply.body.starts_with(&[0x1f, 0x8b]) && reply.body.ends_with(b"\r\n"));
}

#[test]
fn a_request_with_the_cookie_gets_the_usual_answer() {
    let wall = Raw::new(302, ["Set-Cookie: seen=1", "Location: {path}"]);
    let site = struck(FaultKind::Raw(Raw { unless_cookie: Some("seen=1".to_owned()), ..wall }));
    let status = |cookie: &str| get(&site.base("en"), LISTING, &[("Cookie", cookie)]).status;

    assert_eq!([status("seen=10"), status("a=b; seen=1")], [302, 200]);
    assert_eq!(site.requests()[1].cookie.as_deref(), Some("a=b; seen=1"));
}

#[test]
fn a_connection_can_be_closed_on_reuse_and_inside_a_head() {
    let site = struck(FaultKind::RefuseReused);
    let mut connection = connect(&site.base("en")).unwrap();

    assert_eq!(ask(&mut connection, LISTING, &[]).unwrap().status, 200);
    assert!(ask(&mut connection, LISTING, &[]).is_err());
    assert!(try_get(&struck(FaultKind::CutHead).base("en"), LISTING, &[]).is_err());
}

#[test]
fn an_answer_has_the_given_number_of_empty_gzip_members() {
    let reply = get(&struck(FaultKind::GzipMembers { members: 10_000 }).base("en"), LISTING, &[]);

    assert_eq!((reply.body.len() % 10_000, &reply.body[..2]), (0, &[0x1f, 0x8b][..]));
}

#[test]
fn a_reset_connection_gives_an_error_instead_of_an_end() {
    let site = struck(FaultKind::Reset);
    let mut socket = connect(&site.base("en")).unwrap();
    socket.write_all(request(LISTING, &[]).as_bytes()).unwrap();

    let error = socket.read(&mut [0; 8]).unwrap_err();

    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
}

#[test]
fn a_stalled_body_stops_in_the_middle_and_does_not_end() {
    let site = struck(FaultKind::Stall);
    let mut socket = connect(&site.base("en")).unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(500))).unwrap();

    let error = ask(&mut socket, LISTING, &[]).err().unwrap();

    assert_eq!(error.kind(), std::io::ErrorKind::WouldBlock);
    assert!(site.requests()[0].body_bytes > 0);
}

#[test]
fn a_wrong_length_announces_more_or_less_than_comes() {
    let usual = get(&site().base("en"), LISTING, &[]).body.len();
    for (longer, announced) in [(true, usual + 100), (false, usual / 2)] {
        let reply = get(&struck(FaultKind::WrongLength { longer }).base("en"), LISTING, &[]);

        assert_eq!(reply.header("content-length"), Some(announced.to_string().as_str()));
        assert_eq!(reply.whole, !longer);
    }
}

#[test]
fn bad_gzip_cannot_be_unpacked() {
    let reply = get(&struck(FaultKind::BadGzip).base("en"), LISTING, &[]);

    let unpacked = std::io::copy(&mut flate2::read::GzDecoder::new(&reply.body[..]), &mut std::io::sink());

    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    assert!(reply.whole && unpacked.is_err());
}

#[test]
fn answers_that_are_not_what_they_say() {
    let site = site();
    let usual = get(&site.base("fa"), "/", &[]);
    let with = |kind| {
        site.clear_faults();
        site.fault(Fault::new(kind));
        get(&site.base("fa"), "/", &[])
    };

    let named = with(FaultKind::WrongCharset { charset: "iso-8859-1".to_owned() });
    let (empty, error) = (with(FaultKind::EmptyBody), with(FaultKind::ErrorPage));

    assert_eq!(named.header("content-type"), Some("text/html; charset=iso-8859-1"));
    assert!(named.text() == usual.text() && named.status == 200);
    assert_eq!((empty.status, empty.body.len(), empty.whole), (200, 0, true));
    assert!(error.status == 200 && error.text().contains("500 Internal Server Error"));
}

#[test]
fn a_redirect_loop_leads_to_the_same_address() {
    let reply = get(&struck(FaultKind::RedirectLoop).base("en"), LISTING, &[]);

    assert_eq!((reply.status, reply.header("location")), (302, Some(LISTING)));
}

#[test]
fn the_page_of_a_block_has_a_frame_at_a_private_address_and_is_no_utf_8() {
    let reply = get(&struck(FaultKind::BlockPage).base("en"), LISTING, &[]);

    assert_eq!((reply.status, reply.header("content-type")), (403, Some("text/html; charset=windows-1256")));
    let ascii = String::from_utf8_lossy(&reply.body);
    assert!(ascii.contains("<iframe src=\"http://10.10.34.34"), "{ascii}");
    assert!(std::str::from_utf8(&reply.body).is_err());
}

#[test]
fn the_usual_answer_may_have_more_headers() {
    let lines = ["Cache-Control: max-age=60", "no header", "Age: 5"].map(str::to_owned).to_vec();
    let reply = get(&struck(FaultKind::Headers { lines }).base("en"), LISTING, &[]);

    assert_eq!((reply.header("cache-control"), reply.header("age")), (Some("max-age=60"), Some("5")));
    assert_eq!(reply.body, get(&site().base("en"), LISTING, &[]).body);
}

/// Linux lets a buffer grow to several megabytes unless its size was set.
#[test]
fn a_small_send_buffer_holds_back_what_a_client_does_not_read() {
    let site = Site::start(SiteConfig { send_buffer: Some(16 * 1024), ..SiteConfig::default() }).unwrap();
    site.fault(Fault::new(FaultKind::Big { length: true, bytes: 64 << 20 }));
    let mut socket = connect(&site.base("en")).unwrap();
    socket.write_all(request(LISTING, &[]).as_bytes()).unwrap();

    socket.read_exact(&mut vec![0; 8 << 20]).unwrap();

    let written = site.requests()[0].response_bytes;
    assert!((8 << 20..16 << 20).contains(&written), "{written}");
}
