//! Syncs a small site of three pages, through the client.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use crate::model::{ArticleBody, SectionOutcome, SectionReport};
use crate::{Catalog, Client, Config, EditionId, ErrorCode, ItemKey, SyncRequest, parse};

const ONE: &str = "The first evening brought four hundred people to the old cinema by the river.";
const TWO: &str = "Its doors had been shut for eleven years, and the smell of new paint hung in the hall.";

/// Serves three rows, and a page for each, on a port of its own until the test ends.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for (visit, stream) in listener.incoming().flatten().enumerate() {
            answer(stream, visit);
        }
    });
    base
}

fn answer(mut stream: TcpStream, visit: usize) {
    let mut request = vec![0; 4096];
    let length = stream.read(&mut request).unwrap_or(0);
    let request = String::from_utf8_lossy(&request[..length]).into_owned();
    let body = match request.split(' ').nth(1) {
        Some("/rows") => rows(visit),
        Some("/News/Content/3") => page("Rain"),
        Some("/News/Content/2") => page("Wind"),
        _ => page("Snow"),
    };
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}");
}

/// The same rows at each visit, but in different bytes, so that they are parsed each time.
fn rows(visit: usize) -> String {
    format!(
        r#"[{{"Id":3,"Title":"Rain","Seen":{visit}}},{{"Id":2,"Title":"Wind"}},{{"Id":1,"Title":"Snow"}}]"#
    )
}

fn page(title: &str) -> String {
    format!("<title>{title}</title><h1>{title}</h1><p>{ONE}</p><p>{TWO}</p>")
}

fn catalog(base: &str) -> Catalog {
    let json = format!(
        r#"{{"catalog": 1, "id": "small", "name": "Small", "default_edition": "en",
            "allow_plain_http": true, "allow_private": true,
            "editions": [{{"id": "en", "language": "en", "name": "English", "bases": ["{base}"], "sections": [{{
                "section": "news",
                "content": [{{"kind": "article", "path": "/News/Content/{{id}}"}}],
                "listings": [{{"name": "rows", "form": "json", "path": "/rows", "certainty": "sure"}}]
            }}]}}]}}"#
    );
    Catalog::from_json(&json).unwrap()
}

async fn sync(client: &Client) -> SectionReport {
    client.sync(SyncRequest::all()).await.unwrap().sections.remove(0)
}

async fn body(client: &Client, id: &str) -> ArticleBody {
    let edition: EditionId = "en".parse().unwrap();
    client.library().article(&ItemKey::article(edition, id)).await.unwrap().body
}

/// Seen: a page that made the parser panic ended every sync, and the pages after it were never read.
#[tokio::test]
async fn a_panic_in_the_parser_affects_only_its_page() {
    let (base, data) = (serve(), tempfile::tempdir().unwrap());
    let client = Client::open(Config { catalog: catalog(&base), ..Config::at(data.path()) }).unwrap();
    parse::plant_panic(&format!("{base}/News/Content/2"));

    let report = sync(&client).await;

    assert_eq!((report.outcome, report.new_items, report.pages_failed), (SectionOutcome::Updated, 3, 1));
    assert!(matches!(body(&client, "3").await, ArticleBody::Ready { .. }));
    assert!(matches!(body(&client, "1").await, ArticleBody::Ready { .. }));
    assert!(!matches!(body(&client, "2").await, ArticleBody::Ready { .. }));
    assert!(matches!(sync(&client).await.outcome, SectionOutcome::Updated | SectionOutcome::Unchanged));
}

#[tokio::test]
async fn a_panic_in_the_parser_of_a_listing_is_unreadable_and_keeps_stored_items() {
    let (base, data) = (serve(), tempfile::tempdir().unwrap());
    let client = Client::open(Config { catalog: catalog(&base), ..Config::at(data.path()) }).unwrap();
    sync(&client).await;
    parse::plant_panic(&format!("{base}/rows"));

    let report = sync(&client).await;

    let SectionOutcome::Failed { code, .. } = report.outcome else { panic!("{report:?}") };
    assert_eq!(code, ErrorCode::Unreadable);
    assert!(matches!(body(&client, "2").await, ArticleBody::Ready { .. }));
}
