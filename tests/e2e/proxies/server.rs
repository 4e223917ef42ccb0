//! A small proxy for http, CONNECT and SOCKS5, which wants a name and a password.

use std::io::{self, Read, Write, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::spawn;

pub(crate) const USER: &str = "sara";
pub(crate) const PASSWORD: &str = "hush!";
/// Both as `Proxy-Authorization: Basic` sends them.
pub(crate) const BASIC: &str = "c2FyYTpodXNoIQ==";

/// A proxy on this machine. It leads every name to this machine.
pub(crate) struct Server {
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn http() -> Self {
        Self::start(speak_http)
    }

    pub(crate) fn socks() -> Self {
        Self::start(speak_socks)
    }

    /// Where the clients with the right password wanted to go, such as `CONNECT a.example:443`.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn start(speak: fn(TcpStream, &Mutex<Vec<String>>) -> io::Result<()>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, asked) = (listener.local_addr().unwrap().port(), Arc::<Mutex<Vec<String>>>::default());
        let shared = Arc::clone(&asked);
        spawn(move || {
            for client in listener.incoming().flatten() {
                let asked = Arc::clone(&shared);
                spawn(move || speak(client, &asked));
            }
        });
        Self { port, asked }
    }
}

fn speak_http(mut client: TcpStream, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let head = head(&mut client)?;
    if !head
        .to_ascii_lowercase()
        .contains(&format!("proxy-authorization: basic {BASIC}").to_ascii_lowercase())
    {
        let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
        return client.write_all(refusal);
    }
    let line = head.lines().next().unwrap_or_default().to_owned();
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let host = target.trim_start_matches("http://").split('/').next().unwrap_or_default();
    asked.lock().unwrap().push(format!("{method} {host}"));
    let mut server = here(host)?;
    match method {
        "CONNECT" => client.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?,
        _ => server.write_all(head.as_bytes())?,
    }
    join(client, server)
}

/// SOCKS5 with a name and a password (RFC 1928, RFC 1929).
fn speak_socks(mut client: TcpStream, asked: &Mutex<Vec<String>>) -> io::Result<()> {
    let [_version, methods] = take(&mut client)?;
    let mut offered = vec![0; methods.into()];
    client.read_exact(&mut offered)?;
    if !offered.contains(&2) {
        return client.write_all(&[5, 0xff]);
    }
    client.write_all(&[5, 2])?;
    let [_version] = take(&mut client)?;
    let (user, password) = (text(&mut client)?, text(&mut client)?);
    if (user.as_str(), password.as_str()) != (USER, PASSWORD) {
        return client.write_all(&[1, 1]);
    }
    client.write_all(&[1, 0])?;
    let [_version, _connect, _reserved, kind] = take(&mut client)?;
    let host = match kind {
        1 => take::<4>(&mut client)?.map(|byte| byte.to_string()).join("."),
        _ => text(&mut client)?,
    };
    let host = format!("{host}:{}", u16::from_be_bytes(take(&mut client)?));
    asked.lock().unwrap().push(format!("SOCKS {host}"));
    let server = here(&host)?;
    client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?;
    join(client, server)
}

/// The port of a host, on this machine.
fn here(host: &str) -> io::Result<TcpStream> {
    let port = host.rsplit_once(':').map_or("80", |(_, port)| port);
    TcpStream::connect(format!("127.0.0.1:{port}"))
}

fn join(mut client: TcpStream, mut server: TcpStream) -> io::Result<()> {
    let (mut from_server, mut to_client) = (server.try_clone()?, client.try_clone()?);
    spawn(move || {
        let _ = copy(&mut from_server, &mut to_client);
        let _ = to_client.shutdown(Shutdown::Both);
    });
    let _ = copy(&mut client, &mut server);
    server.shutdown(Shutdown::Write)
}

fn head(client: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.extend(take::<1>(client)?);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn take<const COUNT: usize>(client: &mut TcpStream) -> io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    client.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A text after its length.
fn text(client: &mut TcpStream) -> io::Result<String> {
    let [length] = take(client)?;
    let mut bytes = vec![0; length.into()];
    client.read_exact(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
