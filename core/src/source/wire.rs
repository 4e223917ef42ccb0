//! The cost of one request on the wire.

/// Counts what was sent and received for one request, whether it succeeded or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wire {
    requests: u32,
    bytes: u64,
}

impl Wire {
    /// Whether a request was sent, or at least a connection was attempted.
    pub(crate) fn was_used(&self) -> bool {
        self.requests > 0
    }

    /// The size of all bodies, compressed, in bytes. Bodies of redirects and errors count, and so do bodies
    /// that failed midway.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(super) fn sent(&mut self) {
        self.requests += 1;
    }

    pub(super) fn received(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
    }
}
