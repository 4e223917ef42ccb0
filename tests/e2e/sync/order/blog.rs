//! A site on loopback with one listing. Its rows have slugs as ids and no dates, which the practice site does
//! not have.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use ifilm_core::Catalog;
use serde_json::json;

/// The site, in its own thread.
pub(crate) struct Blog {
    address: SocketAddr,
    posts: Arc<Mutex<Vec<&'static str>>>,
}

impl Blog {
    /// A site that lists these posts, the newest first.
    pub(crate) fn listing(posts: &[&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let posts = Arc::new(Mutex::new(posts.to_vec()));
        let listed = Arc::clone(&posts);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(&stream.unwrap(), &listed.lock().unwrap());
            }
        });
        Self { address, posts }
    }

    /// Lists other posts from now on.
    pub(crate) fn list(&self, posts: &[&'static str]) {
        *self.posts.lock().unwrap() = posts.to_vec();
    }

    pub(crate) fn catalog(&self) -> Catalog {
        let host = self.address.to_string();
        let catalog = json!({
            "catalog": 2, "id": "blog", "name": "A blog", "default_edition": "en",
            "hosts": [{"host": host, "plain_http": true, "private": true}],
            "editions": [{
                "id": "en", "language": "en", "name": "English", "bases": [format!("http://{host}")],
                "sections": [{
                    "section": "news",
                    "content": [{"kind": "article", "path": "/posts/{id}"}],
                    "listings": [{"name": "posts", "document": "json", "path": "/posts.json"}],
                }],
            }],
        });
        Catalog::from_json(&catalog.to_string()).unwrap()
    }
}

/// Answers one request: with the listing, or with 404.
fn answer(mut stream: &TcpStream, posts: &[&str]) {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let is_listing = head.first().is_some_and(|line| line.starts_with("GET /posts.json "));
    let rows: Vec<_> = posts.iter().map(|slug| json!({"id": slug, "title": slug})).collect();
    let (status, body) = match is_listing {
        true => ("200 OK", json!(rows).to_string()),
        false => ("404 Not Found", String::new()),
    };
    let length = body.len();
    let _ =
        write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
}
