//! A socket that counts its bytes.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use crate::request_log::{RequestHead, RequestLog};

/// Which request the bytes of a connection belong to.
#[derive(Debug)]
pub(crate) struct Meter {
    request_log: Arc<RequestLog>,
    /// 0 before the first request.
    current: AtomicU64,
    read: AtomicU64,
    written: AtomicU64,
    raw: Mutex<Option<Vec<u8>>>,
    end: Notify,
    resets: AtomicBool,
}

impl Meter {
    pub(crate) fn new(request_log: Arc<RequestLog>) -> Self {
        let zero = || AtomicU64::new(0);
        Self {
            request_log,
            current: zero(),
            read: zero(),
            written: zero(),
            raw: Mutex::default(),
            end: Notify::new(),
            resets: AtomicBool::new(false),
        }
    }

    /// Whether the connection carried a request before.
    pub(crate) fn is_reused(&self) -> bool {
        self.current.load(Relaxed) != 0
    }

    /// Ends the connection.
    pub(crate) fn end(&self) {
        self.end.notify_one();
    }

    /// Lets the connection end with a reset (RST).
    pub(crate) fn reset(&self) {
        self.resets.store(true, Relaxed);
    }

    /// Waits until the connection must end.
    pub(crate) async fn ended(&self) {
        self.end.notified().await;
    }

    /// Stores bytes that are sent unchanged before the connection ends.
    pub(crate) fn leave(&self, raw: Vec<u8>) {
        *self.raw.lock().unwrap_or_else(PoisonError::into_inner) = Some(raw);
    }

    /// The stored bytes.
    pub(crate) fn take_raw(&self) -> Option<Vec<u8>> {
        self.raw.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Records a request. The bytes that were read since the last request belong to it.
    pub(crate) fn enter(&self, asked: RequestHead) -> u64 {
        let n = self.request_log.enter(asked, self.read.swap(0, Relaxed), self.written.swap(0, Relaxed));
        self.current.store(n, Relaxed);
        n
    }
}

/// A socket whose bytes are counted.
pub(crate) struct Metered {
    socket: TcpStream,
    meter: Arc<Meter>,
}

impl Metered {
    pub(crate) fn new(socket: TcpStream, meter: Arc<Meter>) -> Self {
        Self { socket, meter }
    }
}

impl Metered {
    /// Writes and counts in one step, under the lock of the records.
    fn count(
        &mut self,
        write: impl FnOnce(Pin<&mut TcpStream>) -> Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        let mut records = self.meter.request_log.lock();
        let written = ready!(write(Pin::new(&mut self.socket)))?;
        match self.meter.current.load(Relaxed) {
            0 => drop(self.meter.written.fetch_add(written as u64, Relaxed)),
            n => records.amend(n, |record| record.response_bytes += written as u64),
        }
        Poll::Ready(Ok(written))
    }
}

impl AsyncRead for Metered {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(cx, buffer))?;
        let read = buffer.filled().len() - before;
        self.meter.read.fetch_add(read as u64, Relaxed);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Metered {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.count(|socket| socket.poll_write(cx, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.count(|socket| socket.poll_write_vectored(cx, bytes))
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

impl Drop for Metered {
    fn drop(&mut self) {
        if self.meter.resets.load(Relaxed) {
            let _ = self.socket.set_zero_linger();
        }
    }
}
