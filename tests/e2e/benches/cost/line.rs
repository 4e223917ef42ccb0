//! A slow line on loopback: each answer comes later, and all connections share so many bytes a second.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;
use tokio::time::sleep;

use crate::processor::of_site;

/// A line to some servers.
pub(crate) struct Line {
    shared: Arc<Shared>,
    runtime: Runtime,
}

struct Shared {
    latency: Duration,
    bytes_a_second: u32,
    /// Held by the connection whose bytes are on the line.
    busy: Mutex<()>,
}

impl Line {
    pub(crate) fn of(latency: Duration, bytes_a_second: u32) -> Self {
        let shared = Arc::new(Shared { latency, bytes_a_second, busy: Mutex::default() });
        Self { shared, runtime: of_site() }
    }

    /// The address at which this server is reached through the line.
    pub(crate) fn to(&self, server: SocketAddr) -> SocketAddr {
        let listener = self.runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("it has an address");
        let shared = Arc::clone(&self.shared);
        self.runtime.spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, server, Arc::clone(&shared)));
            }
        });
        address
    }
}

/// Carries a connection. Its handshake takes one latency more.
async fn carry(client: TcpStream, server: SocketAddr, shared: Arc<Shared>) {
    sleep(shared.latency).await;
    let Ok(server) = TcpStream::connect(server).await else { return };
    let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
    let up = tokio::spawn(send_late(from_client, to_server, shared.latency));
    send_slowly(from_server, to_client, &shared).await;
    up.abort();
}

async fn send_late(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, latency: Duration) {
    let mut part = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut part).await {
        sleep(latency).await;
        if to.write_all(&part[..count]).await.is_err() {
            return;
        }
    }
}

async fn send_slowly(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, shared: &Shared) {
    let mut part = [0; 512];
    while let Ok(count @ 1..) = from.read(&mut part).await {
        let busy = shared.busy.lock().await;
        let length = u32::try_from(count).unwrap_or(u32::MAX);
        sleep(Duration::from_secs(1) * length / shared.bytes_a_second).await;
        drop(busy);
        if to.write_all(&part[..count]).await.is_err() {
            return;
        }
    }
}
