//! A plain client for tests. It sends exactly what a test gives it, and keeps every byte of the answer.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// An answer, exactly as it was received.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    /// The body, without the framing of chunks.
    pub(crate) body: Vec<u8>,
    /// All bytes, head and framing included.
    pub(crate) bytes: usize,
    /// Whether the body is as long as its head says.
    pub(crate) whole: bool,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Sends one request on a new connection.
pub(crate) fn get(base: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    try_get(base, path, headers).unwrap()
}

pub(crate) fn try_get(base: &str, path: &str, headers: &[(&str, &str)]) -> io::Result<Reply> {
    ask(&mut connect(base)?, path, headers)
}

pub(crate) fn connect(base: &str) -> io::Result<TcpStream> {
    let socket = TcpStream::connect(authority(base))?;
    socket.set_read_timeout(Some(Duration::from_secs(20)))?;
    Ok(socket)
}

/// Sends a request and reads its answer.
pub(crate) fn ask(
    stream: &mut (impl Read + Write),
    path: &str,
    headers: &[(&str, &str)],
) -> io::Result<Reply> {
    stream.write_all(request(path, headers).as_bytes())?;
    let mut answer = Answer { bytes: Vec::new() };
    let head = answer.head(stream)?;
    answer.body(stream, head)
}

pub(crate) fn request(path: &str, headers: &[(&str, &str)]) -> String {
    let lines: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    format!("GET {path} HTTP/1.1\r\nhost: practice\r\n{lines}\r\n")
}

/// Sends one request over TLS, and trusts only one root.
pub(crate) fn get_secure(base: &str, root: &str, path: &str) -> io::Result<Reply> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(root.as_bytes()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    ask(&mut StreamOwned::new(connection, connect(base)?), path, &[])
}

fn authority(base: &str) -> &str {
    base.split_once("://").map_or(base, |(_, rest)| rest)
}

struct Answer {
    bytes: Vec<u8>,
}

impl Answer {
    fn more(&mut self, stream: &mut impl Read) -> io::Result<bool> {
        let mut piece = [0; 16 * 1024];
        let read = match stream.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => 0,
            other => other?,
        };
        self.bytes.extend_from_slice(&piece[..read]);
        Ok(read > 0)
    }

    fn head(&mut self, stream: &mut impl Read) -> io::Result<usize> {
        loop {
            if let Some(end) = self.bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                return Ok(end + 4);
            }
            if !self.more(stream)? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    fn body(mut self, stream: &mut impl Read, start: usize) -> io::Result<Reply> {
        let head = String::from_utf8(self.bytes[..start].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let mut reply = Reply { status, head, body: Vec::new(), bytes: 0, whole: true };
        let chunked = reply.header("transfer-encoding").is_some();
        let length = reply.header("content-length").map_or(0, |length| length.parse().unwrap());
        loop {
            let sofar = &self.bytes[start..];
            let done = if chunked {
                sofar.ends_with(b"\r\n0\r\n\r\n") || sofar == b"0\r\n\r\n"
            } else {
                sofar.len() >= length
            };
            if done || !self.more(stream)? {
                reply.whole = done;
                break;
            }
        }
        let sofar = &self.bytes[start..];
        reply.body = if chunked { unchunked(sofar) } else { sofar.to_vec() };
        reply.bytes = self.bytes.len();
        Ok(reply)
    }
}

fn unchunked(mut framed: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(end) = framed.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&framed[..end]).unwrap(), 16).unwrap();
        let data = &framed[end + 2..];
        body.extend_from_slice(&data[..size.min(data.len())]);
        framed = data.get(size + 2..).unwrap_or_default();
    }
    body
}
