//! Somebody who answers instead of the site, at an address that a lying name server gives.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// A page of a block, in windows-1256, with a frame at a private address.
const PAGE: &[u8] =
    b"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1256\">\
    <title>M1-6</title></head><body><iframe src=\"http://10.10.34.34?type=Invalid Site\"></iframe>\
    \xcf\xd3\xca\xd1\xd3\xed</body></html>";

/// Listens at the ports of the site, at an address of its own, and answers every request with [`PAGE`].
pub(crate) struct Liar {
    listeners: Vec<String>,
    answers: Arc<AtomicU64>,
    is_over: Arc<AtomicBool>,
}

impl Liar {
    pub(crate) const ADDRESS: &str = "127.0.0.2";

    /// Instead of these base addresses. Its answers have the status 403, or 200.
    pub(crate) fn at(bases: [String; 2], forbids: bool) -> Self {
        let port = |base: String| base.rsplit(':').next().expect("it has a port").to_owned();
        let listeners: Vec<String> =
            bases.into_iter().map(|base| format!("{}:{}", Self::ADDRESS, port(base))).collect();
        let (answers, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        for address in &listeners {
            let listener = TcpListener::bind(address).expect("the port is free at this address");
            let (answers, is_over) = (Arc::clone(&answers), Arc::clone(&is_over));
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    if is_over.load(Relaxed) {
                        return;
                    }
                    answers.fetch_add(1, Relaxed);
                    answer(stream, forbids);
                }
            });
        }
        Self { listeners, answers, is_over }
    }

    /// How many connections it answered until now.
    pub(crate) fn answers(&self) -> u64 {
        self.answers.load(Relaxed)
    }
}

impl Drop for Liar {
    /// Connects once more, so that the threads see that it is over.
    fn drop(&mut self) {
        self.is_over.store(true, Relaxed);
        self.listeners.iter().for_each(|address| drop(TcpStream::connect(address)));
    }
}

/// Answers one request. Who speaks TLS gets the same bytes. Who says nothing is not waited for.
fn answer(mut stream: TcpStream, forbids: bool) {
    let status = if forbids { "403 Forbidden" } else { "200 OK" };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}", PAGE.len());
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let _ = stream.read(&mut [0; 4096]);
    let _ = stream.write_all(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes());
    let _ = stream.write_all(PAGE);
}
