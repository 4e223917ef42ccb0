//! One listener for each host, and its connections.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::authority::HTTP_2;
use crate::host::Host;
use crate::meter::{Meter, Metered};
use crate::shared_socket::SharedSocket;
use crate::state::State;

const WAITING: u32 = 1024;

/// Reserves a port. No other program gets it, and connections to it are refused.
pub(crate) fn reserve(port: u16, send_buffer: Option<u32>) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    send_buffer.map_or(Ok(()), |bytes| socket.set_send_buffer_size(bytes))?;
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    Ok(socket)
}

/// Opens a reserved port; must run inside the runtime.
pub(crate) fn open(socket: TcpSocket) -> io::Result<TcpListener> {
    socket.listen(WAITING)
}

/// Serves a host until the task is aborted; its connections end with it.
pub(crate) async fn serve(listener: TcpListener, host: Host, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((socket, _)) = accepted {
                    connections.spawn(connection(socket, host, Arc::clone(&state)));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// Serves one connection until either side or a fault ends it.
async fn connection(socket: TcpStream, host: Host, state: Arc<State>) {
    let mut turn = state.turn.subscribe();
    tokio::select! {
        () = talk(socket, host, &state) => {}
        _ = turn.changed() => {}
    }
}

/// Errors are ignored: the client notices a failed handshake or a broken connection.
async fn talk(socket: TcpStream, host: Host, state: &Arc<State>) {
    let _ = socket.set_nodelay(true);
    let meter = Arc::new(Meter::new(Arc::clone(&state.request_log)));
    let socket = Metered::new(socket, Arc::clone(&meter));
    let Some(authority) = &state.authority else {
        return speak(socket, host, state, &meter).await;
    };
    let config = authority.shown(state.handshake_fault(host), state.needs_http1(host));
    if let Ok(secured) = TlsAcceptor::from(config).accept(socket).await {
        match secured.get_ref().1.alpn_protocol() {
            Some(HTTP_2) => speak_http2(secured, host, state, &meter).await,
            _ => speak(secured, host, state, &meter).await,
        }
    }
}

async fn speak<S: AsyncRead + AsyncWrite + Unpin>(
    socket: S,
    host: Host,
    state: &Arc<State>,
    meter: &Arc<Meter>,
) {
    let number = next_number();
    let service = service_fn(|request| state.handle(host, meter, number, request));
    let mut served = http1::Builder::new()
        .auto_date_header(false)
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(socket), service);
    let _ = (&mut served).await;
    if let Some(raw) = meter.take_raw() {
        let mut socket = served.into_parts().io.into_inner();
        let _ = socket.write_all(&raw).await;
        let _ = socket.shutdown().await;
    }
}

/// Where HTTP/1.1 ends the connection, hyper only ends one stream of HTTP/2. So the meter says when the
/// connection ends.
async fn speak_http2<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    socket: S,
    host: Host,
    state: &Arc<State>,
    meter: &Arc<Meter>,
) {
    let number = next_number();
    let service = service_fn(|request| {
        let (state, meter) = (Arc::clone(state), Arc::clone(meter));
        async move { state.handle(host, &meter, number, request).await }
    });
    let mut builder = http2::Builder::new(TokioExecutor::new());
    let mut socket = SharedSocket::new(socket);
    let served = builder.auto_date_header(false).serve_connection(TokioIo::new(socket.clone()), service);
    tokio::select! {
        _ = served => {}
        () = meter.ended() => {}
    }
    if let Some(raw) = meter.take_raw() {
        let _ = socket.write_all(&raw).await;
        let _ = socket.shutdown().await;
    }
}

/// The number of a new connection, from 1, over all sites of the process.
fn next_number() -> u64 {
    static CONNECTIONS: AtomicU64 = AtomicU64::new(1);
    CONNECTIONS.fetch_add(1, Relaxed)
}
