//! The limits of every request.

use std::time::Duration;

/// The limits of one request. Start from [`Limits::default`] and change the fields that you want to differ. A
/// request that exceeds a limit ends in [`TimedOut`](crate::Error::TimedOut) or
/// [`TooLarge`](crate::Error::TooLarge).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The longest wait for a connection, TLS included.
    pub connect: Duration,
    /// The longest wait between two pieces of an answer.
    pub idle: Duration,
    /// The longest a whole request may take, redirects included.
    pub total: Duration,
    /// The most bytes of one answer as they come over the wire, compressed.
    pub wire_bytes: u64,
    /// The most bytes of one answer, counted after decompression.
    pub body_bytes: u64,
    /// The most bytes of one picture, on the wire and after decompression.
    pub picture_bytes: u64,
    /// The most header lines of one answer; from 1 to 10,000.
    pub headers: u32,
    /// The most bytes of all header lines of one answer; 1 or more. More than about 400 kB are never read. If
    /// a server of HTTP/2 sends more than four times as many, the request ends as
    /// [`Offline`](crate::Error::Offline).
    pub header_bytes: u32,
}

impl Default for Limits {
    /// 10 s to connect, 20 s idle, 60 s in all, 8 MiB on the wire and after decompression, 16 MiB for
    /// pictures, 1,000 header lines with 256 KiB. Browsers accept as many bytes, and servers were seen that
    /// set 400 cookies in one answer.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(20),
            total: Duration::from_secs(60),
            wire_bytes: 8 << 20,
            body_bytes: 8 << 20,
            picture_bytes: 16 << 20,
            headers: 1000,
            header_bytes: 256 << 10,
        }
    }
}
