//! A made-up catalogue of many editions, and its site: one listener, at an address of 127.0.0.0/8 for each
//! edition, so that each has a host of its own.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use ifilm_core::Catalog;
use ifilm_site::{Edition, Layout};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

use crate::processor::of_site;

/// The site and its catalogue.
pub(crate) struct Thousand {
    pub(crate) catalog: Catalog,
    /// The addresses of each edition: of its listing, and of its pages.
    pub(crate) addresses: Vec<Vec<String>>,
    _runtime: Runtime,
}

/// The bodies, by address and path.
type Bodies = HashMap<(Ipv4Addr, String), Vec<u8>>;

impl Thousand {
    pub(crate) fn start(editions: usize, articles: usize) -> Self {
        let runtime = of_site();
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))).expect("a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let mut bodies = Bodies::new();
        let mut addresses = Vec::new();
        for edition in 0..editions {
            let host = host(edition);
            let paths = fill(&mut bodies, host, edition, articles);
            addresses.push(paths.into_iter().map(|path| format!("http://{host}:{port}{path}")).collect());
        }
        runtime.spawn(serve(listener, Arc::new(bodies)));
        let catalog = catalog(editions, port).to_string();
        let catalog = Catalog::from_json(&catalog).expect("the catalogue makes sense");
        Self { catalog, addresses, _runtime: runtime }
    }
}

fn host(edition: usize) -> Ipv4Addr {
    let part = |number: usize| u8::try_from(number).expect("a byte");
    Ipv4Addr::new(127, 1, part(edition / 250), part(edition % 250 + 1))
}

/// Makes the listing and the pages of an edition. Returns their paths.
fn fill(bodies: &mut Bodies, host: Ipv4Addr, edition: usize, articles: usize) -> Vec<String> {
    let language = Edition::ALL[edition % Edition::ALL.len()];
    let mut rows = Vec::new();
    let mut paths = vec!["/list?page=1".to_owned()];
    for id in 0..articles {
        let (id, seed) = (edition * articles + id + 1, (edition * articles + id) as u64);
        let layout = Layout::ALL[id % Layout::ALL.len()];
        let (page, truth) = ifilm_site::page(seed, language, layout, seed);
        rows.push(json!({ "Id": id.to_string(), "Title": truth.title }));
        let path = format!("/News/Content/{id}");
        bodies.insert((host, path.clone()), page.into_bytes());
        paths.push(path);
    }
    bodies.insert((host, paths[0].clone()), Value::from(rows).to_string().into_bytes());
    paths
}

fn catalog(editions: usize, port: u16) -> Value {
    let authority = |edition| format!("{}:{port}", host(edition));
    let entry = |edition: usize| {
        json!({
            "id": format!("e{edition}"),
            "language": Edition::ALL[edition % Edition::ALL.len()].language(),
            "name": format!("Edition {edition}"),
            "bases": [format!("http://{}", authority(edition))],
            "sections": [{
                "section": "news",
                "content": [{"kind": "article", "path": "/News/Content/{id}"}],
                "listings": [{"name": "list", "document": "json", "path": "/list?page={page}", "first_page": 1}],
            }],
        })
    };
    let host = |edition| json!({"host": authority(edition), "plain_http": true, "private": true});
    json!({
        "catalog": 2, "id": "thousand", "name": "A thousand editions", "default_edition": "e0",
        "hosts": (0..editions).map(host).collect::<Vec<_>>(),
        "editions": (0..editions).map(entry).collect::<Vec<_>>(),
    })
}

async fn serve(listener: TcpListener, bodies: Arc<Bodies>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(answer_all(stream, Arc::clone(&bodies)));
    }
}

/// Answers the requests of a connection until it ends.
async fn answer_all(mut stream: TcpStream, bodies: Arc<Bodies>) {
    let Ok(SocketAddr::V4(host)) = stream.local_addr() else { return };
    let _ = stream.set_nodelay(true);
    let mut head = Vec::new();
    let mut part = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut part).await {
        head.extend_from_slice(&part[..count]);
        if head.ends_with(b"\r\n\r\n") {
            let path = String::from_utf8_lossy(&head).split(' ').nth(1).unwrap_or_default().to_owned();
            let answer = answer(bodies.get(&(*host.ip(), path.clone())), &path);
            if stream.write_all(&answer).await.is_err() {
                return;
            }
            head.clear();
        }
    }
}

fn answer(body: Option<&Vec<u8>>, path: &str) -> Vec<u8> {
    let Some(body) = body else {
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec();
    };
    let form = if path.starts_with("/list") { "application/json" } else { "text/html" };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {form}; charset=utf-8\r\nETag: \"{path}\"\r\n\
         Content-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
