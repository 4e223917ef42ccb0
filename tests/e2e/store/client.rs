//! The client itself: what it checks when it is opened, where it may be called, and how it prints.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use ifilm_core::catalog::{ContentPath, DocumentType, EditionEntry, HostEntry, Listing, SectionEntry};
use ifilm_core::{
    Catalog, Client, Config, Error, ErrorCode, ItemKey, Kind, ListQuery, SearchQuery, Section, SyncRequest,
};
use ifilm_tests::{PlainScenario, edition};

/// A client whose directory does not exist.
fn unopened() -> Client {
    Client::open(Config::at("/nowhere/at/all")).unwrap()
}

/// Polls once, as an executor without a tokio runtime does.
fn without_a_runtime<T>(call: impl Future<Output = Result<T, Error>>) -> Error {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer.map(|_| ()).unwrap_err(),
        Poll::Pending => panic!("it waits for what cannot come"),
    }
}

/// Seen: the first read panicked in tokio: "there is no reactor running".
#[test]
fn a_call_outside_a_runtime_is_a_bad_argument_that_says_so() {
    let client = unopened();
    let (key, english) = (ItemKey::article(edition("en"), "1"), edition("en"));

    let errors = [
        without_a_runtime(client.prepare()),
        without_a_runtime(client.library().list(ListQuery::news(english.clone()))),
        without_a_runtime(client.library().article(&key)),
        without_a_runtime(client.library().search(SearchQuery::of("a"))),
        without_a_runtime(client.user().mark_read(&key, true)),
        without_a_runtime(client.language().choice(["fa"])),
        without_a_runtime(client.language().choose(Some(&english))),
        without_a_runtime(client.plan(SyncRequest::all())),
        without_a_runtime(client.sync(SyncRequest::all())),
        client.start_sync(SyncRequest::all(), |_| ()).map(|_| ()).unwrap_err(),
    ];

    for error in errors {
        assert_eq!(error.code(), ErrorCode::BadArgument);
        assert_eq!(error.to_string(), "call it inside a tokio runtime with time and I/O enabled");
    }
}

/// Seen: the task of the sync panicked, and its caller got an internal error: "the sync stopped in the
/// middle".
#[test]
fn a_sync_in_a_runtime_without_time_or_io_is_a_bad_argument_and_reading_works_there() {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(data.path())).unwrap();
    let bare = || tokio::runtime::Builder::new_current_thread();

    for runtime in [bare().build(), bare().enable_time().build(), bare().enable_io().build()] {
        let (synced, listed) = runtime.unwrap().block_on(async {
            let synced = client.sync(SyncRequest::all()).await;
            (synced, client.library().list(ListQuery::news(edition("en"))).await)
        });

        let error = synced.unwrap_err();
        assert_eq!(error.code(), ErrorCode::BadArgument);
        assert_eq!(error.to_string(), "call it inside a tokio runtime with time and I/O enabled");
        assert_eq!(listed.unwrap().items, []);
    }
}

/// Seen: only the first call reported it. Java has such names, so hosts easily pass them on: `GMT+03:30`.
#[test]
fn opening_a_client_with_an_unknown_time_zone_is_refused() {
    for zone in ["Mars/Olympus", "GMT+03:30", "+03:30", "UTC+3", "Tehran", ""] {
        let mut config = Config::at("/nowhere/at/all");
        config.time_zone = Some(zone.to_owned());

        let error = Client::open(config).unwrap_err();

        assert_eq!(error.code(), ErrorCode::BadArgument);
        assert_eq!(error.to_string(), format!("`{zone}` is no time zone that this device knows"));
    }
}

#[test]
fn a_client_prints_its_directory_and_its_catalogue() {
    let printed = format!("{:?}", unopened());

    assert_eq!(
        printed,
        r#"Client(Shared { data_dir: "/nowhere/at/all", catalog: "ifilm", closed: false, .. })"#
    );
}

/// Its types had no constructors, so a new field would have broken each program that made one.
#[test]
fn a_catalogue_made_in_code_is_that_of_a_file() {
    let site = PlainScenario::begin().site;
    let file = Catalog::from_json(&site.catalog().to_string()).unwrap();

    let mut section = SectionEntry::of(Section::News);
    section.content.push(ContentPath::of(Kind::Article, "/News/Content/{id}".parse().unwrap()));
    section.listings.push(Listing::of("list", DocumentType::Json, "/list?page={page}"));
    let mut english = EditionEntry::of(edition("en"), "en".parse().unwrap(), "English");
    english.bases.push(site.base().parse().unwrap());
    english.sections.push(section);
    let mut host = HostEntry::of(site.base().replace("http://", ""));
    (host.plain_http, host.private) = (true, true);
    let mut catalog = Catalog::of("plain", "A plain site", edition("en"));
    catalog.hosts.push(host);
    catalog.editions.push(english);

    assert_eq!(catalog, file);
}
