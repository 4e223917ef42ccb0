//! The limits of every request.

use std::time::Duration;

/// The limits of one request. A request that exceeds a limit ends in a typed error. A limit that is left out
/// has the core's default.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Limits {
    /// The longest wait for a connection, TLS included, in milliseconds; 10 s if left out.
    #[uniffi(default = None)]
    pub connect_ms: Option<u32>,
    /// The longest wait between two pieces of an answer, in milliseconds; 20 s if left out.
    #[uniffi(default = None)]
    pub idle_ms: Option<u32>,
    /// The longest a whole request may take, redirects included, in milliseconds; 60 s if left out.
    #[uniffi(default = None)]
    pub total_ms: Option<u32>,
    /// The most bytes of one answer as they come over the wire, compressed; 8 MiB if left out.
    #[uniffi(default = None)]
    pub wire_bytes: Option<u64>,
    /// The most bytes of one answer, counted after decompression; 8 MiB if left out.
    #[uniffi(default = None)]
    pub body_bytes: Option<u64>,
    /// The most bytes of one picture, on the wire and after decompression; 16 MiB if left out.
    #[uniffi(default = None)]
    pub picture_bytes: Option<u64>,
    /// The most header lines of one answer, from 1 to 10,000; 1,000 if left out.
    #[uniffi(default = None)]
    pub headers: Option<u32>,
    /// The most bytes of all header lines of one answer, 1 or more; 256 KiB if left out. More than about
    /// 400 kB are never read. If a server of HTTP/2 sends more than four times as many, the request ends as
    /// `Offline`.
    #[uniffi(default = None)]
    pub header_bytes: Option<u32>,
}

impl From<Limits> for ifilm_core::Limits {
    fn from(limits: Limits) -> Self {
        let Limits {
            connect_ms,
            idle_ms,
            total_ms,
            wire_bytes,
            body_bytes,
            picture_bytes,
            headers,
            header_bytes,
        } = limits;
        let mut core = Self::default();
        core.connect = connect_ms.map_or(core.connect, millis);
        core.idle = idle_ms.map_or(core.idle, millis);
        core.total = total_ms.map_or(core.total, millis);
        core.wire_bytes = wire_bytes.unwrap_or(core.wire_bytes);
        core.body_bytes = body_bytes.unwrap_or(core.body_bytes);
        core.picture_bytes = picture_bytes.unwrap_or(core.picture_bytes);
        core.headers = headers.unwrap_or(core.headers);
        core.header_bytes = header_bytes.unwrap_or(core.header_bytes);
        core
    }
}

fn millis(count: u32) -> Duration {
    Duration::from_millis(count.into())
}
